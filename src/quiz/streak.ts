/**
 * How many days in a row, up to today, something was answered. Today is not over, so that without an answer today the
 * days up to yesterday count.
 */
export function streakOf(answered: Iterable<Temporal.Instant>, zone: string, now: Temporal.Instant): number {
  const dayOf = (at: Temporal.Instant): Temporal.PlainDate => at.toZonedDateTimeISO(zone).toPlainDate();
  const days = new Set([...answered].map((at) => dayOf(at).toString()));
  const today = dayOf(now);
  let day = days.has(today.toString()) ? today : today.subtract({ days: 1 });
  let streak = 0;
  for (; days.has(day.toString()); day = day.subtract({ days: 1 })) streak += 1;
  return streak;
}

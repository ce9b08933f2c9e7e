import { shuffled } from '../course/shuffle.ts';
import type { Memory } from './recall.ts';

/** How many days before an exam everything is repeated once more. */
const DAYS_BEFORE = 14;

/** Days as the member's wall clock has them. */
export interface Calendar {
  /** IANA. */
  readonly zone: string;
  readonly today: Temporal.PlainDate;
  readonly exam?: Temporal.PlainDate | undefined;
}

/** Days of the fortnight before an exam that are still to come, today among them; none once it is there. */
function daysLeft({ today, exam }: Calendar): readonly Temporal.PlainDate[] {
  if (!exam) return [];
  return Array.from({ length: DAYS_BEFORE }, (_, index) =>
    exam.subtract({ days: DAYS_BEFORE - index }),
  ).filter((day) => Temporal.PlainDate.compare(day, today) >= 0);
}

/**
 * The day on which a question is worth repeating. What would only come back on the day of the exam or later, and was
 * last answered before the fortnight that leads up to it, comes on one of these days instead: the same one for
 * everybody who looks, spread evenly; a day that was missed goes to those that are left.
 */
export function dueDay(memory: Memory, calendar: Calendar): Temporal.PlainDate {
  const { zone, exam } = calendar;
  const dayOf = (at: Temporal.Instant): Temporal.PlainDate => at.toZonedDateTimeISO(zone).toPlainDate();
  const due = dayOf(memory.due);
  if (!exam || Temporal.PlainDate.compare(due, exam) < 0) return due;
  const repeated = Temporal.PlainDate.compare(dayOf(memory.last), exam.subtract({ days: DAYS_BEFORE })) >= 0;
  const [day] = repeated ? [] : shuffled(daysLeft(calendar), memory.question, String);
  return day ?? due;
}

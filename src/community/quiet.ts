import { cleanLine, saysNone, shorten } from '../chat/clean.ts';
import { UserError } from '../chat/errors.ts';

/** Wall times `HH:MM`; from the one up to the other nothing is sent, over midnight where `to` is not later. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

const TIME = String.raw`(\d{1,2})(?:[:.](\d\d))?\s*(am|pm|a\.m\.|p\.m\.)?`;
const RANGE = new RegExp(String.raw`^(?:from )?${TIME}\s*(?:-|–|—|to|until|till)\s*${TIME}$`, 'i');

/** Reads “22-7”, “10pm to 7:30am” or “none” (null); what could be morning or evening is asked about. */
export function readQuiet(typed: string): QuietHours | null {
  const words = cleanLine(typed).toLowerCase();
  if (saysNone(words)) return null;
  const [, h1, m1, half1, h2, m2, half2] = RANGE.exec(words) ?? [];
  if (h1 === undefined || h2 === undefined) throw unread(typed);
  const halves = half1 !== undefined || half2 !== undefined;
  // After a 22 or a 07 the other is of a clock of 24 hours too, as are two like 10:00, which is how they are shown.
  const full = [h1, h2].every((hour) => hour.length === 2) && m1 !== undefined && m2 !== undefined;
  const of24 = !halves && (full || [h1, h2].some((hour) => Number(hour) > 12 || hour.startsWith('0')));
  const from = timeOf(h1, m1, half1, of24, typed);
  const to = timeOf(h2, m2, half2, of24, typed);
  if (from === to) {
    throw new UserError('Quiet hours that end when they begin would never end. Type two times, or “none”.');
  }
  return { from, to };
}

function timeOf(
  hours: string,
  minutes = '00',
  half: string | undefined,
  of24: boolean,
  typed: string,
): string {
  const hour = Number(hours);
  if (Number(minutes) > 59) throw unread(typed);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) throw unread(typed);
    return `${two((hour % 12) + (half.startsWith('p') ? 12 : 0))}:${minutes}`;
  }
  if (hour > 24 || (hour === 24 && minutes !== '00')) throw unread(typed);
  if (!of24) {
    throw new UserError(
      `“${shorten(cleanLine(typed), 40)}” could be morning or evening. Please type “22:00-07:00” or “10pm-7am”.`,
    );
  }
  return `${two(hour % 24)}:${minutes}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

const unread = (typed: string): UserError =>
  new UserError(
    `I could not read “${shorten(cleanLine(typed), 40)}” as quiet hours. Try “22:00-07:00”, “10pm to 7am” or “none”.`,
  );

/** Whether a wall clock that shows this is in the quiet hours. */
function isQuiet({ from, to }: QuietHours, wall: Temporal.PlainTime): boolean {
  const begun = Temporal.PlainTime.compare(wall, from) >= 0;
  const ended = Temporal.PlainTime.compare(wall, to) >= 0;
  return from < to ? begun && !ended : begun || !ended;
}

/** When the quiet that holds at this instant ends; undefined where none holds, or where the zone is not known. */
export function quietUntil(
  { quiet, zone }: { readonly quiet?: QuietHours | undefined; readonly zone?: string | undefined },
  at: Temporal.Instant,
): Temporal.Instant | undefined {
  if (!quiet || zone === undefined) return undefined;
  let now = at.toZonedDateTimeISO(zone);
  if (!isQuiet(quiet, now.toPlainTime())) return undefined;
  for (;;) {
    const next = nextTurn(now, quiet.to);
    if (!isQuiet(quiet, next.toPlainTime())) return next.toInstant();
    // A change of the clock led back, or further, into the quiet hours.
    now = next;
  }
}

/** The wall time's next coming, or the change of the clock before it. */
function nextTurn(now: Temporal.ZonedDateTime, wall: string): Temporal.ZonedDateTime {
  const today = now.toPlainDate().toPlainDateTime(wall);
  const later = (date: Temporal.PlainDateTime) =>
    (['earlier', 'later'] as const)
      .map((disambiguation) => date.toZonedDateTime(now.timeZoneId, { disambiguation }))
      .find((moment) => Temporal.ZonedDateTime.compare(moment, now) > 0);
  const end = later(today) ?? later(today.add({ days: 1 })) ?? now.add({ days: 1 });
  const change = now.getTimeZoneTransition('next');
  return change && Temporal.ZonedDateTime.compare(change, end) < 0 ? change : end;
}

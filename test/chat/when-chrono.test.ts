import * as chrono from 'chrono-node';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWhen } from '../../src/chat/when.ts';

// An unrelated reader of English dates: where it understands what we take, it must understand the same.

const ZONES = ['America/Toronto', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'];
const DAYS = [
  ...['Monday', 'on Tuesday', 'Wed', 'this Thursday', 'Fri', 'Saturday', 'Sunday'],
  ...[
    'today',
    'tomorrow',
    '14 March',
    'March 3rd',
    '5 Nov',
    'Dec 28',
    '30.11.',
    '2027-02-28',
    '12 January 2027',
  ],
];
const TIMES = ['7pm', '7:30 pm', '19:00', '09:15', 'noon', '11am', '23:59', '7.30pm'];

/** The other reader knows no zones: it is given the wall clock as if it were UTC's. */
function otherReading(typed: string, now: Temporal.ZonedDateTime): string | undefined {
  const instant = new Date(now.toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds);
  const reader = /\d\.\d/.test(typed) ? chrono.en.GB : chrono.en.casual;
  const [found] = reader.parse(typed, { instant, timezone: 0 }, { forwardDate: true });
  if (!found || found.text.length < typed.length - 3) return undefined;
  const { start } = found;
  const [year, month, day] = [start.get('year')!, start.get('month')!, start.get('day')!];
  const [hour, minute] = [start.get('hour') ?? 0, start.get('minute') ?? 0];
  const wall = Temporal.PlainDateTime.from({ year, month, day, hour, minute });
  return wall.toZonedDateTime(now.timeZoneId).toString();
}

test('an unrelated reader reads the same in what we take', () => {
  let compared = 0;
  const moments = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) });
  const words = [fc.constantFrom(...DAYS), fc.constantFrom(...TIMES)] as const;
  fc.assert(
    fc.property(moments, fc.constantFrom(...ZONES), ...words, (at, zone, day, time) => {
      const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
      // To it “09:15 Dec 28” is 15 December 2028, so the day goes first.
      const typed = `${day} ${time}`;
      const other = otherReading(typed, now);
      if (other === undefined) return;
      let own: Temporal.ZonedDateTime;
      try {
        own = readWhen(typed, { now: now.toInstant(), zone });
      } catch {
        // Asked back: nothing is taken that could be wrong.
        return;
      }
      compared += 1;
      expect(own.toString(), `${typed} at ${now}`).toBe(other);
    }),
    { numRuns: 3_000 },
  );
  expect(compared).toBeGreaterThan(1_000);
});

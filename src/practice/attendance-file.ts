import { stringify } from 'csv-stringify/sync';
import type { FilePart } from '../chat/reply.ts';
import type { Attended } from './attendance.ts';
import { type Attendee, isListed } from './attendance-minutes.ts';
import type { Occurrence } from './session.ts';

/** Attendance as files for a spreadsheet. */

/** One's own. */
export const recordFile = (attended: readonly Attended[]): FilePart =>
  table('practice-record.csv', 'Your sessions with their minutes, as CSV', [
    ['session', 'begins (UTC)', 'begins (there)', 'time zone', 'minutes'],
    ...attended.map(({ occurrence, minutes }) => [...whenOf(occurrence), minutes]),
  ]);

/** Of one session. */
export const attendanceFile = (occurrence: Occurrence, attendees: readonly Attendee[]): FilePart =>
  table('attendance.csv', 'Who was there with their minutes, as CSV', [
    [
      ...['session', 'begins (UTC)', 'begins (there)', 'time zone', 'name'],
      ...['had a seat', 'checked in (UTC)', 'minutes', 'corrected'],
    ],
    ...attendees
      .filter(isListed)
      .map(({ seat, checkedIn, minutes, corrected }) => [
        ...whenOf(occurrence),
        seat.name,
        yes(seat.state === 'seated'),
        checkedIn?.toString({ smallestUnit: 'second' }) ?? '',
        minutes ?? '',
        yes(corrected),
      ]),
  ]);

const yes = (is: boolean): string => (is ? 'yes' : 'no');

const whenOf = ({ title, starts, zone }: Occurrence): string[] => [
  title,
  starts.toString({ smallestUnit: 'second' }),
  starts.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }),
  zone,
];

/** UTF-8 with a mark that says so, and no cell that would be taken for a formula. */
const table = (name: string, says: string, lines: readonly (readonly (string | number)[])[]): FilePart => ({
  kind: 'file',
  name,
  content: new TextEncoder().encode(
    stringify(
      lines.map((line) => [...line]),
      { bom: true, escape_formulas: true },
    ),
  ),
  says,
});

import { stringify } from 'csv-stringify/sync';
import type { FilePart } from '../chat/reply.ts';
import type { Attended } from './attendance.ts';
import { type Attendee, isListed } from './attendance-minutes.ts';
import type { Occurrence } from './session.ts';
import type { OwnTurn } from './turns.ts';

/** Attendance as files for a spreadsheet. */

/** One's own. `roles`: by the ids of occurrences. */
export const recordFile = (attended: readonly Attended[], roles: ReadonlyMap<string, OwnTurn>): FilePart =>
  table('practice-record.csv', 'Your sessions with their minutes, as CSV', [
    ['session', 'begins (UTC)', 'begins (there)', 'time zone', 'minutes', 'role'],
    ...attended.map(({ occurrence, minutes }) => [
      ...whenOf(occurrence),
      minutes,
      roles.get(occurrence.id)?.name ?? '',
    ]),
  ]);

/** Of one session. `roles`: by person. */
export const attendanceFile = (
  occurrence: Occurrence,
  attendees: readonly Attendee[],
  roles: ReadonlyMap<string, OwnTurn>,
): FilePart =>
  table('attendance.csv', 'Who was there with their minutes, as CSV', [
    [
      ...['session', 'begins (UTC)', 'begins (there)', 'time zone', 'name'],
      ...['had a seat', 'checked in (UTC)', 'minutes', 'corrected', 'role'],
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
        roles.get(seat.person)?.name ?? '',
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
export const table = (
  name: string,
  says: string,
  lines: readonly (readonly (string | number)[])[],
): FilePart => ({
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

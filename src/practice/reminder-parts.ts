import { note, words } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import { type Inline, text, time } from '../chat/text.ts';
import { timeWords } from './occurrence-parts.ts';
import type { Reminder } from './reminder-reading.ts';
import { hasBegun, type Seat } from './session.ts';

/** What reminders say; the link is in none of these. */

export const whenParts = ({ occurrence }: Reminder, now: Temporal.Instant): Part[] => [
  words(
    hasBegun(occurrence, now) ? 'It began ' : 'It begins ',
    time(occurrence.starts, 'relative'),
    ': ',
    ...timeWords(occurrence),
  ),
];

export const whereParts = (where: string | undefined): Part[] =>
  where === undefined ? [] : [words('Where: ', where)];

export const lateParts = ({ missed }: Reminder): Part[] =>
  missed ? [note('This reminder is late: I could not send it at ', time(missed), '.')] : [];

/** Those who take no direct messages read it here; nobody is notified by their name. */
export const closedParts = (closed: readonly Seat[]): Part[] =>
  closed.length === 0
    ? []
    : [
        words(
          'For those whom I cannot write to directly, and who have a seat: ',
          ...closed.flatMap(({ member, name }, index): Inline[] => [
            ...(index > 0 ? [text(', ')] : []),
            { kind: 'member', id: member, name },
          ]),
        ),
      ];

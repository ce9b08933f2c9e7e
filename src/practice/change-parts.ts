import { minutesInWords } from '../chat/duration.ts';
import { note, words } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import { bullets, type Inline, paragraph, time } from '../chat/text.ts';
import type { Scope } from './change-facts.ts';
import type { Proposal } from './change-proposals.ts';
import { wallInWords, wallNote } from './draft-time.ts';
import { momentOf } from './occurrence-times.ts';
import { repeatInWords } from './repeat.ts';
import type { Occurrence } from './session.ts';

/** What changes are made to, and what was understood of a new time, in full. */

export const scopeInWords = ({ repeats }: Occurrence, scope: Scope): string => {
  if (!repeats) return 'this session';
  return scope === 'one' ? 'only this one' : 'this one and all that follow';
};

/** The session as its organiser counts time, and as the reader does. */
export const wallWords = (wall: Temporal.PlainDateTime, zone: string): (string | Inline)[] => [
  `${wallInWords(wall)} on the clocks of ${zone}; for you `,
  time(momentOf(wall, zone)),
];

export function proposalParts(occurrence: Occurrence, scope: Scope, proposal: Proposal): Part[] {
  const { zone, minutes } = occurrence;
  const { starts, next, rule, ended } = proposal;
  const following = scope === 'following';
  return [
    {
      kind: 'fields',
      fields: [
        { name: 'When', value: [paragraph(...wallWords(starts, zone))] },
        {
          name: 'How long',
          value: [
            paragraph(
              minutesInWords(proposal.minutes),
              proposal.minutes === minutes ? '' : `, instead of ${minutesInWords(minutes)}`,
            ),
          ],
        },
        ...(following ? [{ name: 'Repeats', value: [paragraph(repeatInWords(rule, starts))] }] : []),
        ...(next.length > 1
          ? [{ name: 'The next dates', value: [bullets(next.map((each) => wallWords(each, zone)))] }]
          : []),
      ],
    },
    ...next.flatMap((each) => wallNote(each, zone) ?? []).map((says) => note(says)),
    ...(ended === 0 ? [] : [words(endedWords(ended))]),
  ];
}

const endedWords = (count: number): string =>
  count === 1
    ? 'One that was planned is cancelled by this, since it has no time any more.'
    : `${count} that were planned are cancelled by this, since they have no time any more.`;

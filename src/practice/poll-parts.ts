import { minutesInWords } from '../chat/duration.ts';
import { words } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import { type Inline, paragraph, strong, text, time } from '../chat/text.ts';
import { wallInWords } from './draft-time.ts';
import type { Poll, PollTime } from './poll-rows.ts';

/** A time as the zone's clocks show it, and as the reader's do. */
export const bothTimes = ({ starts }: Pick<PollTime, 'starts'>, { zone }: Pick<Poll, 'zone'>): Inline[] => [
  text(
    `${wallInWords(starts.toZonedDateTimeISO(zone).toPlainDateTime())} on the clocks of ${zone}; for you `,
  ),
  time(starts),
];

/** Every time under its letter, a line each. */
export const lettered = (
  lines: readonly { readonly letter: string; readonly says: readonly Inline[] }[],
): Part => ({
  kind: 'text',
  text: lines.map(({ letter, says }) => paragraph(strong(`${letter}.`), ' ', ...says)),
});

export const countInWords = (persons: number): string =>
  persons === 0 ? 'nobody yet' : `${persons} could come`;

export const lengthPart = ({ minutes }: Pick<Poll, 'minutes'>): Part =>
  words(`It will last ${minutesInWords(minutes)}.`);

import { type Inline, text, time } from '../chat/text.ts';
import { offerEnds, type Roster } from './roster.ts';
import type { Occurrence, Seat } from './session.ts';

/** A member's own seat, said to them alone. */

const ORDINALS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const plurals = new Intl.PluralRules('en', { type: 'ordinal' });

const ordinal = (count: number): string => `${count}${ORDINALS[plurals.select(count)] ?? 'th'}`;

export function seatWords(
  occurrence: Pick<Occurrence, 'starts'>,
  { waiting, free }: Roster,
  seat: Seat | undefined,
): Inline[] {
  const until = seat && offerEnds(occurrence, seat);
  switch (seat?.state) {
    case 'seated':
      return [text('You have a seat.')];
    case 'offered':
      return [text('A seat is kept for you'), ...(until ? [text(' until '), time(until)] : []), text('.')];
    case 'waiting':
      return [
        text(
          free === 0
            ? `You are ${ordinal(waiting.indexOf(seat) + 1)} on the waiting list; I write to you when a seat is free.`
            : 'A seat is free, and it is too late to ask those who wait one by one: whoever joins first has it.',
        ),
      ];
    case 'maybe':
      return [text('You said maybe. No seat is kept for you: join once you know.')];
    case 'declined':
      return [text('You are not among those who come. Should that change, you can join again.')];
    default:
      return [text('You have not answered yet.')];
  }
}

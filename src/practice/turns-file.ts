import type { FilePart } from '../chat/reply.ts';
import { table } from './attendance-file.ts';
import { shareInWords, type TurnLine } from './turns-parts.ts';

/** Everybody's turns as a file for a spreadsheet, in the order of whose turn to mediate is next. */
export const turnsFile = (lines: readonly TurnLine[]): FilePart =>
  table('turns.csv', 'Who had which role how often, as CSV', [
    [
      ...['name', 'came', 'mediated', 'even share of mediating', 'to mediate soon'],
      ...['co-mediated', 'party', 'coach', 'observer'],
    ],
    ...lines.map(({ name, past, coming }) => {
      const { mediator = 0, 'co-mediator': co = 0, party = 0, coach = 0, observer = 0 } = past?.counts ?? {};
      const share = shareInWords(past?.shares.mediator ?? 0);
      return [name, past?.came ?? 0, mediator, share, coming, co, party, coach, observer];
    }),
  ]);

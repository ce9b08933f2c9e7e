import { answersIn } from './answers.ts';
import type { QuizParts } from './quiz.ts';
import { type Statistics, statisticsOf } from './statistics.ts';

/** What a group gets wrong, as facilitators see it. */
export interface Report {
  statistics(community: string): Promise<Statistics>;
}

export const createReport = ({ store, bank }: QuizParts): Report => ({
  statistics: async (community) => statisticsOf(await answersIn(store, { community }), bank().course),
});

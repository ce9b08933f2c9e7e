import { quiz } from '../../commands/quiz.ts';
import { createQuiz } from '../../src/quiz/quiz.ts';
import { type CommandWorld, commandWorld } from '../jobs/command-world.ts';
import type { TestStore } from '../store/stores.ts';
import { quizBank } from './course.ts';

/** `/quiz` on the small course. */
export const quizWorld = (store: TestStore): Promise<CommandWorld> =>
  commandWorld(store, quiz, () => ({
    quiz: createQuiz({ store, clock: store.clock, bank: () => quizBank }),
  }));

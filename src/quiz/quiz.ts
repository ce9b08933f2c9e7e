import type { Clock } from '../chat/clock.ts';
import type { Store } from '../store/store.ts';
import type { Bank } from './bank.ts';
import { type Board, createBoard } from './board.ts';
import { createFlags, type Flags } from './flags.ts';
import { createLearning, type Learning } from './learning.ts';
import { createPosts, type Posts } from './posts.ts';
import { createReport, type Report } from './report.ts';
import { createRounds, type Rounds } from './rounds.ts';
import { createSchedules, type Schedules } from './schedules.ts';

/** What the subject's parts are made from. */
export interface QuizParts {
  readonly store: Store;
  readonly clock: Clock;
  /** The questions as they are now: the course may be read anew. */
  readonly bank: () => Bank;
}

/** Questions, and what members make of them, as commands use them. */
export interface Quiz {
  readonly bank: Bank;
  readonly rounds: Rounds;
  readonly learning: Learning;
  readonly posts: Posts;
  readonly schedules: Schedules;
  readonly report: Report;
  readonly flags: Flags;
  readonly board: Board;
}

export function createQuiz(parts: QuizParts): Quiz {
  return {
    get bank() {
      return parts.bank();
    },
    rounds: createRounds(parts),
    learning: createLearning(parts),
    posts: createPosts(parts),
    schedules: createSchedules(parts),
    report: createReport(parts),
    flags: createFlags(parts),
    board: createBoard(parts),
  };
}

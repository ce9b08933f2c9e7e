import { UserError } from '../chat/errors.ts';
import type { Who } from '../chat/request.ts';
import { usage } from '../chat/text.ts';
import type { Question } from '../course/course.ts';
import { openQuestions } from './answers.ts';
import type { Chosen } from './judge.ts';
import type { QuizParts } from './quiz.ts';
import { offers } from './ticks.ts';

export type RoundKind = 'practice' | 'review' | 'mistakes';

/** What was answered in a round, as it is kept. */
export interface RoundAnswer {
  readonly question: string;
  readonly revision: string;
  readonly chosen: Chosen;
  readonly correct: boolean;
}

export interface Round {
  readonly id: string;
  readonly kind: RoundKind;
  /** Ids, in their order. */
  readonly questions: readonly string[];
  /** What is ticked of the question that is to be answered next. */
  readonly picked: Chosen;
  /** By the question's id. */
  readonly answers: ReadonlyMap<string, RoundAnswer>;
  /**
   * The questions still to be answered, `n` their places in the round from 0; those that left the course or stand in
   * an open post are passed over.
   */
  readonly left: readonly { readonly n: number; readonly question: Question }[];
  /** Ids of its questions that stand in an open post: their keys are not told now. */
  readonly waiting: ReadonlySet<string>;
  /** All is answered, or another round took its place. */
  readonly ended: boolean;
}

/** Rounds as they are read: a person's own in this community, of all their accounts. */
export interface RoundRows {
  /** What the person has under way and can still answer. */
  current(who: Who): Promise<Round | undefined>;
  /** What is not ended, the latest first: one of each account at most. */
  under(who: Who): Promise<readonly Round[]>;
  /** `lock` holds others off until the transaction under way ends. Rejects with a UserError where it is not theirs, or no longer kept. */
  round(who: Who, id: string, lock?: 'lock'): Promise<Round>;
}

export function createRoundRows({ store, bank }: QuizParts): RoundRows {
  const rows = (who: Who) =>
    store.db
      .selectFrom('quiz_round')
      .innerJoin('identity', 'identity.id', 'quiz_round.identity_id')
      .innerJoin('space', 'space.id', 'identity.space_id')
      .where('identity.person_id', '=', who.person)
      .where('space.community_id', '=', who.community)
      .select([
        'quiz_round.id',
        'quiz_round.kind',
        'quiz_round.questions',
        'quiz_round.picked',
        'quiz_round.finished_at',
      ]);
  type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

  async function filled(who: Who, row: Row): Promise<Round> {
    const answers = await store.db
      .selectFrom('quiz_answer')
      .where('round_id', '=', row.id)
      .select(['question', 'revision', 'chosen', 'correct'])
      .execute();
    const known = new Map(answers.map((answer) => [answer.question, answer]));
    const open = await openQuestions(store, who.community);
    const left = row.questions.flatMap((id, n) => {
      const question = known.has(id) || open.has(id) ? undefined : bank().question(id);
      return question ? [{ n, question }] : [];
    });
    const { id, kind, questions } = row;
    const picked = row.picked.filter((key) => left[0] && offers(left[0].question, key));
    const waiting = new Set(questions.filter((each) => open.has(each)));
    return { id, kind, questions, picked, answers: known, left, waiting, ended: row.finished_at !== null };
  }

  async function under(who: Who): Promise<Round[]> {
    const found = await rows(who)
      .where('quiz_round.finished_at', 'is', null)
      .orderBy('quiz_round.started_at', 'desc')
      .orderBy('quiz_round.id')
      .execute();
    const rounds: Round[] = [];
    for (const row of found) rounds.push(await filled(who, row));
    return rounds;
  }

  return {
    under,
    current: async (who) => (await under(who)).find(({ left }) => left.length > 0),
    async round(who, id, lock) {
      const query = rows(who).where('quiz_round.id', '=', id);
      const row = await (lock ? query.forUpdate('quiz_round') : query).executeTakeFirst();
      if (row) return filled(who, row);
      throw new UserError('That quiz is no longer kept. Start a new one with ', usage('quiz start'), '.');
    },
  };
}

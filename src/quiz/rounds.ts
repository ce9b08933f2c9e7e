import { randomUUID } from 'node:crypto';
import { UserError } from '../chat/errors.ts';
import type { Who } from '../chat/request.ts';
import { usage } from '../chat/text.ts';
import type { Question } from '../course/course.ts';
import { answersIn, openQuestions } from './answers.ts';
import type { Filter } from './bank.ts';
import { isRight } from './judge.ts';
import type { QuizParts } from './quiz.ts';
import { createRoundRows, type Round, type RoundAnswer, type RoundKind } from './round-rows.ts';
import { choose } from './selection.ts';
import { chosenOf, type Given, ticked } from './ticks.ts';
import { isTypedRight } from './typed.ts';

/** What a member wants to be asked. */
export interface Wanted extends Filter {
  /** How many questions at most. */
  readonly length: number;
}

/** A question of a round as it was asked. */
export interface Asked {
  readonly round: string;
  /** Its place, from 0. */
  readonly n: number;
  readonly revision: string;
}

export interface Answered {
  readonly round: Round;
  /** Undefined where the question cannot be answered now: it has changed, is passed over, or the round has ended. */
  readonly answer: RoundAnswer | undefined;
  /** False where the question was answered before; that answer stays. */
  readonly isNew: boolean;
}

export interface Rounds {
  /** Starts a round on questions chosen for this person. Rejects with a UserError where there are none. */
  practise(who: Who, wanted: Wanted): Promise<Round>;
  /**
   * Ends the one that the person has under way. Started twice with nothing answered between, it is the same round.
   * Rejects with a UserError where none of the questions can be asked now.
   */
  start(who: Who, kind: RoundKind, questions: readonly string[]): Promise<Round>;
  /** What the person has under way, with whichever of their accounts. */
  current(who: Who): Promise<Round | undefined>;
  /** Rejects with a UserError where it is not theirs, or no longer kept. */
  round(who: Who, id: string): Promise<Round>;
  /** Ticks an option, or takes the tick away; for `match` a `1:batna`. Changes nothing where the question is not open. */
  tick(who: Who, asked: Asked, key: string): Promise<Round>;
  /** Two answers at once count once. Rejects with a UserError where too little is ticked. */
  answer(who: Who, asked: Asked, given: Given): Promise<Answered>;
}

export function createRounds({ store, clock, bank }: QuizParts): Rounds {
  const { current, round: own, under } = createRoundRows({ store, clock, bank });

  /** The question, where it is the one that is to be answered next and is still as it was asked. */
  function isOpen({ ended, left: [next] }: Round, { n, revision }: Asked): Question | undefined {
    return !ended && next?.n === n && next.question.revision === revision ? next.question : undefined;
  }

  async function begun(who: Who, kind: RoundKind, given: readonly string[]): Promise<Round> {
    const open = await openQuestions(store, who.community);
    const questions = [...new Set(given)].filter((id) => bank().question(id) && !open.has(id));
    if (questions.length === 0) throw nothingToAsk(given.length > 0);
    const seen = await under(who);
    const same = seen.find((round) => isSame(round, kind, questions));
    if (same) return same;
    const id = randomUUID();
    const now = clock.now().toString();
    for (const round of seen) {
      await store.db
        .updateTable('quiz_round')
        .set({ finished_at: now })
        .where('id', '=', round.id)
        .where('finished_at', 'is', null)
        .execute();
    }
    // Of two starts at once the other one may have come first: then its round is this one's too.
    await store.db
      .insertInto('quiz_round')
      .values({
        id,
        identity_id: who.identity,
        kind,
        questions: JSON.stringify(questions),
        picked: '[]',
        started_at: now,
      })
      .onConflict((conflict) => conflict.column('identity_id').where('finished_at', 'is', null).doNothing())
      .execute();
    return (await current(who)) ?? own(who, id);
  }

  const start: Rounds['start'] = (who, kind, questions) =>
    store.transaction(() => begun(who, kind, questions));

  return {
    current,
    round: own,
    start,

    async practise(who, wanted) {
      const { community, person } = who;
      const pool = bank().pool(wanted);
      const answers = await answersIn(store, { community, person });
      const open = await openQuestions(store, community);
      // With nothing answered between, the same is chosen again: two clicks at once start one round.
      const seed = `${person} ${answers.length}`;
      const chosen = choose({ pool, answers, length: wanted.length, seed, open });
      if (chosen.length === 0) throw nothingToAsk(pool.length > 0);
      return start(
        who,
        'practice',
        chosen.map(({ id }) => id),
      );
    },

    tick: (who, asked, key) =>
      store.transaction(async () => {
        const round = await own(who, asked.round, 'lock');
        const question = isOpen(round, asked);
        if (!question) return round;
        const picked = ticked(question, round.picked, key);
        await store.db
          .updateTable('quiz_round')
          .set({ picked: JSON.stringify(picked) })
          .where('id', '=', round.id)
          .execute();
        return { ...round, picked };
      }),

    answer: (who, asked, given) =>
      store.transaction(async () => {
        // One click of a round after the other: the second finds the answer of the first.
        const round = await own(who, asked.round, 'lock');
        const before = round.answers.get(round.questions[asked.n] ?? '');
        if (before) return { round, answer: before, isNew: false };
        const question = isOpen(round, asked);
        if (!question) return { round, answer: undefined, isNew: false };
        const chosen = chosenOf(question, round.picked, given);
        const correct =
          given.kind === 'words'
            ? isTypedRight(bank().course, question, given.words)
            : isRight(question, chosen);
        const answer = { question: question.id, revision: question.revision, chosen, correct };
        const now = clock.now().toString();
        await store.db
          .insertInto('quiz_answer')
          .values({
            ...answer,
            id: randomUUID(),
            round_id: round.id,
            identity_id: who.identity,
            chosen: JSON.stringify(chosen),
            answered_at: now,
          })
          .execute();
        const left = round.left.slice(1);
        const ended = left.length === 0;
        await store.db
          .updateTable('quiz_round')
          .set({ picked: '[]', ...(ended && { finished_at: now }) })
          .where('id', '=', round.id)
          .execute();
        const answers = new Map([...round.answers, [question.id, answer]]);
        return { round: { ...round, picked: [], answers, left, ended }, answer, isNew: true };
      }),
  };
}

const isSame = (round: Round, kind: RoundKind, questions: readonly string[]): boolean =>
  round.kind === kind && round.answers.size === 0 && round.questions.join(' ') === questions.join(' ');

const again = usage('quiz start');

const nothingToAsk = (some: boolean): UserError =>
  some
    ? new UserError(
        'Those questions are being asked in a channel just now, so they wait until it closes. Meanwhile there are others: ',
        again,
        '.',
      )
    : new UserError('There are no such questions. See what there is with ', again, '.');

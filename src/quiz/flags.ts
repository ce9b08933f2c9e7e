import { sql } from 'kysely';
import type { Clock } from '../chat/clock.ts';
import { UserError } from '../chat/errors.ts';
import type { Who } from '../chat/request.ts';
import type { Store } from '../store/store.ts';
import type { QuizParts } from './quiz.ts';

/** A report that something is wrong with a question; never by whom. */
export interface Flag {
  readonly id: string;
  readonly question: string;
  /** Of the question as it was reported. */
  readonly revision: string;
  readonly words: string;
  readonly at: Temporal.Instant;
}

export interface Flags {
  /** Keeps a report. Rejects with a UserError where the member has made too many today. */
  flag(who: Who, reported: Pick<Flag, 'question' | 'revision' | 'words'>): Promise<void>;
  /** How many wait for a facilitator. */
  count(community: string): Promise<number>;
  /** What waits, the oldest first. */
  open(community: string, limit: number, offset: number): Promise<readonly Flag[]>;
  /** Seen to: it no longer waits. Nothing happens where it is not of this community. */
  settle(community: string, id: string): Promise<void>;
}

const MOST_A_DAY = 10;

export function createFlags({ store, clock }: Pick<QuizParts, 'store' | 'clock'>): Flags {
  return {
    flag: (who, reported) => store.transaction(() => keep(store, clock, who, reported)),

    async count(community) {
      const { flags } = await waiting(store, community)
        .select(({ fn }) => fn.countAll<number>().as('flags'))
        .executeTakeFirstOrThrow();
      return Number(flags);
    },

    open: (community, limit, offset) =>
      waiting(store, community)
        .select(['quiz_flag.id', 'quiz_flag.question', 'quiz_flag.revision', 'quiz_flag.words'])
        .select('quiz_flag.flagged_at as at')
        .orderBy('quiz_flag.flagged_at')
        .orderBy('quiz_flag.id')
        .limit(limit)
        .offset(offset)
        .execute(),

    async settle(community, id) {
      await store.db
        .updateTable('quiz_flag')
        .set({ settled_at: clock.now().toString() })
        .where('id', 'in', waiting(store, community).where('quiz_flag.id', '=', id).select('quiz_flag.id'))
        .execute();
    },
  };
}

const waiting = (store: Store, community: string) =>
  store.db
    .selectFrom('quiz_flag')
    .innerJoin('identity', 'identity.id', 'quiz_flag.identity_id')
    .innerJoin('space', 'space.id', 'identity.space_id')
    .where('space.community_id', '=', community)
    .where('quiz_flag.settled_at', 'is', null);

async function keep(
  store: Store,
  clock: Clock,
  who: Who,
  { question, revision, words }: Pick<Flag, 'question' | 'revision' | 'words'>,
): Promise<void> {
  // One report of a person after the other: how many there are counts.
  await sql`select id from identity where person_id = ${who.person} order by id for update`.execute(store.db);
  const since = clock.now().subtract({ hours: 24 }).toString();
  const { recent } = await store.db
    .selectFrom('quiz_flag')
    .innerJoin('identity', 'identity.id', 'quiz_flag.identity_id')
    .where('identity.person_id', '=', who.person)
    .where('quiz_flag.flagged_at', '>', sql<Temporal.Instant>`${since}::timestamptz`)
    .select(({ fn }) => fn.countAll<number>().as('recent'))
    .executeTakeFirstOrThrow();
  if (Number(recent) >= MOST_A_DAY) {
    throw new UserError(
      `You have reported ${MOST_A_DAY} questions today, which is the most. They are all kept; please report this one tomorrow.`,
    );
  }
  await store.db
    .insertInto('quiz_flag')
    .values({
      id: crypto.randomUUID(),
      identity_id: who.identity,
      question,
      revision,
      words,
      flagged_at: clock.now().toString(),
    })
    .execute();
}

import { sql } from 'kysely';
import { cleanLine, shorten } from '../chat/clean.ts';
import type { Clock } from '../chat/clock.ts';
import { UserError } from '../chat/errors.ts';
import { joinedKey, splitWords } from '../course/fold.ts';
import type { Store } from '../store/store.ts';

/** Whoever asks: ids of ours. */
interface Asker {
  readonly community: string;
  readonly identity: string;
  readonly person: string;
}

/** A term that is missing, and how many members asked for it; never who. */
export interface AskedFor {
  /** What its spellings have in common; it fits a button's id. */
  readonly folded: string;
  readonly words: string;
  readonly members: number;
}

export interface TermRequests {
  /** Counts once a person and term. Rejects with a UserError where a member asks for too many, or for no words at all. */
  ask(who: Asker, words: string): Promise<'new' | 'again'>;
  /** How many different terms are asked for. */
  count(community: string): Promise<number>;
  /** What most members asked for first. */
  ranked(community: string, limit: number, offset: number): Promise<readonly AskedFor[]>;
  /** Answered, or not to be: it is no longer in the list. */
  remove(community: string, folded: string): Promise<void>;
}

const WORDS = 80;
const FOLDED = 60;
const MOST_A_DAY = 20;

export function createTermRequests({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): TermRequests {
  return {
    ask: (who, typed) =>
      store.transaction(async () => {
        const words = shorten(cleanLine(typed), WORDS);
        const folded = foldedTerm(words);
        if (folded === '') throw new UserError('There are no words in that to ask for.');
        // One request of an account after the other: how many there are counts.
        await store.db
          .selectFrom('identity')
          .where('id', '=', who.identity)
          .select('id')
          .forUpdate()
          .execute();
        const since = clock.now().subtract({ hours: 24 }).toString();
        const own = await store.db
          .selectFrom('term_request')
          .innerJoin('identity', 'identity.id', 'term_request.identity_id')
          .where('term_request.community_id', '=', who.community)
          .where('identity.person_id', '=', who.person)
          .where(({ eb, or }) =>
            or([
              eb('folded', '=', folded),
              eb('asked_at', '>', sql<Temporal.Instant>`${since}::timestamptz`),
            ]),
          )
          .select('folded')
          .execute();
        if (own.some((each) => each.folded === folded)) return 'again';
        if (own.length >= MOST_A_DAY) {
          throw new UserError(
            `You have asked for ${MOST_A_DAY} terms today, which is the most. They are all noted; please ask for this one tomorrow.`,
          );
        }
        await store.db
          .insertInto('term_request')
          .values({
            community_id: who.community,
            folded,
            words,
            identity_id: who.identity,
            asked_at: clock.now().toString(),
          })
          .execute();
        return 'new';
      }),

    async count(community) {
      const { terms } = await store.db
        .selectFrom('term_request')
        .where('community_id', '=', community)
        .select(({ fn }) => fn.count<number>('folded').distinct().as('terms'))
        .executeTakeFirstOrThrow();
      return terms;
    },

    async ranked(community, limit, offset) {
      const { rows } = await sql<AskedFor>`
        select folded, (array_agg(words order by asked_at))[1] as words, count(distinct person_id) as members
        from term_request join identity on identity.id = identity_id
        where community_id = ${community}
        group by folded
        order by count(distinct person_id) desc, min(asked_at), folded
        limit ${limit} offset ${offset}`.execute(store.db);
      return rows;
    },

    async remove(community, folded) {
      await store.db
        .deleteFrom('term_request')
        .where('community_id', '=', community)
        .where('folded', '=', folded)
        .execute();
    },
  };
}

/** What the spellings of one term have in common; empty where there are no words. */
export const foldedTerm = (words: string): string => joinedKey(splitWords(words)).slice(0, FOLDED);

import { sql } from 'kysely';
import { UserError } from '../chat/errors.ts';
import type { Who } from '../chat/request.ts';
import { type PostRow, postOf, type QuizPost } from './post-rows.ts';
import type { QuizParts } from './quiz.ts';
import { type AccountVote, type Vote, type Voted, voteFor, votesAsOne } from './vote.ts';

/** What became of a click; `voted` is undefined where the post is closed. */
export interface Click {
  readonly post: QuizPost;
  readonly voted?: Voted;
}

export interface Votes {
  /** A click on an option. Rejects with a UserError where it is not theirs to answer. */
  vote(who: Who, id: string, key: string): Promise<Click>;
  /** What a person answered, by any of their accounts. */
  voteOf(who: Who, id: string): Promise<Vote | undefined>;
  /** How many persons of the community chose each option first, by its key. */
  counts(post: QuizPost): Promise<ReadonlyMap<string, number>>;
}

/** A post beside one account of a person, with what was answered by that account. */
type Row = PostRow & { readonly account: string } & {
  readonly [K in keyof AccountVote]: AccountVote[K] | null;
};

const given = (row: Row): row is Row & AccountVote => row.first !== null;

export function createVotes({ store, clock }: QuizParts): Votes {
  /**
   * What most clicks are, the first of a person's only account, in one statement: many answer at once. Undefined where
   * it is not that, or not theirs, and nothing was kept.
   */
  async function keepFirst(who: Who, id: string, key: string): Promise<Click | undefined> {
    const at = clock.now().toString();
    const { rows } = await sql<PostRow>`
      with post as (
        select id, community_id, content, closes_at, closed_at
        from quiz_post
        where id = ${id} and community_id = ${who.community} and closed_at is null
          and content @> ${JSON.stringify({ options: [{ key }] })}
          and array(select id from identity where person_id = ${who.person}) = array[${who.identity}::uuid]
          and not exists (select from quiz_vote where post_id = ${id} and identity_id = ${who.identity})
        for share
      ), kept as (
        insert into quiz_vote (post_id, identity_id, first, latest, first_at, latest_at)
        select id, ${who.identity}, ${key}, ${key}, ${at}, ${at} from post
        on conflict do nothing
        returning post_id
      )
      select post.* from post, kept`.execute(store.db);
    return rows[0] && { post: postOf(rows[0]), voted: voteFor(key, undefined) };
  }

  /** A row each account of a person: all that matters is read together. */
  async function read(who: Who, id: string): Promise<readonly Row[]> {
    const { rows } = await sql<Row>`
      select quiz_post.id, community_id, content, closes_at, closed_at,
        identity.id as account, first, latest, changes, first_at, latest_at
      from quiz_post
      join identity on identity.person_id = ${who.person}
      left join quiz_vote on quiz_vote.post_id = quiz_post.id and quiz_vote.identity_id = identity.id
      where quiz_post.id = ${id}`.execute(store.db);
    return rows;
  }

  /** Undefined where something else was faster, so that it is to be looked at again. */
  async function click(who: Who, key: string, rows: readonly Row[]): Promise<Click | undefined> {
    const row = rows.find(({ account }) => account === who.identity);
    if (row?.community_id !== who.community) {
      throw new UserError(
        'This question was asked in another community, and only its members can answer it.',
      );
    }
    const post = postOf(row);
    if (post.closed) return { post };
    if (!post.question.options.some((option) => option.key === key)) {
      throw new UserError('That option is not among those of the question. Please choose one that is.');
    }
    const before = rows.filter(given);
    const voted = voteFor(key, votesAsOne(before));
    const kept =
      voted.kind === 'first'
        ? await insert(post.id, who.identity, key)
        : voted.kind !== 'changed' || (await change(post.id, before[0]?.account ?? '', key));
    return kept ? { post, voted } : undefined;
  }

  // All that write hold the post meanwhile, so that none is kept after the close.
  async function insert(post: string, account: string, key: string): Promise<boolean> {
    const at = clock.now().toString();
    const { rows } = await sql`
      insert into quiz_vote (post_id, identity_id, first, latest, first_at, latest_at)
      select id, ${account}, ${key}, ${key}, ${at}, ${at}
      from quiz_post where id = ${post} and closed_at is null for share
      on conflict do nothing
      returning post_id`.execute(store.db);
    return rows.length > 0;
  }

  async function change(post: string, account: string, key: string): Promise<boolean> {
    const { rows } = await sql`
      update quiz_vote set latest = ${key}, changes = 1, latest_at = ${clock.now().toString()}
      from (select id from quiz_post where id = ${post} and closed_at is null for share) open
      where post_id = open.id and identity_id = ${account} and changes = 0
      returning post_id`.execute(store.db);
    return rows.length > 0;
  }

  return {
    async vote(who, id, key) {
      const first = await keepFirst(who, id, key);
      if (first) return first;
      for (;;) {
        const rows = await read(who, id);
        // One account’s clicks meet at its row; those of several would miss each other.
        const clicked =
          rows.length < 2
            ? await click(who, key, rows)
            : await store.transaction(async () => {
                await store.db
                  .selectFrom('identity')
                  .where('person_id', '=', who.person)
                  .select('id')
                  .orderBy('id')
                  .forNoKeyUpdate()
                  .execute();
                return click(who, key, await read(who, id));
              });
        if (clicked) return clicked;
      }
    },

    voteOf: async (who, id) => votesAsOne((await read(who, id)).filter(given)),

    async counts({ id, community }) {
      const { rows } = await sql<{ key: string; count: number }>`
        select key, count(*) as count
        from (
          select distinct on (identity.person_id) quiz_vote.first as key
          from quiz_vote
          join identity on identity.id = quiz_vote.identity_id
          join space on space.id = identity.space_id
          where quiz_vote.post_id = ${id} and space.community_id = ${community}
          order by identity.person_id, quiz_vote.first_at, identity.id
        ) vote
        group by key`.execute(store.db);
      return new Map(rows.map(({ key, count }) => [key, count]));
    },
  };
}

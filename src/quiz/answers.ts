import { sql } from 'kysely';
import type { Store } from '../store/store.ts';
import type { Chosen } from './judge.ts';

/** An answer that counts for learning. */
export interface Answer {
  readonly question: string;
  readonly revision: string;
  readonly chosen: Chosen;
  readonly correct: boolean;
  readonly at: Temporal.Instant;
  readonly person: string;
  /** `round`: in private; `post`: the first answer to a post that is closed. */
  readonly from: 'round' | 'post';
}

/**
 * Answers given in a community, of one person or of all, the earliest first. Answers to a post count from its close:
 * before, they would tell what is right.
 */
export async function answersIn(
  store: Store,
  { community, person }: { readonly community: string; readonly person?: string },
): Promise<Answer[]> {
  const whose = person === undefined ? sql`true` : sql`identity.person_id = ${person}`;
  const { rows } = await sql<Answer>`
    select question, revision, chosen, correct, answered_at as at, identity.person_id as person,
      'round' as "from", quiz_answer.id::text as id
    from quiz_answer
    join identity on identity.id = quiz_answer.identity_id
    join space on space.id = identity.space_id
    where space.community_id = ${community} and ${whose}
    union all
    select * from (
      select distinct on (quiz_vote.post_id, identity.person_id)
        quiz_post.question, quiz_post.revision, jsonb_build_array(quiz_vote.first) as chosen,
        coalesce((select (option ->> 'right')::boolean from jsonb_array_elements(quiz_post.content -> 'options') option
          where option ->> 'key' = quiz_vote.first), false) as correct,
        quiz_vote.first_at as at, identity.person_id as person, 'post' as "from", quiz_vote.post_id::text as id
      from quiz_vote
      join quiz_post on quiz_post.id = quiz_vote.post_id
      join identity on identity.id = quiz_vote.identity_id
      join space on space.id = identity.space_id
      where space.community_id = ${community} and quiz_post.community_id = ${community}
        and quiz_post.closed_at is not null and ${whose}
      order by quiz_vote.post_id, identity.person_id, quiz_vote.first_at
    ) votes
    order by at, id`.execute(store.db);
  return rows;
}

/** Questions that stand in an open post: whoever practised them would see the key before the close. */
export async function openQuestions(store: Store, community: string): Promise<ReadonlySet<string>> {
  const rows = await store.db
    .selectFrom('quiz_post')
    .where('community_id', '=', community)
    .where('closed_at', 'is', null)
    .select('question')
    .execute();
  return new Set(rows.map(({ question }) => question));
}

import { randomUUID } from 'node:crypto';
import type { Question } from '../../src/course/course.ts';
import type { Store } from '../../src/store/store.ts';
import { questionOf } from './course.ts';

interface Given {
  readonly at: Temporal.Instant;
  readonly correct?: boolean;
  readonly revision?: string;
  readonly chosen?: readonly string[];
}

/** An answer to a question of the small course, in a round of its own that is over; right unless it is said otherwise. */
export async function answered(
  store: Store,
  identity: string,
  question: string,
  given: Given,
): Promise<void> {
  const { at, correct = true, revision = questionOf(question).revision, chosen = [] } = given;
  const round = randomUUID();
  const time = at.toString();
  await store.db
    .insertInto('quiz_round')
    .values({
      id: round,
      identity_id: identity,
      kind: 'practice',
      questions: JSON.stringify([question]),
      picked: '[]',
      started_at: time,
      finished_at: time,
    })
    .execute();
  await store.db
    .insertInto('quiz_answer')
    .values({
      id: randomUUID(),
      round_id: round,
      identity_id: identity,
      question,
      revision,
      chosen: JSON.stringify(chosen),
      correct,
      answered_at: time,
    })
    .execute();
}

/** A post of a question, with what one account answered; open unless it was closed. */
export async function posted(
  store: Store,
  {
    community,
    question,
    closed,
  }: { readonly community: string; readonly question: Question; readonly closed?: Temporal.Instant },
  vote: { readonly identity: string; readonly first: string; readonly at: Temporal.Instant },
): Promise<void> {
  const id = randomUUID();
  const at = vote.at.toString();
  await store.db
    .insertInto('quiz_post')
    .values({
      id,
      community_id: community,
      question: question.id,
      revision: question.revision,
      content: JSON.stringify(question),
      opened_at: at,
      closes_at: vote.at.add({ hours: 24 }).toString(),
      closed_at: closed?.toString() ?? null,
    })
    .execute();
  await store.db
    .insertInto('quiz_vote')
    .values({
      post_id: id,
      identity_id: vote.identity,
      first: vote.first,
      latest: vote.first,
      first_at: at,
      latest_at: at,
    })
    .execute();
}

import type { Place } from '../chat/place-parts.ts';
import type { Question } from '../course/course.ts';

/** A question that stands in channels, as it was when it was posted. */
export interface QuizPost {
  readonly id: string;
  readonly community: string;
  readonly question: Question;
  readonly closes: Temporal.Instant;
  /** While answers are taken, undefined. */
  readonly closed: Temporal.Instant | undefined;
}

/** What `postOf` reads. */
export const COLUMNS = ['id', 'community_id', 'content', 'closes_at', 'closed_at'] as const;

export interface PostRow {
  readonly id: string;
  readonly community_id: string;
  readonly content: unknown;
  readonly closes_at: Temporal.Instant;
  readonly closed_at: Temporal.Instant | null;
}

export const postOf = ({ id, community_id, content, closes_at, closed_at }: PostRow): QuizPost => ({
  id,
  community: community_id,
  question: content as Question,
  closes: closes_at,
  closed: closed_at ?? undefined,
});

/** How a post is announced in one of its places. */
export const announced = (post: string, community: string, { space, channel }: Place) => ({
  key: `quiz.post:${post}:${space}`,
  community,
  space,
  channel,
  subject: { post },
});

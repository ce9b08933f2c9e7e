import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { UserError } from '../chat/errors.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { Place } from '../chat/place-parts.ts';
import { time } from '../chat/text.ts';
import type { Question } from '../course/course.ts';
import { openQuestions } from './answers.ts';
import type { Filter } from './bank.ts';
import { isOneChoice } from './judge.ts';
import { type LastPosted, nextQuestion } from './next-question.ts';
import { closePost, questionPost } from './post-message.ts';
import { announced, COLUMNS, postOf, type QuizPost } from './post-rows.ts';
import type { QuizParts } from './quiz.ts';

export interface OpenWish {
  readonly community: string;
  /** A certain question, or the one that is next among these. */
  readonly ask: { readonly question: Question } | { readonly filter: Filter };
  /** At least one; where the first has seen every question, they come again. */
  readonly places: readonly Place[];
  /** How long answers are taken, in minutes. */
  readonly closes: number;
  /** Whose timetable posts it, and for when: opened again, it is the same post. */
  readonly occurrence?: { readonly schedule: string; readonly at: Temporal.Instant };
}

/** Posts a question; undefined where none is left that does not stand open. Rejects with a UserError where a certain one stands open. */
export type Open = (wish: OpenWish, outgoing: Outgoing) => Promise<QuizPost | undefined>;

export function createOpen({ store, clock, bank }: QuizParts): Open {
  const all = () => store.db.selectFrom('quiz_post').select(COLUMNS);

  /** When each question last stood in a channel. */
  async function lastPosted({ space, channel }: Place): Promise<LastPosted> {
    const rows = await store.db
      .selectFrom('quiz_post')
      .innerJoin('quiz_post_place', 'quiz_post_place.post_id', 'quiz_post.id')
      .where('quiz_post_place.space_id', '=', space)
      .where('quiz_post_place.channel', '=', channel)
      .groupBy('quiz_post.question')
      .select(({ fn }) => ['quiz_post.question', fn.max('quiz_post.opened_at').as('at')])
      .execute();
    return new Map(rows.map(({ question, at }) => [question, at]));
  }

  async function choose({ community, ask, places }: OpenWish): Promise<Question | undefined> {
    const open = await openQuestions(store, community);
    if ('filter' in ask) {
      const pool = bank()
        .pool(ask.filter)
        .filter((question) => isOneChoice(question) && !open.has(question.id));
      const channels = await Promise.all(places.map(lastPosted));
      return nextQuestion(pool, channels, places[0]?.channel ?? '');
    }
    if (!open.has(ask.question.id)) return ask.question;
    const standing = await all()
      .where('community_id', '=', community)
      .where('question', '=', ask.question.id)
      .where('closed_at', 'is', null)
      .executeTakeFirstOrThrow();
    throw new UserError(
      'That question stands open already, until ',
      time(standing.closes_at),
      '. Please choose another one, or wait for its close.',
    );
  }

  return (wish, outgoing) =>
    store.transaction(async () => {
      const { community, occurrence } = wish;
      // One after the other in a community: what stands open, and where, decides what comes next.
      await store.db
        .selectFrom('community')
        .where('id', '=', community)
        .select('id')
        .forNoKeyUpdate()
        .execute();
      const there =
        occurrence &&
        (await all()
          .where('schedule_id', '=', occurrence.schedule)
          .where('occurrence_at', '=', sql<Temporal.Instant>`${occurrence.at.toString()}::timestamptz`)
          .executeTakeFirst());
      if (there) return postOf(there);
      const question = await choose(wish);
      if (!question) return undefined;
      const now = clock.now();
      const post = {
        id: randomUUID(),
        community_id: community,
        question: question.id,
        revision: question.revision,
        content: JSON.stringify(question),
        opened_at: now.toString(),
        closes_at: now.add({ minutes: wish.closes }).toString(),
        schedule_id: occurrence?.schedule ?? null,
        occurrence_at: occurrence?.at.toString() ?? null,
      };
      const made = await store.db
        .insertInto('quiz_post')
        .values(post)
        .returning(COLUMNS)
        .executeTakeFirstOrThrow();
      await store.db
        .insertInto('quiz_post_place')
        .values(wish.places.map(({ space, channel }) => ({ post_id: post.id, space_id: space, channel })))
        .execute();
      for (const place of wish.places) {
        await outgoing.announcements.refresh(questionPost, announced(post.id, community, place));
      }
      await outgoing.schedule.at(closePost, {
        key: `quiz.close:${post.id}`,
        community,
        subject: { post: post.id },
        due: made.closes_at,
      });
      return postOf(made);
    });
}

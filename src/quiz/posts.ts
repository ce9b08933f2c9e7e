import type { Outgoing } from '../chat/outgoing.ts';
import type { Place, Places } from '../chat/place-parts.ts';
import type { Choice } from '../chat/reply.ts';
import type { SpaceId } from '../chat/request.ts';
import type { Question } from '../course/course.ts';
import { placesIn } from '../store/places.ts';
import { createOpen, type Open } from './opening.ts';
import { questionPost } from './post-message.ts';
import { announced, COLUMNS, postOf, type QuizPost } from './post-rows.ts';
import { completeQuestion, readQuestion } from './posted-questions.ts';
import type { QuizParts } from './quiz.ts';
import { createVotes, type Votes } from './votes.ts';

export interface Posts extends Votes {
  /** Questions that can be posted, for what was typed so far. */
  complete(typed: string): Choice[];
  /** A question that can be posted, by its id or some of its words. Throws a UserError. */
  readQuestion(typed: string): Question;
  /** Where a community's question goes: to `here`, and to the announcement channel of each other space. */
  placesIn(community: string, here?: Place): Promise<Places>;
  readonly open: Open;
  /** Undefined where there is no such post, or none in this community. */
  find(id: string, community?: string): Promise<QuizPost | undefined>;
  /** Takes no more answers, and tells what is right; a post that is closed stays so. */
  close(id: string, outgoing: Outgoing): Promise<void>;
}

export function createPosts(parts: QuizParts): Posts {
  const { store, clock, bank } = parts;
  return {
    ...createVotes(parts),
    open: createOpen(parts),
    complete: (typed) => completeQuestion(bank(), typed),
    readQuestion: (typed) => readQuestion(bank(), typed),
    placesIn: (community, here) => placesIn(store, community, here),

    async find(id, community) {
      const row = await store.db
        .selectFrom('quiz_post')
        .select(COLUMNS)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && (community ?? row.community_id) === row.community_id ? postOf(row) : undefined;
    },

    close: (id, outgoing) =>
      store.transaction(async () => {
        const closed = await store.db
          .updateTable('quiz_post')
          .set({ closed_at: clock.now().toString() })
          .where('id', '=', id)
          .where('closed_at', 'is', null)
          .returning('community_id')
          .executeTakeFirst();
        if (!closed) return;
        const places = await store.db
          .selectFrom('quiz_post_place')
          .where('post_id', '=', id)
          .select(['space_id', 'channel'])
          .execute();
        for (const { space_id, channel } of places) {
          const wish = announced(id, closed.community_id, { space: space_id as SpaceId, channel });
          await outgoing.announcements.refresh(questionPost, wish);
          await outgoing.announcements.close(wish.key);
        }
      }),
  };
}

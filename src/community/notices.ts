import { randomUUID } from 'node:crypto';
import type { Clock } from '../chat/clock.ts';
import type { Who } from '../chat/request.ts';
import type { Inline } from '../chat/text.ts';
import type { Store } from '../store/store.ts';
import { noticeInWords } from './notice-words.ts';

export interface Notice {
  readonly id: string;
  readonly at: Temporal.Instant;
  /** What happened, and the cure. */
  readonly words: readonly Inline[];
}

/** What a subject tells by itself. */
export interface Told {
  readonly kind: 'quiz-topic-gone' | 'quiz-none-left' | 'quiz-posted-late';
  /** Told once a key, until it is dismissed. */
  readonly key: string;
  readonly community: string;
  /** Ids, names of ours, and times. */
  readonly detail: Readonly<Record<string, string>>;
}

export interface Notices {
  tell(told: Told): Promise<void>;
  count(who: Who): Promise<number>;
  /** The latest first; pages count from 0. */
  page(
    who: Who,
    page: number,
  ): Promise<{ readonly items: readonly Notice[]; readonly pages: number; readonly page: number }>;
  dismiss(who: Who, id: string): Promise<void>;
  dismissAll(who: Who): Promise<void>;
}

const NOTICES_PER_PAGE = 5;

export function createNotices({ store, clock }: { readonly store: Store; readonly clock: Clock }): Notices {
  const count = async (who: Who): Promise<number> => {
    const { notices } = await store.db
      .selectFrom('notice')
      .where('community_id', '=', who.community)
      .select(({ fn }) => fn.countAll<number>().as('notices'))
      .executeTakeFirstOrThrow();
    return notices;
  };
  return {
    count,

    async tell({ kind, key, community, detail }) {
      await store.db
        .insertInto('notice')
        .values({
          id: randomUUID(),
          community_id: community,
          key,
          kind,
          detail: JSON.stringify(detail),
          noticed_at: clock.now().toString(),
        })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute();
    },

    async page(who, wanted) {
      const pages = Math.max(1, Math.ceil((await count(who)) / NOTICES_PER_PAGE));
      const page = Math.min(Math.max(0, wanted), pages - 1);
      const rows = await store.db
        .selectFrom('notice')
        .where('community_id', '=', who.community)
        .select(['id', 'kind', 'detail', 'noticed_at'])
        .orderBy('noticed_at', 'desc')
        .orderBy('id')
        .offset(page * NOTICES_PER_PAGE)
        .limit(NOTICES_PER_PAGE)
        .execute();
      const items = rows.map(({ id, kind, detail, noticed_at }) => ({
        id,
        at: noticed_at,
        words: noticeInWords(kind, detail),
      }));
      return { items, page, pages };
    },

    async dismiss(who, id) {
      await store.db
        .deleteFrom('notice')
        .where('id', '=', id)
        .where('community_id', '=', who.community)
        .execute();
    },

    async dismissAll(who) {
      await store.db.deleteFrom('notice').where('community_id', '=', who.community).execute();
    },
  };
}

import { createHash, randomBytes } from 'node:crypto';
import { UserError } from '../chat/errors.ts';
import type { Who } from '../chat/request.ts';
import { feedEntries, readFeed } from './feed-rows.ts';
import { calendarText } from './ics.ts';
import type { PracticeParts } from './practice.ts';

export type Whose = 'own' | 'community';

export interface Feeds {
  /** Whether addresses can be given at all. */
  readonly there: boolean;
  /** Since when there is an address; undefined where there is none. `whose`: one's own, or the community's. */
  since(who: Who, whose: Whose): Promise<Temporal.Instant | undefined>;
  /** A new address, shown this once; the one before stops working. Rejects with a UserError where none can be given. */
  renew(who: Who, whose: Whose): Promise<string>;
  remove(who: Who, whose: Whose): Promise<void>;
  /** The calendar behind a token, the same until something in it changes; undefined where there is none. */
  calendar(token: string): Promise<Uint8Array | undefined>;
}

const TOKEN_BYTES = 16;
const NAMES: Readonly<Record<Whose, string>> = {
  own: 'My practice sessions',
  community: 'Practice sessions',
};

/** The token is a secret that opens the calendar, so only this is kept of it. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export function createFeeds({ store, clock, publicUrl }: PracticeParts): Feeds {
  /** One address after the other: of two at once only the latter may work. */
  const hold = ({ person, community }: Who, whose: Whose) =>
    whose === 'own'
      ? store.db
          .selectFrom('identity')
          .where('person_id', '=', person)
          .select('id')
          .orderBy('id')
          .forNoKeyUpdate()
          .execute()
      : store.db.selectFrom('community').where('id', '=', community).select('id').forNoKeyUpdate().execute();

  /** The addresses in question: a person may have several, from before their accounts were linked. */
  const hashes = ({ person, community }: Who, whose: Whose) => {
    const feeds = store.db
      .selectFrom('calendar_feed')
      .leftJoin('identity', 'identity.id', 'calendar_feed.identity_id')
      .where('calendar_feed.community_id', '=', community);
    return whose === 'own'
      ? feeds.where('identity.person_id', '=', person)
      : feeds.where('calendar_feed.identity_id', 'is', null);
  };

  const remove = async (who: Who, whose: Whose): Promise<void> => {
    await store.db
      .deleteFrom('calendar_feed')
      .where('token_hash', 'in', hashes(who, whose).select('token_hash'))
      .execute();
  };

  return {
    there: publicUrl !== undefined,
    remove,

    async since(who, whose) {
      const row = await hashes(who, whose)
        .select('made_at')
        .orderBy('made_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.made_at;
    },

    async renew(who, whose) {
      if (publicUrl === undefined) {
        throw new UserError(
          'Calendar addresses are not set up here. Each session’s card has a file instead.',
        );
      }
      const token = randomBytes(TOKEN_BYTES).toString('hex');
      await store.transaction(async () => {
        await hold(who, whose);
        await remove(who, whose);
        await store.db
          .insertInto('calendar_feed')
          .values({
            token_hash: hashOf(token),
            community_id: who.community,
            identity_id: whose === 'own' ? who.identity : null,
            made_at: clock.now().toString(),
          })
          .execute();
      });
      return `${publicUrl.replace(/\/+$/, '')}/calendar/${token}.ics`;
    },

    async calendar(token) {
      const feed = await readFeed(store, hashOf(token));
      if (!feed) return undefined;
      const entries = await feedEntries(store, feed, clock.now());
      const whose = feed.person === undefined ? 'community' : 'own';
      const text = calendarText(entries, {
        stamp: ({ changed }) => changed,
        link: whose === 'own',
        feed: { name: NAMES[whose] },
      });
      return new TextEncoder().encode(text);
    },
  };
}

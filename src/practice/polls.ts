import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { UserError } from '../chat/errors.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { Place } from '../chat/place-parts.ts';
import type { Who } from '../chat/request.ts';
import { createPollChoices, type PollChoices } from './poll-choices.ts';
import { createPollMarks, type PollMarks } from './poll-marks.ts';
import { pollOver } from './poll-post.ts';
import { gonePoll, holdPoll, type Poll, readPoll } from './poll-rows.ts';
import { showPoll } from './poll-show.ts';
import type { PracticeParts } from './practice.ts';
import { hasBegun } from './session.ts';
import type { Sessions } from './sessions.ts';

/** What a poll asks; a title or times may still be missing before it is posted. */
export interface PollPlan {
  readonly title: string | undefined;
  readonly minutes: number;
  /** IANA. */
  readonly zone: string;
  /** In their order, at most ten. */
  readonly times: readonly Temporal.Instant[];
}

export interface Polls extends PollMarks, PollChoices {
  /** A poll that only who makes it sees; in place of the one that they made before and did not post. */
  make(who: Who, plan: PollPlan): Promise<Poll>;
  /** Undefined where it is not theirs, or posted already. */
  draft(who: Who, id: string): Promise<Poll | undefined>;
  discard(who: Who): Promise<void>;
  /** Asks everyone; what is posted already stays so. Rejects with a UserError where it cannot be asked. */
  post(who: Who, id: string, places: readonly Place[], outgoing: Outgoing): Promise<Poll>;
  /** Undefined where there is none, or none in this community. Drafts are none. */
  find(id: string, community?: string): Promise<Poll | undefined>;
  /** Whether a member asked it, by any of their accounts. */
  isPollOrganiser(who: Who, id: string): Promise<boolean>;
  /** Where all its times have passed, the post says so for the last time. */
  end(id: string, outgoing: Outgoing): Promise<void>;
}

export function createPolls(parts: PracticeParts & { readonly sessions: Sessions }): Polls {
  const { store, clock } = parts;

  const ownDrafts = (who: Who) =>
    store.db
      .selectFrom('practice_poll_organiser as organiser')
      .innerJoin('identity', 'identity.id', 'organiser.identity_id')
      .innerJoin('practice_poll as poll', 'poll.id', 'organiser.poll_id')
      .where('identity.person_id', '=', who.person)
      .where('poll.community_id', '=', who.community)
      .where('poll.state', '=', 'draft')
      .select('poll.id');

  const discard = async (who: Who): Promise<void> => {
    await store.db.deleteFrom('practice_poll').where('id', 'in', ownDrafts(who)).execute();
  };

  const draft = async (who: Who, id: string): Promise<Poll | undefined> => {
    const own = await ownDrafts(who).where('poll.id', '=', id).executeTakeFirst();
    return own && readPoll(store, id, who.community);
  };

  const find = async (id: string, community?: string): Promise<Poll | undefined> => {
    const poll = await readPoll(store, id, community);
    return poll?.state === 'draft' ? undefined : poll;
  };

  return {
    ...createPollMarks(parts),
    ...createPollChoices(parts),
    draft,
    discard,
    find,

    make: (who, { title, minutes, zone, times }) =>
      store.transaction(async () => {
        await discard(who);
        const id = randomUUID();
        await store.db
          .insertInto('practice_poll')
          .values({
            ...{ id, community_id: who.community, title: title ?? '', minutes, zone },
            made_at: clock.now().toString(),
          })
          .execute();
        await store.db
          .insertInto('practice_poll_organiser')
          .values({ poll_id: id, identity_id: who.identity })
          .execute();
        const rows = times.map((at, place) => ({
          poll_id: id,
          letter: String.fromCharCode(65 + place),
          starts_at: at.toString(),
        }));
        if (rows.length > 0) await store.db.insertInto('practice_poll_time').values(rows).execute();
        const made = await readPoll(store, id);
        if (!made) throw new Error('a poll that was made is not there');
        return made;
      }),

    post: (who, id, places, outgoing) =>
      store.transaction(async () => {
        await holdPoll(store, id);
        const poll = await draft(who, id);
        const last = poll?.times.at(-1);
        if (!poll || !last) {
          const posted = await find(id, who.community);
          if (posted) return posted;
          throw gonePoll();
        }
        if (poll.title === '') throw new UserError('The poll has no title yet. Please fill it in first.');
        const now = clock.now();
        if (poll.times.some((time) => hasBegun(time, now))) {
          throw new UserError('One of the times has passed meanwhile. Please change the times.');
        }
        await store.db.updateTable('practice_poll').set({ state: 'open' }).where('id', '=', id).execute();
        await store.db
          .insertInto('practice_poll_place')
          .values(places.map(({ space, channel }) => ({ poll_id: id, space_id: space, channel })))
          .execute();
        await showPoll(store, poll, outgoing);
        await outgoing.schedule.at(pollOver, {
          key: `practice.poll-over:${id}`,
          community: poll.community,
          subject: { poll: id },
          due: last.starts,
        });
        return { ...poll, state: 'open' };
      }),

    async isPollOrganiser(who, id) {
      const { rows } = await sql`
        select from practice_poll_organiser organiser
        join identity on identity.id = organiser.identity_id
        where organiser.poll_id = ${id} and identity.person_id = ${who.person}`.execute(store.db);
      return rows.length > 0;
    },

    async end(id, outgoing) {
      const poll = await find(id);
      const now = clock.now();
      if (poll?.state !== 'open' || !poll.times.every((time) => hasBegun(time, now))) return;
      await store.transaction(() => showPoll(store, poll, outgoing, true));
    },
  };
}

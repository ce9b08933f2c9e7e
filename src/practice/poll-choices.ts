import { randomUUID } from 'node:crypto';
import { UserError } from '../chat/errors.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { Who } from '../chat/request.ts';
import { BLANK } from './draft-reading.ts';
import { columnsOf } from './draft-rows.ts';
import { chosenPost } from './poll-post.ts';
import { gonePoll, holdPoll, markedBy, type Poll, type PollTime, pollPlaces, readPoll } from './poll-rows.ts';
import { showPoll } from './poll-show.ts';
import type { PracticeParts } from './practice.ts';
import { hasBegun, isOver, type Occurrence } from './session.ts';
import type { Sessions } from './sessions.ts';

export interface Chosen {
  /** Undefined where the session that it became is gone. */
  readonly occurrence: Occurrence | undefined;
  /** It became a session just now, not by an earlier click. */
  readonly made: boolean;
}

export interface PollChoices {
  /** The poll becomes a session at this time, once; those whom it suits are told. Rejects with a UserError where the time has passed. */
  choose(who: Who, id: string, letter: string, outgoing: Outgoing): Promise<Chosen>;
  /** What a poll became. */
  became(poll: Poll): Promise<Occurrence | undefined>;
  /** What to tell somebody who had marked the time; undefined where they answered already, or nothing is to come. */
  news(id: string, identity: string): Promise<Occurrence | undefined>;
}

export function createPollChoices(parts: PracticeParts & { readonly sessions: Sessions }): PollChoices {
  const { store, clock, wishes, sessions } = parts;

  const became = async ({ session }: Poll): Promise<Occurrence | undefined> =>
    session === undefined ? undefined : (await sessions.occurrences(session))[0];

  async function open(who: Who, poll: Poll, { starts }: PollTime, outgoing: Outgoing): Promise<Occurrence> {
    const id = randomUUID();
    const wall = starts.toZonedDateTimeISO(poll.zone).toPlainDateTime();
    const plan = { ...BLANK, title: poll.title, starts: wall, minutes: poll.minutes, zone: poll.zone };
    await store.db
      .insertInto('practice_session')
      .values({ id, community_id: poll.community, ...columnsOf(plan), made_at: clock.now().toString() })
      .execute();
    const asked = await store.db
      .selectFrom('practice_poll_organiser')
      .where('poll_id', '=', poll.id)
      .select('identity_id')
      .execute();
    // Where who asked is gone, the session still has somebody.
    const organisers = asked.length > 0 ? asked : [{ identity_id: who.identity }];
    await store.db
      .insertInto('practice_organiser')
      .values(organisers.map(({ identity_id }) => ({ session_id: id, identity_id })))
      .execute();
    const places = (await pollPlaces(store, poll.id)).map(({ space, channel }) => ({
      ...{ session_id: id, space_id: space, channel },
    }));
    if (places.length > 0) await store.db.insertInto('practice_place').values(places).execute();
    return sessions.begin(id, outgoing);
  }

  /** Not in the night, unless it would be too late in the morning. */
  async function dueFor(identity: string, occurrence: Occurrence): Promise<Temporal.Instant> {
    const now = clock.now();
    const morning = await wishes.quietUntil(identity, now);
    return morning && !hasBegun(occurrence, morning) ? morning : now;
  }

  return {
    became,

    choose: (who, id, letter, outgoing) =>
      store.transaction(async () => {
        await holdPoll(store, id);
        const poll = await readPoll(store, id, who.community);
        if (!poll || poll.state === 'draft') throw gonePoll();
        if (poll.state === 'closed') return { occurrence: await became(poll), made: false };
        const time = poll.times.find((each) => each.letter === letter);
        if (!time || hasBegun(time, clock.now())) {
          throw new UserError(`Time ${letter} has passed. Please choose another one, or ask anew.`);
        }
        const occurrence = await open(who, poll, time, outgoing);
        await store.db
          .updateTable('practice_poll')
          .set({ state: 'closed', session_id: occurrence.session })
          .where('id', '=', id)
          .execute();
        await showPoll(store, poll, outgoing, true);
        await outgoing.schedule.cancel(`practice.poll-over:${id}`);
        for (const { identity, space } of await markedBy(store, poll, letter)) {
          await outgoing.deliveries.send(chosenPost, {
            key: `practice.poll-chosen:${id}:${identity}`,
            community: poll.community,
            to: { space, identity },
            subject: { poll: id, identity },
            due: await dueFor(identity, occurrence),
            expires: occurrence.ends,
          });
        }
        return { occurrence, made: true };
      }),

    async news(id, identity) {
      const poll = await readPoll(store, id);
      const occurrence = poll && (await became(poll));
      if (!occurrence || occurrence.state === 'cancelled' || isOver(occurrence, clock.now()))
        return undefined;
      const answered = await store.db
        .selectFrom('practice_seat as seat')
        .innerJoin('identity', 'identity.id', 'seat.identity_id')
        .innerJoin('identity as told', 'told.person_id', 'identity.person_id')
        .where('told.id', '=', identity)
        .where('seat.occurrence_id', '=', occurrence.id)
        .select('seat.id')
        .limit(1)
        .execute();
      return answered.length > 0 ? undefined : occurrence;
    },
  };
}

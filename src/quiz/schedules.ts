import { randomUUID } from 'node:crypto';
import { UserError } from '../chat/errors.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { Place } from '../chat/place-parts.ts';
import type { SpaceId } from '../chat/request.ts';
import { ruleOf, startOf, type Weekly } from './days.ts';
import type { QuizParts } from './quiz.ts';
import { postDue } from './schedule-jobs.ts';

/** What a facilitator decides about a timetable. */
export interface Timetable extends Weekly {
  /** The id of a topic; undefined: all topics. */
  readonly topic: string | undefined;
  /** How long answers are taken, in minutes. */
  readonly closes: number;
}

/** A timetable of posts. It belongs to a channel, and so to the community that the channel's space is in now. */
export interface PostSchedule extends Timetable {
  readonly id: string;
  readonly place: Place;
  readonly community: string;
  readonly paused: boolean;
}

export interface Schedules {
  /** The oldest first. */
  list(community: string): Promise<readonly PostSchedule[]>;
  /** Undefined where there is none, or none in this community. */
  find(id: string, community?: string): Promise<PostSchedule | undefined>;
  /** Kept as paused: nothing is posted before it is started. Rejects with a UserError where there are too many. */
  add(community: string, place: Place, timetable: Timetable): Promise<PostSchedule>;
  change(schedule: PostSchedule, timetable: Timetable, outgoing: Outgoing): Promise<PostSchedule>;
  /** What fell into the pause is not posted afterwards. */
  pause(schedule: PostSchedule, paused: boolean, outgoing: Outgoing): Promise<PostSchedule>;
  /** What it posted stays, and closes as planned. */
  remove(id: string, outgoing: Outgoing): Promise<void>;
}

/** They stand on one card, each with its next date. */
const MOST = 10;

export function createSchedules({ store, clock }: QuizParts): Schedules {
  const all = () =>
    store.db
      .selectFrom('quiz_schedule')
      .innerJoin('space', 'space.id', 'quiz_schedule.space_id')
      .select(['quiz_schedule.id', 'space.community_id', 'space_id', 'channel', 'topic', 'days', 'time'])
      .select(['quiz_schedule.zone', 'closes_minutes', 'paused'])
      .orderBy('made_at')
      .orderBy('quiz_schedule.id');

  const find = async (id: string, community?: string): Promise<PostSchedule | undefined> => {
    const row = await all().where('quiz_schedule.id', '=', id).executeTakeFirst();
    return row && (community ?? row.community_id) === row.community_id ? scheduleOf(row) : undefined;
  };

  const list = async (community: string): Promise<PostSchedule[]> =>
    (await all().where('space.community_id', '=', community).execute()).map(scheduleOf);

  /** Brings what wakes up into line with the row. */
  async function keep(id: string, { schedule: timetables }: Outgoing): Promise<PostSchedule> {
    const schedule = await find(id);
    if (!schedule) throw gone();
    const key = keyOf(id);
    if (!schedule.paused) {
      await timetables.every(postDue, {
        key,
        community: schedule.community,
        subject: { schedule: id },
        rule: ruleOf(schedule),
        zone: schedule.zone,
        starts: startOf(schedule, clock.now()),
      });
    }
    await timetables.pause(key, schedule.paused);
    return schedule;
  }

  return {
    list,
    find,

    add: (community, place, timetable) =>
      store.transaction(async () => {
        // One after the other: how many there are counts.
        await store.db
          .selectFrom('community')
          .where('id', '=', community)
          .select('id')
          .forNoKeyUpdate()
          .execute();
        if ((await list(community)).length >= MOST) {
          throw new UserError(`There are ${MOST} timetables, which is the most. Please remove one first.`);
        }
        const id = randomUUID();
        await store.db
          .insertInto('quiz_schedule')
          .values({
            id,
            community_id: community,
            space_id: place.space,
            channel: place.channel,
            ...columnsOf(timetable),
            paused: true,
            made_at: clock.now().toString(),
          })
          .execute();
        return { id, community, place, ...timetable, paused: true };
      }),

    change: ({ id }, timetable, outgoing) =>
      store.transaction(async () => {
        await store.db.updateTable('quiz_schedule').set(columnsOf(timetable)).where('id', '=', id).execute();
        return keep(id, outgoing);
      }),

    pause: ({ id }, paused, outgoing) =>
      store.transaction(async () => {
        await store.db.updateTable('quiz_schedule').set({ paused }).where('id', '=', id).execute();
        return keep(id, outgoing);
      }),

    remove: (id, { schedule: timetables }) =>
      store.transaction(async () => {
        await store.db.deleteFrom('quiz_schedule').where('id', '=', id).execute();
        await timetables.cancel(keyOf(id));
      }),
  };
}

const keyOf = (id: string): string => `quiz.schedule:${id}`;

const gone = (): UserError =>
  new UserError('That timetable is gone: somebody removed it. The others are as they were.');

const columnsOf = ({ days, time, zone, topic, closes }: Timetable) => ({
  days: JSON.stringify(days),
  time,
  zone,
  topic: topic ?? null,
  closes_minutes: closes,
});

interface ScheduleRow {
  readonly id: string;
  readonly community_id: string;
  readonly space_id: string;
  readonly channel: string;
  readonly topic: string | null;
  readonly days: readonly string[];
  readonly time: string;
  readonly zone: string;
  readonly closes_minutes: number;
  readonly paused: boolean;
}

const scheduleOf = ({ id, community_id, space_id, channel, ...row }: ScheduleRow): PostSchedule => ({
  id,
  community: community_id,
  place: { space: space_id as SpaceId, channel },
  days: row.days,
  time: row.time,
  zone: row.zone,
  topic: row.topic ?? undefined,
  closes: row.closes_minutes,
  paused: row.paused,
});

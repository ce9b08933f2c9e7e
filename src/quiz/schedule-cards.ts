import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { minutesInWords } from '../chat/duration.ts';
import { UserError } from '../chat/errors.ts';
import { defineForm, openForm } from '../chat/form.ts';
import { option } from '../chat/option.ts';
import { note, rows, words } from '../chat/parts.ts';
import type { Button, Message } from '../chat/reply.ts';
import { usage } from '../chat/text.ts';
import { readCloses } from './closing.ts';
import { daysInWords } from './days.ts';
import { postDue } from './schedule-jobs.ts';
import { scheduleLine, scheduleParts } from './schedule-parts.ts';
import { channelFor, readTimetable, type Typed, zoneFor } from './schedule-reading.ts';
import type { PostSchedule } from './schedules.ts';

/** Timetables of posts, for facilitators: listed, made, started, paused, changed, removed. */

const state = z.object({ schedule: z.uuid() });
const facilitators = { answer: 'private', audience: 'facilitator' } as const;

/** What is typed makes a timetable, which posts nothing before it is started; without anything, all are shown. */
export async function scheduleCard(context: Context, typed: Typed): Promise<Message> {
  if (Object.values(typed).every((value) => value === undefined)) return listCard(context);
  return add(context, typed);
}

async function add(context: Context, typed: Typed): Promise<Message> {
  const timetable = await readTimetable(context, typed);
  const { community, space } = await context.who();
  const place = { space, channel: await channelFor(context, typed.channel) };
  const schedule = await context.services.quiz.schedules.add(community, place, timetable);
  return oneCard(context, schedule, 'This is what I understood. Nothing is posted before you start it.');
}

async function oneCard(context: Context, schedule: PostSchedule, first?: string): Promise<Message> {
  const { services, clock } = context;
  const { id, paused } = schedule;
  const { space, community } = await context.who();
  const found = await services.quiz.posts.placesIn(community, schedule.place);
  return {
    title: paused ? 'Timetable: paused' : 'Timetable',
    parts: [
      ...(first === undefined ? [] : [words(first)]),
      ...scheduleParts(schedule, found, { bank: services.quiz.bank, space, now: clock.now() }),
      ...rows([
        paused
          ? button(pause, { schedule: id, paused: false }, 'Start', { style: 'primary' })
          : button(pause, { schedule: id, paused: true }, 'Pause'),
        button(change, { schedule: id }, 'Change'),
        button(remove, { schedule: id }, 'Remove', { style: 'danger' }),
        button(list, {}, 'All timetables'),
      ]),
    ],
  };
}

async function listCard(context: Context, first?: string): Promise<Message> {
  const { services, clock } = context;
  const { community, space } = await context.who();
  const schedules = await services.quiz.schedules.list(community);
  const looking = { bank: services.quiz.bank, space, now: clock.now() };
  return {
    title: 'When questions are posted',
    parts: [
      ...(first === undefined ? [] : [words(first)]),
      ...(schedules.length === 0
        ? [words('No timetable yet: questions are posted only by ', usage('quiz post'), '.')]
        : schedules.map((schedule, index) => words(`${index + 1}. `, ...scheduleLine(schedule, looking)))),
      ...rows([
        ...schedules.map(({ id }, index) => button(show, { schedule: id }, `Timetable ${index + 1}`)),
        button(make, {}, 'New timetable', { style: 'primary' }),
      ]),
      note('Or type it: ', usage('quiz schedule', { days: 'weekdays', time: '09:00' })),
    ],
  };
}

/** The timetable of a button, as it is now; only of one's own community. */
async function mine(context: Context, id: string): Promise<PostSchedule> {
  const { community } = await context.who();
  const found = await context.services.quiz.schedules.find(id, community);
  if (!found) throw new UserError('That timetable is gone. See which there are: ', usage('quiz schedule'));
  return found;
}

const show = defineAction({
  ...facilitators,
  name: 'quiz.schedule-show',
  state,
  run: async (context) => oneCard(context, await mine(context, context.state.schedule)),
});

const list = defineAction({ ...facilitators, name: 'quiz.schedules', run: (context) => listCard(context) });

const pause = defineAction({
  ...facilitators,
  name: 'quiz.schedule-pause',
  state: z.object({ schedule: z.uuid(), paused: z.boolean() }),
  run: async (context) => {
    const { schedule: id, paused } = context.state;
    const { schedules } = context.services.quiz;
    const schedule = await schedules.pause(await mine(context, id), paused, context);
    return oneCard(
      context,
      schedule,
      paused ? 'Paused: nothing is posted before you start it again.' : 'Started.',
    );
  },
});

const remove = defineAction({
  ...facilitators,
  name: 'quiz.schedule-remove',
  state,
  run: async (context) => {
    const { id } = await mine(context, context.state.schedule);
    await context.services.quiz.schedules.remove(id, context);
    return listCard(context, 'Removed. What it posted stays, and closes as planned.');
  },
});

const form = defineForm({
  name: 'quiz.timetable',
  title: 'Questions by themselves',
  state: z.object({ schedule: z.uuid().optional() }),
  fields: {
    days: option.text({ description: 'Mon Wed Fri, weekdays, daily', max: 60, required: true }),
    time: option.text({ description: '09:00', max: 20, required: true }),
    zone: option.text({
      label: 'On whose clocks',
      description: 'A time zone, such as Europe/Berlin',
      max: 60,
      required: true,
    }),
    topic: option.text({ description: 'All topics where this is empty', max: 60 }),
    closes: option.text({ label: 'Answers are taken for', description: '2 h, 1 day', max: 30 }),
  },
  answer: 'private',
  audience: 'facilitator',
  run: async (context) => {
    const { schedule: id } = context.state;
    if (id === undefined) return add(context, context.values);
    const schedule = await mine(context, id);
    const timetable = await readTimetable(context, context.values);
    const changed = await context.services.quiz.schedules.change(schedule, timetable, context);
    return oneCard(context, changed, 'Changed.');
  },
});

const change = defineAction({
  name: 'quiz.schedule-change',
  state,
  answer: 'form',
  audience: 'facilitator',
  run: async (context) => {
    const { id, days, time, zone, topic, closes } = await mine(context, context.state.schedule);
    return openForm(
      form,
      { schedule: id },
      {
        days: daysInWords(days),
        time,
        zone,
        ...(topic !== undefined && { topic }),
        closes: minutesInWords(closes),
      },
    );
  },
});

const make = defineAction({
  name: 'quiz.schedule-new',
  state: z.object({ zone: z.string().optional() }),
  answer: 'form',
  audience: 'facilitator',
  run: async (context) => {
    const zone = context.state.zone ?? (await zoneFor(context));
    return openForm(
      form,
      {},
      { ...(zone !== undefined && { zone }), closes: minutesInWords(readCloses(undefined)) },
    );
  },
});

/** Goes on with a zone that was meant by words for several. */
export const zoneButton = (zone: string, label: string): Button => button(make, { zone }, label);

export const scheduleActions = [show, list, pause, remove, change, make];
export const scheduleForms = [form];
export const scheduleJobs = [postDue];

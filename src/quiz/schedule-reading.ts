import { shorten } from '../chat/clean.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { nowhere, placeOf } from '../chat/place-parts.ts';
import { usage } from '../chat/text.ts';
import { readTimeOfDay } from '../chat/time-of-day.ts';
import { readCloses } from './closing.ts';
import { readDays } from './days.ts';
import type { Timetable } from './schedules.ts';

/** What facilitators type about a timetable, understood. */

export interface Typed {
  readonly days?: string | undefined;
  readonly time?: string | undefined;
  readonly topic?: string | undefined;
  readonly channel?: string | undefined;
  readonly closes?: string | undefined;
  /** An IANA id. */
  readonly zone?: string | undefined;
}

/** Rejects with a UserError that says what is missing or cannot be read. */
export async function readTimetable(context: Context, typed: Typed): Promise<Timetable> {
  const { bank } = context.services.quiz;
  const { days: daysTyped, time: timeTyped } = typed.time === undefined ? withTime(typed.days) : typed;
  if (daysTyped === undefined || timeTyped === undefined) {
    throw new UserError(
      'A timetable needs its days and its time, for example ',
      usage('quiz schedule', { days: 'weekdays', time: '09:00' }),
    );
  }
  const days = readDays(daysTyped);
  const time = readTimeOfDay(timeTyped);
  const closes = readCloses(typed.closes);
  const topic = typed.topic === undefined ? undefined : bank.readTopic(typed.topic).id;
  const zone = typed.zone === undefined ? await zoneFor(context) : readZoneId(typed.zone);
  if (zone === undefined) {
    throw new UserError(
      `On whose clocks is it ${time}? Name a city with it: `,
      usage('quiz schedule', { days: daysTyped, time, zone: 'Berlin' }),
    );
  }
  return { days, time, zone, topic, closes };
}

/** “Mon Wed 09:00”, typed in one go, in its two parts. */
function withTime(typed: string | undefined): Pick<Typed, 'days' | 'time'> {
  const [, days, time] = /^(\D+?)\s+(?:at\s+)?(\d.*|noon|midday)$/i.exec(typed ?? '') ?? [];
  return { days: days ?? typed, time };
}

/** The course's zone, else the member's; undefined where neither is known. */
export async function zoneFor(context: Context): Promise<string | undefined> {
  const { settings, members } = context.services.community;
  const { zone } = await settings.of(await context.who());
  return zone ?? (await members.zone(context.request));
}

function readZoneId(typed: string): string {
  const id = typed.trim().replace(/\s+/g, '_');
  try {
    if (/^[a-z]/i.test(id)) return Temporal.PlainDate.from('2026-01-01').toZonedDateTime(id).timeZoneId;
  } catch {
    // No zone: told below.
  }
  throw new UserError(
    `I know no time zone “${shorten(typed, 40)}”. Please give one such as Europe/Berlin, the continent first.`,
  );
}

/** In this space: the channel that was named, else the one where it is asked, else its announcement channel. */
export async function channelFor(context: Context, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const who = await context.who();
  const { channel, space } = await context.services.community.settings.of(who);
  const chosen = placeOf(context, who.space)?.channel ?? channel;
  if (chosen === undefined) throw nowhere({ places: [], without: [space] });
  return chosen;
}

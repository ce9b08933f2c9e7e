import { spawnSync } from 'node:child_process';
import ICAL from 'ical.js';

/** Two unrelated readers of calendar files, one of them outside JavaScript. */

interface ReadEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly status: string;
  /** In s since 1970, as the next two. */
  readonly starts: number;
  readonly ends: number;
  readonly stamp: number;
  readonly summary: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly url: string | null;
}

interface ReadCalendar {
  readonly method: string;
  readonly name: string | null;
  readonly events: readonly ReadEvent[];
}

const seconds = (component: ICAL.Component, name: string): number => {
  const value = component.getFirstPropertyValue(name) as ICAL.Time;
  // A time without a zone would be another moment for every reader.
  if (value.zone !== ICAL.Timezone.utcTimezone) throw new Error(`${name} is not in UTC`);
  return value.toUnixTime();
};

export function readByIcal(text: string): ReadCalendar {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const words = (component: ICAL.Component, name: string) =>
    component.getFirstPropertyValue(name) as string | null;
  const others = calendar.getAllSubcomponents().filter(({ name }) => name !== 'vevent');
  if (others.length > 0) throw new Error(`there is a ${others[0]?.name} in it`);
  return {
    method: words(calendar, 'method') ?? '',
    name: words(calendar, 'name'),
    events: calendar.getAllSubcomponents('vevent').map((event) => ({
      uid: words(event, 'uid') ?? '',
      sequence: event.getFirstPropertyValue('sequence') as unknown as number,
      status: words(event, 'status') ?? '',
      starts: seconds(event, 'dtstart'),
      ends: seconds(event, 'dtend'),
      stamp: seconds(event, 'dtstamp'),
      summary: words(event, 'summary') ?? '',
      description: words(event, 'description'),
      location: words(event, 'location'),
      url: words(event, 'url'),
    })),
  };
}

const program = new URL('read-ics.py', import.meta.url).pathname;
/** The one in the path is not always the one for which the system's packages are. */
const python = ['python3', '/usr/bin/python3'].find(
  (each) => spawnSync(each, ['-c', 'import icalendar']).status === 0,
);

/** Whether there is a python3 with icalendar here. */
export const pythonReads = python !== undefined;

export function readByPython(texts: readonly string[]): ReadCalendar[] {
  const input = JSON.stringify(texts);
  const { status, stdout, stderr } = spawnSync(python ?? '', [program], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`read-ics.py: ${stderr}`);
  return JSON.parse(stdout);
}

import { h, type JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { clockText, dateText, formatIn, fullText, relativeText } from '../../shared/times.ts';
import type { ClockMove, ClockState } from '../wire.ts';

/** The clock that both platforms and the app go by: what it says in each zone, and the ways to move it. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Minutes by which the zone's clocks are ahead of UTC at an instant. */
function minutesAhead(zone: string, at: number): number {
  const parts = formatIn(zone, { timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d+):(\d+)/.exec(name) ?? ['', '+', '0', '0'];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** When the zone's clocks are next put forward or back, exact to the minute; undefined if not in the coming year. */
export function nextChange(zone: string, now: number): number | undefined {
  const start = Math.floor(now / MINUTE);
  const offset = (minute: number): number => minutesAhead(zone, minute * MINUTE);
  // No zone goes there and back within a week.
  const week = (7 * DAY) / MINUTE;
  for (let before = start; before < start + 53 * week; before += week) {
    if (offset(before) === offset(before + week)) continue;
    let [old, changed] = [before, before + week];
    while (changed - old > 1) {
      const middle = Math.floor((old + changed) / 2);
      if (offset(middle) === offset(before)) old = middle;
      else changed = middle;
    }
    return changed * MINUTE;
  }
  return undefined;
}

/** `Sun 25 Oct 2026, 03:00 becomes 02:00`; `at`: an instant at which the zone's clocks change. */
export function changeText(zone: string, at: number): string {
  // The wall time that would have come, and the one that comes, each read as if it were UTC.
  const old = at + minutesAhead(zone, at - MINUTE) * MINUTE;
  const changed = at + minutesAhead(zone, at) * MINUTE;
  return `${fullText(old, 'UTC')} becomes ${clockText(changed, 'UTC')}`;
}

/** The zone's wall time as a date-time input writes it: `2026-11-26T19:00`. */
export const wallTime = (zone: string, at: number): string =>
  new Date(at + minutesAhead(zone, at) * MINUTE).toISOString().slice(0, 16);

/**
 * The first instant after `now` at which the zone's clocks show a wall time (`2026-11-26T19:00`); undefined if that is
 * past or not a time. A wall time that is left out when clocks go forward is as much later as they were put forward.
 */
export function instantAfter(now: number, wall: string, zone: string): number | undefined {
  const read = Date.parse(`${wall}Z`);
  if (Number.isNaN(read)) return undefined;
  const [before, after] = [minutesAhead(zone, read - DAY), minutesAhead(zone, read + DAY)];
  const possible = [before, after].map((ahead) => read - ahead * MINUTE);
  const shown = possible.filter((at) => at + minutesAhead(zone, at) * MINUTE === read);
  return (shown.length > 0 ? shown : possible.slice(0, 1)).find((at) => at > now);
}

/** `New York`, of `America/New_York`. */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

export interface ClockPanelProps {
  clock: ClockState;
  /** Zones of the members who look, without doubles: each gets its own line. Times to go to are in the first. */
  zones: readonly string[];
  move(move: ClockMove): void;
  /** Why the clock was not moved, in a sentence; '' for nothing. */
  failure: string;
}

/** Pressed only when nothing speaks against it, but always within reach of the keyboard, so that focus stays. */
const pressable = (stopped: boolean, press: () => void) => ({
  type: 'button' as const,
  'aria-disabled': stopped,
  onClick: () => {
    if (!stopped) press();
  },
});

const JUMPS = [
  { label: '+1 minute', minutes: 1 },
  { label: '+1 hour', minutes: 60 },
  { label: 'Tomorrow', minutes: 24 * 60 },
  { label: 'Next week', minutes: 7 * 24 * 60 },
];

export function ClockPanel({ clock, zones, move, failure }: ClockPanelProps): JSX.Element {
  const id = useId();
  const shown = zones.length > 0 ? zones : ['UTC'];
  const first = shown[0]!;
  const { now, moving, agenda } = clock;
  const changes = shown.map((zone) => ({ zone, at: nextChange(zone, now) }));
  return h(
    'section',
    { class: 'p-panel p-clock', 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, 'Clock'),
    h(
      'ul',
      { class: 'p-zones' },
      changes.map((change) => h(ZoneTime, { ...change, now, key: change.zone })),
    ),
    h('p', { class: 'p-status', role: 'status' }, moving ? 'On the way…' : ''),
    failure && h('p', { class: 'p-problem', role: 'alert' }, failure),
    h('h3', null, 'What falls due next'),
    agenda.length === 0
      ? h('p', { id: `${id}-nothing` }, 'Nothing is due.')
      : h(Agenda, { agenda, now, zone: first, moving, move }),
    h('h3', null, 'Move the clock'),
    h(
      'div',
      { class: 'p-row' },
      h(
        'button',
        {
          ...pressable(moving || agenda.length === 0, () => move({ kind: 'next' })),
          class: 'p-main',
          ...(agenda.length === 0 && { 'aria-describedby': `${id}-nothing` }),
        },
        'Next reminder',
      ),
      JUMPS.map(({ label, minutes }) =>
        h('button', { ...pressable(moving, () => move({ kind: 'by', minutes })), key: label }, label),
      ),
    ),
    h(OverTheChange, {
      changes: changes.flatMap(({ zone, at }) => (at === undefined ? [] : [{ zone, at }])),
      moving,
      move,
    }),
    h(GoTo, { zone: first, now, moving, move }),
  );
}

interface Movable {
  moving: boolean;
  move(move: ClockMove): void;
}

function ZoneTime({ zone, at, now }: { zone: string; at: number | undefined; now: number }): JSX.Element {
  return h(
    'li',
    null,
    h(
      'p',
      { class: 'p-zone' },
      h('span', { class: 'p-city' }, cityOf(zone)),
      ' ',
      h('strong', { class: 'p-time' }, clockText(now, zone)),
      ' ',
      h('span', { class: 'p-date' }, dateText(now, zone)),
    ),
    h(
      'p',
      { class: 'p-quiet' },
      at === undefined
        ? 'The clocks do not change here in the coming year.'
        : `The clocks change ${relativeText(at, now)}: ${changeText(zone, at)}.`,
    ),
  );
}

function Agenda(props: Movable & { agenda: ClockState['agenda']; now: number; zone: string }): JSX.Element {
  const { agenda, now, zone, moving, move } = props;
  return h(
    'ol',
    { class: 'p-agenda' },
    agenda
      .slice(0, 5)
      .map(({ at, says }) =>
        h(
          'li',
          { key: `${at} ${says}` },
          h(
            'span',
            null,
            h('strong', null, says),
            h('span', { class: 'p-quiet' }, `${fullText(at, zone)}, ${relativeText(at, now)}`),
          ),
          h(
            'button',
            { ...pressable(moving, () => move({ kind: 'to', at })), 'aria-label': `Go there: ${says}` },
            'Go there',
          ),
        ),
      ),
  );
}

/** `changes`: when the clocks next change in each zone where they do. */
function OverTheChange({
  changes,
  moving,
  move,
}: Movable & { changes: readonly { zone: string; at: number }[] }): JSX.Element {
  const id = useId();
  const [chosen, choose] = useState('');
  const change = changes.find(({ zone }) => zone === chosen) ?? changes[0];
  return h(
    'div',
    { class: 'p-row' },
    h(
      'button',
      {
        ...pressable(moving || !change, () => change && move({ kind: 'to', at: change.at })),
        ...(!change && { 'aria-describedby': `${id}-none` }),
      },
      'Over the next change of the clocks',
    ),
    !change && h('span', { id: `${id}-none`, class: 'p-quiet' }, 'No clocks change in the coming year.'),
    changes.length > 1 && [
      h('label', { for: `${id}-zone`, key: 'label' }, 'Zone'),
      h(
        'select',
        {
          id: `${id}-zone`,
          key: 'zone',
          disabled: moving,
          value: change?.zone,
          onChange: (event: Event) => choose((event.currentTarget as HTMLSelectElement).value),
        },
        changes.map(({ zone }) => h('option', { value: zone, key: zone }, cityOf(zone))),
      ),
    ],
  );
}

function GoTo({ zone, now, moving, move }: Movable & { zone: string; now: number }): JSX.Element {
  const id = useId();
  const [typed, type] = useState<string>();
  const [problem, explain] = useState('');
  // Offered until something else is typed.
  const nextHour = wallTime(zone, Math.ceil((now + MINUTE) / HOUR) * HOUR);
  const wall = typed ?? nextHour;
  const go = (event: Event): void => {
    event.preventDefault();
    if (moving) return;
    const at = instantAfter(now, wall, zone);
    if (at === undefined) {
      explain(wall === '' ? 'Choose a date and a time.' : 'That is past, and the clock only goes forward.');
      return;
    }
    explain('');
    type(undefined);
    move({ kind: 'to', at });
  };
  return h(
    'form',
    { class: 'p-row', noValidate: true, onSubmit: go },
    h('label', { for: `${id}-at` }, `Go to (time in ${cityOf(zone)})`),
    h('input', {
      id: `${id}-at`,
      type: 'datetime-local',
      value: wall,
      min: wallTime(zone, now),
      readOnly: moving,
      'aria-invalid': problem !== '',
      'aria-describedby': `${id}-problem`,
      onInput: (event: Event) => type((event.currentTarget as HTMLInputElement).value),
    }),
    h('button', { type: 'submit', 'aria-disabled': moving }, 'Go'),
    h('span', { id: `${id}-problem`, class: 'p-problem', role: 'alert' }, problem),
  );
}

import { h } from 'preact';
import { timestampText } from '../../discord/timestamps.ts';
import { clockText, formatIn, fullText } from '../../shared/times.ts';
import type { Drawn } from './discord-drawn.ts';
import type { Viewer } from './props.ts';

/** The last instant that a date can hold, either way from 1970. */
const LAST = 8.64e15;

/** A time in the viewer's zone; the full date appears when one points at it. */
export function drawTime(ms: number, shown: string, { zone }: Viewer, name: string): Drawn {
  const attributes = { class: name, dateTime: new Date(ms).toISOString(), title: fullText(ms, zone) };
  return h('time', attributes, shown);
}

/** `<t:…>` in one of Discord's styles. */
export function drawTimestamp(ms: number, style: string, viewer: Viewer): Drawn {
  if (Math.abs(ms) > LAST) return h('span', { class: 'd-time' }, 'Invalid Date');
  return drawTime(ms, timestampText(ms, style, viewer.zone, viewer.now), viewer, 'd-time');
}

const dayText = (ms: number, zone: string): string => formatIn(zone, { dateStyle: 'short' }).format(ms);

/** When a message was sent: `14:05` today, `26/11/2026, 14:05` on any other day. */
export function sentText(ms: number, { zone, now }: Viewer): string {
  const clock = clockText(ms, zone);
  return dayText(ms, zone) === dayText(now, zone) ? clock : `${dayText(ms, zone)}, ${clock}`;
}

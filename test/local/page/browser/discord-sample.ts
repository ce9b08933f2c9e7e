import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { discord } from '../../../../src/local/page/browser/discord-drawing.ts';
import type { BodyProps, FormProps, MessageProps, Viewer } from '../../../../src/local/page/browser/props.ts';
import type { Fields } from '../../../../src/local/shared/json.ts';
import type { FileOnScreen, MessageOnScreen } from '../../../../src/local/shared/screen.ts';

/** What the tests of Discord's drawing look at: one viewer, and what they see as HTML. */

const AT = Date.parse('2026-11-23T19:05:00Z');

const person = (id: string, name: string, app = false) => ({ id, name, handle: '', app, zone: 'UTC' });
const place = (id: string, name: string, kind: 'channel' | 'private' | 'direct') => ({
  ...{ id, name, kind },
  latest: '',
  writable: true,
});

export const viewer: Viewer = {
  me: '1',
  zone: 'America/Toronto',
  now: AT,
  people: [person('1', 'Member'), person('2', 'Second member'), person('9', 'Parley', true)],
  roles: [{ id: '4', name: 'Facilitators' }],
  places: [place('3', 'general', 'channel'), place('5', 'cell-1', 'private'), place('6', 'Parley', 'direct')],
};

export const chart: FileOnScreen = {
  id: 'f1',
  name: 'chart.png',
  alt: 'A chart',
  type: 'image/png',
  path: '/attachments/chart.png',
};
export const notes: FileOnScreen = { ...chart, id: 'f2', name: 'notes.txt', alt: '', type: 'text/plain' };

const acts = { click() {}, select() {}, suggest: async () => [] };
const file = (path: string): string => `/files${path}`;

/** A message by the app, now. */
export function message(
  payload: Fields,
  more: Partial<MessageOnScreen> = {},
  props: Partial<MessageProps> = {},
): string {
  const sent: MessageOnScreen = {
    ...{ id: '7', author: '9', at: AT, edited: false, private: false, loading: false, origin: null },
    ...{ payload, files: [], version: 1, ...more },
  };
  const around = { viewer, file, acts, busy: false, failure: '', menu: [] };
  return renderToString(h(discord.Message, { ...around, message: sent, ...props }));
}

export function body(payload: Fields, props: Partial<BodyProps> = {}): string {
  return renderToString(h(discord.Body, { payload, files: [], viewer, file, acts, busy: false, ...props }));
}

export function form(payload: Fields, props: Partial<FormProps> = {}): string {
  const given = { form: { id: 'form', payload, version: 1 }, viewer, errors: {}, busy: false, close() {} };
  const { click, suggest } = acts;
  return renderToString(h(discord.Form, { ...given, submit() {}, click, suggest, ...props }));
}

const SIGNS: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/** What one reads of it, tags left out. */
export const words = (html: string): string =>
  html.replace(/<[^>]*>/g, '').replace(/&(lt|gt|quot|amp);/g, (_, name: string) => SIGNS[name]!);

/** The first tag that has this in it: an attribute, a class. */
export const tag = (html: string, part: string): string =>
  html.match(/<[^>]*>/g)?.find((each) => each.includes(part)) ?? `nothing has ${part}`;

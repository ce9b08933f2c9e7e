/** Slack payloads as the page draws them, for its tests. */
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { BodyProps, FormProps, MessageProps, Viewer } from '../../../../src/local/page/browser/props.ts';
import { slack } from '../../../../src/local/page/browser/slack-drawing.ts';
import type { MessageOnScreen } from '../../../../src/local/shared/screen.ts';

/** 22 November 2026, 13:00 in Berlin. */
export const NOW = Date.UTC(2026, 10, 22, 12);
/** 26 November 2026, 19:00 in Berlin. */
export const EVENING = Date.UTC(2026, 10, 26, 18) / 1000;

export const viewer: Viewer = {
  me: 'U1',
  zone: 'Europe/Berlin',
  now: NOW,
  people: [
    { id: 'U1', name: 'Member', handle: 'member', app: false, zone: 'Europe/Berlin' },
    { id: 'U2', name: 'Second member', handle: 'second_member', app: false, zone: 'UTC' },
    { id: 'U3', name: 'Parley', handle: 'parley', app: true, zone: 'UTC' },
  ],
  roles: [],
  places: [{ id: 'C1', name: 'general', kind: 'channel', writable: true }],
};

const acts: MessageProps['acts'] = { click() {}, select() {}, suggest: async () => [] };
const shared = { viewer, acts, busy: false, file: (path: string) => `/files${path}` };

export const plain = (text: string) => ({ type: 'plain_text', text, emoji: true });
export const marked = (text: string) => ({ type: 'mrkdwn', text });
export const option = (label: string, value: string) => ({ text: plain(label), value });

export const messageOf = (payload: unknown, more: Partial<MessageOnScreen> = {}): MessageOnScreen => ({
  ...{ id: '1', author: 'U3', at: NOW, edited: false, private: false, loading: false, origin: null },
  ...{ payload, files: [], version: 1, ...more },
});

/** The markup of a message of the app's. */
export function drawnMessage(message: MessageOnScreen, more: Partial<MessageProps> = {}): string {
  return renderToString(h(slack.Message, { ...shared, failure: '', menu: [], message, ...more }));
}

/** The markup of some blocks. */
export const drawnBlocks = (blocks: readonly object[], more: Partial<BodyProps> = {}): string =>
  renderToString(h(slack.Body, { ...shared, payload: { type: 'home', blocks }, files: [], ...more }));

export const drawnText = (text: string): string =>
  renderToString(h(slack.Body, { ...shared, payload: { text }, files: [] }));

/** The markup of a modal with these blocks. */
export function drawnForm(blocks: readonly object[], more: Partial<FormProps> = {}): string {
  const payload = { type: 'modal', title: plain('Plan'), submit: plain('Send'), blocks };
  const props: FormProps = {
    ...{ form: { id: 'V1', payload, version: 1 }, viewer, errors: {}, busy: false },
    ...{ submit() {}, close() {}, click() {}, suggest: acts.suggest, ...more },
  };
  return renderToString(h(slack.Form, props));
}

export const input = (block_id: string, label: string, element: object, more: object = {}) => ({
  ...{ type: 'input', block_id, label: plain(label), ...more },
  element: { action_id: 'value', ...element },
});

/** What stands in the markup, without its tags. */
export const wordsOf = (markup: string): string =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

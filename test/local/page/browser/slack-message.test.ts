import { expect, test } from 'vitest';
import { drawnMessage, marked, messageOf, NOW, wordsOf } from './slack-case.ts';

test('a message says who wrote it, that it is the app, and when it was in the viewer’s zone', () => {
  expect(wordsOf(drawnMessage(messageOf({ text: 'Hello' })))).toBe('P Parley APP 13:00 Hello');
});

test('the whole date stands behind the time', () => {
  expect(drawnMessage(messageOf({ text: 'Hello' }))).toContain('title="Sun 22 Nov 2026, 13:00"');
});

test('a member is not called an app', () => {
  expect(wordsOf(drawnMessage(messageOf({ text: 'Hi' }, { author: 'U2' })))).toBe(
    'SM Second member 13:00 Hi',
  );
});

test('a message that was changed says so', () => {
  expect(wordsOf(drawnMessage(messageOf({ text: 'Hello' }, { edited: true })))).toContain('(edited)');
});

test('a private message says in words that nobody else sees it', () => {
  expect(wordsOf(drawnMessage(messageOf({ text: 'Hello' }, { private: true })))).toContain(
    'Only visible to you',
  );
});

test('blocks stand for the text of a message', () => {
  const blocks = [{ type: 'section', text: marked('Shown') }];
  expect(wordsOf(drawnMessage(messageOf({ text: 'Read aloud', blocks })))).not.toContain('Read aloud');
});

test('the blocks of an attachment are drawn beside its bar', () => {
  const blocks = [{ type: 'section', text: marked('Attached') }];
  const markup = drawnMessage(messageOf({ text: '', attachments: [{ color: '#36a64f', blocks }] }));
  expect(markup).toMatch(/#36a64f.*Attached/);
});

test('an attachment of an older kind is not left out in silence', () => {
  const attachments = [{ title: 'Old', fields: [] }];
  expect(wordsOf(drawnMessage(messageOf({ text: '', attachments })))).toContain('not drawn: attachment');
});

test('a placeholder stands while the app is thinking', () => {
  expect(wordsOf(drawnMessage(messageOf({}, { loading: true })))).toContain('Waiting for the answer');
});

test('what went wrong is said below the message, and read aloud', () => {
  const failure = 'The app did not respond';
  expect(drawnMessage(messageOf({ text: 'Hello' }), { failure })).toContain(`role="status">${failure}`);
});

test('a message has a menu where there is anything in it', () => {
  const menu = [{ label: 'Inspect the payload', run() {} }];
  expect(drawnMessage(messageOf({ text: 'Hello' }), { menu })).toContain(
    'aria-label="More actions for this message" aria-haspopup="menu"',
  );
});

test('a message of somebody who is not known keeps its author’s id', () => {
  expect(wordsOf(drawnMessage(messageOf({ text: 'Hi' }, { author: 'U9', at: NOW })))).toContain('U9');
});

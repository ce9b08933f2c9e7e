import { describe, expect, test } from 'vitest';
import { keptScreen, same } from '../../../../src/local/page/browser/kept.ts';
import type { MessageOnScreen, Screen } from '../../../../src/local/shared/screen.ts';

const message = (id: string, words: string): MessageOnScreen => ({
  ...{ id, author: '1', at: 0, edited: false, private: false, loading: false, origin: null },
  ...{ payload: { components: [{ type: 10, content: words }] }, files: [], version: 1 },
});

const screen = (...messages: MessageOnScreen[]): Screen => ({
  ...{ now: 0, connected: true, me: '1', people: [], roles: [], places: [], place: '2', messages },
  ...{ form: null, home: null },
});

describe('two values of JSON', () => {
  test.each<[string, unknown, unknown]>([
    ['of equal fields in another order', { a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 }],
    ['that are empty lists', [], []],
  ])('say the same: %s', (_, one, other) => {
    expect([same(one, other), same(other, one)]).toEqual([true, true]);
  });

  test.each<[string, unknown, unknown]>([
    ['a field more', { a: 1 }, { a: 1, b: 2 }],
    ['a field of another name', { a: undefined }, { b: undefined }],
    ['a longer list', [1], [1, 2]],
    ['another order', [1, 2], [2, 1]],
    ['a difference deep inside', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
    ['a list and an object', [], {}],
    ['nothing and an object', null, {}],
  ])('differ: %s', (_, one, other) => {
    expect([same(one, other), same(other, one)]).toEqual([false, false]);
  });
});

describe('a screen that is asked for again', () => {
  test('keeps the messages that stand as they stood, also where the oldest went', () => {
    const before = screen(message('1', 'gone soon'), message('2', 'stays'));
    const now = keptScreen(before, screen(message('2', 'stays'), message('3', 'new')));
    expect(now.messages[0]).toBe(before.messages[1]);
    expect(now.messages.map(({ id }) => id)).toEqual(['2', '3']);
  });

  test('takes what was edited as it is now', () => {
    const edited = message('1', 'after');
    const now = keptScreen(screen(message('1', 'before')), screen(edited));
    expect(now.messages).toEqual([edited]);
    expect(now.messages[0]).toBe(edited);
  });
});

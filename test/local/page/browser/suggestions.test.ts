import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import {
  activeIndex,
  CLOSED,
  countSaid,
  type ListState,
  matching,
  moveOf,
  Suggestions,
} from '../../../../src/local/page/browser/suggestions.ts';

const items = ['one', 'two', 'three'].map((id) => ({ id, label: id, detail: '' }));
const open: ListState = { open: true, chosen: null, eager: false };
const at = (chosen: string): ListState => ({ ...open, chosen });

describe('the suggestion that stands out', () => {
  test.each<[string, ListState, number]>([
    ['is none in a closed list', { ...CLOSED, eager: true }, -1],
    ['is none before one goes to it', open, -1],
    ['is the first in an eager list', { ...open, eager: true }, 0],
    ['is the one that was gone to', { ...at('two'), eager: true }, 1],
    ['is none when that is gone from the list', { ...at('four'), eager: true }, -1],
  ])('%s', (_rule, state, index) => {
    expect(activeIndex(state, items)).toBe(index);
  });
});

describe('a key', () => {
  test.each<[string, string, ListState, string]>([
    ['down opens a closed list', 'ArrowDown', CLOSED, 'one'],
    ['down goes on', 'ArrowDown', at('one'), 'two'],
    ['down goes from the last to the first', 'ArrowDown', at('three'), 'one'],
    ['up goes back', 'ArrowUp', at('two'), 'one'],
    ['up goes from the first to the last', 'ArrowUp', at('one'), 'three'],
    ['up begins at the end', 'ArrowUp', open, 'three'],
  ])('%s', (_rule, key, state, chosen) => {
    expect(moveOf(key, state, items)).toEqual({ state: { ...state, open: true, chosen } });
  });

  test.each(['Enter', 'Tab'])('%s picks what stands out and closes the list', (key) => {
    expect(moveOf(key, at('two'), items)).toEqual({ state: CLOSED, pick: 1 });
  });

  test('Escape closes an open list', () => {
    expect(moveOf('Escape', open, items)).toEqual({ state: CLOSED });
  });

  test.each<[string, string, ListState]>([
    ['Enter where nothing stands out', 'Enter', open],
    ['Tab where nothing stands out', 'Tab', open],
    ['Escape in a closed list', 'Escape', CLOSED],
    ['up in a closed list', 'ArrowUp', CLOSED],
    ['a letter', 'a', at('one')],
    ['Home, which moves the caret', 'Home', at('two')],
  ])('%s is left to the composer', (_rule, key, state) => {
    expect(moveOf(key, state, items)).toBeNull();
  });

  test('finds nothing to do in an empty list', () => {
    expect(['ArrowDown', 'ArrowUp', 'Enter', 'Tab', 'Escape'].map((key) => moveOf(key, open, []))).toEqual(
      Array(5).fill(null),
    );
  });
});

describe('what fits', () => {
  const names = ['practice create', 'create', 'Quiz create', 'help'];
  const fit = (typed: string) => matching(names, typed, (name) => [name]);

  test('comes with those first that begin so', () => {
    expect(fit('cre')).toEqual(['create', 'practice create', 'Quiz create']);
  });

  test('is found whatever the case', () => {
    expect(fit('QUIZ')).toEqual(['Quiz create']);
  });

  test('is everything, in its order, before anything is typed', () => {
    expect(fit('')).toEqual(names);
  });

  test('is ranked by the best of several names', () => {
    expect(matching(['xab', 'ab'], 'a', (name) => [name, name.slice(1)])).toEqual(['xab', 'ab']);
  });
});

test.each([
  [0, 'No suggestions'],
  [1, '1 suggestion'],
  [7, '7 suggestions'],
])('%i suggestions are told in words', (count, said) => {
  expect(countSaid(count)).toBe(said);
});

describe('the list', () => {
  const draw = (shown: boolean): string =>
    renderToString(
      h(Suggestions, {
        ...{ id: 'l', label: 'Commands', items, active: 1, open: shown },
        onPick: () => {},
      }),
    );

  test('is a named listbox', () => {
    expect(draw(true)).toContain('<ul id="l" class="c-list" role="listbox" aria-label="Commands">');
  });

  test('marks one option as selected', () => {
    expect(draw(true).match(/<li [^>]*aria-selected="true"/g)).toEqual([
      '<li id="l-1" class="c-suggestion" role="option" aria-selected="true"',
    ]);
  });

  test('stays in the document, hidden and empty, while it is closed', () => {
    expect(draw(false)).toMatch(/^<ul [^>]*hidden[^>]*><\/ul>$/);
  });
});

import { describe, expect, test } from 'vitest';
import { RecentIds } from '../../src/chat/recent.ts';

describe('an event’s id', () => {
  test('is new the first time and known from then on', () => {
    const recent = new RecentIds();
    expect(['a', 'b', 'a', 'a'].map((id) => recent.first(id))).toEqual([true, true, false, false]);
  });

  test('is forgotten only when as many newer ones have been seen as are kept', () => {
    const recent = new RecentIds(2);
    for (const id of ['a', 'b']) recent.first(id);
    expect(recent.first('a')).toBe(false);
    recent.first('c');
    expect(recent.first('b')).toBe(false);
    expect(recent.first('a')).toBe(true);
  });
});

import { describe, expect, test } from 'vitest';
import { didYouMean, fold } from '../../src/course/nearest.ts';

const known = ['zopa', 'batna', 'co-mediation', 'shuttle-mediation'];

describe('a suggestion', () => {
  test.each([
    ['a letter too many', 'zopaa', 'zopa'],
    ['a letter too few', 'bana', 'batna'],
    ['another letter', 'badna', 'batna'],
    ['swapped letters', 'bathna', 'batna'],
    ['neighbours swapped', 'zpoa', 'zopa'],
    ['another case and no hyphen', 'CoMediation', 'co-mediation'],
    ['a longer word with two slips', 'shutle-mediaton', 'shuttle-mediation'],
  ])('is made for %s', (_, written, meant) => {
    expect(didYouMean(written, known)).toBe(` did you mean "${meant}"?`);
  });

  test.each(['xylophone', 'a', ''])('is not made for "%s", which is like nothing known', (written) => {
    expect(didYouMean(written, known)).toBe('');
  });
});

test.each(['Co-Mediation', 'co mediation', 'COMEDIATION', 'co\u2011mediation', 'co – mediation'])(
  'the name "%s" is folded to one form',
  (name) => {
    expect(fold(name)).toBe('comediation');
  },
);

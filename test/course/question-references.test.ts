import { describe, expect, test } from 'vitest';
import { match, problemsOf, several, single, verdicts } from './question-texts.ts';

describe('what does not fit together in a question is reported with its line and what to write instead:', () => {
  test.each<[string, string, string | RegExp, string, string]>([
    [
      'a letter left out',
      single,
      '    key',
      '      d: { text: D, feedback: No }\n    key',
      ':11 d: leaves out the letter before it; letter them a, b, c in order',
    ],
    [
      'a key without its option',
      single,
      'key: a',
      'key: c',
      ':11 key: "c" is none of the options; they are a, b',
    ],
    [
      'no wrong option',
      several.replace('misconception: M01, ', ''),
      '[a, c]',
      '[a, b, c]',
      ':12 key: leaves no wrong option; write one more option, or take a letter out',
    ],
    [
      'one option without its letter',
      several,
      '[a, c]',
      '[a, d]',
      ':12 key: "d" is none of the options; they are a, b, c',
    ],
    [
      'a belief on a right option',
      single,
      'key: a',
      'key: b',
      ':10 misconception: stands on a right option; only wrong ones have one',
    ],
    [
      'an unknown belief',
      single,
      'M01',
      'M02',
      ':10 misconception: "M02" is not in misconceptions.yaml; did you mean "M01"?',
    ],
    [
      'two options alike',
      single,
      'Nobody',
      'both',
      ':10 text: says the same as option a; change one of the two',
    ],
    [
      'a verdict that is neither',
      verdicts,
      'True, both',
      'Yes, both',
      ':9 text: should start with True or False, then the reason',
    ],
    [
      'one verdict for all',
      verdicts,
      'True, both',
      'False, both',
      ':9 options: all say the same; let at least one start with True',
    ],
    [
      'an unknown dimension',
      single,
      'dimension: role',
      'dimension: rule',
      ':6 dimension: "rule" is not a dimension of course.yaml; did you mean "role"?',
    ],
    [
      'an unknown term',
      single,
      '[caucus]',
      '[cacus]',
      ':14 terms: "cacus" is not a term; did you mean "caucus"?',
    ],
    [
      'an unknown source',
      single,
      '[book]',
      '[boook]',
      ':15 sources: "boook" is not a source of sources.yaml; did you mean "book"?',
    ],
    [
      'an unknown source where sources differ',
      single,
      /$/,
      '    differ: { text: A, sources: [bok] }\n',
      ':16 sources: "bok" is not a source of sources.yaml; did you mean "book"?',
    ],
    [
      'an unknown term in a pair',
      match,
      'term: batna',
      'term: batnaa',
      ':9 term: "batnaa" is not a term; did you mean "batna"?',
    ],
    [
      'the same term in two pairs',
      match,
      'term: batna',
      'term: caucus',
      ':10 term: "caucus" is offered twice; each term may stand once',
    ],
    [
      'a term of a pair among the others',
      match,
      '    fact',
      '    others: [batna]\n    fact',
      ':11 others: "batna" is offered twice; each term may stand once',
    ],
  ])('%s', async (_, text, from, to, said) => {
    expect(await problemsOf(text, from, to)).toEqual([said]);
  });
});

import { describe, expect, test } from 'vitest';
import { problemsIn, sound } from './content-directory.ts';
import {
  FILE,
  long,
  match,
  problemsOf,
  scenario,
  several,
  single,
  typed,
  verdicts,
} from './question-texts.ts';

describe('a sound question has no problems:', () => {
  test.each([
    ['single', single],
    ['scenario', scenario],
    ['several', several],
    ['true-false', verdicts],
    ['match', match],
    ['match with more terms than prompts', match.replace('    fact', '    others: [zopa]\n    fact')],
    ['typed', typed],
    [
      'five options',
      single.replace(
        '    key',
        `${['c', 'd', 'e'].map((key) => `      ${key}: { text: Text ${key}, feedback: No }\n`).join('')}    key`,
      ),
    ],
    ['with what sources say', `${single}    differ: { text: They differ, sources: [book] }\n`],
  ])('%s', async (_, text) => {
    const zopa = sound['glossary/batna.md'].replace('BATNA', 'ZOPA').replace('BATNA', 'ZOPA');
    expect(await problemsIn({ [FILE]: text, 'glossary/zopa.md': zopa })).toEqual([]);
  });
});

describe('each misfit in a question is reported with its line and what to write instead:', () => {
  test.each<[string, string, string | RegExp, string, string]>([
    [
      'an unknown kind',
      single,
      'single',
      'singel',
      ':4 questions 1, kind: "singel" is not a kind of question; did you mean "single"?',
    ],
    [
      'a kind unlike any',
      single,
      'single',
      'essay',
      ':4 questions 1, kind: "essay" is not a kind of question; the kinds are single, several, true-false, scenario, match, typed',
    ],
    [
      'no kind',
      single,
      '    kind: single\n',
      '',
      ':3 questions 1, kind: is missing; write one of single, several, true-false, scenario, match, typed',
    ],
    [
      'an id with a capital',
      single,
      'who-talks',
      'Who-talks',
      ':3 questions 1, id: may hold 1 to 36 of a-z, 0-9 and hyphens only',
    ],
    [
      'a difficulty of four',
      single,
      'difficulty: 1',
      'difficulty: 4',
      ':5 questions 1, difficulty: should be 1, 2 or 3: one clear clue, one clue that misleads, or several',
    ],
    [
      'a question that is only a text',
      single,
      /- id[\s\S]*/,
      '- Who talks?\n',
      ':3 questions 1: should be a group of fields',
    ],
    [
      'a field unlike any other',
      single,
      '    fact',
      '    xyzzy: 1\n    fact',
      ':12 questions 1: "xyzzy" is not a field here; the fields are kind, id, difficulty, dimension, stem, fact, rule, terms, sources, differ, shuffle, options, key',
    ],
    [
      'options of a typed question',
      typed,
      '    accept',
      '    options: { a: { text: A, feedback: B } }\n    accept',
      ':8 questions 1: "options" is not a field here; the fields are kind, id, difficulty, dimension, stem, fact, rule, terms, sources, differ, shuffle, accept',
    ],
    ['no decisive fact', single, / {4}fact: .*\n/, '', ':3 questions 1, fact: is missing; write it'],
    [
      'a question that is too long',
      single,
      'Who talks?',
      long(701),
      ':7 questions 1, stem: is 701 characters long; shorten it to 700 or fewer',
    ],
    [
      'an option that is too long',
      single,
      'text: Both',
      `text: ${long(201)}`,
      ':9 questions 1, options, a, text: is 201 characters long; shorten it to 200 or fewer',
    ],
    [
      'feedback that is too long',
      single,
      'They do }',
      `${long(401)} }`,
      ':9 questions 1, options, a, feedback: is 401 characters long; shorten it to 400 or fewer',
    ],
    ['a single option', single, / {6}b: .*\n/, '', ':9 questions 1, options, b: is missing; write it'],
    [
      'a sixth option',
      single,
      '    key',
      '      f: { text: F, feedback: No }\n    key',
      ':11 questions 1, options: "f" is not a letter for an option; they are a to e, in order',
    ],
    [
      'a key in words',
      single,
      'key: a',
      'key: Both',
      ':11 questions 1, key: should be the letter of the one right option, as in b',
    ],
    [
      'a key that is a list',
      single,
      'key: a',
      'key: [a, b]',
      ':11 questions 1, key: should be the letter of the one right option, as in b',
    ],
    [
      'a key of one where several are right',
      several,
      '[a, c]',
      '[a]',
      ':12 questions 1, key: should name two right options or more; where only one is right, write kind: single',
    ],
    [
      'a letter where several are right',
      several,
      '[a, c]',
      'a',
      ':12 questions 1, key: should be a list; write [a]',
    ],
    [
      'a letter twice',
      several,
      '[a, c]',
      '[a, a]',
      ':12 questions 1, key 2: "a" is listed twice; keep one of the two',
    ],
    [
      'seven terms',
      single,
      '[caucus]',
      '[caucus, b, c, d, e, f, g]',
      ':14 questions 1, terms: should name one to six terms',
    ],
    [
      'no source',
      single,
      '[book]',
      '[]',
      ':15 questions 1, sources: is empty; name at least one source of sources.yaml',
    ],
    [
      'an order that is neither fixed nor free',
      single,
      '    fact',
      '    shuffle: maybe\n    fact',
      ':12 questions 1, shuffle: should be true or false',
    ],
    ['one pair', match, / {6}- .*meeting.*\n/, '', ':9 questions 1, pairs: should hold two to five pairs'],
    [
      'six pairs',
      match,
      '    fact',
      `${[1, 2, 3, 4].map((index) => `      - { prompt: ${index}, term: batna }\n`).join('')}    fact`,
      ':9 questions 1, pairs: should hold two to five pairs',
    ],
    [
      'six others',
      match,
      '    fact',
      '    others: [a, b, c, d, e, f]\n    fact',
      ':11 questions 1, others: should name five terms at most',
    ],
    [
      'nothing accepted',
      typed,
      /accept: .*/,
      'accept: []',
      ':8 questions 1, accept: should hold one to eight right answers',
    ],
    [
      'nine accepted',
      typed,
      /accept: .*/,
      'accept: [a, b, c, d, e, f, g, h, i]',
      ':8 questions 1, accept: should hold one to eight right answers',
    ],
    [
      'a sentence to type',
      typed,
      'private meeting',
      long(61),
      ':8 questions 1, accept 2: is 61 characters long; shorten it to 60 or fewer',
    ],
    [
      'a title that is too long',
      single,
      'title: Talks',
      `title: ${long(61)}`,
      ':1 title: is 61 characters long; shorten it to 60 or fewer',
    ],
    [
      'no questions',
      single,
      /questions:[\s\S]*/,
      'questions: []\n',
      ':2 questions: should hold 1 to 300 questions',
    ],
    [
      'a file for more than one topic',
      single,
      /questions:[\s\S]*/,
      `questions: [${'x,'.repeat(301)}]`,
      ':2 questions: should hold 1 to 300 questions',
    ],
  ])('%s', async (_, text, from, to, said) => {
    expect(await problemsOf(text, from, to)).toEqual([said]);
  });
});

import { describe, expect, test } from 'vitest';
import {
  add,
  addable,
  begin,
  type CommandDraft,
  choose,
  type Draft,
  draftOf,
  EMPTY,
  entered,
  given,
  lastTyped,
  missing,
  nextToType,
  stepBack,
  typeInto,
} from '../../../../src/local/page/browser/typed-draft.ts';
import { pick } from '../../../../src/local/page/browser/typed-values.ts';
import { command, create, glossary, list, offers, option, quiz, viewer } from './typed-sample.ts';

const texts = (draft: Draft): [string, string][] =>
  draft.kind === 'command' ? draft.fields.map((field) => [field.option.name, field.text]) : [];

/** Types into an option, letter by letter, and goes where the focus goes. */
const letters = (draft: CommandDraft, name: string, typed: string): ReturnType<typeof typeInto> =>
  [...typed].reduce(
    ({ draft: so, focus }, letter) => {
      const text = so.fields.find((field) => field.option.name === focus)?.text ?? '';
      return typeInto(so, focus, text + letter);
    },
    { draft, focus: name },
  );

describe('a command that was picked', () => {
  test('shows an input for each required option', () => {
    expect(texts(begin(quiz))).toEqual([
      ['topic', ''],
      ['length', ''],
    ]);
  });

  test('shows its first option where none is required, to have something to type into', () => {
    expect(texts(begin(create))).toEqual([['when', '']]);
  });

  test('shows nothing where it has no options', () => {
    expect(texts(begin(list))).toEqual([]);
  });

  test('shows no option that takes a file in place of one to type into', () => {
    const both = command('both', [option('file', { kind: 'file' }), option('name')]);
    expect(texts(begin(both))).toEqual([['name', '']]);
  });

  test('offers the other options once', () => {
    expect(addable(add(begin(glossary), 'versus'))).toEqual([]);
  });

  test('gets an input for an option that is added', () => {
    expect(texts(add(begin(create), 'title'))).toEqual([
      ['when', ''],
      ['title', ''],
    ]);
  });
});

describe('typed text', () => {
  test('stays text while no command stands there', () => {
    expect(draftOf(offers, '/gloss')).toEqual({ draft: { kind: 'text', text: '/gloss' }, over: '' });
  });

  test('becomes a command with its options', () => {
    expect(texts(draftOf(offers, '/glossary term:batna versus:zopa').draft)).toEqual([
      ['term', 'batna'],
      ['versus', 'zopa'],
    ]);
  });

  test('shows required options that it does not name', () => {
    expect(texts(draftOf(offers, '/quiz level:Easy').draft)).toEqual([
      ['topic', ''],
      ['length', ''],
      ['level', 'Easy'],
    ]);
  });

  test('is sent as a command when its name is whole', () => {
    expect(entered(offers, { kind: 'text', text: '/practice list' })).toEqual(begin(list));
  });

  test('is not sent as a command that has no use for its words', () => {
    const line: Draft = { kind: 'text', text: '/practice list all' };
    expect(entered(offers, line)).toBe(line);
  });
});

describe('typing into an option', () => {
  test('keeps its text as it is', () => {
    expect(texts(typeInto(begin(create), 'when', 'Thursday 7:30 ').draft)).toEqual([
      ['when', 'Thursday 7:30 '],
    ]);
  });

  test('goes on at another one when its name is typed', () => {
    const typed = letters(begin(glossary), 'term', 'batna versus:zopa');
    expect([texts(typed.draft), typed.focus]).toEqual([
      [
        ['term', 'batna'],
        ['versus', 'zopa'],
      ],
      'versus',
    ]);
  });

  test('takes its own name off the beginning', () => {
    expect(texts(letters(begin(glossary), 'term', 'term:batna').draft)).toEqual([['term', 'batna']]);
  });

  test('leaves an option alone that has text already', () => {
    const both = letters(begin(create), 'when', 'Friday title:On');
    expect(texts(typeInto(both.draft, 'when', 'title:Off').draft)).toEqual([
      ['when', 'title:Off'],
      ['title', 'On'],
    ]);
  });

  test('understands several names that are pasted at once', () => {
    expect(texts(typeInto(begin(quiz), 'topic', 'fairness length:5 level:Easy').draft)).toEqual([
      ['topic', 'fairness'],
      ['length', '5'],
      ['level', 'Easy'],
    ]);
  });

  test('takes back what was picked', () => {
    const picked = choose(begin(glossary), 'term', pick('BATNA', 'batna'));
    expect(given(typeInto(picked, 'term', 'BATN').draft, viewer)).toEqual({ term: 'BATN' });
  });
});

describe('going back from an empty option', () => {
  test('takes the command away at the first', () => {
    expect(stepBack(begin(quiz), 'topic')).toEqual({ draft: EMPTY, focus: '' });
  });

  test('takes the command away where there are no options', () => {
    expect(stepBack(begin(list), '').draft).toBe(EMPTY);
  });

  test('takes an optional one away', () => {
    const back = stepBack(add(begin(create), 'title'), 'title');
    expect([texts(back.draft), back.focus]).toEqual([[['when', '']], 'when']);
  });

  test('leaves a required one standing', () => {
    const back = stepBack(begin(quiz), 'length');
    expect([texts(back.draft).length, back.focus]).toEqual([2, 'topic']);
  });
});

describe('what keeps a command from running', () => {
  const problem = (line: string) => missing(draftOf(offers, line).draft as CommandDraft, viewer);

  test('is the first required option without a value', () => {
    expect(problem('/quiz topic:fairness')).toEqual({ option: 'length', says: 'This option is required' });
  });

  test('is a value that does not fit', () => {
    expect(problem('/quiz topic:fairness length:many')).toEqual({
      option: 'length',
      says: 'This option takes a whole number',
    });
  });

  test('is an optional value that is in no list', () => {
    expect(problem('/quiz topic:fairness length:5 level:Medium')?.option).toBe('level');
  });

  test('is nothing when all that is required is there', () => {
    expect(problem('/quiz topic:fairness length:5')).toBeNull();
  });

  test('is said plainly of a file', () => {
    const upload = command('upload', [option('picture', { kind: 'file', required: true })]);
    expect(missing(begin(upload), viewer)?.says).toBe('Files cannot be attached here');
  });
});

test('empty options are not sent', () => {
  expect(given(draftOf(offers, '/glossary term:batna versus:').draft as CommandDraft, viewer)).toEqual({
    term: 'batna',
  });
});

describe('the focus', () => {
  test('goes to the first option without text', () => {
    expect(nextToType(draftOf(offers, '/quiz topic:fairness').draft)).toBe('length');
  });

  test('goes to the last option when all have text', () => {
    expect(nextToType(draftOf(offers, '/glossary batna versus:zopa').draft)).toBe('versus');
  });

  test('goes to the end of a line that is brought back', () => {
    expect(lastTyped(draftOf(offers, '/quiz fairness').draft)).toBe('topic');
  });
});

import { describe, expect, test } from 'vitest';
import { type Command, defineCommand } from '../../src/chat/command.ts';
import { UserError } from '../../src/chat/errors.ts';
import { type Line, readLine } from '../../src/chat/grammar.ts';
import type { Mention, Typed } from '../../src/chat/incoming.ts';
import { option } from '../../src/chat/option.ts';
import { note, says, session, sessionOptions } from './samples.ts';

const someone: Mention = { mention: 'member', id: 'U7', name: 'Second member' };
const somewhere: Mention = { mention: 'channel', id: 'C7', name: 'general' };

const valuesOf = (line: Line) => (line.kind === 'run' ? line.values : undefined);
const read = (command: Command, ...typed: Typed) => valuesOf(readLine(command, typed));
const open = (...typed: Typed) => read(session, 'open ', ...typed);
const refusal = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'it was taken';
};

describe('quotes', () => {
  test.each([
    ['straight', '"role play" "second piece"'],
    ['curly', '“role play” “second piece”'],
    ['low and high', '„role play“ „second piece“'],
    ['angled', '«role play» «second piece»'],
    ['mixed', '“role play" "second piece”'],
  ])('that are %s keep the words between them together', (_, typed) => {
    expect(read(note, typed)).toEqual({ words: 'role play', more: 'second piece' });
  });

  test('that are never closed are ordinary characters', () => {
    expect(read(note, '"role play')).toEqual({ words: '"role play' });
  });

  test('inside a word are ordinary characters', () => {
    expect(read(note, 'the parties’ "own" interests')).toEqual({ words: 'the parties’ "own" interests' });
  });

  test('that hold nothing give nothing', () => {
    expect(read(note, '""')).toEqual({});
  });

  test('keep a number from being taken for the option that wants one', () => {
    expect(open('"6"')).toEqual({ topic: '6' });
  });
});

describe('option:value', () => {
  test.each([
    'words:caucus more:later',
    'MORE:later Words:caucus',
    'more: later words: caucus',
    'more:"later" words:“caucus”',
  ])('is read in any case and order: %s', (typed) => {
    expect(read(note, typed)).toEqual({ words: 'caucus', more: 'later' });
  });

  test('takes all the words up to the next option', () => {
    expect(read(note, 'words:shuttle mediation more:integrative negotiation')).toEqual({
      words: 'shuttle mediation',
      more: 'integrative negotiation',
    });
  });

  test('of a date takes its day, month and time, though another option wants a number', () => {
    expect(open('caucus when:28 November 19:00 seats:6')).toEqual({
      topic: 'caucus',
      when: '28 November 19:00',
      seats: '6',
    });
  });

  test('of a number leaves the words after it to the others', () => {
    expect(open('seats:6 active listening')).toEqual({ seats: '6', topic: 'active listening' });
  });

  test('with nothing after it gives nothing', () => {
    expect(read(note, 'words: more:later')).toEqual({ more: 'later' });
  });

  test.each(['19:30', 'https://example.org/a:b?c=d', 'note:this', 'http://words:8080/', '::', ':'])(
    'is not what %s is, which stays as it was typed',
    (typed) => {
      expect(read(note, typed)).toEqual({ words: typed });
    },
  );

  test('in the middle of a word is not an option', () => {
    expect(read(note, 'see-words:x')).toEqual({ words: 'see-words:x' });
  });

  test('that is given twice counts as given last', () => {
    expect(read(note, 'words:first words:second')).toEqual({ words: 'second' });
  });
});

describe('words in a row', () => {
  test('are the first text option', () => {
    expect(read(note, '  shuttle\n mediation ')).toEqual({ words: 'shuttle mediation' });
  });

  test('leave a whole number and a choice to the options that take them', () => {
    expect(open('caucus 6 talk')).toEqual({ topic: 'caucus', seats: '6', format: 'talk' });
  });

  test('and quotes that are more than the options have room for are one sentence', () => {
    expect(read(note, '"mediation" vs "negotiation"')).toEqual({ words: '"mediation" vs "negotiation"' });
  });

  test('that no option has room for are named, with the way to help', () => {
    expect(refusal(() => readLine(session, ['list extra words']))).toMatch(
      /did not understand “extra words”.*\/session list help/,
    );
  });

  test('are nothing where nothing was typed', () => {
    expect(read(note, ' \u200e ')).toEqual({});
  });
});

describe('mentions', () => {
  test('are the ids of a member and of a channel, wherever they stand', () => {
    expect(open(somewhere, ' caucus ', someone)).toEqual({ topic: 'caucus', host: 'U7', place: 'C7' });
  });

  test('follow their option’s name', () => {
    expect(open('caucus host:', someone, ' place: ', somewhere)).toEqual({
      topic: 'caucus',
      host: 'U7',
      place: 'C7',
    });
  });

  test('of a member are taken where a member or a role is wanted', () => {
    const roster = defineCommand({
      name: 'roster',
      description: 'Who leads',
      options: {
        topic: option.text({ description: 'What about' }),
        lead: option.mentionable({ description: 'Who leads' }),
      },
      visibility: 'private',
      run: () => says('led'),
    });
    expect(read(roster, 'caucus ', someone)).toEqual({ topic: 'caucus', lead: 'U7' });
    expect(read(roster, 'caucus lead:', someone)).toEqual({ topic: 'caucus', lead: 'U7' });
    expect(read(roster, 'caucus ', somewhere)).toEqual({ topic: 'caucus #general' });
  });

  test('never count as the other kind', () => {
    expect(open('caucus host:', somewhere)).toEqual({ topic: 'caucus', host: '#general' });
  });

  test('are words where no option wants them', () => {
    expect(read(note, 'ask ', someone, ' in ', somewhere)).toEqual({
      words: 'ask @Second member in #general',
    });
  });

  test('without a name are words by their id', () => {
    expect(read(note, { mention: 'channel', id: 'C9' })).toEqual({ words: '#C9' });
  });

  test('cannot be forged by the characters that stand for them', () => {
    expect(read(note, 'a \uE0000\uE001 ', someone)).toEqual({ words: 'a 0 @Second member' });
  });
});

describe('a subcommand', () => {
  test.each(['list', 'LIST', '  List  '])('is found in any case: “%s”', (typed) => {
    expect(readLine(session, [typed])).toMatchObject({ kind: 'run', leaf: { name: 'list' } });
  });

  test('that is unknown is refused with those that there are', () => {
    expect(refusal(() => readLine(session, ['opne caucus']))).toMatch(
      /no “opne” here.*open, list, draft, close.*\/session help/,
    );
  });

  test('that is a mention is refused by its name', () => {
    expect(refusal(() => readLine(session, [someone]))).toContain('no “@Second member” here');
  });
});

describe('help', () => {
  test.each(['help', '?', 'HELP', ' --help ', '-h'])('is asked for by “%s” after a command', (typed) => {
    expect(readLine(note, [typed])).toMatchObject({ kind: 'help', leaf: { name: undefined } });
  });

  test.each(['', 'help', '?'])('on all subcommands is asked for by “%s”', (typed) => {
    expect(readLine(session, [typed])).toEqual({ kind: 'help' });
  });

  test.each(['open help', 'open ?', 'OPEN --help', 'help open', '? open'])(
    'on one subcommand is asked for by “%s”',
    (typed) => {
      expect(readLine(session, [typed])).toMatchObject({ kind: 'help', leaf: { name: 'open' } });
    },
  );

  test('inside other words is a word', () => {
    expect(read(note, 'help me with caucus')).toEqual({ words: 'help me with caucus' });
  });
});

describe('an option without words of its own', () => {
  const seats = defineCommand({
    name: 'seats',
    description: 'Sets the seats',
    options: { seats: sessionOptions.seats, host: option.member({ description: 'Who leads' }) },
    visibility: 'private',
    run: () => says('set'),
  });

  test('gets the words that it cannot take, so that it can say what it wants', () => {
    expect(read(seats, 'six')).toEqual({ seats: 'six' });
  });
});

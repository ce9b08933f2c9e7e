import { describe, expect, test } from 'vitest';
import {
  commandsFor,
  cutAtNames,
  slashed,
  typedCommand,
} from '../../../../src/local/page/browser/typed-command.ts';
import { command, offers, option } from './typed-sample.ts';

const names = (typed: string): string[] => commandsFor(offers, typed).map(({ name }) => name);

describe('the commands on offer', () => {
  test.each([
    ['/', ['glossary', 'practice create', 'practice list', 'quiz']],
    ['/pr', ['practice create', 'practice list']],
    ['/PR', ['practice create', 'practice list']],
    ['/practice  l', ['practice list']],
    ['/list', ['practice list']],
    ['/nothing', []],
    ['hello', []],
    [' /pr', []],
  ])('for "%s" are %j', (typed, found) => {
    expect(names(typed)).toEqual(found);
  });

  test('are found with the slash that Slack puts before a name', () => {
    const slack = [{ ...command('/help') }];
    expect(commandsFor(slack, '/he')).toEqual(slack);
  });

  test.each(['help', '/help'])('are shown with one slash: %s', (name) => {
    expect(slashed(name)).toBe('/help');
  });
});

describe('a typed line', () => {
  test.each<[string, string, Record<string, string>]>([
    ['/glossary term:batna versus:zopa', 'glossary', { term: 'batna', versus: 'zopa' }],
    ['/glossary versus:zopa term:batna', 'glossary', { term: 'batna', versus: 'zopa' }],
    ['/glossary batna', 'glossary', { term: 'batna' }],
    ['/glossary zone of agreement', 'glossary', { term: 'zone of agreement' }],
    ['/glossary batna versus:zopa', 'glossary', { term: 'batna', versus: 'zopa' }],
    ['/glossary zopa term:batna', 'glossary', { term: 'batna', versus: 'zopa' }],
    ['/glossary  Term: batna ', 'glossary', { term: 'batna' }],
    ['/GLOSSARY batna', 'glossary', { term: 'batna' }],
    ['/glossary term:', 'glossary', { term: '' }],
    ['/glossary ', 'glossary', {}],
    [
      '/practice create when:Thursday 7pm title:Caucus',
      'practice create',
      { when: 'Thursday 7pm', title: 'Caucus' },
    ],
    ['/practice  create at 19:30', 'practice create', { when: 'at 19:30' }],
    [
      '/practice create when:Friday title:On title: and when:',
      'practice create',
      { when: 'Friday', title: 'On title: and when:' },
    ],
    [
      '/practice create title:See https://example.org',
      'practice create',
      { title: 'See https://example.org' },
    ],
    ['/practice create subtitle:x', 'practice create', { when: 'subtitle:x' }],
  ])('%s is understood', (typed, name, texts) => {
    expect(typedCommand(offers, typed)).toEqual({
      command: offers.find((each) => each.name === name),
      texts,
      over: '',
    });
  });

  test.each([
    '/glossary',
    '/practice ',
    '/practice creat ',
    '/glossaries x',
    'glossary x',
    ' /glossary x',
    '/',
  ])('"%s" is no command yet', (typed) => {
    expect(typedCommand(offers, typed)).toBeUndefined();
  });

  test('is the command with the longest name that fits', () => {
    const both = [command('practice', [option('what')]), command('practice create', [option('when')])];
    expect(typedCommand(both, '/practice create now')?.texts).toEqual({ when: 'now' });
  });

  test('tells which words no option is left for', () => {
    expect(typedCommand(offers, '/practice list of all')?.over).toBe('of all');
  });

  test('names no entry of a message menu', () => {
    expect(typedCommand(offers, '/Ask about this ')).toBeUndefined();
  });
});

describe('a text', () => {
  test('is left whole where no option is named', () => {
    expect(cutAtNames(' at 19:30 ', ['term'])).toEqual({ before: 'at 19:30', named: [] });
  });

  test('is left whole where there are no options', () => {
    expect(cutAtNames('a:b', [])).toEqual({ before: 'a:b', named: [] });
  });

  test('is cut at names that a pattern would read otherwise', () => {
    expect(cutAtNames("what's:this a.b:that", ["what's", 'a.b'])).toEqual({
      before: '',
      named: [
        ["what's", 'this'],
        ['a.b', 'that'],
      ],
    });
  });
});

import { describe, expect, test } from 'vitest';
import { helpOn, helpOnAll } from '../../src/chat/help.ts';
import { handlerOf, requestOf, wordsOf } from '../asking.ts';
import { note, samples, session } from './samples.ts';

describe('help on everything', () => {
  test('names every command with what it does', () => {
    const words = wordsOf(helpOnAll(samples));
    for (const { name, description } of samples) expect(words).toContain(`/${name} ${description}`);
  });
});

describe('help on a command', () => {
  test('with subcommands names each with what it does', () => {
    const words = wordsOf(helpOn(session));
    for (const { name, description } of session.leaves)
      expect(words).toContain(`/session ${name} ${description}`);
  });

  test('names every option, whether it is needed, and what it takes', () => {
    const words = wordsOf(helpOn(session, session.leaves[0]));
    expect(words).toContain('topic: What it is about');
    expect(words).toContain('seats (optional): How many can come (2 to 12)');
    expect(words).toContain('format (optional): How it is held (Role play, Talk)');
  });

  test('shows its examples', () => {
    expect(wordsOf(helpOn(session))).toContain('/session open caucus Thursday 7pm opens one');
  });

  test('says who may, where not everyone may', () => {
    expect(wordsOf(helpOn(session))).toContain('For facilitators.');
    expect(wordsOf(helpOn(note))).not.toContain('For ');
  });

  test('names its menu entries', () => {
    expect(wordsOf(helpOn(session))).toContain('In the menu of any message: A session about this');
  });
});

test('the help command completes the names of commands', async () => {
  const typing = { kind: 'option', command: 'help', option: 'command', text: '/SES' } as const;
  const choices = await handlerOf(undefined, samples).complete(typing, requestOf());
  expect(choices.map(({ value }) => value)).toEqual(['session']);
});

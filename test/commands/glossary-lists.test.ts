import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/chat/reply.ts';
import { ask, handlerOf, idOf, line, messageOf, requestOf, wordsOf } from '../asking.ts';
import { click, course, glossary, handler, labelsOf, look, show, titleOf } from './glossary-cards.ts';

describe('browsing', () => {
  const listed = (card: Message): string[] =>
    wordsOf(card)
      .split('\n')
      .flatMap((each) => course.terms.filter(({ term }) => each.startsWith(`• ${term}: `)))
      .map(({ id }) => id);
  const walk = async (first: Message): Promise<string[]> => {
    const ids = listed(first);
    for (let card = first; labelsOf(card).includes('Next'); ids.push(...listed(card))) {
      card = await show(click(idOf(card, 'Next')));
    }
    return ids;
  };
  const filters = async () => (await look('list')).parts.find((part) => part.kind === 'select')!;

  test.each(['', 'list', 'browse', 'all', 'a-z', 'LIST'])('begins with “%s”', async (typed) => {
    expect(await titleOf(typed)).toBe('Glossary: all terms');
  });

  test('shows every term once, in alphabetical order', async () => {
    expect(await walk(await look('list'))).toEqual(course.terms.map(({ id }) => id));
  });

  test('goes back by the way it came', async () => {
    const first = await look('list');
    const second = await show(click(idOf(first, 'Next')));
    expect(await show(click(idOf(second, 'Back')))).toEqual(first);
  });

  test('by course shows that course’s terms', async () => {
    const list = await filters();
    for (const [id, name] of course.courses) {
      const ids = course.terms
        .filter(({ meanings }) => meanings.some(({ courses }) => courses.includes(id)))
        .map((term) => term.id);
      const choice = list.choices.find(({ label }) => label === name);
      if (ids.length === 0) expect(choice).toBeUndefined();
      else expect(await walk(await show(click(list.id, choice!.value)))).toEqual(ids);
    }
  });

  test('by letters shows each term under one of them', async () => {
    const list = await filters();
    const letters = list.choices.filter(({ value }) => value.startsWith('letters:'));
    const all = await Promise.all(letters.map(async ({ value }) => walk(await show(click(list.id, value)))));
    expect(all.flat()).toEqual(course.terms.map(({ id }) => id));
  });

  test('keeps its course or letters from page to page', async () => {
    const list = await filters();
    const first = await show(click(list.id, 'course:dispute-resolution'));
    const second = await show(click(idOf(first, 'Next')));
    expect(second.title).toBe(first.title);
  });

  test('by something that there is not shows all terms', async () => {
    expect((await show(click((await filters()).id, 'course:gone'))).title).toBe('Glossary: all terms');
  });

  test('opens a term from its list', async () => {
    const list = (await look('list')).parts.find((part) => part.kind === 'search')!;
    expect((await show(click(list.id, list.first[0]!.value))).title).toBe(course.terms[0]!.term);
  });

  test('searches all terms as one types', async () => {
    const list = (await look('list')).parts.find((part) => part.kind === 'search')!;
    const choices = await handler.complete({ kind: 'search', id: list.id, text: 'zop' }, requestOf());
    expect(choices).toEqual([{ label: 'ZOPA', value: 'zopa' }]);
  });
});

describe('a miss', () => {
  test('offers all that is near, and to ask for the term', async () => {
    const near = course.terms.slice(0, 6);
    const unsure = handlerOf({ glossary: { ...glossary, lookUp: () => ({ kind: 'missed', near }) } });
    const card = messageOf((await ask(unsure, line('glossary', 'mediat'))).reply);
    expect(wordsOf(card)).toContain('no entry “mediat”. Did you mean one of these?');
    expect(labelsOf(card)).toEqual([
      ...near.map(({ term }) => term),
      'Ask for this term',
      'Browse all terms',
    ]);
  });

  test('without anything near says so, and offers to ask for the term', async () => {
    const card = await look('qwertyuiop');
    expect(wordsOf(card)).toContain('nor one like it');
    expect(labelsOf(card)).toEqual(['Ask for this term', 'Browse all terms']);
  });

  test('of words as long as may be typed still can be asked for', async () => {
    const card = await look('“😀”'.repeat(25));
    expect(wordsOf(await show(click(idOf(card, 'Ask for this term'))))).toContain('cannot reach its records');
  });

  test('of more than may be typed says how long it may be', async () => {
    expect(wordsOf(await look('x'.repeat(101)))).toContain('can be 100 characters long');
  });
});

describe('completion', () => {
  const complete = (text: string, option = 'term') =>
    handler.complete({ kind: 'option', command: 'glossary', option, text }, requestOf());

  test.each(['term', 'versus'])('of %s begins with what was typed', async (option) => {
    expect((await complete('BAT', option))[0]).toEqual({ label: 'BATNA', value: 'batna' });
  });

  test('gives values that look the term up', async () => {
    for (const { label, value } of await complete('')) expect(await titleOf(value)).toBe(label);
  });

  test('forgives a misspelt beginning', async () => {
    expect((await complete('arbitraton')).map(({ value }) => value)).toContain('arbitration');
  });
});

describe('the terms in a message', () => {
  const within = (text: string) => show({ kind: 'shortcut', name: 'glossary.in-message', text });

  test('are shown in order, each with a button', async () => {
    const card = await within('Before the caucus we talked about our BATNAs, and a mediator listened.');
    expect(labelsOf(card)).toEqual(['Caucus', 'BATNA', 'Mediator']);
  });

  test('are all to be opened, however many there are', async () => {
    const card = await within(
      course.terms
        .slice(0, 20)
        .map(({ term }) => term)
        .join('. '),
    );
    const list = card.parts.find((part) => part.kind === 'search')!;
    expect(list.first.map(({ label }) => label)).toEqual(course.terms.slice(0, 20).map(({ term }) => term));
  });

  test('that has none are said to be none', async () => {
    expect(wordsOf(await within('Good morning!'))).toContain('None of the glossary’s terms');
  });
});

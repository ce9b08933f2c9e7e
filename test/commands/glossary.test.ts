import { describe, expect, test } from 'vitest';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Message, Part } from '../../src/chat/reply.ts';
import type { Term } from '../../src/course/course.ts';
import { dayInWords } from '../../src/glossary/parts.ts';
import { type Asking, ask, handlerOf, idOf, line, messageOf, wordsOf } from '../asking.ts';
import { click, course, glossary, handler, labelsOf, look, show, termOf, titleOf } from './glossary-cards.ts';

describe('a term is found', () => {
  test('by its name and by each of its other names', async () => {
    const missed: string[] = [];
    for (const { term, aliases } of course.terms) {
      for (const name of [term, ...aliases]) if ((await titleOf(name)) !== term) missed.push(name);
    }
    expect(missed).toEqual([]);
  });

  test.each([
    ['an abbreviation', 'vom', 'Victim-offender mediation'],
    ['an abbreviation in capitals', 'RJ', 'Restorative justice'],
    ['an abbreviation spelt out', 'zone of possible agreement', 'ZOPA'],
    ['another name', 'bargaining', 'Negotiation'],
    ['any case', 'bAtNa', 'BATNA'],
    ['a plural', 'caucuses', 'Caucus'],
    ['a singular', 'position', 'Positions'],
    ['a plural in two words', 'plea bargains', 'Plea bargaining'],
    ['no hyphen', 'co mediation', 'Co-mediation'],
    ['one word', 'comediation', 'Co-mediation'],
    ['a hyphen that is not there', 'self determination', 'Self-determination'],
    ['a sign at the end', 'batna?', 'BATNA'],
    ['quotes', '“integrative negotiation”', 'Integrative negotiation'],
    ['an option’s name', 'term:integrative negotiation', 'Integrative negotiation'],
    ['spaces around it', '   zopa  ', 'ZOPA'],
    ['an accent', 'médiation', 'Mediation'],
    ['a letter too few', 'arbitraton', 'Arbitration'],
    ['two letters exchanged', 'negotaition', 'Negotiation'],
    ['a letter doubled', 'impassse', 'Impasse'],
    ['a wrong vowel', 'confidentielity', 'Confidentiality'],
  ])('by %s', async (_, typed, term) => {
    expect(await titleOf(typed)).toBe(term);
  });

  test('though misspelt, and the card says so', async () => {
    expect(wordsOf(await look('arbitraton'))).toContain('You wrote “arbitraton”; this is the nearest entry.');
  });

  test('as it was written, and the card says nothing of it', async () => {
    expect(wordsOf(await look('arbitration'))).not.toContain('You wrote');
  });
});

describe('a card', () => {
  test('has the term for its title, whatever was typed', async () => {
    expect(await titleOf('bargaining')).toBe('Negotiation');
  });

  test.each(course.terms)(
    'of $term shows each meaning with its caution, then sources, then the last change',
    async (term) => {
      const words = wordsOf(await look(term.term));
      const order = [
        term.term,
        ...term.meanings.flatMap(({ short, caution }) => [
          short,
          ...(caution ? [`Take care: ${caution}`] : []),
        ]),
        ...glossary.sourcesOf(term.meanings.flatMap(({ sources }) => sources)).map(({ title }) => title),
        `Last change: ${dayInWords(term.changed)}`,
      ];
      // Each is looked for behind the one before: a caution may name a source, too.
      let rest = words;
      const missing = order.filter((piece) => {
        const [, ...after] = rest.split(piece);
        rest = after.join(piece);
        return after.length === 0;
      });
      expect(missing).toEqual([]);
    },
  );

  test('with several meanings names the courses of each', async () => {
    const several = course.terms.filter(({ meanings }) => meanings.length > 1);
    expect(several.length).toBeGreaterThan(0);
    for (const term of several) {
      const words = wordsOf(await look(term.term));
      for (const meaning of term.meanings) {
        expect(words).toContain(`${glossary.courseNames(meaning).join(', ')}: ${meaning.short}`);
      }
    }
  });

  test('without a caution has no “Take care”', async () => {
    expect(wordsOf(await look('batna'))).not.toContain('Take care');
  });

  test('has every related term as a button that opens it', async () => {
    for (const term of course.terms) {
      const card = await look(term.term);
      for (const related of term.related.map(termOf)) {
        expect((await show(click(idOf(card, related.term)))).title).toBe(related.term);
      }
    }
  });

  test('has “Show to the channel” in a channel', async () => {
    expect(labelsOf(await look('batna'))).toContain('Show to the channel');
  });

  test('has no “Show to the channel” in a direct conversation', async () => {
    expect(labelsOf(await look('batna', { direct: true }))).not.toContain('Show to the channel');
  });

  test('has no part without anything in it', async () => {
    for (const { term } of course.terms) {
      for (const part of (await look(term, { direct: true })).parts) {
        if (part.kind === 'buttons') expect(part.buttons).not.toEqual([]);
        if (part.kind === 'text' || part.kind === 'note') expect(part.text).not.toEqual([]);
      }
    }
  });

  test('links each source that has an address', async () => {
    const notes = (await look('batna')).parts.filter((part) => part.kind === 'note');
    const urls = termOf('batna').meanings.flatMap(({ sources }) =>
      glossary.sourcesOf(sources).flatMap(({ url }) => url ?? []),
    );
    const linked = notes.flatMap(({ text }) =>
      text.flatMap((node) => (node.kind === 'link' ? [node.url] : [])),
    );
    expect(linked).toEqual(urls);
  });
});

describe('the long entry', () => {
  const lengthened: Term = {
    ...termOf('batna'),
    body: Array.from(
      { length: 40 },
      (_, index) => `Paragraph ${index}. ${'Some words of it. '.repeat(8)}`,
    ).join('\n\n'),
  };
  const long = handlerOf({
    glossary: { ...glossary, lookUp: () => ({ kind: 'found', terms: [lengthened] }), term: () => lengthened },
  });
  const turn = async (card: Message, label: string): Promise<Message> =>
    messageOf((await ask(long, click(idOf(card, label)))).reply);

  test('is read page by page to its end, and nothing of it is lost', async () => {
    let card = await turn(messageOf((await ask(long, line('glossary', 'batna'))).reply), 'Read more');
    let words = wordsOf(card);
    for (; labelsOf(card).includes('Read on'); words += wordsOf(card)) card = await turn(card, 'Read on');
    const missing = Array.from({ length: 40 }, (_, index) => `Paragraph ${index}.`).filter(
      (each) => !words.includes(each),
    );
    expect(missing).toEqual([]);
  });

  test('is left by the way it was come by', async () => {
    const short = messageOf((await ask(long, line('glossary', 'batna'))).reply);
    const first = await turn(short, 'Read more');
    const second = await turn(first, 'Read on');
    expect(await turn(second, 'Back')).toEqual(first);
    expect(await turn(first, 'Short entry')).toEqual(short);
  });

  test('says on which page one is', async () => {
    const first = await turn(messageOf((await ask(long, line('glossary', 'batna'))).reply), 'Read more');
    expect(wordsOf(first)).toMatch(/Page 1 of \d+/);
  });

  test('opened at a page that is not there shows the last one', async () => {
    const card = messageOf((await ask(long, click('glossary.open:"batna",99'))).reply);
    expect(wordsOf(card)).toContain('Paragraph 39.');
  });

  test.each(course.terms.filter(({ body }) => body !== ''))('of $term names its sources', async (term) => {
    const card = await show(click(idOf(await look(term.term), 'Read more')));
    for (const { title } of glossary.sourcesOf(term.meanings.flatMap(({ sources }) => sources))) {
      expect(wordsOf(card)).toContain(title);
    }
  });
});

describe('a card shown to the channel', () => {
  const shared = async (typed: string) =>
    ask(handler, click(idOf(await look(typed), 'Show to the channel')), { member: 'M1' });

  test.each(['batna', 'mediation vs negotiation', 'arbitration vs caucus'])(
    'is a new message for everyone that says who showed it: “%s”',
    async (typed) => {
      const { planned, reply } = await shared(typed);
      expect([planned, reply]).toMatchObject(['channel', { place: 'channel' }]);
      expect(wordsOf(messageOf(reply))).toContain('Shown by @Member');
    },
  );

  test('shows what its member saw, page and all', async () => {
    const second = await show(click(idOf(await look('mediation vs negotiation'), 'More differences')));
    const card = await show(click(idOf(second, 'Show to the channel')));
    const texts = ({ parts }: Message): Part[] => parts.filter(({ kind }) => kind === 'text');
    expect(texts(card)).toEqual(texts(second));
  });

  test('cannot be shown again', async () => {
    expect(labelsOf(messageOf((await shared('batna')).reply))).not.toContain('Show to the channel');
  });

  test.each<[string, Asking, string]>([
    ['by who showed it', { member: 'M1' }, 'remove'],
    ['by a facilitator', { member: 'M2', standing: 'facilitator' }, 'remove'],
    ['by nobody else', { member: 'M2' }, 'message'],
  ])('is taken back %s', async (_, asking, kind) => {
    const card = messageOf((await shared('batna')).reply);
    const taken = await ask(handler, { ...click(idOf(card, 'Take back')), own: false } as Incoming, asking);
    expect([taken.planned, taken.reply.kind]).toEqual(['remove', kind]);
  });

  test('opens other terms for the one who clicks, privately', async () => {
    const card = messageOf((await shared('batna')).reply);
    const opened = await ask(handler, { ...click(idOf(card, 'ZOPA')), own: false } as Incoming, {
      member: 'M2',
    });
    expect(opened.planned).toBe('private');
  });
});

describe('a button of an entry that is no longer there', () => {
  test.each(['glossary.open:"gone",0', 'glossary.compare:"batna","gone",0', 'glossary.share:"gone",null,0'])(
    'says what to do: %s',
    async (id) => {
      expect(wordsOf(await show(click(id)))).toContain(
        'no longer in the glossary. See what there is with /glossary list',
      );
    },
  );
});

import { describe, expect, test } from 'vitest';
import type { Term } from '../../src/course/course.ts';
import { ask, handlerOf, idOf, KeptLog, line, messageOf, wordsOf } from '../asking.ts';
import { click, course, glossary, labelsOf, look, show, termOf } from './glossary-cards.ts';

const basic = course.comparisons.find(({ id }) => id === 'mediation-negotiation')!;

describe('two terms set side by side', () => {
  test.each([
    'mediation vs negotiation',
    'mediation versus negotiation',
    'mediation VS. negotiation',
    'negotiation vs mediation',
    'compare mediation and negotiation',
    'compare mediation, negotiation',
    'compare negotiation/mediation',
    'compare negotiation with mediation',
    'difference between mediation and negotiation',
    'term:mediation versus:negotiation',
    '"mediation" "negotiation"',
    '"mediation" vs "negotiation"',
    '“mediation” vs. “negotiation”',
    'mediation vs "negotiation"',
    '"mediation" vs negotiation',
    'mediaton vs negotation',
    'bargaining vs assisted negotiation',
  ])('by “%s” show their comparison', async (typed) => {
    expect(wordsOf(await look(typed))).toContain(basic.summary);
  });

  test('show the same, whichever comes first', async () => {
    const texts = async (typed: string) => (await look(typed)).parts.filter(({ kind }) => kind === 'text');
    expect(await texts('negotiation vs mediation')).toEqual(await texts('mediation vs negotiation'));
  });

  test('put each cell under its own term, whichever comes first', async () => {
    const [row] = basic.rows;
    for (const typed of ['mediation vs negotiation', 'negotiation vs mediation']) {
      const words = wordsOf(await look(typed));
      expect(words).toContain(`Mediation: ${row!.cells[0].text}`);
      expect(words).toContain(`Negotiation: ${row!.cells[1].text}`);
    }
  });

  test('without a comparison of their own show both entries with their cautions, and say so', async () => {
    const words = wordsOf(await look('arbitration vs caucus'));
    for (const id of ['arbitration', 'caucus']) {
      for (const { short, caution } of termOf(id).meanings)
        expect(words).toContain(`${short}${caution ? `\nTake care: ${caution}` : ''}`);
    }
    expect(words).toContain('no comparison of their own yet');
  });

  test('with one that is misspelt beyond knowing offer what is near it', async () => {
    expect(wordsOf(await look('mediation vs qwertyuiop'))).toContain('no entry “qwertyuiop”');
  });

  test.each([
    'mediation vs mediation',
    'mediation vs assisted negotiation',
    'compare mediation with mediations',
  ])('that are the same term show its entry: “%s”', async (typed) => {
    expect(await look(typed)).toEqual(await look('mediation'));
  });

  test('are offered from the card of either', async () => {
    expect(labelsOf(await look('mediation'))).toContain('Compare with Negotiation');
    expect(labelsOf(await look('negotiation'))).toContain('Compare with Mediation');
  });

  test('are offered the most basic first, and all of them', async () => {
    const offered = labelsOf(await look('mediation')).filter((label) => label.startsWith('Compare with'));
    expect(offered[0]).toBe('Compare with Negotiation');
    expect(offered).toHaveLength(
      course.comparisons.filter(({ terms }) => terms.includes('mediation')).length,
    );
  });

  test('of the longest ids that content may have still have their buttons', async () => {
    const named = (id: string): Term => ({ ...termOf('batna'), id, related: [] });
    const [a, b] = [named('a'.repeat(36)), named('b'.repeat(36))];
    const terms = new Map([a, b].map((term) => [term.id, term]));
    const comparison = { ...basic, terms: [a.id, b.id] as const };
    const wide = handlerOf({
      glossary: {
        ...glossary,
        term: (id) => terms.get(id),
        lookUp: (typed) => ({ kind: 'found', terms: [terms.get(typed)!] }),
        comparison: () => comparison,
      },
    });
    const log = new KeptLog();
    const card = messageOf((await ask(wide, line('glossary', `${a.id} vs ${b.id}`))).reply);
    expect([labelsOf(card).includes('Show to the channel'), log.lines]).toEqual([true, []]);
  });
});

describe('the pages of a comparison', () => {
  const { rows, terms } = basic;
  const names = rows.map(({ dimension }) => course.dimensions.get(dimension)!);

  test('together hold every dimension once, in the course’s order', async () => {
    let card = await look('mediation vs negotiation');
    let words = wordsOf(card);
    for (; labelsOf(card).includes('More differences'); words += `\n${wordsOf(card)}`) {
      card = await show(click(idOf(card, 'More differences')));
    }
    expect(words.split('\n').filter((each) => names.includes(each))).toEqual(names);
  });

  test('are left by the way they were come by', async () => {
    const first = await look('mediation vs negotiation');
    const second = await show(click(idOf(first, 'More differences')));
    expect(await show(click(idOf(second, 'Back')))).toEqual(first);
  });

  test.each(names)('are reached by the list at once: %s', async (dimension) => {
    const card = await look(terms.join(' vs '));
    const list = card.parts.find((part) => part.kind === 'select')!;
    const choice = list.choices.find(({ label }) => label === dimension)!;
    expect(wordsOf(await show(click(list.id, choice.value))).split('\n')).toContain(dimension);
  });

  test('name the sources of what they show', async () => {
    const card = await look('mediation vs negotiation');
    const shown = rows.filter(({ dimension }) =>
      wordsOf(card).split('\n').includes(course.dimensions.get(dimension)!),
    );
    for (const { cells } of shown) {
      for (const { title } of glossary.sourcesOf(cells.flatMap(({ sources }) => sources))) {
        expect(wordsOf(card)).toContain(title);
      }
    }
  });

  test.each(['99', '-1', '1.5', 'NaN', '', 'x'])(
    'that are asked for wrongly (“%s”) are ones that there are',
    async (value) => {
      const card = await show(click(`glossary.jump:"${terms[0]}","${terms[1]}"`, value));
      expect(
        wordsOf(card)
          .split('\n')
          .some((each) => names.includes(each)),
      ).toBe(true);
    },
  );
});

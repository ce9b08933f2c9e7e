import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../src/chat/markdown.ts';
import { foldText, pack, pageOf, pick } from '../../src/chat/pages.ts';
import {
  type Block,
  bullets,
  type Inline,
  paragraph,
  plainText,
  type RichText,
  text,
} from '../../src/chat/text.ts';

const anyString = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc
    .array(fc.constantFrom('mediation', 'a', 'of', '👩‍⚖️', '😀😀😀'), { maxLength: 30 })
    .map((words) => words.join(' ')),
);

const { block } = fc.letrec<{ inline: Inline; block: Block }>((tie) => ({
  inline: fc.oneof(
    { depthSize: 'small' },
    anyString.map(text),
    anyString.map((value): Inline => ({ kind: 'code', text: value })),
    fc.record({
      kind: fc.constantFrom('strong' as const, 'emphasis' as const, 'strike' as const),
      children: fc.array(tie('inline'), { maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('link' as const),
      url: fc.constant('https://example.org'),
      children: fc.array(tie('inline'), { maxLength: 3 }),
    }),
  ),
  block: fc.oneof(
    { depthSize: 'small' },
    fc.record({
      kind: fc.constant('paragraph' as const),
      children: fc.array(tie('inline'), { maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('heading' as const), children: fc.array(tie('inline'), { maxLength: 2 }) }),
    fc.record({ kind: fc.constant('code' as const), text: anyString }),
    fc.record({ kind: fc.constant('quote' as const), children: fc.array(tie('block'), { maxLength: 3 }) }),
    fc.record({
      kind: fc.constant('list' as const),
      ordered: fc.boolean(),
      items: fc.array(fc.array(tie('block'), { maxLength: 3 }), { maxLength: 4 }),
    }),
  ),
}));
const anyText: fc.Arbitrary<RichText> = fc.array(block, { maxLength: 6 });
const anyBudget = fc.integer({ min: 12, max: 200 });

/** All that can be read, without what only sets it apart. */
const letters = (blocks: RichText): string => plainText(blocks).replace(/[•\s]/g, '');

describe('a folded text', () => {
  test('loses nothing', () => {
    fc.assert(
      fc.property(anyText, anyBudget, (rich, budget) => {
        expect(foldText(rich, budget).map(letters).join('')).toBe(letters(rich));
      }),
    );
  });

  test('has no page over its budget', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 60, max: 200 }), (rich, budget) => {
        for (const page of foldText(rich, budget)) expect(plainText(page).length).toBeLessThanOrEqual(budget);
      }),
    );
  });

  test('never holds half a character', () => {
    fc.assert(
      fc.property(anyText, anyBudget, (rich, budget) => {
        for (const page of foldText(rich, budget)) expect(plainText(page).isWellFormed()).toBe(true);
      }),
    );
  });

  test('ends even where the budget has room for no character', () => {
    expect(foldText([paragraph('😀a')], 1).map(plainText)).toEqual(['😀', 'a']);
  });

  test('that fits is one page as it was', () => {
    const rich = [paragraph('One.'), bullets([['two'], ['three']])];
    expect(foldText(rich, 100)).toEqual([rich]);
  });

  test('of nothing has no page', () => {
    expect(foldText([], 100)).toEqual([]);
  });

  test('is cut between blocks where it can be', () => {
    const rich = [paragraph('x'.repeat(60)), paragraph('y'.repeat(60))];
    expect(foldText(rich, 100)).toEqual([[rich[0]], [rich[1]]]);
  });

  test('is cut between words where there are any', () => {
    expect(foldText([paragraph('shuttle mediation')], 12).map(plainText)).toEqual(['shuttle ', 'mediation']);
  });

  test('stays strong, linked or quoted on every page', () => {
    const [, second] = foldText(readMarkdown(`> **[${'word '.repeat(30)}](https://example.org)**`), 100);
    expect(second).toMatchObject([
      { kind: 'quote', children: [{ children: [{ kind: 'strong', children: [{ kind: 'link' }] }] }] },
    ]);
  });
});

describe('a page of a list', () => {
  test('holds every item once, in order, over all pages', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 12 }), (items, perPage) => {
        const { pages } = pageOf(items, 0, perPage);
        expect(Array.from({ length: pages }, (_, page) => pageOf(items, page, perPage).items).flat()).toEqual(
          items,
        );
      }),
    );
  });

  test.each([
    [-1, 0],
    [99, 2],
    [Number.NaN, 0],
    [Number.POSITIVE_INFINITY, 2],
    [1.5, 1],
  ])('that is not there (%s) is the nearest one that is (%s)', (asked, given) => {
    expect(pick([['a'], ['b'], ['c']], asked)).toEqual({
      items: [['a'], ['b'], ['c']][given],
      page: given,
      pages: 3,
    });
  });

  test('of an empty list is one empty page', () => {
    expect(pageOf([], 5, 10)).toEqual({ items: [], page: 0, pages: 1 });
  });
});

describe('packing', () => {
  test('keeps every item, in order, within the budget unless one item alone is over it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 })), (sizes) => {
        const pages = pack(sizes, (size) => size, 30);
        expect(pages.flat()).toEqual(sizes);
        for (const page of pages.filter(({ length }) => length > 1)) {
          expect(page.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(30);
        }
      }),
    );
  });
});

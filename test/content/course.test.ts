import { join } from 'node:path';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test } from 'vitest';
import type { Term } from '../../src/course/course.ts';
import { loadCourse } from '../../src/course/load.ts';

const { terms, comparisons, courses, dimensions, sources, questions, cases } = await loadCourse(
  join(import.meta.dirname, '../../content'),
);

// The full stop between the parties of a case, as in "Uber v. Heller", ends no sentence.
const sentences = (text: string) =>
  [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text.replaceAll(' v. ', ' v '))].map(
    ({ segment }) => segment.trim(),
  );
const wordCount = (text: string) => text.split(/\s+/).length;
/** How a short entry brings its example. */
const EXAMPLE = /for\s+(?:example|instance)|say\s+that|suppose|such\s+as|when\s+an?\b/i;

const ids = (some: (term: Term) => boolean) => terms.filter(some).map(({ id }) => id);
const blocks = new Map(terms.map(({ id, body }) => [id, fromMarkdown(body).children]));
const blocksOf = ({ id }: Term) => blocks.get(id) ?? [];
/** The terms that matter most are told at length. */
const isLong = (term: Term) => blocksOf(term).length > 1;

describe('the terms', () => {
  test('are 184 at least; that no two share a name, and that links lead somewhere, the loader sees to', () => {
    expect(terms.length).toBeGreaterThanOrEqual(184);
  });

  test('are defined in one or two full sentences', () => {
    const loose = ({ meanings }: Term) =>
      meanings.some(({ short }) => sentences(short).length > 2 || !/^[A-Z].*\.$/.test(short));
    expect(ids(loose)).toEqual([]);
  });

  test('are defined without a sentence of more than 40 words', () => {
    const longest = ({ meanings }: Term) =>
      Math.max(...meanings.flatMap(({ short }) => sentences(short).map(wordCount)));
    expect(ids((term) => longest(term) > 40)).toEqual([]);
  });

  test('that matter most, sixty at least, have a long entry of two to five paragraphs with an example', () => {
    expect(ids(isLong).length).toBeGreaterThanOrEqual(60);
    expect(ids((term) => blocksOf(term).length > 5)).toEqual([]);
    expect(ids((term) => isLong(term) && !term.body.includes('**Example.**'))).toEqual([]);
  });

  test('have one paragraph otherwise, with an example in it', () => {
    expect(ids((term) => blocksOf(term).length === 0)).toEqual([]);
    expect(ids((term) => !isLong(term) && !EXAMPLE.test(term.body))).toEqual([]);
  });

  test('are told in plain Markdown', () => {
    expect(ids((term) => kindsIn(blocksOf(term)).length > 0)).toEqual([]);
  });

  test('lead to other terms and are reached from another', () => {
    const reached = new Set(terms.flatMap(({ related }) => related));
    expect(ids(({ related }) => related.length === 0)).toEqual([]);
    expect(ids(({ id }) => !reached.has(id))).toEqual([]);
  });
});

/** The kinds of Markdown beyond those that both platforms show alike. */
function kindsIn(nodes: readonly Nodes[]): string[] {
  const shown = ['paragraph', 'text', 'strong', 'emphasis', 'list', 'listItem', 'link'];
  return nodes.flatMap((node) => [
    ...(shown.includes(node.type) ? [] : [node.type]),
    ...('children' in node ? kindsIn(node.children) : []),
  ]);
}

describe('the course', () => {
  test.each([...courses.keys()])('has terms in %s', (course) => {
    expect(terms.some(({ meanings }) => meanings.some((meaning) => meaning.courses.includes(course)))).toBe(
      true,
    );
  });

  test('cites every source that it lists', () => {
    const cited = new Set([
      ...terms.flatMap(({ meanings }) => meanings.flatMap((meaning) => meaning.sources)),
      ...comparisons
        .flatMap(({ rows }) => rows.flatMap(({ cells, differ }) => [...cells, differ]))
        .flatMap((cell) => cell?.sources ?? []),
      ...questions.flatMap((question) => [...question.sources, ...(question.differ?.sources ?? [])]),
      ...cases.flatMap((played) => played.sources),
    ]);
    expect([...sources.keys()].filter((source) => !cited.has(source))).toEqual([]);
  });

  test.each([
    [
      'northwest',
      'The Difference Between Mediation and Negotiation in Criminal Justice',
      'Northwest Career College, 3 November 2025',
    ],
    [
      'unsigned-article',
      'Is There a Difference Between Mediation and Negotiation?',
      'article on mediation and negotiation, publisher not stated',
    ],
    [
      'practice-group-blog',
      'The Difference between Negotiation and Mediation',
      'blog post after Mary Greenwood, How to Mediate Like a Pro; home of the Saskatoon Mediation Practice Group',
    ],
    [
      'docs-cj-glossary',
      'negotiation (definition)',
      "Doc's CJ Glossary, Adam J. McKee, last modified 27 April 2023",
    ],
  ])('names its source %s in full', (id, title, from) => {
    expect(sources.get(id)).toEqual({ id, title, from });
  });

  test('gives negotiation its own meaning in policing', () => {
    const negotiation = terms.find(({ id }) => id === 'negotiation');
    const police = negotiation?.meanings.find((meaning) => meaning.courses.includes('police'));
    expect(police?.sources).toContain('docs-cj-glossary');
  });
});

describe('the comparisons', () => {
  test('are the six that the course teaches', () => {
    expect(comparisons.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'mediation-negotiation',
        'mediation-arbitration',
        'mediation-conciliation',
        'negotiation-plea-bargaining',
        'crisis-negotiation-mediation',
        'facilitative-mediation-evaluative-mediation',
      ]),
    );
  });

  test.each(comparisons)('$id says in one or two sentences what is so for each term', ({ rows }) => {
    const long = rows.filter(({ cells }) => cells.some(({ text }) => sentences(text).length > 2));
    expect(long.map(({ dimension }) => dimension)).toEqual([]);
  });

  test.each(comparisons)('$id compares on ten points at least', ({ rows }) => {
    expect(rows.length).toBeGreaterThanOrEqual(10);
  });
});

describe('mediation compared with negotiation', () => {
  const rows = comparisons.find(({ id }) => id === 'mediation-negotiation')?.rows ?? [];

  test('has a row for every dimension', () => {
    expect(rows.map(({ dimension }) => dimension)).toEqual([...dimensions.keys()]);
  });

  test.each([
    ['whether a deal binds', 'binding'],
    ['whether negotiation has a third person', 'third-party'],
    ['whether negotiators meet in person', 'communication'],
    ['whether the two are separate', 'relationship-between-processes'],
    ['whether negotiation is a contest', 'goal'],
    ['which leaves more scope', 'control'],
    ['whether a mediator may push', 'persuasion'],
    ['what a mediator can do about power', 'power'],
    ['when a mediation stops', 'impasse'],
    ['whether negotiation is chosen', 'voluntariness'],
    ['whether one person can be both', 'criminal-justice'],
  ])('says that sources differ on %s, and cites at least two', (_, dimension) => {
    const row = rows.find((one) => one.dimension === dimension);
    expect(row?.differ?.sources.length ?? 0).toBeGreaterThanOrEqual(2);
  });
});

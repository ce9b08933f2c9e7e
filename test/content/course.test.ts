import { join } from 'node:path';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/course/load.ts';

const { terms, comparisons, courses, dimensions, sources, questions } = await loadCourse(
  join(import.meta.dirname, '../../content'),
);

const sentences = (text: string) =>
  [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)].map(({ segment }) =>
    segment.trim(),
  );
const wordCount = (text: string) => text.split(/\s+/).length;

describe.each(terms.map((term) => [term.id, term] as const))('the term %s', (_, term) => {
  test.each(term.meanings.map(({ short }) => [short]))(
    'is defined in at most two full sentences: %s',
    (short) => {
      expect(sentences(short).length).toBeLessThanOrEqual(2);
      expect(short).toMatch(/^[A-Z].*\.$/);
    },
  );

  test('is defined without a sentence of more than 40 words', () => {
    const counts = term.meanings.flatMap(({ short }) => sentences(short).map(wordCount));
    expect(Math.max(...counts)).toBeLessThanOrEqual(40);
  });

  test('has a long entry of two to five paragraphs in plain Markdown', () => {
    const blocks = fromMarkdown(term.body).children;
    expect(kindsIn(blocks)).toEqual([]);
    expect(blocks.length).toBeGreaterThanOrEqual(2);
    expect(blocks.length).toBeLessThanOrEqual(5);
  });

  test('shows an example in its long entry', () => {
    expect(term.body).toContain('**Example.**');
  });

  test('leads to other terms and is reached from another', () => {
    expect(term.related).not.toHaveLength(0);
    expect(terms.some(({ related }) => related.includes(term.id))).toBe(true);
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

  test.each([...sources.keys()])('cites %s, which it lists', (source) => {
    const cited = [
      ...terms.flatMap(({ meanings }) => meanings.flatMap((meaning) => meaning.sources)),
      ...comparisons
        .flatMap(({ rows }) => rows.flatMap(({ cells, differ }) => [...cells, differ]))
        .flatMap((cell) => cell?.sources ?? []),
      ...questions.flatMap((question) => [...question.sources, ...(question.differ?.sources ?? [])]),
    ];
    expect(cited).toContain(source);
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

describe('mediation compared with negotiation', () => {
  const rows = comparisons.find(({ id }) => id === 'mediation-negotiation')?.rows ?? [];

  test('has a row for every dimension but those that only questions are about', () => {
    const compared = new Set(rows.map(({ dimension }) => dimension));
    const asked = new Set(questions.map(({ dimension }) => dimension));
    expect([...dimensions.keys()].filter((id) => !compared.has(id) && !asked.has(id))).toEqual([]);
    expect(rows).toHaveLength(15);
  });

  test.each([
    ['whether a deal binds', 'binding'],
    ['whether negotiation has a third person', 'third-party'],
    ['whether negotiators meet in person', 'communication'],
    ['whether the two are separate', 'role'],
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

  test.each(rows.map((row) => [row.dimension, row.cells] as const))(
    'says in one or two sentences what is so for each term on %s',
    (_, cells) => {
      expect(cells.map(({ text }) => sentences(text).length).filter((count) => count > 2)).toEqual([]);
    },
  );
});

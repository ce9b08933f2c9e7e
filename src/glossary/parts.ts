import { shorten } from '../chat/clean.ts';
import { note, sourceNote } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import { type Block, bullets, type Inline, paragraph, strong, text } from '../chat/text.ts';
import type { ComparisonCell, ComparisonRow, Meaning, Term } from '../course/course.ts';
import type { Glossary } from './glossary.ts';

/** The face of an entry without its controls: what stands on a card, in which order. */

/** One page of an entry: 0 is the short one with its small print, later ones are the long one. */
export function entryParts(glossary: Glossary, term: Term, page: number): Part[] {
  if (page === 0)
    return [{ kind: 'text', text: meaningBlocks(glossary, term) }, ...smallPrint(glossary, term)];
  const pages = glossary.longEntry(term);
  return [
    { kind: 'text', text: pages[page - 1] ?? [] },
    ...sourcesOf(glossary, term),
    ...(pages.length > 1 ? [note(`Page ${page} of ${pages.length}`)] : []),
  ];
}

/** Two entries one below the other, for terms that no comparison sets side by side. */
export const bothEntries = (glossary: Glossary, terms: readonly Term[]): Part[] => [
  ...terms.flatMap((term): Part[] => [
    {
      kind: 'text',
      text: [{ kind: 'heading', children: [text(term.term)] }, ...meaningBlocks(glossary, term)],
    },
    ...sourcesOf(glossary, term),
  ]),
  note('These two have no comparison of their own yet: here are both entries.'),
];

function sourcesOf(glossary: Glossary, term: Term): Part[] {
  const sources = glossary.sourcesOf(term.meanings.flatMap((meaning) => meaning.sources));
  return sources.length > 0 ? [{ kind: 'note', text: sourceNote(sources) }] : [];
}

/** A line each term: its name and how its short entry begins. */
export const termLines = (terms: readonly Term[]): Part => ({
  kind: 'text',
  text: [
    bullets(terms.map(({ term, meanings }) => [strong(term), `: ${shorten(meanings[0]?.short ?? '', 110)}`])),
  ],
});

/** All meanings side by side, each with its caution right below it; courses named where there are several. */
export function meaningBlocks(glossary: Glossary, term: Term): Block[] {
  return term.meanings.flatMap((meaning) => [
    term.meanings.length > 1
      ? paragraph(strong(`${glossary.courseNames(meaning).join(', ')}: `), meaning.short)
      : paragraph(meaning.short),
    ...cautionBlocks(meaning),
  ]);
}

const cautionBlocks = ({ caution }: Meaning): Block[] =>
  caution === undefined ? [] : [paragraph(strong('Take care: '), caution)];

/** Courses, other names, sources and the day of the last change, in small print. */
export function smallPrint(glossary: Glossary, term: Term): Part[] {
  const courses = new Set(term.meanings.flatMap((meaning) => glossary.courseNames(meaning)));
  const notes: Inline[][] = [];
  if (term.aliases.length > 0) notes.push([text(`Also called: ${term.aliases.join(', ')}`)]);
  notes.push([text(`${courses.size > 1 ? 'Courses' : 'Course'}: ${[...courses].join(', ')}`)]);
  const sources = glossary.sourcesOf(term.meanings.flatMap((meaning) => meaning.sources));
  if (sources.length > 0) notes.push(sourceNote(sources));
  notes.push([text(`Last change: ${dayInWords(term.changed)}`)]);
  return notes.map((note) => ({ kind: 'note', text: note }));
}

/**
 * Some dimensions of a comparison, each with the two cells under their terms' names and where sources differ.
 * Numbers in brackets point to the sources below, which are named once.
 */
export function rowParts(
  glossary: Glossary,
  names: readonly [string, string],
  rows: readonly ComparisonRow[],
): Part[] {
  const cited = glossary.sourcesOf(rows.flatMap(cellsOf).flatMap(({ sources }) => sources));
  const marks = ({ sources }: ComparisonCell): string => {
    const numbers = cited.flatMap(({ id }, index) => (sources.includes(id) ? [index + 1] : []));
    return numbers.length > 0 ? ` [${numbers.join(', ')}]` : '';
  };
  const blocks = rows.flatMap((row): Block[] => {
    const [a, b] = row.cells;
    const { differ } = row;
    return [
      { kind: 'heading', children: [text(glossary.course.dimensions.get(row.dimension) ?? row.dimension)] },
      bullets([
        [strong(`${names[0]}: `), a.text + marks(a)],
        [strong(`${names[1]}: `), b.text + marks(b)],
      ]),
      ...(differ ? [paragraph(strong('Sources differ: '), differ.text + marks(differ))] : []),
    ];
  });
  return [
    { kind: 'text', text: blocks },
    ...(cited.length > 0 ? [{ kind: 'note' as const, text: sourceNote(cited, 'numbered') }] : []),
  ];
}

const cellsOf = ({ cells, differ }: ComparisonRow): ComparisonCell[] => [
  ...cells,
  ...(differ ? [differ] : []),
];

/** How many characters a row takes on a card, about, without its sources. */
export const rowLength = (row: ComparisonRow): number =>
  cellsOf(row).reduce((sum, { text: words }) => sum + words.length + 30, row.dimension.length);

// Intl's own names of months would take 7 MiB of memory for the rest of the program's life.
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `22 November 2026` of an ISO day, which has no zone. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

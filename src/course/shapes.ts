import { z } from 'zod';
import type { ComparisonCell, ComparisonRow } from './course.ts';
import { cell, entry, id, list, someOf, text } from './fields.ts';

// What each kind of file may hold, but for questions.

const day = z.iso.date({ error: 'is not a day of the calendar; write it as 2026-11-22' });

const meaning = {
  courses: someOf('course of course.yaml'),
  short: text(300),
  caution: text(400).optional(),
  sources: someOf('source of sources.yaml'),
};

/** The front matter of glossary/<id>.md. */
export const termShape = entry({
  term: text(60),
  ...meaning,
  aliases: list(text(60)).default([]),
  related: list(id).default([]),
  also: z.array(entry(meaning)).default([]),
  changed: day,
});
export type TermFile = z.infer<typeof termShape>;

/** The longest long entry of a term, in characters. */
export const BODY_LIMIT = 6000;

const named = (most: number) =>
  z
    .record(id, text(most))
    .refine((names) => Object.keys(names).length > 0, { error: 'is empty; name at least one' });

/** The number of dimensions that one list on both platforms can offer. */
const DIMENSION_LIMIT = 25;

/** course.yaml */
export const courseShape = entry({
  title: text(100),
  courses: named(60),
  dimensions: named(60).refine((names) => Object.keys(names).length <= DIMENSION_LIMIT, {
    error: `holds too many; there can be ${DIMENSION_LIMIT}, so join two that are close`,
  }),
});

/** sources.yaml */
export const sourcesShape = z.record(
  id,
  entry({
    title: text(200),
    from: text(200),
    year: z
      .string()
      .regex(/^[12]\d{3}$/, { error: 'is not a year, such as 2005' })
      .transform(Number)
      .optional(),
    url: z.url({ protocol: /^https$/, error: 'is not a web address that starts with https://' }).optional(),
  }),
);
export type SourcesFile = z.infer<typeof sourcesShape>;

/** The head of comparisons/<a>-<b>.yaml; its rows are checked once its two terms are known. */
export const pairShape = z.looseObject({ terms: z.tuple([id, id]) });

/** comparisons/<a>-<b>.yaml, the cells in the order of its terms. */
export function comparisonShape(first: string, second: string) {
  const row = entry({ dimension: id, differ: cell.optional(), [first]: cell, [second]: cell });
  return entry({
    terms: z.tuple([id, id]),
    summary: text(600),
    rows: z
      .array(row.transform((fields) => toRow(fields, first, second)))
      .min(1, { error: 'is empty; write at least one row' }),
  });
}
export type ComparisonFile = z.infer<ReturnType<typeof comparisonShape>>;

// A type cannot say that a row's other two fields are named after the terms; the shape of the row has seen to it.
function toRow(fields: Readonly<Record<string, unknown>>, first: string, second: string): ComparisonRow {
  const cells = [fields[first], fields[second]] as [ComparisonCell, ComparisonCell];
  const row = { dimension: fields.dimension as string, cells };
  return fields.differ === undefined ? row : { ...row, differ: fields.differ as ComparisonCell };
}

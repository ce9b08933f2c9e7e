import { z } from 'zod';
import type { ComparisonCell, ComparisonRow } from './course.ts';
import { didYouMean } from './nearest.ts';
import { lengthOf } from './text.ts';

// What each kind of file may hold. The messages finish a sentence that starts with the field's name.

// Two ids must fit into a button of both platforms, 100 characters, beside its name.
const ID = /^[a-z0-9-]{1,36}$/;

/** The rule for ids and file names, in words. */
export const ID_RULE = 'may hold 1 to 36 of a-z, 0-9 and hyphens only';

export function isId(name: string): boolean {
  return ID.test(name);
}

const EMPTY = 'is empty; write it, or leave the whole line out if the field is optional';

/** A text of one paragraph: line ends and tabs in it count as spaces. */
const text = (most: number) =>
  z
    .string()
    .overwrite((value) => value.trim().replace(/\s+/g, ' '))
    .superRefine((value, check) => {
      if (value === '') check.addIssue(EMPTY);
      const length = value.length > most ? lengthOf(value) : 0;
      if (length > most) check.addIssue(`is ${length} characters long; shorten it to ${most} or fewer`);
    });

const id = z.string().regex(ID, { error: ID_RULE });

const list = <Item extends z.ZodType<string>>(item: Item) =>
  z.array(item).superRefine((values, check) => {
    values.forEach((value, index) => {
      if (values.indexOf(value) < index) {
        check.addIssue({
          code: 'custom',
          path: [index],
          message: `"${value}" is listed twice; keep one of the two`,
        });
      }
    });
  });

const someOf = (what: string) => list(id).min(1, { error: `is empty; name at least one ${what}` });

/** An object that tells an unknown field apart from a mistyped one; a message line for each unknown field. */
function entry<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const fields = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownField(key, fields)).join('\n')
        : undefined,
  });
}

function unknownField(key: string, fields: readonly string[]): string {
  return `"${key}" is not a field here;${didYouMean(key, fields) || ` the fields are ${fields.join(', ')}`}`;
}

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

/** course.yaml */
export const courseShape = entry({ title: text(100), courses: named(60), dimensions: named(60) });

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

const cell = entry({ text: text(400), sources: someOf('source of sources.yaml') });

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

/** A zod issue in words, for whoever does not know what a string or an array is. */
export function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    const { expected, input } = issue;
    if (input === undefined) return 'is missing; write it';
    if (input === '' || input === null) return EMPTY;
    if (expected === 'array' && typeof input === 'string') return `should be a list; write [${input}]`;
    if (expected === 'string') return 'should be a text; if it holds a colon, put all of it in double quotes';
    return `should be ${KINDS[expected] ?? expected}`;
  }
  if (issue.code === 'invalid_key') return ID_RULE;
  // Only the pair of terms has a fixed length; other lists bring their own words.
  if (issue.code === 'too_small' || issue.code === 'too_big') return `should be ${KINDS.tuple}`;
  return undefined;
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  tuple: 'a list of two ids, as in [mediation, negotiation]',
  object: 'a group of fields',
  record: 'a group of fields',
};

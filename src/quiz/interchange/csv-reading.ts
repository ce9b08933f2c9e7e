import { type CsvError, parse } from 'csv-parse/sync';
import { cleanLine } from '../../chat/clean.ts';
import { LETTERS, PLACES } from './csv.ts';
import type { Draft, ReadDrafts, Refusal } from './draft.ts';

type Row = Readonly<Record<string, string | undefined>>;

/** Reads a table of questions with a row of names on top; columns may be missing and stand in any order. */
export function readCsv(text: string): ReadDrafts {
  const refusals: Refusal[] = [];
  const drafts: Draft[] = [];
  const head = text.split('\n', 1)[0] ?? '';
  let columns: readonly string[] = [];
  let before = 1;
  const rows: { readonly record: Row; readonly info: { readonly lines: number } }[] = parse(text, {
    columns: (names: readonly string[]) => {
      columns = names.map(columnName);
      return [...columns];
    },
    delimiter: delimiterOf(head),
    info: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      refusals.push({ line: Number(error?.lines ?? 1), why: `is no row of a table: ${error?.message}` });
      return undefined;
    },
  });
  if (!columns.includes('stem')) {
    const named = columns.filter((name) => name !== '').join(', ');
    return {
      drafts,
      refusals: [{ line: 1, why: `names no column “stem” for the questions; its columns are ${named}` }],
    };
  }
  for (const { record, info } of rows) {
    // A row ends in the line that is named, and begins after the row before it.
    const line = before + 1;
    before = info.lines;
    const cells = (name: string): string => cleanLine(record[name] ?? '').replace(/^'(?='*[=+\-@])/, '');
    if (cells('stem') === '') refusals.push({ line, why: 'has no text in the column “stem”' });
    else drafts.push(toDraft(cells, line));
  }
  return { drafts, refusals };
}

/** People write “Option A” or “option-a”, and “question” for what is asked. */
function columnName(written: string): string {
  const name = written
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return name === 'question' ? 'stem' : name;
}

/** Spreadsheets of many countries part cells by semicolons. */
function delimiterOf(head: string): string {
  const count = (sign: string): number => head.split(sign).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

function toDraft(cell: (name: string) => string, line: number): Draft {
  const one = (name: string): string | undefined => cell(name) || undefined;
  const many = (name: string, between: RegExp): string[] =>
    cell(name)
      .split(between)
      .map((item) => item.trim())
      .filter((item) => item !== '');
  const right: readonly string[] = cell('key').toLowerCase().match(/[a-e]/g) ?? [];
  const options = LETTERS.flatMap((letter) =>
    one(`option_${letter}`) === undefined
      ? []
      : {
          text: cell(`option_${letter}`),
          right: right.includes(letter),
          feedback: one(`feedback_${letter}`),
          misconception: one(`misconception_${letter}`),
        },
  );
  const pairs = PLACES.flatMap((place) =>
    one(`prompt_${place}`) === undefined
      ? []
      : { prompt: cell(`prompt_${place}`), term: cell(`term_${place}`) },
  );
  const accept = many('accept', /\|/);
  const differ = one('differ');
  return {
    line,
    id: one('id'),
    topic: one('topic'),
    topicTitle: one('topic_title'),
    kind: one('kind') ?? kindOf(pairs.length, accept.length, right.length),
    difficulty: one('difficulty'),
    dimension: one('dimension'),
    stem: cell('stem'),
    options,
    pairs,
    others: many('others', IDS),
    accept,
    fact: one('fact'),
    rule: one('rule'),
    terms: many('terms', IDS),
    sources: many('sources', IDS),
    ...(differ === undefined ? {} : { differ: { text: differ, sources: many('differ_sources', IDS) } }),
    tags: many('tags', IDS),
    shuffle: cell('shuffle').toLowerCase() !== 'false',
    notes: [],
  };
}

const IDS = /[|,;]/;

const kindOf = (pairs: number, accept: number, right: number): string =>
  pairs > 0 ? 'match' : accept > 0 ? 'typed' : right > 1 ? 'several' : 'single';

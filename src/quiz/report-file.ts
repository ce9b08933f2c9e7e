import { stringify } from 'csv-stringify/sync';
import type { FilePart } from '../chat/reply.ts';
import type { Bank } from './bank.ts';
import { rightKeys } from './judge.ts';
import type { Statistics } from './statistics.ts';

/** The report as tables for a spreadsheet: a row a question, a dimension, a misconception. Shares run from 0 to 1. */
export function reportFiles(bank: Bank, { questions, dimensions, misconceptions }: Statistics): FilePart[] {
  return [
    table(
      'parley-questions.csv',
      'every question with its figures, as CSV',
      questions.map(({ question, persons, right, facility, discrimination, choices }) => ({
        question: question.id,
        topic: question.topic,
        kind: question.kind,
        difficulty: question.difficulty,
        dimension: bank.dimensionName(question.dimension),
        stem: question.stem,
        persons,
        right,
        facility: rounded(facility),
        discrimination: discrimination === undefined ? '' : rounded(discrimination),
        key: rightKeys(question).join(' '),
        ...Object.fromEntries(
          'abcde'.split('').map((key) => [`chose ${key}`, chosen(question, key, choices)]),
        ),
      })),
    ),
    table(
      'parley-dimensions.csv',
      'every dimension with its figures, as CSV',
      dimensions.map(({ dimension, persons, answers, wrong, share }) => ({
        dimension: bank.dimensionName(dimension),
        persons,
        answers,
        wrong,
        share: rounded(share),
      })),
    ),
    table(
      'parley-misconceptions.csv',
      'every misconception with its figures, as CSV',
      misconceptions.map(({ misconception: { id, belief, dimension }, persons, holders, share }) => ({
        misconception: id,
        belief,
        dimension: bank.dimensionName(dimension),
        persons,
        holders,
        share: rounded(share),
      })),
    ),
  ].flat();
}

const rounded = (value: number): string => value.toFixed(3);

/** How often an option was chosen; empty where there is none of this key. */
function chosen(
  { options }: Statistics['questions'][number]['question'],
  key: string,
  choices: ReadonlyMap<string, number>,
): number | '' {
  return options.some((option) => option.key === key) ? (choices.get(key) ?? 0) : '';
}

function table(name: string, says: string, rows: readonly object[]): FilePart[] {
  if (rows.length === 0) return [];
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  const csv = stringify([...rows], { header: true, bom: true });
  return [{ kind: 'file', name, content: new TextEncoder().encode(csv), says }];
}

import { stringify } from 'csv-stringify/sync';
import type { Question } from '../course/course.ts';
import type { Answer } from './answers.ts';
import type { Bank } from './bank.ts';
import { type Chosen, rightKeys } from './judge.ts';

/** A question that was answered wrong at least once, as it stands in the course now. */
export interface Mistake {
  readonly question: Question;
  /** How often it was wrong, and how often it was right after the latest time. */
  readonly wrong: number;
  readonly since: number;
  /** The latest wrong answer. */
  readonly chosen: Chosen;
  readonly at: Temporal.Instant;
}

/** Answers of one person, the earliest first; the latest mistake comes first. `open` stand in a post: their key is not told. */
export function mistakesOf(
  answers: readonly Answer[],
  bank: Bank,
  open: ReadonlySet<string>,
): readonly Mistake[] {
  const mistakes = new Map<string, Mistake>();
  for (const { question: id, revision, correct, chosen, at } of answers) {
    const question = bank.question(id);
    if (question?.revision !== revision || open.has(id)) continue;
    const known = mistakes.get(id);
    if (!correct) mistakes.set(id, { question, wrong: (known?.wrong ?? 0) + 1, since: 0, chosen, at });
    else if (known) mistakes.set(id, { ...known, since: known.since + 1 });
  }
  return [...mistakes.values()].toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));
}

const COLUMNS = [
  'question',
  'topic',
  'about',
  'asked',
  'your answer',
  'right answer',
  'what decides it',
  'the rule',
  'times wrong',
  'right since',
  'last wrong (UTC)',
];

/** A spreadsheet's file: UTF-8 with a mark that says so, and no cell that would be taken for a formula. */
export function mistakesCsv(mistakes: readonly Mistake[], bank: Bank): string {
  const titles = new Map(bank.topics.map(({ id, title }) => [id, title]));
  const lines = mistakes.map(({ question, wrong, since, chosen, at }) => [
    question.id,
    titles.get(question.topic) ?? question.topic,
    bank.dimensionName(question.dimension),
    question.stem,
    inWords(question, chosen, bank),
    inWords(question, rightOf(question), bank),
    question.fact,
    question.rule,
    wrong,
    since,
    at.toString({ smallestUnit: 'second' }),
  ]);
  return stringify([COLUMNS, ...lines], { bom: true, escape_formulas: true });
}

/** What would have been right, as it is kept; for `typed`, the words themselves. */
function rightOf(question: Question): Chosen {
  if (question.kind === 'typed') return question.accept.slice(0, 1);
  if (question.kind === 'match') return question.pairs.map(({ key, term }) => `${key}:${term}`);
  return rightKeys(question);
}

function inWords({ kind, options, pairs }: Question, chosen: Chosen, bank: Bank): string {
  if (kind === 'typed') return chosen.join('; ');
  if (kind !== 'match')
    return options.flatMap(({ key, text }) => (chosen.includes(key) ? [text] : [])).join('; ');
  return pairs
    .flatMap(({ key, prompt }) => {
      const given = chosen.find((each) => each.startsWith(`${key}:`));
      return given ? [`${prompt}: ${bank.termName(given.slice(key.length + 1))}`] : [];
    })
    .join('; ');
}

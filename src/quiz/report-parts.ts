import { shorten } from '../chat/clean.ts';
import { words } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import { bullets, type Inline, paragraph, strong } from '../chat/text.ts';
import type { Question } from '../course/course.ts';
import type { Bank } from './bank.ts';
import { type Bar, barChart } from './chart.ts';
import type { DimensionFigures, MisconceptionFigures, QuestionFigures } from './statistics.ts';

/** The face of the report without its controls: pictures, and the same in words. */

/** Of the stem in a list. In characters. */
const STEM = 110;

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

const outOf = (count: number, of: number): string => `${count} of ${of}`;

export async function misconceptionParts(figures: readonly MisconceptionFigures[]): Promise<Part[]> {
  if (figures.length === 0) return [];
  const bars = figures.map(({ misconception, holders, persons, share }) => ({
    label: misconception.belief,
    value: share * 100,
    words: outOf(holders, persons),
  }));
  return [
    await shares('misconceptions', 'Who holds which misconception', bars, 'members who hold each of these'),
    {
      kind: 'text',
      text: [
        bullets(
          figures.map(({ misconception, holders, persons, share }) => [
            strong(misconception.belief),
            `: ${outOf(holders, persons)} members (${percent(share)}). `,
            misconception.correction,
          ]),
        ),
      ],
    },
  ];
}

export async function dimensionParts(bank: Bank, figures: readonly DimensionFigures[]): Promise<Part[]> {
  if (figures.length === 0) return [];
  const bars = figures.map(({ dimension, wrong, answers, share }) => ({
    label: bank.dimensionName(dimension),
    value: share * 100,
    words: `${outOf(wrong, answers)} wrong`,
  }));
  return [
    await shares('dimensions', 'What is answered wrongly', bars, 'wrong answers on each of these points'),
    {
      kind: 'text',
      text: [
        bullets(
          figures.map(({ dimension, wrong, answers, persons, share }) => [
            strong(bank.dimensionName(dimension)),
            `: ${outOf(wrong, answers)} answers wrong (${percent(share)}), of ${persons} members`,
          ]),
        ),
      ],
    },
  ];
}

/** `first` is the number of the first one in the whole list. */
export const questionLines = (figures: readonly QuestionFigures[], first: number): Part => ({
  kind: 'text',
  text: figures.map((each, index) =>
    paragraph(
      strong(`${first + index}. `),
      `${shorten(each.question.stem, STEM)} `,
      strong(`${percent(each.facility)} right`),
      ` (${outOf(each.right, each.persons)})`,
      each.discrimination === undefined ? '' : `, discrimination ${signed(each.discrimination)}`,
    ),
  ),
});

const LEVELS = { 1: 'easy', 2: 'medium', 3: 'hard' } as const satisfies Record<
  Question['difficulty'],
  string
>;

/** All that is known of one question. */
export async function questionDetail(bank: Bank, figures: QuestionFigures): Promise<Part[]> {
  const { question, persons, right, facility } = figures;
  const offered = offeredIn(bank, figures);
  const bars: Bar[] = offered.map(({ label, count, key }) => ({
    label,
    value: (count / persons) * 100,
    words: outOf(count, persons),
    marked: key,
  }));
  return [
    words(
      { kind: 'code', text: question.id },
      `, ${LEVELS[question.difficulty]}, ${bank.dimensionName(question.dimension)}`,
    ),
    words(question.stem),
    ...(bars.length > 0
      ? [
          await shares('choices', 'How often each was chosen', bars, 'members who chose each of these'),
          { kind: 'text', text: [bullets(offered.map((each) => each.line))] } satisfies Part,
        ]
      : []),
    words(strong('Right at the first answer: '), `${outOf(right, persons)} members (${percent(facility)})`),
    words(strong('Discrimination: '), discriminationInWords(figures.discrimination)),
  ];
}

interface Offered {
  readonly label: string;
  readonly count: number;
  /** It is right. */
  readonly key: boolean;
  readonly line: readonly (string | Inline)[];
}

function offeredIn(bank: Bank, { question, persons, choices }: QuestionFigures): Offered[] {
  const said = (label: string, count: number, key: boolean, belief?: string): Offered => ({
    label,
    count,
    key,
    line: [
      ...(key ? [strong('Right: ')] : []),
      `${label}: ${outOf(count, persons)} (${percent(count / persons)})`,
      ...(belief === undefined ? [] : [`. Whoever chooses it may believe: “${belief}”`]),
    ],
  });
  return [
    ...question.options.map(({ key, text, right, misconception }) =>
      said(
        `${key}, ${text}`,
        choices.get(key) ?? 0,
        right,
        misconception === undefined ? undefined : bank.misconception(misconception)?.belief,
      ),
    ),
    ...question.pairs.map(({ key, prompt, term }) =>
      said(`${shorten(prompt, 80)} (${bank.termName(term)})`, choices.get(`${key}:${term}`) ?? 0, true),
    ),
  ];
}

/** Below this, a question hardly tells who knows the matter from who does not. */
const WEAK = 0.1;

function discriminationInWords(value: number | undefined): string {
  if (value === undefined) {
    return 'told once 20 members have answered this and two other questions, and not all alike.';
  }
  const meaning =
    value < WEAK
      ? 'who does well elsewhere hardly does better here. Is the key right, and does only one answer fit?'
      : 'who does well elsewhere does better here too, as it should be.';
  return `${signed(value)}: ${meaning}`;
}

/** Two decimals, with a minus sign where it is below zero. */
const signed = (value: number): string => value.toFixed(2).replace('-', '−');

/** Bars of a hundred; the words below the picture say all of it, so its own say what it is. */
function shares(name: string, title: string, bars: readonly Bar[], of: string): Promise<Part> {
  const alt = `Bar chart: the share of ${of}, as listed below.`;
  return barChart({ name, title, bars, max: 100, alt });
}

import { note, sourceNote, words } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import { bullets, type Inline, paragraph, strong } from '../chat/text.ts';
import type { Question, QuestionOption } from '../course/course.ts';
import type { Bank } from './bank.ts';
import { type Chosen, isOneChoice, isRight, rightKeys } from './judge.ts';
import { letterOf } from './order.ts';

/** The face of a question without its controls: what is asked, and what is told once it is answered. */

/** Longer than this on any option, and the buttons carry letters only. In characters. */
const ON_A_BUTTON = 24;

const fitsButtons = (options: readonly QuestionOption[]): boolean =>
  options.every(({ text }) => text.length <= ON_A_BUTTON);

/** What is asked; options too long for buttons stand under their letters. `options` in the order shown. */
export function questionParts(question: Question, options: readonly QuestionOption[]): Part[] {
  return [
    words(question.stem),
    ...lines(
      fitsButtons(options)
        ? []
        : options.map(({ text }, place) => [strong(`${letterOf(place)}.`), ` ${text}`]),
    ),
    ...lines(question.pairs.map(({ key, prompt }) => [strong(`${key}.`), ` ${prompt}`])),
    ...(HOW[question.kind] ? [note(HOW[question.kind] ?? '')] : []),
  ];
}

/** What was asked, to be read again above its explanation. */
export const recallPart = ({ stem, pairs }: Question): Part => ({
  kind: 'text',
  text: [
    {
      kind: 'quote',
      children: [
        paragraph(stem),
        ...pairs.map(({ key, prompt }) => paragraph(strong(`${key}.`), ` ${prompt}`)),
      ],
    },
  ],
});

/** A paragraph each, where there are any. */
const lines = (each: readonly (readonly (string | Inline)[])[]): Part[] =>
  each.length > 0 ? [{ kind: 'text', text: each.map((line) => paragraph(...line)) }] : [];

const HOW: Partial<Record<Question['kind'], string>> = {
  several: 'More than one is right: choose all of them, then “Check”.',
  match: 'Choose the term for each, then “Check”.',
  typed: 'Small slips in spelling do not count.',
};

/** What stands on the button of the option in this place. */
export function optionLabel(options: readonly QuestionOption[], place: number): string {
  const letter = letterOf(place);
  return fitsButtons(options) ? `${letter}: ${options[place]?.text ?? ''}` : letter;
}

/** An option by its letter and words, as one may speak of it afterwards. */
const spoken = (options: readonly QuestionOption[], option: QuestionOption): string =>
  `${letterOf(options.indexOf(option))}, ${option.text}`;

/** The right answer in a few words. */
export function keyInWords(bank: Bank, question: Question, options: readonly QuestionOption[]): string {
  switch (question.kind) {
    case 'typed':
      return question.accept[0] ?? '';
    case 'match':
      return inWords(
        bank,
        question.pairs.map(({ key, term }) => `${key}:${term}`),
        options,
      );
    default:
      return inWords(bank, rightKeys(question), options);
  }
}

/** What was chosen in a few words; '' for `typed`. */
function inWords(bank: Bank, chosen: Chosen, options: readonly QuestionOption[]): string {
  const terms = chosen.filter((key) => key.includes(':')).map((key) => key.split(':'));
  return [
    ...options.filter(({ key }) => chosen.includes(key)).map((option) => spoken(options, option)),
    ...terms.map(([prompt, term = '']) => `${prompt} ${bank.termName(term)}`),
  ].join('; ');
}

/**
 * What is told once a question is answered: the right answer, the fact that decides it, the rule, why what was chosen
 * tempts, where sources differ, and the sources. Nothing about right or wrong where `chosen` is undefined.
 */
export function explanationParts(
  bank: Bank,
  question: Question,
  { options, chosen, correct }: Told,
): readonly Part[] {
  const right = chosen === undefined ? undefined : (correct ?? isRight(question, chosen));
  return [
    words(
      ...(right === undefined ? [] : [strong(right ? 'Right.' : 'Not this time.'), ' ']),
      ...(right === false && chosen?.length ? [`You answered: ${inWords(bank, chosen, options)}. `] : []),
      'The answer: ',
      strong(keyInWords(bank, question, options)),
    ),
    words(strong('What decides it: '), question.fact),
    words(strong('The rule: '), question.rule),
    ...reasons(question, { options, chosen }),
    ...(question.differ ? [words(strong('Sources differ: '), question.differ.text)] : []),
    ...sourcesOf(bank, [...question.sources, ...(question.differ?.sources ?? [])]),
  ];
}

/** Why what was chosen tempts, and why what was not chosen is right; where all is right, why it is. */
function reasons(question: Question, { options, chosen = [] }: Told): Part[] {
  const why = (option: QuestionOption, what: string) => {
    const which = isOneChoice(question)
      ? option.right
        ? 'it'
        : 'your answer'
      : letterOf(options.indexOf(option));
    return [strong(`Why ${which} ${what}: `), option.feedback];
  };
  const tempting = options.filter(({ key, right }) => !right && chosen.includes(key));
  const missed = options.filter(({ key, right }) => right && !chosen.includes(key));
  const told = missed.length + tempting.length > 0 ? missed : options.filter(({ right }) => right);
  const all = [
    ...tempting.map((option) => why(option, 'tempts')),
    ...told.map((option) => why(option, 'is right')),
  ];
  return all.length > 0 ? [{ kind: 'text', text: [bullets(all)] }] : [];
}

interface Told {
  /** In the order shown. */
  readonly options: readonly QuestionOption[];
  readonly chosen?: Chosen | undefined;
  /** For `typed`, whose words are not kept. */
  readonly correct?: boolean | undefined;
}

function sourcesOf(bank: Bank, ids: readonly string[]): Part[] {
  const sources = [...new Set(ids)].flatMap((id) => bank.course.sources.get(id) ?? []);
  return sources.length > 0 ? [{ kind: 'note', text: sourceNote(sources) }] : [];
}

import type { Draft, Refusal } from './draft.ts';

/** An answer of GIFT's multiple choice or short answer. */
export interface GiftChoice {
  /** With = before it. */
  readonly marked: boolean;
  /** In per cent of the points; null where nothing is said. */
  readonly weight: number | null;
  readonly text: string;
  readonly feedback: string | undefined;
}

const isFull = ({ weight }: GiftChoice): boolean => weight === null || weight === 100;

/** Short answer: everything that earns all points is right. */
export function shortDraft(common: Omit<Draft, 'kind'>, choices: readonly GiftChoice[]): Draft | Refusal {
  const accept = choices.filter((choice) => isFull(choice) && !choice.text.includes('*'));
  if (accept.length === 0) return { line: common.line, why: 'has no answer that is right as it stands' };
  const left = choices.filter((choice) => !accept.includes(choice));
  return {
    ...common,
    kind: 'typed',
    accept: [...new Set(accept.map(({ text }) => text))],
    fact: common.fact ?? accept.find(({ feedback }) => feedback)?.feedback,
    notes: [
      ...common.notes,
      ...left.map(({ text }) =>
        text.includes('*')
          ? `its answer “${text}” was left out, since * has no meaning here`
          : `its answer “${text}” was left out, since it earns only some of the points`,
      ),
    ],
  };
}

const KINDS = ['single', 'scenario', 'true-false', 'several'];

/** Multiple choice, of which one or several are right. */
export function choiceDraft(
  common: Omit<Draft, 'kind'>,
  choices: readonly GiftChoice[],
  kind: string | undefined,
  misconceptions: readonly string[],
): Draft | Refusal {
  const single = choices.some(({ marked, weight }) => marked || weight === 100);
  const isRight = (choice: GiftChoice): boolean =>
    single ? (choice.marked || choice.weight === 100) && isFull(choice) : (choice.weight ?? 0) > 0;
  const right = choices.filter(isRight).length;
  if (right === 0) return { line: common.line, why: 'marks no answer as right' };
  const beliefs = new Map(misconceptions.map((tag) => [tag.slice(0, 1), tag.slice(2)]));
  const partly = single ? choices.filter((choice) => !isRight(choice) && (choice.weight ?? 0) > 0) : [];
  const given = kind !== undefined && KINDS.includes(kind) && (kind === 'several') === right > 1;
  return {
    ...common,
    kind: given ? kind : right > 1 ? 'several' : 'single',
    options: choices.map((choice, place) => ({
      text: choice.text,
      right: isRight(choice),
      feedback: choice.feedback,
      misconception: beliefs.get('abcde'[place] ?? ''),
    })),
    notes: [
      ...common.notes,
      ...partly.map(({ text }) => `its answer “${text}” earned some of the points; it counts as wrong here`),
      ...(single && right > 1
        ? ['one of its right answers was enough; here all of them are to be chosen']
        : []),
    ],
  };
}

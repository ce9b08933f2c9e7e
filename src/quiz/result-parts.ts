import { note, words } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import { bullets, usage } from '../chat/text.ts';
import type { Bank } from './bank.ts';
import type { Round } from './round-rows.ts';

/** How a round went, in numbers. */
export interface Result {
  readonly right: number;
  readonly of: number;
  /** In the course's order; questions that left the course are not among them. */
  readonly dimensions: readonly { readonly name: string; readonly right: number; readonly of: number }[];
  /** Questions answered wrongly, in the round's order. */
  readonly mistakes: readonly string[];
}

export function resultOf(bank: Bank, { questions, answers }: Round): Result {
  const given = questions.flatMap((id) => answers.get(id) ?? []);
  const rightIn = (some: typeof given) => some.filter(({ correct }) => correct).length;
  const byDimension = Map.groupBy(given, ({ question }) => bank.question(question)?.dimension);
  return {
    right: rightIn(given),
    of: given.length,
    dimensions: [...bank.course.dimensions].flatMap(([id, name]) => {
      const some = byDimension.get(id);
      return some ? [{ name, right: rightIn(some), of: some.length }] : [];
    }),
    mistakes: given.filter(({ correct }) => !correct).map(({ question }) => question),
  };
}

/** Another round took its place. */
export const isReplaced = ({ ended, left }: Round): boolean => ended && left.length > 0;

/** How a round went, in words: the sum, then a line each dimension. */
export function resultParts(bank: Bank, round: Round): readonly Part[] {
  const { right, of, dimensions } = resultOf(bank, round);
  const passed = round.questions.length - round.answers.size - round.left.length;
  return [
    ...(isReplaced(round) ? [words('You started another quiz, so this one has ended.')] : []),
    words(of === 0 ? 'None of its questions was answered.' : `${right} of ${of} right.`),
    ...(dimensions.length > 0
      ? [
          {
            kind: 'text',
            text: [bullets(dimensions.map((each) => [`${each.name}: ${each.right} of ${each.of} right`]))],
          } satisfies Part,
        ]
      : []),
    ...(passed > 0
      ? [note(`Passed over, since they left the course or are being asked in a channel: ${passed}.`)]
      : []),
    ...(of > 0 ? [note('They come back when each is worth repeating: ', usage('quiz review'), '.')] : []),
  ];
}

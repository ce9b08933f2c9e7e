import { note, words } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import type { Bank } from './bank.ts';
import { orderedOptions } from './order.ts';
import { explanationParts, recallPart } from './question-parts.ts';
import type { Round, RoundKind } from './round-rows.ts';

/**
 * What is told of an answered question of a round; `when`: whether it was answered with this click. Nothing of its key
 * while it stands in an open post.
 */
export function feedbackParts(bank: Bank, round: Round, n: number, when: 'now' | 'before'): readonly Part[] {
  const id = round.questions[n] ?? '';
  const question = bank.question(id);
  if (!question) return [words('That question is no longer in the course. Your answer is kept.')];
  if (round.waiting.has(id)) {
    return [
      words(
        'That question is being asked in a channel just now. Your answer is kept, and the explanation is back at the close.',
      ),
    ];
  }
  const answer = round.answers.get(id);
  const isSame = answer?.revision === question.revision;
  const before = isSame
    ? 'You answered this already; that answer counts.'
    : 'This question has changed since you answered it.';
  return [
    ...(when === 'before' ? [note(before)] : []),
    recallPart(question),
    ...explanationParts(bank, question, {
      options: orderedOptions(question, round.id),
      ...(isSame && { chosen: answer.chosen, correct: answer.correct }),
    }),
  ];
}

const TITLES: Readonly<Record<RoundKind, string>> = {
  practice: 'Question',
  review: 'Review: question',
  mistakes: 'Once more: question',
};

/** “Question 2 of 5”; what is passed over does not count. */
export function titleOf({ kind, questions, answers, left }: Round, n: number): string {
  const answered = questions.slice(0, n).filter((id) => answers.has(id)).length;
  const ahead = left.filter((each) => each.n < n).length;
  return `${TITLES[kind]} ${answered + ahead + 1} of ${answers.size + left.length}`;
}

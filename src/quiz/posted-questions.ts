import { shorten } from '../chat/clean.ts';
import { UserError } from '../chat/errors.ts';
import type { Choice } from '../chat/reply.ts';
import type { Question } from '../course/course.ts';
import type { Bank } from './bank.ts';
import { isOneChoice } from './judge.ts';

/** The questions that one may post, chosen by hand: those that one click answers. */

const LABEL = 100;

/** Questions for what was typed so far, by their words or their ids; at most 25. */
export function completeQuestion(bank: Bank, typed: string): Choice[] {
  const wanted = typed.trim().toLowerCase();
  return bank
    .pool({})
    .filter(isOneChoice)
    .filter(({ id, stem }) => id.includes(wanted) || stem.toLowerCase().includes(wanted))
    .slice(0, 25)
    .map(({ id, stem }) => ({ label: shorten(stem, LABEL), value: id }));
}

/** The question with this id, or the only one whose words have these among them. Throws a UserError. */
export function readQuestion(bank: Bank, typed: string): Question {
  const wanted = typed.trim().toLowerCase();
  const byId = bank.question(wanted);
  const inWords = bank.pool({}).filter(({ stem }) => stem.toLowerCase().includes(wanted));
  const found = byId ?? (inWords.length === 1 ? inWords[0] : undefined);
  if (!found) {
    throw new UserError(
      inWords.length > 1
        ? `${inWords.length} questions have these words among theirs. Please type more of it, or the question’s id.`
        : 'There is no such question. Type a few words of it and choose from the list, or give its id.',
    );
  }
  if (!isOneChoice(found)) {
    throw new UserError(
      'That question takes more than one click to answer, so it cannot be posted. It comes up in private practice; please choose another one.',
    );
  }
  return found;
}

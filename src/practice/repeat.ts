import { cleanLine } from '../chat/clean.ts';
import { UserError } from '../chat/errors.ts';
import { checkRule, nextWall } from '../chat/recurrence.ts';
import { isOnce, readParts } from './repeat-reading.ts';
import { canonicalRule, partsOf } from './repeat-rule.ts';
import { wordsOf } from './repeat-words.ts';

/**
 * Reads “every week”, “second Thursday of the month until 20 March”, “last weekday, 6 times”, “once” (undefined), or a
 * rule as RFC 5545 writes it. Throws a UserError with ways to say it.
 */
export function readRepeat(typed: string, starts: Temporal.PlainDateTime): string | undefined {
  const words = cleanLine(typed).replace(/^RRULE:/i, '');
  if (isOnce(words)) return undefined;
  const isRule = /^[A-Z]+=\S*$/i.test(words);
  if (isRule) checkRule(words);
  const rule = canonicalRule(isRule ? partsOf(words) : readParts(words, starts), starts);
  checkRule(rule);
  if (!nextWall({ rule, starts }, starts.subtract({ seconds: 1 }))) {
    throw new UserError('That ends before the first session. Please give a later end, or an earlier start.');
  }
  return rule;
}

/** `every 2 weeks on Thursday, until 20 March 2027`; what it says is read back as the same rule. */
export function repeatInWords(rule: string | undefined, starts: Temporal.PlainDateTime): string {
  if (rule === undefined) return 'once';
  const canonical = canonicalRule(partsOf(rule), starts);
  return wordsOf(partsOf(canonical), starts) ?? canonical;
}

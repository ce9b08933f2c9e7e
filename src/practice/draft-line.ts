import { shorten } from '../chat/clean.ts';
import { UserError } from '../chat/errors.ts';
import type { Reading } from '../chat/when.ts';
import { readLength } from './draft-fields.ts';
import { readStart, type Start } from './draft-time.ts';

/** A session typed in one go: `Thursday 7pm Shuttle mediation 90m`. */

interface Line {
  /** Undefined where no time could be read: `problem` says why. */
  readonly start: Start | undefined;
  readonly title: string | undefined;
  readonly minutes: number | undefined;
  readonly problem: UserError | undefined;
}

/** What of it was given by itself, and so is not looked for in the line. */
interface Given {
  readonly title: boolean;
  readonly length: boolean;
}

const AMOUNT = '\\d{1,3} ?(?:h(?:ou)?rs?|h|m(?:in(?:ute)?s?)?)';
const atEnd = (length: string): RegExp =>
  new RegExp(`^(.*?)[\\s,]*(?:\\bfor )?(?<![.\\d])(${length})\\.?$`, 'i');
// What ends with two amounts may end with a time and a length.
const LENGTHS = [atEnd(`${AMOUNT},? (?:and )?${AMOUNT}`), atEnd(AMOUNT)];
const TITLE = 100;
// A time is read with these behind it too, where they begin the title.
const JOINT = /^(?:the|on|at)$/i;

/** A length at its end, the longest beginning that reads as a time, and what is left as the title. Never throws. */
export function readLine(typed: string, given: Given, at: Reading): Line {
  const ends = given.length ? [] : LENGTHS.flatMap((length) => withLength(typed, length) ?? []);
  const alone = ends.find(({ before }) => before === '');
  if (alone) return { start: undefined, title: undefined, minutes: alone.minutes, problem: undefined };
  // “in 2 hours” ends with what is no length.
  const whole = split(typed, { ...given, title: true }, at);
  if (whole.start) return { ...whole, minutes: undefined };
  let problem = whole.problem;
  for (const { before, minutes } of ends) {
    const shorter = split(before, given, at);
    if (shorter.start) return { ...shorter, minutes };
    problem = clearer(problem, shorter.problem);
  }
  const rest = split(typed, given, at);
  if (rest.start) return { ...rest, minutes: undefined };
  return { ...rest, minutes: ends[0]?.minutes, problem: clearer(problem, rest.problem) };
}

/** A line without the length at its end; undefined where there is none. */
function withLength(typed: string, length: RegExp): { before: string; minutes: number } | undefined {
  const [, before = '', last] = length.exec(typed) ?? [];
  const minutes = last === undefined ? undefined : lengthOf(last);
  return minutes === undefined ? undefined : { before, minutes };
}

function split(typed: string, given: Given, at: Reading): Omit<Line, 'minutes'> {
  const words = typed.split(' ').filter((word) => word !== '');
  let problem: UserError | undefined;
  for (let count = words.length; count > 0; count -= 1) {
    const rest = titleOf(words.slice(count));
    // What would be left over has no place.
    if (given.title && rest !== undefined) break;
    if (rest !== undefined && JOINT.test(words[count - 1] ?? '')) continue;
    const beginning = words
      .slice(0, count)
      .join(' ')
      .replace(/[,:;]$/, '');
    try {
      return { start: readStart(beginning, at), title: rest, problem: undefined };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problem = clearer(problem, error);
    }
  }
  return { start: undefined, title: undefined, problem };
}

/** That no date was found is the least that can be said of a time; the fewer words it is said of, the better. */
const clearer = (one: UserError | undefined, other: UserError | undefined): UserError | undefined =>
  one === undefined || (other !== undefined && !isVague(other)) ? other : one;

const isVague = ({ message }: UserError): boolean => message.startsWith('I could not read');

function lengthOf(typed: string): number | undefined {
  try {
    return readLength(typed);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Without the quotes and joints around it. */
function titleOf(words: readonly string[]): string | undefined {
  const title = words.join(' ').replace(/^["“”„«»,:–—\s-]+|["“”„«»,:–—\s-]+$/g, '');
  return title === '' ? undefined : shorten(title, TITLE);
}

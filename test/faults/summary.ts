import type { Crash } from './crash.ts';
import { type Lateness, medianP99 } from './lateness.ts';
import type { Limited } from './limits.ts';
import type { Words } from './words.ts';

export type Result = Lateness | Limited | Words | Crash;

export interface Summary {
  readonly line: string;
  /** Each target that was missed. */
  readonly wrong: readonly string[];
}

/** A result in one line, and what is not as it should be. */
export function summary(result: Result): Summary {
  if (result.kind === 'lateness') return ofLateness(result);
  if (result.kind === 'limited') return ofLimited(result);
  return result.kind === 'words' ? ofWords(result) : ofCrash(result);
}

const whole = (ms: number): string => `${Math.round(ms).toLocaleString('en-GB')}`;

/** Targets in ms. */
const ALONE = 100;
const P99 = 1_000;
const STALL = 50;

function ofLateness(result: Lateness): Summary {
  const { home, pending, alone, rushes, rushOf, idleMiB } = result;
  const stall = Math.max(...rushes.map(({ stallMs }) => stallMs));
  const each = rushes.map(({ p99 }) => whole(p99)).join(', ');
  const cpu = rushes.map(({ cpuMs }) => whole(cpuMs)).join(', ');
  return {
    line:
      `lateness, ${home}, ${whole(pending)} later: alone p50 ${whole(alone.p50)} max ${whole(alone.max)} ms; ` +
      `${rushOf} at once p99 ${each} ms, longest stall ${whole(stall)} ms, processor ${cpu} ms; ` +
      `idle ${whole(idleMiB)} MiB`,
    wrong: [
      ...(alone.max > ALONE ? [`one alone came ${whole(alone.max)} ms late`] : []),
      ...(medianP99(result) > P99 ? [`the p99 of ${rushOf} at once is ${whole(medianP99(result))} ms`] : []),
      ...(stall > STALL ? [`the event loop stood still for ${whole(stall)} ms`] : []),
    ],
  };
}

function ofLimited({ home, platforms }: Limited): Summary {
  const of = platforms.map(
    ({ platform, deliveries, channels, took, shortest, refused }) =>
      `${deliveries} on ${platform} in ${channels} channels took ${whole(took)} of at least ${whole(shortest)} ms ` +
      `(× ${(took / shortest).toFixed(3)}, ${refused} refused)`,
  );
  return {
    line: `limited, ${home}: ${of.join('; ')}`,
    wrong: platforms.flatMap(({ platform, took, shortest }) =>
      took > 1.1 * shortest ? [`${platform} took more than a tenth longer than it must`] : [],
    ),
  };
}

function ofWords({ home, sends, failed, carried, found, lines, states }: Words): Summary {
  const ended = Object.entries(states).map(([state, count]) => `${count} ${state}`);
  return {
    line:
      `words, ${home}: ${sends} sends, of which ${ended.join(', ')}; ${failed.discord} and ${failed.slack} calls ` +
      `failed; ${lines} log lines; the mark was found ${found.length} times`,
    wrong: [
      ...found.map((around) => `a member's words stand in: ${around}`),
      ...(carried < sends ? ['the mark was not sent'] : []),
      ...(Math.min(failed.discord, failed.slack) < 3
        ? ['too few calls failed for this to show anything']
        : []),
    ],
  };
}

function ofCrash(result: Crash): Summary {
  const { home, kills, processes, deliveries, settling, doubled, lost, doubtful, otherwise } = result;
  const { sending, killedEarly, faults, seconds, seen, settleAfter } = result;
  const line =
    `crash, ${home}, ${processes} process${processes === 1 ? '' : 'es'}${settling ? '' : ', control'}: ` +
    `${kills} kills (${killedEarly} while it started), ${faults} faults, ${deliveries} deliveries; ${seen} seen, ` +
    `${doubled.length} twice, ${lost.length} lost, ${doubtful.length} doubtful, ${otherwise.length} otherwise; ` +
    `being sent after each kill: ${sending.join(' ')}; ${whole(seconds)} s; ` +
    `settled after ${settleAfter / 1_000} s instead of 30, limits raised`;
  if (!settling) return { line, wrong: doubled.length > 0 ? [] : ['the control shows no doubles'] };
  return {
    line,
    wrong: [
      ...doubled.map((n) => `delivery ${n} was seen more than once`),
      ...lost.map((n) => `delivery ${n} is said to be sent and was seen by nobody`),
      ...otherwise.map((what) => `delivery ${what}`),
      ...(doubtful.length * 1_000 >= deliveries && doubtful.length > 0 ? ['too many are doubtful'] : []),
      ...(sending.some((count) => count > 0) ? [] : ['no kill came while anything was being sent']),
    ],
  };
}

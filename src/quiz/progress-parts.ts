import { words } from '../chat/parts.ts';
import type { Part, Picture } from '../chat/reply.ts';
import { bullets } from '../chat/text.ts';
import type { Bank } from './bank.ts';
import { barChart, lineChart } from './chart.ts';
import type { Progress, Results, Share, Week } from './progress.ts';

/** Results as pictures, and the same in words. */

/** The latest weeks that a picture and its words go back. */
const WEEKS = 12;

const inWords = ({ right, answered }: Share): string => `${right} of ${answered}`;
const inPercent = ({ right, answered }: Share): number => Math.round((100 * right) / answered);

/** By dimension: a bar each, and each in words with how it was before. */
export async function dimensionParts({ dimensions }: Progress, bank: Bank): Promise<Part[]> {
  const each = [...dimensions].map(([id, results]) => ({ name: bank.dimensionName(id), results }));
  const picture = await barChart({
    name: 'my-results.png',
    title: 'Right answers',
    bars: each.map(({ name, results }) => ({
      label: name,
      value: inPercent(results.all),
      words: inWords(results.all),
    })),
    max: 100,
    alt: `Right answers: ${each.map(({ name, results }) => `${name} ${inWords(results.all)}`).join('; ')}.`,
  });
  return [
    picture,
    { kind: 'text', text: [bullets(each.map(({ name, results }) => [`${name}: ${overTime(results)}`]))] },
  ];
}

function overTime({ all, lately, earlier }: Results): string {
  const whole = `${inWords(all)} right`;
  if (lately.answered === 0) return `${whole}, none of it in the last four weeks`;
  if (earlier.answered === 0) return whole;
  return `${whole}; ${inWords(lately)} in the last four weeks, ${inWords(earlier)} before`;
}

/** Week by week. `name` is what it is about. */
export async function weekParts(results: Results, name: string): Promise<Part[]> {
  const weeks = results.weeks.slice(-WEEKS);
  return [
    await weekPicture(weeks, name),
    {
      kind: 'text',
      text: [bullets(weeks.map((week) => [`Week of ${dayOf(week)}: ${inWords(week)} right`]))],
    },
    ...(weeks.length < results.weeks.length
      ? [words(`The latest ${WEEKS} weeks with answers; ${results.weeks.length} altogether.`)]
      : []),
  ];
}

const weekPicture = (weeks: readonly Week[], name: string): Promise<Picture> =>
  lineChart({
    name: 'my-weeks.png',
    title: `${name}: right answers in per cent`,
    points: weeks.map((week) => ({ label: dayOf(week), value: inPercent(week) })),
    max: 100,
    alt: `${name}, right answers by week: ${weeks.map((week) => `${dayOf(week)} ${inWords(week)}`).join('; ')}.`,
  });

const dayOf = ({ monday }: Week): string =>
  monday.toLocaleString('en-GB-u-ca-gregory', { day: 'numeric', month: 'short' });

import { words } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import type { QuestionOption } from '../course/course.ts';
import { barChart } from './chart.ts';
import { letterOf } from './order.ts';
import { TOLD_FROM } from './vote.ts';

/** How many chose what, as a picture and in words; `options` in the order shown, `counts` by their keys. */
export async function countParts(
  options: readonly QuestionOption[],
  counts: ReadonlyMap<string, number>,
): Promise<Part[]> {
  const chosen = options.map(({ key, text, right }, place) => ({
    letter: letterOf(place),
    text,
    right,
    count: counts.get(key) ?? 0,
  }));
  const all = chosen.reduce((sum, { count }) => sum + count, 0);
  if (all < TOLD_FROM) return [words('Fewer than five answered, so no numbers are shown.')];
  const inWords = chosen
    .map(({ letter, count, right }) => `${letter} ${count} of ${all}${right ? ' (the answer)' : ''}`)
    .join(', ');
  return [
    words(`What ${all} members chose first: ${inWords}.`),
    await barChart({
      name: 'answers',
      title: 'What was chosen first',
      bars: chosen.map(({ letter, text, count, right }) => ({
        label: `${letter}. ${text}`,
        value: count,
        words: `${count} of ${all}`,
        marked: right,
      })),
      max: all,
      alt: `Bars of how many chose each option first: ${inWords}.`,
    }),
  ];
}

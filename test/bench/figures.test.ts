import { expect, test } from 'vitest';
import { type Figure, figuresOfLoad, figuresOfStarts, unansweredOfLoad, verdict } from './figures.ts';
import { checkAnswered, type LoadSample } from './load.ts';
import { report, withResults } from './report.ts';

const sample = (p50: number, idle: number): LoadSample => ({
  ...{ p50, p99: 2, cpu: 200, throughput: 900, p50Many: 3, p99Many: 9, cpuMany: 150, idle, loaded: 120 },
  ...{ given: 1_600, unanswered: 1 },
});
const pairs = [1, 2, 4].map((slow) => ({
  parley: sample(3 * slow, 90),
  bare: sample(2 * slow, 80),
  twin: sample(2 * slow, 81),
}));
const figure = (what: string): Figure => {
  const found = figuresOfLoad('slack', pairs).find((each) => each.what === what);
  if (!found) throw new Error(`there is no figure “${what}”`);
  return found;
};

test('times are compared within each pair, so that a slow moment does not count', () => {
  expect(figure('p50 to the answer, one at a time').compared).toEqual({ value: 1.5, low: 1.5, high: 1.5 });
});

test('memory is compared by how much more there is', () => {
  expect(figure('memory, idle').compared.value).toBe(10);
});

test('the noise is what two equal programs differ by', () => {
  expect(figure('memory, idle').noise?.value).toBe(1);
});

test('a start is judged by its time to ready and its idle memory', () => {
  const start = { ready: 500, firstAnswer: 520, idle: 100 };
  const judged = figuresOfStarts([{ parley: start, bare: start }]).filter(
    ({ target }) => target !== undefined,
  );
  expect(judged.map(({ what, target }) => [what, target])).toEqual([
    ['time to ready', 1.1],
    ['memory, idle', 15],
  ]);
});

test.for([
  [1, 0.9, 1.05, 'met'],
  [1, 0.9, 1.2, 'met, unsure'],
  [1.2, 1, 1.3, 'missed, unsure'],
  [1.2, 1.15, 1.3, 'missed'],
] as const)('%d [%d, %d] against 1.1 is “%s”', ([value, low, high, expected]) => {
  const { noise: _, ...judged } = figure('p50 to the answer, one at a time');
  expect(verdict({ ...judged, compared: { value, low, high } })).toBe(expected);
});

test('a figure without a target is not judged', () => {
  expect(verdict(figure('p99 to the answer, one at a time'))).toBeUndefined();
});

test('the report gives both figures, the comparison, the noise, the target and the verdict', () => {
  const machine = { processor: 'Example', cores: 2, node: 'v26.10.0' };
  const plan = { pairs: 3, warmUp: 1, commands: 1, settleMs: 0, members: 0, seconds: 0 };
  const figures = [figure('p50 to the answer, one at a time')];
  const lines = report({ date: '2026-11-22', machine, plan, figures, unanswered: [], search: [] }).split(
    '\n',
  );
  expect(lines.at(-1)).toBe(
    '| p50 to the answer, one at a time | 6 ms | 4 ms | × 1.50 [1.50, 1.50] | × 1.00 [1.00, 1.00] | ≤ × 1.10 | missed |',
  );
});

test('the report says how many commands had no answer, of how many', () => {
  const machine = { processor: 'Example', cores: 2, node: 'v26.10.0' };
  const plan = { pairs: 3, warmUp: 1, commands: 400, settleMs: 0, members: 0, seconds: 0 };
  const unanswered = [unansweredOfLoad('slack', pairs)];
  const words = report({ date: '2026-11-22', machine, plan, figures: [], unanswered, search: [] });
  expect(words.split('\n').at(-1)).toBe(
    '| commands without an answer | 3 of 4,800 | 3 of 4,800 |  | 3 of 4,800 |  |  |',
  );
});

test('one command in a hundred may stay without an answer, and no more', () => {
  expect(() => checkAnswered(4, 400)).not.toThrow();
  expect(() => checkAnswered(5, 400)).toThrow('5 of 400 commands were not answered');
});

test('the results take the place of the last ones, and the rest of the page stays', () => {
  const page = 'Before\n<!-- results -->\nold\n<!-- /results -->\nAfter\n';
  expect(withResults(page, 'new')).toBe('Before\n<!-- results -->\nnew\n<!-- /results -->\nAfter\n');
});

test('a page without a place for the results is refused', () => {
  expect(() => withResults('Before\nAfter\n', 'new')).toThrow('<!-- results -->');
});

test('reminders are judged by what they cost where many others wait, and a rush by who has a seat', () => {
  const machine = { processor: 'Example', cores: 2, node: 'v26.10.0' };
  const plan = { pairs: 3, warmUp: 1, commands: 1, settleMs: 0, members: 0, seconds: 0 };
  const compared = { few: 400, many: 600, compared: { value: 1.5, low: 1.4, high: 1.6 } };
  const practice = {
    home: 'embedded' as const,
    plan: { few: 10, many: 1_000, seated: 200, warmUp: 0, rounds: 3 },
    wall: compared,
    cpu: compared,
    joins: { answered: 200, seated: 7, waiting: 193, persons: 200, cpuMs: 900, p50: 300, longest: 800 },
  };
  const words = report({
    ...{ date: '2026-11-22', machine, plan, figures: [], unanswered: [], search: [] },
    practice: [practice],
  });
  expect(words).toContain('| 400 ms | 600 ms | × 1.50 [1.40, 1.60] | ≤ × 1.25 | missed |');
  expect(words).toContain('| with a seat | 7 | 6 | missed |');
  expect(words).toContain('1,000 sessions, 200,000 reminders pending');
});

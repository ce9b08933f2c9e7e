import { expect, test } from 'vitest';
import { report } from './report.ts';
import { benchSearch } from './search.ts';

test('the search is measured and reported at 150 and at 10,000 terms', { timeout: 180_000 }, async () => {
  const search = await benchSearch(3);
  const wrong = search.flatMap((row) =>
    Object.values(row).filter((value) => typeof value === 'number' && !(value > 0 && value < Infinity)),
  );
  expect(wrong).toEqual([]);
  const machine = { processor: 'Example', cores: 2, node: 'v26.10.0' };
  const plan = { pairs: 1, warmUp: 1, commands: 1, settleMs: 0, members: 0, seconds: 0 };
  const lines = report({ date: '2026-11-22', machine, plan, figures: [], unanswered: [], search }).split(
    '\n',
  );
  expect(lines).toContain('|  | 150 terms | 10,000 terms |');
});

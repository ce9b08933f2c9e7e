import { describe, expect, test } from 'vitest';
import { SERVER } from '../store/template.ts';
import { type Crash, crash, judged } from './crash.ts';
import { shortest } from './limits.ts';
import { summary } from './summary.ts';
import { words } from './words.ts';

const SHORT = {
  ...{ kills: 2, deliveries: 80, processes: 1, seed: 7, settleAfter: 3_000, late: 1_500 },
  lives: [{ share: 1, from: 'sending', shortest: 200, longest: 1_200 }],
  places: { channels: 5, members: 10 },
} as const;
/** On a server more is sent in less time. */
const FAST = {
  deliveries: 300,
  lives: [{ share: 1, from: 'sending', shortest: 20, longest: 250 }],
} as const;
const LONG = 180_000;

/** Whether so short a run is hit while it sends is chance; the long one must be. */
const badly = (result: Crash): string[] =>
  summary(result).wrong.filter((each) => !each.startsWith('no kill came'));

// That doubles appear where nothing is settled is chance in so short a run: the long one shows it, and, with a
// platform that plays by the script, test/jobs/deliveries.test.ts.
describe.concurrent('deliveries of a process that is killed again and again', () => {
  test('are each seen once (embedded)', { timeout: LONG }, async () => {
    const result = await crash('embedded', { ...SHORT, settling: true }, () => {});
    expect(badly(result)).toEqual([]);
  });

  const served = `are each seen once beside another process (served${SERVER ? '' : '; needs TEST_DATABASE_URL'})`;
  test.skipIf(!SERVER)(served, { timeout: LONG }, async () => {
    const result = await crash('served', { ...SHORT, ...FAST, processes: 2, settling: true }, () => {});
    expect(badly(result)).toEqual([]);
  });
});

test.concurrent('the words of a message that cannot be sent are nowhere else', {
  timeout: LONG,
}, async () => {
  expect(summary(await words('embedded')).wrong).toEqual([]);
});

test('what members saw is held against what the rows say', () => {
  const rows = [
    { key: '0', state: 'sent', reason: null },
    { key: '1', state: 'sent', reason: null },
    { key: '2', state: 'doubtful', reason: 'unsettled' },
    { key: '3', state: 'refused', reason: 'rejected' },
  ] as const;
  const seen = new Map([
    [0, 2],
    [2, 1],
  ]);
  expect(judged(rows, seen, 5)).toEqual({
    doubled: [0],
    lost: [1],
    doubtful: [2],
    otherwise: ['3 refused rejected', '4 without a row'],
    seen: 2,
  });
});

test.each([
  { channels: 1, each: 5, is: 0 },
  { channels: 1, each: 6, is: 5_000 },
  { channels: 100, each: 1, is: 1_000 },
  { channels: 100, each: 20, is: 39_000 },
])('the shortest time for $each in each of $channels channels is $is ms', ({ is, ...size }) => {
  const allowed = { channel: { count: 5, period: 5_000 }, all: { count: 50, period: 1_000 } };
  expect(shortest(allowed, size)).toBe(is);
});

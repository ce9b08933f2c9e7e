import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import {
  FaultPanel,
  type FaultPanelProps,
  newestCalls,
  postedText,
  statusText,
  waitingLines,
} from '../../../../src/local/page/browser/fault-panel.ts';
import type { CallLine } from '../../../../src/local/page/wire.ts';

const call = (at: number): CallLine => ({ side: 'slack', at, says: `call ${at}`, status: 200 });

test('the ledger counts what was posted, and what stands twice', () => {
  expect(postedText('slack', { count: 12, twice: 0 })).toBe('Posted by itself on Slack: 12, twice: 0');
});

test('what waits is told by its state', () => {
  expect(
    waitingLines([
      { says: 'waiting to be sent', count: 1 },
      { says: 'doubtful', count: 2 },
    ]),
  ).toEqual(['Waiting to be sent: 1', 'Doubtful: 2']);
});

test.each([[[]], [[{ says: 'waiting to be sent', count: 0 }]]])(
  'it is said that nothing waits',
  (waiting) => {
    expect(waitingLines(waiting)).toEqual(['Nothing waits to be sent']);
  },
);

test.each([
  [200, '200'],
  [204, '204'],
  [302, '302 refused'],
  [429, '429 refused'],
  [503, '503 refused'],
  [0, 'no answer'],
])('the status %i reads: %s', (status, says) => {
  expect(statusText({ status })).toBe(says);
});

test('a failure that a platform answers with 200 is no success', () => {
  expect(statusText({ status: 200, error: 'ratelimited' })).toBe('200 refused: ratelimited');
});

test('of the calls the newest thirty are listed, the newest first', () => {
  const calls = Array.from({ length: 40 }, (_, index) => call(index));
  expect(newestCalls(calls).map(({ at }) => at)).toEqual(
    Array.from({ length: 30 }, (_, index) => 39 - index),
  );
});

describe('the panel', () => {
  const draw = (more: Partial<FaultPanelProps> = {}) =>
    renderToString(
      h(FaultPanel, {
        faults: {
          slack: [{ id: 'drop', says: 'Drop the connection' }],
          discord: [{ id: 'lose', says: 'Lose the reply' }],
        },
        calls: [],
        ledger: { posts: { slack: { count: 12, twice: 0 }, discord: { count: 11, twice: 0 } }, waiting: [] },
        connected: { slack: true, discord: false },
        busy: false,
        make: () => {},
        clear: () => {},
        said: '',
        ...more,
      }),
    );

  test('says whether the app is connected, in words', () => {
    expect(draw()).toMatch(/>Slack<.*The app is connected\..*>Discord<.*The app is not connected\./s);
  });

  test('offers each fault under its platform', () => {
    expect(draw()).toMatch(
      /"Faults of Slack".*Drop the connection<\/button>.*"Faults of Discord".*Lose the reply<\/button>/s,
    );
  });

  test('says where no fault is on offer', () => {
    expect(draw({ faults: { slack: [], discord: [] } })).toContain('No faults are on offer here.');
  });

  test('offers no button while one is at work', () => {
    expect(draw({ busy: true })).not.toContain('aria-disabled="false"');
  });

  test('says politely what was done last', () => {
    expect(draw({ said: 'Slack: the connection was dropped.' })).toMatch(
      /role="status">Slack: the connection was dropped\.</,
    );
  });

  test('says loudly where something stands twice', () => {
    const posts = { slack: { count: 12, twice: 0 }, discord: { count: 11, twice: 1 } };
    expect(draw({ ledger: { posts, waiting: [] } })).toMatch(
      /p-loud" role="alert">Something stands twice on Discord\./,
    );
  });

  test('is not loud where nothing stands twice', () => {
    expect(draw()).not.toContain('p-loud');
  });

  test('lists a call with its platform and its answer in words', () => {
    const html = draw({ calls: [{ side: 'discord', at: 0, says: 'POST /channels', status: 429 }] });
    expect(html.replace(/<[^>]*>/g, ' ')).toMatch(
      /\d\d:\d\d:\d\d\s+Discord\s+POST \/channels\s+✗\s+429 refused/,
    );
  });

  test('says that there was no call yet', () => {
    expect(draw()).toContain('The app has not called a platform yet.');
  });
});

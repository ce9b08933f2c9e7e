import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Admin, startAdmin } from '../../src/web/admin.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { KeptLog } from '../asking.ts';

const log = new KeptLog();
let degraded: string[] = [];
const metrics = createMetrics({
  deliveries: async () => ({ sent: 3, doubtful: 1 }),
  depth: async () => ({ delivery: 2 }),
});
let admin: Admin;

beforeEach(async () => {
  degraded = [];
  admin = await startAdmin({
    host: '127.0.0.1',
    port: 0,
    log,
    readiness: async () => ({ degraded }),
    metrics: () => metrics.text(),
  });
});
afterEach(() => admin.close());

const get = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${admin.port}${path}`, { method });

describe('for whoever looks after the program', () => {
  test('health says only that the process lives', async () => {
    degraded = ['store'];
    expect((await get('/healthz')).status).toBe(200);
  });

  test('it is ready when everything configured is reached', async () => {
    const answer = await get('/readyz');
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ready' }]);
  });

  test('what is not reached is named', async () => {
    degraded = ['discord', 'store'];
    const answer = await get('/readyz');
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { status: 'degraded', degraded: ['discord', 'store'] },
    ]);
  });

  test('figures are in Prometheus’ text format, in seconds', async () => {
    metrics.answered({ platform: 'slack', kind: 'line', failed: false, ms: 20 });
    metrics.settled({ platform: 'discord', state: 'sent', latenessMs: 90 });
    metrics.reconnected('discord');
    const text = await (await get('/metrics?x=1')).text();
    expect(text).toContain(
      'parley_answer_seconds_bucket{le="0.025",platform="slack",kind="line",failed="false"} 1',
    );
    expect(text).toContain('parley_delivery_lateness_seconds_sum{platform="discord"} 0.09');
    expect(text).toContain('parley_deliveries{state="doubtful"} 1');
    expect(text).toContain('parley_queue_depth{queue="delivery"} 2');
    expect(text).toContain('parley_reconnects_total{platform="discord"} 1');
  });

  test.each([
    ['/', 'GET', 404],
    ['//', 'GET', 404],
    ['/metrics', 'POST', 405],
    ['/healthz', 'HEAD', 200],
  ])('%s by %s is answered with %i', async (path, method, status) => {
    expect((await get(path, method)).status).toBe(status);
  });

  test('a failing reading is an answer, not the end', async () => {
    const broken = await startAdmin({
      host: '127.0.0.1',
      port: 0,
      log,
      readiness: () => Promise.reject(new Error('a secret')),
      metrics: () => Promise.reject(new Error('a secret')),
    });
    const answer = await fetch(`http://127.0.0.1:${broken.port}/readyz`);
    expect([answer.status, await answer.text()]).toEqual([500, 'failed\n']);
    await broken.close();
  });
});

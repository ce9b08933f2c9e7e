import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Http } from '../../../src/adapters/slack/http.ts';
import { KeptLog } from '../../asking.ts';
import { type Stage, startStage } from './stage.ts';

const MINUTE = 60;

describe('a request over HTTP', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage('http');
  });
  afterAll(() => stage.stop());

  const body = new URLSearchParams({
    command: '/test',
    text: 'echo hello',
    user_id: 'U0LOCAL0001',
    team_id: 'T0LOCAL0001',
    channel_id: 'C0LOCAL0001',
  }).toString();

  async function send({
    ahead = 0,
    secret = stage.local.signingSecret,
    type = 'application/x-www-form-urlencoded',
  } = {}) {
    const seconds = Math.floor(Date.now() / 1000) + ahead;
    const hash = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
    const response = await fetch(`http://127.0.0.1:${stage.adapter.port()}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(seconds),
        'x-slack-signature': `v0=${hash}`,
      },
    });
    return response.status;
  }

  it('is answered where it is signed now', async () => {
    expect(await send()).toBe(200);
  });
  it('is answered where its content type names a charset', async () => {
    expect(await send({ type: 'application/x-www-form-urlencoded; charset=utf-8' })).toBe(200);
  });
  it('is refused where it is signed with another secret', async () => {
    expect(await send({ secret: 'another' })).toBe(401);
  });
  it('is refused where it is older than five minutes', async () => {
    expect(await send({ ahead: -6 * MINUTE })).toBe(401);
  });
  it('is refused where it comes from more than five minutes ahead', async () => {
    expect(await send({ ahead: 6 * MINUTE })).toBe(401);
  });
});

describe('another path on the same port', () => {
  const asked: string[] = [];
  const http = new Http({
    signingSecret: 'secret',
    host: '127.0.0.1',
    port: 0,
    log: new KeptLog(),
    pages: async ({ url = '' }, response) => {
      asked.push(url);
      if (url !== '/page') return false;
      response.end('a page');
      return true;
    },
  });
  beforeAll(() => http.start());
  afterAll(() => http.stop());
  const get = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${http.port}${path}`, { method });

  it('is answered by whose it is', async () => {
    expect(await (await get('/page')).text()).toBe('a page');
  });
  it('is not here where it is nobody’s', async () => {
    expect((await get('/else')).status).toBe(404);
  });
  it('is never Slack’s, which keeps its own with all checks', async () => {
    asked.length = 0;
    expect((await get('/slack/events?x=1', 'POST')).status).toBe(401);
    expect(asked).toEqual([]);
  });
});

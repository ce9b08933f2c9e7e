import { expect, onTestFinished, test } from 'vitest';
import { type Config, demoConfig } from '../src/config.ts';
import { publicPages } from '../src/public-pages.ts';
import { KeptLog } from './asking.ts';

const publicUrl = 'https://parley.example';
const slack = (mode: 'socket' | 'http'): Partial<Config> => ({
  slack: {
    botToken: 'xoxb-1',
    mode:
      mode === 'socket'
        ? { kind: 'socket', appToken: 'xapp-1' }
        : { kind: 'http', signingSecret: 's', host: '127.0.0.1', port: 0 },
  },
});

async function started(parts: Partial<Config>) {
  const log = new KeptLog();
  const config = { ...demoConfig({}), port: 0, ...parts };
  const shown = await publicPages(config, log, { calendar: async () => undefined });
  await shown.start();
  onTestFinished(() => shown.stop());
  return { handedOver: shown.pages !== undefined, listens: log.lines.length > 0 };
}

test('without a public address nothing is shown', async () => {
  expect(await started({})).toEqual({ handedOver: false, listens: false });
  expect(await started(slack('http'))).toEqual({ handedOver: false, listens: false });
});

test('with one a server of our own shows them', async () => {
  expect(await started({ publicUrl })).toEqual({ handedOver: true, listens: true });
  expect(await started({ publicUrl, ...slack('socket') })).toEqual({ handedOver: true, listens: true });
});

test('where Slack’s requests come in by HTTP, they share its port', async () => {
  expect(await started({ publicUrl, ...slack('http') })).toEqual({ handedOver: true, listens: false });
});

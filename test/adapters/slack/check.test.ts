import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSlack } from '../../../src/adapters/slack/check.ts';
import { manifestFor, SCOPES } from '../../../src/adapters/slack/register.ts';
import type { Finding } from '../../../src/chat/adapter.ts';
import { type Stage, startStage } from './stage.ts';

describe('the doctor', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage('http');
  });
  afterAll(() => stage.stop());

  const socket = (appToken = stage.local.appToken) => ({ kind: 'socket' as const, appToken });
  const check = (more: Partial<Parameters<typeof checkSlack>[0]> = {}): Promise<Finding[]> =>
    checkSlack({ botToken: stage.local.botToken, mode: socket(), apiUrl: stage.local.apiUrl, ...more });
  const faults = (findings: readonly Finding[]) =>
    findings.filter(({ level }) => level === 'warning' || level === 'bad').map(({ what }) => what);

  it('finds nothing where all is well', async () => {
    expect(faults(await check())).toEqual([]);
  });

  it('gives a cure for every fault', async () => {
    const findings = await check({ botToken: 'xoxb-wrong', mode: socket('xapp-wrong') });
    expect(findings.filter(({ level, cure }) => level !== 'good' && !cure)).toEqual([]);
  });

  it('names the token that Slack refuses, and never shows it', async () => {
    const findings = await check({ botToken: 'xoxb-wrong', mode: socket('xapp-wrong') });
    expect(faults(findings)).toEqual([
      'Slack refuses SLACK_BOT_TOKEN (invalid_auth)',
      'Slack refuses SLACK_APP_TOKEN (invalid_auth)',
    ]);
    expect(JSON.stringify(findings)).not.toMatch(/wrong/);
  });

  it('names a scope that is missing, and what it is for', async () => {
    const all = manifestFor({ commands: stage.commands, mode: 'socket' });
    const bot = Object.keys(SCOPES).filter((scope) => scope !== 'users:read');
    await stage.local.install({ ...all, oauth_config: { scopes: { bot } } });
    const found = faults(await check());
    await stage.local.install(all);
    expect(found).toEqual([expect.stringMatching(/^The scope users:read is missing \(a member’s name/)]);
  });

  it('says that Slack cannot be reached, and asks whether the address that was set is right', async () => {
    expect(
      (await check({ apiUrl: 'http://127.0.0.1:1/api/' })).filter(({ level }) => level === 'bad'),
    ).toEqual([
      {
        level: 'bad',
        what: 'Slack cannot be reached at http://127.0.0.1:1',
        cure: expect.stringContaining('SLACK_API_URL'),
      },
    ]);
  });

  it('does not claim to know Slack’s commands, and says how to be sure of them', async () => {
    expect((await check()).find(({ what }) => what.includes('commands'))).toEqual({
      level: 'note',
      what: expect.stringMatching(/^Slack does not tell/),
      cure: expect.stringContaining('npm run manifest'),
    });
  });

  const signed = (signingSecret: string) => ({ kind: 'http' as const, signingSecret });
  const here = () => `http://127.0.0.1:${stage.adapter.port()}`;

  it('finds Parley behind its address', async () => {
    const findings = await check({ mode: signed(stage.local.signingSecret), publicUrl: here() });
    expect(findings.map(({ what }) => what)).toContain(`Parley answers at ${here()}/slack/events`);
  });

  it('says where another signing secret is in use', async () => {
    const findings = await check({ mode: signed('another'), publicUrl: here() });
    expect(findings.find(({ level }) => level === 'bad')?.cure).toMatch(/SLACK_SIGNING_SECRET/);
  });

  it('asks for the address where none is set', async () => {
    expect(faults(await check({ mode: signed('any') }))).toEqual([
      expect.stringMatching(/^PUBLIC_URL is not set/),
    ]);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LocalSlackClient } from '../../../src/local/slack/start.ts';
import { type Stage, startStage } from './stage.ts';

describe('a file in an answer', () => {
  let stage: Stage;
  let local: LocalSlackClient;
  let member: string;
  beforeAll(async () => {
    stage = await startStage('socket');
    local = stage.local;
    member = stage.id('Member');
  });
  afterEach(() => local.clearFaults());
  afterAll(() => stage.stop());

  const ask = (command: string) => local.slash(member, stage.general, command);
  const direct = async () => local.transcript(await local.openDirect(member));

  it('that is private goes to the member directly, and the answer says so', async () => {
    const { message } = await ask('/test data');
    expect([message?.private, message?.text]).toEqual([
      true,
      'Data\nHere it is.\n“data.json” was sent to you as a direct message.',
    ]);
    expect((await direct()).at(-1)).toMatchObject({
      text: 'All that is kept about you',
      files: [{ name: 'data.json', size: 11 }],
    });
    expect(JSON.stringify(await local.read(stage.id('Second member'), stage.general))).not.toContain(
      'data.json',
    );
  });

  it('that is public is told in words', async () => {
    const before = (await direct()).length;
    const { message } = await ask('/test handout');
    expect(message?.text).toBe('Handout\nFile data.json: All that is kept about you');
    expect(await direct()).toHaveLength(before);
  });

  it.each([
    ['a rate limit', { kind: 'rate-limit', retryAfter: 9 }, 'could not be sent to you .* in a minute'],
    ['no answer', { kind: 'reset', commit: 'before' }, 'may not have reached you'],
  ] as const)('says kindly what came of it at %s', async (_, fault, words) => {
    await local.fault({ ...fault, on: { method: 'files.completeUploadExternal' } });
    expect((await ask('/test data')).message?.text).toMatch(
      new RegExp(`^Data\\nHere it is.\\n“data.json” ${words}`),
    );
  });

  it('says whom to tell where the app may not send files', async () => {
    const manifest = stage.adapter.manifest() as { oauth_config: { scopes: { bot: string[] } } };
    const bot = manifest.oauth_config.scopes.bot.filter((scope) => scope !== 'files:write');
    await local.install({ ...manifest, oauth_config: { scopes: { bot } } });
    expect((await ask('/test data')).message?.text).toContain('Please tell an administrator.');
    await local.install(manifest);
  });
});

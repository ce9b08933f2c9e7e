import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Outbox } from '../../../src/chat/outbox.ts';
import type { SpaceId } from '../../../src/chat/request.ts';
import type { LocalSlackClient } from '../../../src/local/slack/start.ts';
import { until } from '../../until.ts';
import { message, nextId, now, type OutboxStage, on, startOutbox } from './outbox-stage.ts';
import type { Stage } from './stage.ts';

let local: LocalSlackClient;
let outbox: Outbox;
let space: SpaceId;
let general: string;
let member: string;
let stage: Stage;
let by: OutboxStage['by'];
let standing: OutboxStage['standing'];
let posted: OutboxStage['posted'];

beforeAll(async () => {
  ({ local, outbox, space, general, member, stage, by, standing, posted } = await startOutbox());
});
afterEach(() => local.clearFaults());
afterAll(() => stage.stop());

describe('a post that may have arrived', () => {
  const find = (id: string, since = now(), channel = general) => outbox.find(space, channel, id, since);

  it('is found by its id, and no other', async () => {
    const [one, other] = [nextId(), nextId()];
    const ts = await posted(one);
    expect([await find(one), await find(other)]).toEqual([
      { kind: 'found', message: ts },
      { kind: 'absent' },
    ]);
  });

  it.each(['reset', 'hang'] as const)(
    'is found once it is there, though it came after a %s',
    async (kind) => {
      const id = nextId();
      const since = now();
      await local.fault({ kind, commit: 1_000, on });
      expect(await by().post(space, general, id, message)).toEqual({ kind: 'unknown' });
      expect(await find(id, since)).toEqual({ kind: 'absent' });
      await until('the message', async () => (await standing(id)).length > 0);
      expect(await find(id, since)).toMatchObject({ kind: 'found' });
    },
  );

  it('is not taken for another’s message that carries the same id', async () => {
    const id = nextId();
    await posted(id);
    expect(await by({ user: 'U0ANOTHER01' }).find(space, general, id, now())).toEqual({ kind: 'absent' });
  });

  it('is found in a direct conversation', async () => {
    const direct = await local.openDirect(member);
    const id = nextId();
    const ts = await posted(id, direct);
    expect(await find(id, now(), direct)).toEqual({ kind: 'found', message: ts });
  });

  it('is not looked for long before it was tried, and clocks may differ by a minute', async () => {
    const id = nextId();
    const ts = await posted(id);
    const after = (seconds: number) => now().add({ seconds });
    expect(await find(id, after(50))).toEqual({ kind: 'found', message: ts });
    expect(await find(id, after(70))).toEqual({ kind: 'absent' });
  });

  it('is found behind newer messages, and unreadable behind too many', async () => {
    const id = nextId();
    const channel = await local.openDirect(stage.id('Second member'));
    const ts = await posted(id, channel);
    const busy = async (messages: number): Promise<void> => {
      for (let each = 0; each < messages; each += 50)
        await Promise.all(
          Array.from({ length: 50 }, () => local.say(stage.id('Second member'), channel, 'words')),
        );
    };
    await busy(150);
    expect(await find(id, now(), channel)).toEqual({ kind: 'found', message: ts });
    await busy(400);
    expect(await find(id, now(), channel)).toEqual({ kind: 'unreadable' });
  });

  it('is unreadable where the bot is no member any more, or lacks the scope', async () => {
    const id = nextId();
    await posted(id);
    await local.removeApp(member, general);
    expect(await find(id)).toEqual({ kind: 'unreadable' });
    await local.inviteApp(member, general);
    const manifest = stage.adapter.manifest() as { oauth_config: { scopes: { bot: string[] } } };
    const bot = manifest.oauth_config.scopes.bot.filter((scope) => scope !== 'channels:history');
    await local.install({ ...manifest, oauth_config: { scopes: { bot } } });
    // Another history scope is granted, so that Slack looks at the channel before it refuses.
    const without = await find(id);
    await local.install(manifest);
    expect([without.kind, (await find(id)).kind]).toEqual(['unreadable', 'found']);
    expect(await find(id, now(), local.conversations.facilitators)).toEqual({ kind: 'unreadable' });
  });

  it('is not said to be absent where Slack does not say', async () => {
    await local.fault({
      kind: 'status',
      status: 500,
      commit: 'before',
      on: { method: 'conversations.history' },
    });
    expect(await find(nextId())).toEqual({ kind: 'unknown' });
    await local.fault({ kind: 'rate-limit', retryAfter: 60, on: { method: 'conversations.history' } });
    expect(await find(nextId())).toEqual({ kind: 'limited', scope: 'space', retryAfter: 60_000 });
  });
});

describe('an edit', () => {
  it('changes the message, which is found as before', async () => {
    const id = nextId();
    const ts = await posted(id);
    expect(await outbox.edit(space, general, ts, { title: 'Closed', parts: message.parts })).toEqual({
      kind: 'edited',
    });
    expect(await standing(id)).toMatchObject([{ ts, text: 'Closed\nWho decides?', version: 2 }]);
    expect(await outbox.find(space, general, id, now())).toEqual({ kind: 'found', message: ts });
  });

  it('of a message that is gone, or another’s, is refused', async () => {
    const theirs = await local.say(member, general, 'mine');
    const gone = { kind: 'refused', reason: 'message-gone' };
    expect([
      await outbox.edit(space, general, '1.000001', message),
      await outbox.edit(space, general, theirs, message),
    ]).toEqual([gone, gone]);
  });

  it('that is limited waits for the whole workspace', async () => {
    const ts = await posted();
    await local.fault({ kind: 'rate-limit', retryAfter: 3, on: { method: 'chat.update' } });
    expect(await outbox.edit(space, general, ts, message)).toEqual({
      kind: 'limited',
      scope: 'space',
      retryAfter: 3_000,
    });
  });
});

describe('a direct conversation', () => {
  it('is the same one each time', async () => {
    const direct = { kind: 'opened', channel: await local.openDirect(member) };
    expect([await outbox.openDirect(space, member), await outbox.openDirect(space, member)]).toEqual([
      direct,
      direct,
    ]);
  });

  it('with a member who is gone, unknown or a bot is refused', async () => {
    const gone = stage.id('Facilitator');
    await local.deactivate(gone);
    const outcomes = [];
    for (const each of [gone, 'U0LOCAL9999', 'U0LOCALBOT1'])
      outcomes.push(await outbox.openDirect(space, each));
    expect(outcomes).toEqual(outcomes.map(() => ({ kind: 'refused', reason: 'member-gone' })));
  });
});

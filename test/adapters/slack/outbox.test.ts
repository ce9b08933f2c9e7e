import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SlackOutbox } from '../../../src/adapters/slack/outbox.ts';
import { EVENTS, type Outbox } from '../../../src/chat/outbox.ts';
import type { Message, Picture } from '../../../src/chat/reply.ts';
import type { SpaceId } from '../../../src/chat/request.ts';
import type { Fault } from '../../../src/local/slack/faults.ts';
import type { LocalSlackClient } from '../../../src/local/slack/start.ts';
import { KeptLog } from '../../asking.ts';
import { message, nextId, type OutboxStage, on, startOutbox } from './outbox-stage.ts';
import { file, type Stage } from './stage.ts';

const picture: Picture = { kind: 'picture', name: 'chart.png', png: Buffer.from('png'), alt: 'Five answers' };

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

describe('a post', () => {
  it('in a list of events is refused without a call, since Slack keeps none', async () => {
    const before = (await local.calls()).length;
    expect(await outbox.post(space, EVENTS, nextId(), message)).toEqual({
      kind: 'refused',
      reason: 'rejected',
    });
    expect(await local.calls()).toHaveLength(before);
  });

  it('stands in the channel with its id, and unfurls nothing', async () => {
    const id = nextId();
    const ts = await posted(id);
    const [kept] = await standing(id);
    expect([kept?.ts, kept?.text, kept?.blocks.length]).toEqual([ts, 'A question\nWho decides?', 2]);
    const calls = (await local.calls()).filter(({ method }) => method === 'chat.postMessage');
    expect(calls.at(-1)?.body).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
  });

  it.each<[string, Fault, object, number]>([
    [
      'a rate limit',
      { kind: 'rate-limit', retryAfter: 7, on },
      { kind: 'limited', scope: 'channel', retryAfter: 7_000 },
      0,
    ],
    [
      'a rate limit that does not say how long',
      { kind: 'rate-limit', retryAfter: null, on },
      { kind: 'limited', scope: 'channel', retryAfter: 1_000 },
      0,
    ],
    ['an error before', { kind: 'status', status: 503, commit: 'before', on }, { kind: 'unknown' }, 0],
    ['an error after', { kind: 'status', status: 503, commit: 'after', on }, { kind: 'unknown' }, 1],
    ['a reset before', { kind: 'reset', commit: 'before', on }, { kind: 'unknown' }, 0],
    ['a reset after', { kind: 'reset', commit: 'after', on }, { kind: 'unknown' }, 1],
    ['internal_error after', { kind: 'internal-error', on }, { kind: 'unknown' }, 1],
  ])('says how it ended at %s, and is sent once', async (_, fault, outcome, stands) => {
    const id = nextId();
    await local.fault(fault);
    await local.clearCalls();
    expect(await outbox.post(space, general, id, message)).toEqual(outcome);
    expect((await local.calls()).map(({ method }) => method)).toEqual(['chat.postMessage']);
    expect(await standing(id)).toHaveLength(stands);
  });

  it.each([['before', 0] as const, ['after', 1] as const])(
    'is unknown where no answer came in time, %s it was stored',
    async (commit, stands) => {
      const id = nextId();
      await local.fault({ kind: 'hang', commit, on });
      expect(await by().post(space, general, id, message)).toEqual({ kind: 'unknown' });
      expect(await standing(id)).toHaveLength(stands);
    },
  );

  it('is unsent where Slack was not reached', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    nobody.close();
    const outcome = await by({ slackApiUrl: `http://127.0.0.1:${port}/api/` }).post(
      space,
      general,
      nextId(),
      message,
    );
    expect(outcome).toEqual({ kind: 'unsent' });
  });

  it('is unsent where the token is wrong, since the operator mends that', async () => {
    const wrong = by({ token: 'xoxb-wrong' });
    expect(await wrong.post(space, general, nextId(), message)).toEqual({ kind: 'unsent' });
  });

  it('to another workspace than the token’s is refused, and one before the start is unsent', async () => {
    const elsewhere = await outbox.post('slack:T0ELSEWHERE' as SpaceId, general, nextId(), message);
    expect(elsewhere).toEqual({ kind: 'refused', reason: 'space-gone' });
    const unstarted = new SlackOutbox({ web: new WebClient(''), log: new KeptLog(), prefix: '' });
    expect(await unstarted.post(space, general, nextId(), message)).toEqual({ kind: 'unsent' });
  });

  it('to a channel that the bot is not in, that is archived or unknown is refused', async () => {
    const { practice = '', facilitators = '' } = local.conversations;
    const post = (channel: string) => outbox.post(space, channel, nextId(), message);
    await local.removeApp(member, practice);
    const away = await post(practice);
    await local.inviteApp(member, practice);
    const ts = await posted(nextId(), practice);
    await local.archive(practice);
    expect([
      away,
      await post(facilitators),
      await post(practice),
      await outbox.edit(space, practice, ts, message),
    ]).toEqual(
      ['not-member', 'channel-gone', 'channel-gone', 'channel-gone'].map((reason) => ({
        kind: 'refused',
        reason,
      })),
    );
  });

  it('goes to each of two channels though one is limited', async () => {
    const direct = await local.openDirect(member);
    await local.limitRates(true);
    const outcomes = [];
    for (const channel of [general, general, direct])
      outcomes.push((await outbox.post(space, channel, nextId(), message)).kind);
    await local.limitRates(false);
    expect(outcomes).toEqual(['posted', 'limited', 'posted']);
  });

  it('that Slack does not take is logged by its code, without a word of it', async () => {
    const log = new KeptLog();
    const refusing = by({ fetch: async () => Response.json({ ok: false, error: 'invalid_blocks' }) }, log);
    const outcome = await refusing.post(space, general, 'delivery0', message);
    expect(outcome).toEqual({ kind: 'refused', reason: 'rejected' });
    expect(JSON.stringify(log.lines)).toContain('"slack":"invalid_blocks"');
    expect(JSON.stringify(log.lines)).not.toContain('decides');
  });
});

describe('a picture', () => {
  const illustrated: Message = { ...message, parts: [...message.parts, picture] };
  const blocks = async (id: string) => (await standing(id))[0]?.blocks;

  it('stands in the post, described, and is not uploaded again for an edit', async () => {
    const id = nextId();
    await local.clearCalls();
    const ts = await posted(id, general, illustrated);
    expect(await outbox.edit(space, general, ts, illustrated)).toEqual({ kind: 'edited' });
    const uploads = (await local.calls()).filter(({ method }) => method === 'files.getUploadURLExternal');
    expect([await blocks(id), uploads.length]).toEqual([
      expect.arrayContaining([
        expect.objectContaining({ type: 'image', alt_text: 'Five answers', slack_file: expect.anything() }),
      ]),
      1,
    ]);
  });

  it('is told in words where it cannot be uploaded', async () => {
    const id = nextId();
    const other = { ...picture, png: Buffer.from('another') };
    await local.fault({ kind: 'status', status: 500, commit: 'before', on: { method: 'upload' } });
    await posted(id, general, { ...message, parts: [other] });
    expect(JSON.stringify(await blocks(id))).toContain('Picture: Five answers');
  });

  it('is told in words where Slack never takes it into a message', async () => {
    const refusing = by({
      fetch: async (url, init) =>
        String(init?.body).includes('slack_file')
          ? Response.json({ ok: false, error: 'invalid_blocks' })
          : fetch(url, init as RequestInit),
    });
    const id = nextId();
    expect(await refusing.post(space, general, id, illustrated)).toMatchObject({ kind: 'posted' });
    expect(JSON.stringify(await blocks(id))).toContain('Picture: Five answers');
  });
});

it('a file of a post stands in its thread', async () => {
  const ts = await posted(nextId(), general, { ...message, parts: [file] });
  const shown = (await local.transcript(general)).filter(({ thread }) => thread === ts);
  expect(shown.map(({ files }) => files)).toMatchObject([[{ name: 'data.json', size: file.content.length }]]);
});

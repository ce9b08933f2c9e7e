import { WebClient, type WebClientOptions } from '@slack/web-api';
import { boltLog } from '../../../src/adapters/slack/bolt-log.ts';
import { SlackOutbox } from '../../../src/adapters/slack/outbox.ts';
import { createTransport } from '../../../src/adapters/slack/transport.ts';
import type { Outbox } from '../../../src/chat/outbox.ts';
import type { Message } from '../../../src/chat/reply.ts';
import type { SpaceId } from '../../../src/chat/request.ts';
import { paragraph } from '../../../src/chat/text.ts';
import type { Kept } from '../../../src/local/slack/human.ts';
import type { LocalSlackClient } from '../../../src/local/slack/start.ts';
import { KeptLog } from '../../asking.ts';
import { type Stage, startStage } from './stage.ts';

export const message: Message = {
  title: 'A question',
  parts: [{ kind: 'text', text: [paragraph('Who decides?')] }],
};
export const on = { method: 'chat.postMessage' };
export const now = (): Temporal.Instant => Temporal.Now.instant();

const BOT = 'U0LOCALBOT1';

let count = 0;
export function nextId(): string {
  count += 1;
  return `delivery${count}`;
}

export interface OutboxStage {
  readonly stage: Stage;
  readonly local: LocalSlackClient;
  readonly outbox: Outbox;
  readonly space: SpaceId;
  readonly general: string;
  readonly member: string;
  /** An outbox that reaches Slack by a client of the test's own. */
  by(options?: WebClientOptions & { readonly token?: string; readonly user?: string }, log?: KeptLog): Outbox;
  /** Posts of this id that stand in the channel. */
  standing(id: string, channel?: string): Promise<readonly Kept[]>;
  /** The new post's id at Slack; rejects where it did not get there. */
  posted(id?: string, channel?: string, what?: Message): Promise<string>;
}

export async function startOutbox(): Promise<OutboxStage> {
  const stage = await startStage('socket');
  const { local, general } = stage;
  const { outbox } = stage.adapter;
  const space = `slack:${local.teamId}` as SpaceId;
  return {
    ...{ stage, local, outbox, space, general, member: stage.id('Member') },
    by({ token = local.botToken, user = BOT, ...options } = {}, log = new KeptLog()) {
      const common = { slackApiUrl: local.apiUrl, retryConfig: { retries: 0 }, logger: boltLog(log) };
      const web = new WebClient(token, { ...common, fetch: createTransport(300), ...options });
      const made = new SlackOutbox({ web, log, prefix: '' });
      made.installation = { team: local.teamId, name: '', user, enterprise: undefined };
      return made;
    },
    standing: async (id, channel = general) =>
      (await local.transcript(channel)).filter(({ metadata }) => metadata?.event_payload.id === id),
    async posted(id = nextId(), channel = general, what = message) {
      const outcome = await outbox.post(space, channel, id, what);
      if (outcome.kind !== 'posted') throw new Error(`the post ended as ${JSON.stringify(outcome)}`);
      return outcome.message;
    },
  };
}

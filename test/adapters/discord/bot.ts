import { createDiscord } from '../../../src/adapters/discord/adapter.ts';
import type { Command } from '../../../src/chat/command.ts';
import type { Spaces } from '../../../src/chat/spaces.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../src/local/discord/start.ts';
import { handlerOf, KeptLog } from '../../asking.ts';
import { commands as testCommands } from './commands.ts';

/** The adapter with its real client, connected to a Discord of its own. */
export interface Bot {
  readonly local: LocalDiscord;
  readonly log: KeptLog;
  readonly member: string;
  readonly second: string;
  readonly general: string;
  readonly adapter: ReturnType<typeof createDiscord>;
  stop(): Promise<void>;
}

export async function startBot(
  commands: readonly Command[] = testCommands,
  platform: { heartbeatMs?: number; rateLimits?: boolean } = {},
): Promise<Bot> {
  const local = await startLocalDiscord(platform);
  const { log, adapter } = makeBot(local, commands);
  await adapter.start();
  return {
    local,
    log,
    adapter,
    member: idIn(local.members, 'Member'),
    second: idIn(local.members, 'Second member'),
    general: idIn(local.conversations, 'general'),
    async stop() {
      await adapter.stop();
      await adapter.close();
      await local.stop();
    },
  };
}

/** An adapter that is not started yet; `settings` replace the right ones. */
export function makeBot(
  local: LocalDiscord,
  commands: readonly Command[] = testCommands,
  settings: {
    token?: string;
    applicationId?: string;
    apiUrl?: string;
    devGuildId?: string;
    spaces?: Spaces;
  } = {},
) {
  const log = new KeptLog();
  const { token, applicationId, apiUrl } = local;
  const handler = handlerOf(undefined, commands, log);
  const adapter = createDiscord({ handler, log, token, applicationId, apiUrl, ...settings });
  return { log, adapter };
}

export const idIn = (ids: Readonly<Record<string, string>>, name: string): string => {
  const id = ids[name];
  if (id === undefined) throw new Error(`there is no ${name}`);
  return id;
};

/** The bot's calls as `METHOD route`, without ids and tokens. */
export async function routes(local: LocalDiscord): Promise<string[]> {
  const calls = await local.calls();
  return calls.map(
    ({ method, path }) =>
      `${method} ${path.replace(/\?.*/, '').replace(/\/(?:\d{17,20}|[\w-]{40,})(?=\/|$)/g, '')}`,
  );
}

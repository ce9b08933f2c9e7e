/** The local Slack as a process: `--port N` (0: any). Prints one JSON line when ready; ends with its parent. */
import { parseArgs } from 'node:util';
import { endWithParent } from '../shared/process.ts';
import { SlackServer } from './server.ts';
import { TEAM } from './world.ts';

export interface Ready {
  url: string;
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  teamId: string;
  /** Members and conversations: ids by name. */
  members: Record<string, string>;
  conversations: Record<string, string>;
}

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const slack = new SlackServer();
const url = await slack.listen(Number(values.port));
const { botToken, appToken, signingSecret, members, conversations } = slack.world;
const byName = (all: Iterable<{ id: string; name: string }>): Record<string, string> =>
  Object.fromEntries([...all].map(({ id, name }) => [name, id]));
const ready: Ready = {
  url,
  apiUrl: `${url}/api/`,
  botToken,
  appToken,
  signingSecret,
  teamId: TEAM.id,
  members: byName([...members.values()].filter(({ bot }) => !bot)),
  conversations: byName(conversations.values()),
};
process.stdout.write(`${JSON.stringify(ready)}\n`);
endWithParent();

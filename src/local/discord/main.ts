import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseArgs } from 'node:util';
import { Changes } from '../shared/changes.ts';
import { Clocks } from '../shared/clock.ts';
import { readBody, sendJson } from '../shared/http.ts';
import { endWithParent } from '../shared/process.ts';
import { Acts } from './acts.ts';
import { Controls, idsOf } from './controls.ts';
import { Forms } from './forms.ts';
import { Gateway } from './gateway.ts';
import { CONTROLS, HAND_ACTS, READINGS, SCREEN_ACTS } from './human.ts';
import { Interactions } from './interactions.ts';
import { Messages } from './messages.ts';
import type { Discord } from './route.ts';
import { Screens } from './screens.ts';
import { Api } from './server.ts';
import type { Ready } from './start.ts';
import { courseWorld, type World } from './world.ts';

/** The local Discord as a process: `node main.ts --port N [--heartbeat MS] [--rate-limits]`; ends when standard input closes. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    heartbeat: { type: 'string', default: '41250' },
    'rate-limits': { type: 'boolean', default: false },
  },
});

const { world, guild } = courseWorld();
const clocks = new Clocks();
const changes = new Changes();
const gateway = new Gateway(world, changes, Number(values.heartbeat));
const messages = new Messages(world, gateway, clocks, changes);
const interactions = new Interactions(world, gateway, messages, clocks);
const discord: Discord = { world, gateway, messages, interactions, clocks, changes, base: '' };
const api = new Api(discord, values['rate-limits']);
const forms = new Forms(changes);
const acts = new Acts(discord, forms);
const screens = new Screens(discord, forms);
const controls = new Controls(discord, api);
const local = actsByName();

const port = await api.listen(Number(values.port), aside);
endWithParent();
const people = [...world.users.values()].filter((user) => !user.bot);
const ready: Ready = {
  url: `http://127.0.0.1:${port}`,
  apiUrl: `http://127.0.0.1:${port}/api`,
  token: world.token,
  applicationId: world.applicationId,
  ...idsOf(guild),
  members: Object.fromEntries(people.map((user) => [user.name, user.id])),
};
process.stdout.write(`${JSON.stringify(ready)}\n`);

/** `/_local/<act>` with a list of arguments, `/_local/changes`, and the files of messages. */
async function aside(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
  if (path.startsWith('/attachments/')) return serveFile(world, response, path);
  const name = /^\/_local\/(\w+)$/.exec(path)?.[1];
  if (name === undefined) return false;
  if (request.headers.origin !== undefined) {
    sendJson(response, 403, { refused: 'a web page may not act as a member' });
    return true;
  }
  if (name === 'changes' && request.method === 'GET') {
    changes.watch(response);
    return true;
  }
  const act = local.get(name);
  if (act === undefined) return false;
  try {
    const given = JSON.parse((await readBody(request)).toString()) as unknown[];
    // JSON has no undefined: an argument that was left out arrives as null.
    const told = given.map((each) => each ?? undefined);
    sendJson(response, 200, { value: await act(...told) });
  } catch (error) {
    sendJson(response, 400, { refused: error instanceof Error ? error.message : String(error) });
  }
  return true;
}

type Act = (...given: unknown[]) => Promise<unknown>;

/** The acts by name; every control that may change something says so to those who watch. */
function actsByName(): Map<string, Act> {
  const bound = <Name extends string>(names: readonly Name[], holder: Record<Name, unknown>): [Name, Act][] =>
    names.map((name) => [name, (holder[name] as Act).bind(holder)]);
  const telling = bound(CONTROLS, controls).map(([name, act]): [string, Act] => [
    name,
    (...given) => act(...given).finally(() => changes.notify()),
  ]);
  return new Map<string, Act>([
    ...bound(HAND_ACTS, acts),
    ...bound(SCREEN_ACTS, screens),
    ...bound(READINGS, controls),
    ...telling,
  ]);
}

function serveFile(from: World, response: ServerResponse, path: string): boolean {
  const [, , channelId, fileId] = path.split('/');
  const stored = [...(from.channel(channelId ?? '')?.messages.values() ?? [])];
  const file = stored.flatMap((message) => message.attachments).find((each) => each.id === fileId);
  if (file === undefined) return false;
  response.writeHead(200, { 'content-type': file.contentType || 'application/octet-stream' }).end(file.bytes);
  return true;
}

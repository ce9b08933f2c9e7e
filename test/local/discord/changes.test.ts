import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Permission } from '../../../src/local/discord/permissions.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../src/local/discord/start.ts';
import { Changes } from '../../../src/local/shared/changes.ts';
import { fields } from '../../../src/local/shared/json.ts';
import { button, command, row, shown, v2 } from './payloads.ts';
import { RawBot } from './raw-bot.ts';

/** One who watches: waits for the next change. */
class Watcher {
  readonly #stopping = new AbortController();
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  type: string | null = null;

  /** Resolves once the first newline is there, which tells of nothing yet. */
  static async at(url: string): Promise<Watcher> {
    const watcher = new Watcher();
    const response = await fetch(url, { signal: watcher.#stopping.signal });
    watcher.type = response.headers.get('content-type');
    watcher.#reader = response.body!.getReader();
    await watcher.next();
    return watcher;
  }

  /** What comes next, as it was written. */
  async next(): Promise<string> {
    const { value } = await this.#reader!.read();
    return Buffer.from(value ?? []).toString();
  }

  stop(): void {
    this.#stopping.abort();
  }
}

describe('whoever watches', () => {
  const changes = new Changes();
  const server = createServer((_request, response) => changes.watch(response));
  const watchers: Watcher[] = [];
  let url: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    for (const watcher of watchers.splice(0)) watcher.stop();
  });

  afterAll(() => server.close());

  const watch = async (): Promise<Watcher> => {
    const watcher = await Watcher.at(url);
    watchers.push(watcher);
    return watcher;
  };

  test('gets a newline at once and another for a change, as plain text', async () => {
    const watcher = await watch();
    changes.notify();
    expect([watcher.type, await watcher.next()]).toEqual(['text/plain', '\n']);
  });

  test('is told once of changes that come together, and again of a later one', async () => {
    const watcher = await watch();
    for (let count = 0; count < 5; count += 1) changes.notify();
    const together = await watcher.next();
    changes.notify();
    expect([together, await watcher.next()]).toEqual(['\n', '\n']);
  });

  test('is told beside all others, and one who went away keeps nobody from it', async () => {
    const [gone, one, other] = [await watch(), await watch(), await watch()];
    gone.stop();
    changes.notify();
    expect([await one.next(), await other.next()]).toEqual(['\n', '\n']);
  });
});

describe('the local Discord tells of', () => {
  let discord: LocalDiscord;
  let bot: RawBot;
  let watcher: Watcher;
  let general: string;
  let member: string;

  beforeAll(async () => {
    discord = await startLocalDiscord();
    bot = new RawBot(discord);
    general = discord.conversations.general!;
    member = discord.members.Member!;
    await bot.call('PUT', `/applications/${discord.applicationId}/commands`, [command()]);
    await asked();
  });

  afterEach(() => watcher.stop());

  afterAll(async () => {
    bot.disconnect();
    await discord.stop();
  });

  const post = async () => {
    const content = v2(shown('Good morning'), row(button({ custom_id: 'go' })));
    return String((await bot.call('POST', `/channels/${general}/messages`, content)).body.id);
  };
  const asked = () => bot.receive(() => discord.slash(member, general, '/glossary'));
  const opened = async () => {
    await bot.answer(await asked(), 9, {
      title: 'Form',
      custom_id: 'form',
      components: [{ type: 18, label: 'Name', component: { type: 4, custom_id: 'name', style: 1 } }],
    });
    return expect.poll(async () => (await discord.screen(member)).form?.id).toBeDefined();
  };

  const told = async (act: () => Promise<unknown>): Promise<string> => {
    watcher = await Watcher.at(`${discord.url}/_local/changes`);
    const [line] = await Promise.all([watcher.next(), act()]);
    return line;
  };

  test.each<[string, () => Promise<() => Promise<unknown>>]>([
    ['what a member says', async () => () => discord.say(member, general, 'Good morning')],
    ['a post', async () => post],
    [
      'an edit',
      async () => {
        const id = await post();
        return () =>
          bot.call('PATCH', `/channels/${general}/messages/${id}`, { components: [shown('Good evening')] });
      },
    ],
    [
      'a removal',
      async () => {
        const id = await post();
        return () => bot.call('DELETE', `/channels/${general}/messages/${id}`);
      },
    ],
    [
      'an answer to a click',
      async () => {
        const id = await post();
        return async () =>
          bot.answer(await bot.receive(() => discord.click(member, id, 'go')), 7, v2(shown('Pressed')));
      },
    ],
    [
      'a private message that is dismissed',
      async () => {
        const { body } = await bot.answer(await asked(), 4, { content: 'BATNA', flags: 64 });
        const id = (body.resource as { message: { id: string } }).message.id;
        return () => discord.dismiss(member, id);
      },
    ],
    ['a form that opens', async () => opened],
    [
      'a form that is closed',
      async () => {
        await opened();
        const { form } = await discord.screen(member);
        return () => discord.closeForm(member, form!.id);
      },
    ],
    ['a new guild', async () => () => discord.addGuild('Second course')],
    ['a new member', async () => () => discord.addMember(discord.guildId, 'Guest')],
    ['a new role', async () => () => discord.addRole(discord.guildId, 'Observers')],
    [
      'who sees a channel',
      async () => () =>
        discord.overwrite(
          discord.conversations.practice!,
          discord.guildId,
          '0',
          String(Permission.viewChannel),
        ),
    ],
    [
      'commands',
      async () => () =>
        bot.call('PUT', `/applications/${discord.applicationId}/commands`, [
          command({ name: 'other' }),
          command(),
        ]),
    ],
    ['the clock being set', async () => () => discord.setClock('2026-11-26T19:00:00Z')],
    ['the clock being moved', async () => () => discord.advance(60_000)],
    ['the clock being let run', async () => () => discord.setClock(null)],
    ['the app connecting', async () => () => bot.identified()],
    [
      'the app’s connection ending',
      async () => {
        const connection = await bot.identified();
        await connection.next('READY');
        return async () => connection.terminate();
      },
    ],
    [
      'the app coming back to its session',
      async () => {
        const before = await bot.identified();
        const { session_id } = fields((await before.next('READY')).d);
        const connection = await bot.connect();
        return async () => connection.send(6, { token: discord.token, session_id, seq: 1 });
      },
    ],
    [
      'the app leaving a guild',
      async () => {
        const { guildId } = await discord.addGuild('Third course');
        return () => bot.call('DELETE', `/users/@me/guilds/${guildId}`);
      },
    ],
  ])('%s', async (_what, prepare) => {
    const act = await prepare();
    expect(await told(act)).toBe('\n');
  });
});

test('looking changes nothing', async () => {
  const discord = await startLocalDiscord();
  const [member, general] = [discord.members.Member!, discord.conversations.general!];
  const watcher = await Watcher.at(`${discord.url}/_local/changes`);
  let told = false;
  const first = watcher.next().then(() => {
    told = true;
  });
  for (let count = 0; count < LOOKS; count += 1) {
    await Promise.all([discord.screen(member), discord.read(member, general), discord.posts()]);
    await Promise.all([discord.offers(member, general), discord.calls(), discord.connected()]);
  }
  const before = told;
  await discord.say(member, general, 'Good morning');
  await first;
  watcher.stop();
  await discord.stop();
  expect(before).toBe(false);
});

/** Looks that take longer than changes are gathered before they are told. */
const LOOKS = 20;

test('a web page of somebody else’s can neither act as a member nor watch', async () => {
  const discord = await startLocalDiscord();
  const headers = { origin: 'https://example.org' };
  const answers = await Promise.all([
    fetch(`${discord.url}/_local/read`, {
      method: 'POST',
      headers,
      body: JSON.stringify([discord.members.Member, discord.conversations.general]),
    }),
    fetch(`${discord.url}/_local/changes`, { headers }),
  ]);
  const said = await Promise.all(answers.map(async (each) => [each.status, await each.json()]));
  await discord.stop();
  const refused = { refused: 'a web page may not act as a member' };
  expect(said).toEqual([
    [403, refused],
    [403, refused],
  ]);
});

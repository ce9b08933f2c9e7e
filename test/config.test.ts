import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { OperatorError } from '../src/chat/adapter.ts';
import { demoConfig, loadConfig } from '../src/config.ts';

type Env = Readonly<Record<string, string>>;

const part = (length: number) => 'x'.repeat(length);
const discord = {
  DISCORD_TOKEN: `${part(24)}.${part(6)}.${part(38)}`,
  DISCORD_APP_ID: '123456789012345678',
};
const slack = { SLACK_BOT_TOKEN: `xoxb-${part(20)}`, SLACK_APP_TOKEN: `xapp-${part(20)}` };
const secret = { SLACK_SIGNING_SECRET: '0123456789abcdef0123456789ABCDEF' };

const refusal = (env: Env): string => {
  try {
    return `taken as ${JSON.stringify(loadConfig(env))}`;
  } catch (error) {
    if (error instanceof OperatorError) return error.message;
    throw error;
  }
};

/** Each variable with a value that is wrong, and one of each that is right. */
const WRONG: Env = {
  DISCORD_TOKEN: 'Bot-of-mine',
  DISCORD_APP_ID: '12345678-9012',
  DISCORD_DEV_GUILD_ID: 'my-own-server',
  DISCORD_API_URL: 'discord-dot-com',
  SLACK_BOT_TOKEN: 'xapp-not-a-bot',
  SLACK_APP_TOKEN: 'xoxb-not-an-app',
  SLACK_SIGNING_SECRET: 'not-so-secret',
  SLACK_COMMAND_PREFIX: 'No_Prefix!',
  SLACK_API_URL: 'ftp://slack.example',
  HOST: 'http://here/',
  PORT: '70000',
  PUBLIC_URL: 'our-own-host',
  DATABASE_URL: 'mysql://user:hunter2@host/db',
  LOG_LEVEL: 'loud',
};

describe('the settings', () => {
  test('without any token are the demo, with its own folder and content read anew', () => {
    expect(loadConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: 'data/demo',
      logLevel: 'info',
      development: true,
      notices: [],
    });
  });

  test('with a token keep their data in the folder itself', () => {
    expect(loadConfig({ ...slack, DATA_DIR: 'kept' })).toMatchObject({ dataDir: 'kept', development: false });
  });

  test('of the demo keep a folder of its own within the one that was named', () => {
    expect(loadConfig({ DATA_DIR: 'kept' }).dataDir).toBe('kept/demo');
  });

  test('that are empty, or blank, count as not set', () => {
    const names = [...Object.keys(WRONG), 'DATA_DIR'];
    expect(loadConfig(Object.fromEntries(names.map((name, index) => [name, index % 2 ? '' : '  '])))).toEqual(
      loadConfig({}),
    );
  });

  test('lose the spaces around them', () => {
    expect(loadConfig({ PORT: ' 80 ' }).port).toBe(80);
  });

  test('that are none of ours are left alone', () => {
    expect(loadConfig({ PATH: '/bin', NODE_ENV: 'test' })).toEqual(loadConfig({}));
  });

  test('are read whole', () => {
    const all = {
      ...discord,
      ...slack,
      DISCORD_DEV_GUILD_ID: '876543210987654321',
      DISCORD_API_URL: 'http://127.0.0.1:1',
      SLACK_COMMAND_PREFIX: 'p-',
      SLACK_API_URL: 'http://127.0.0.1:2/api/',
      HOST: '0.0.0.0',
      PORT: '65535',
      PUBLIC_URL: 'https://parley.example',
      DATABASE_URL: 'postgres://parley@localhost/parley',
      LOG_LEVEL: 'debug',
    };
    expect(loadConfig(all)).toEqual({
      discord: {
        token: discord.DISCORD_TOKEN,
        applicationId: discord.DISCORD_APP_ID,
        devGuildId: '876543210987654321',
        apiUrl: 'http://127.0.0.1:1',
      },
      slack: {
        botToken: slack.SLACK_BOT_TOKEN,
        mode: { kind: 'socket', appToken: slack.SLACK_APP_TOKEN },
        commandPrefix: 'p-',
        apiUrl: 'http://127.0.0.1:2/api/',
      },
      host: '0.0.0.0',
      port: 65_535,
      publicUrl: 'https://parley.example',
      databaseUrl: 'postgres://parley@localhost/parley',
      dataDir: 'data',
      logLevel: 'debug',
      development: true,
      notices: [],
    });
  });
});

describe('the demo’s settings', () => {
  test('leave both platforms out, though their tokens are set or wrong', () => {
    expect(demoConfig({ ...discord, ...slack, SLACK_API_URL: 'wrong', PORT: '80' })).toEqual(
      loadConfig({ PORT: '80' }),
    );
  });

  test('leave the public address to the bot that may be running behind it', () => {
    expect(demoConfig({ PUBLIC_URL: 'https://parley.example' })).toEqual(loadConfig({}));
  });
});

describe('Slack is reached', () => {
  test('by HTTP where only the signing secret is set', () => {
    const config = loadConfig({ SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN, ...secret, PORT: '8080' });
    expect(config.slack?.mode).toEqual({
      kind: 'http',
      signingSecret: secret.SLACK_SIGNING_SECRET,
      host: '127.0.0.1',
      port: 8080,
    });
  });

  test('by Socket Mode where both secrets are set, and a notice says so', () => {
    const { slack: read, notices } = loadConfig({ ...slack, ...secret });
    expect(read?.mode.kind).toBe('socket');
    expect(notices).toEqual([expect.stringMatching(/Both Slack secrets.*Socket Mode/)]);
  });
});

describe('a wrong setting', () => {
  test.each(Object.entries(WRONG))('is named, never with its value: %s', (name, value) => {
    const told = refusal({ ...discord, ...slack, [name]: value });
    expect(told).toMatch(new RegExp(`^  - ${name} \\S`, 'm'));
    expect(told).not.toContain(value);
  });

  test('is told together with all the others', () => {
    const told = refusal(WRONG);
    expect(Object.keys(WRONG).filter((name) => !told.includes(`- ${name} `))).toEqual([]);
  });

  test.each(['-1', '65536', '3.5', '0x50', '1e3', 'http', '8080/tcp'])(
    'is told in plain words: a port of “%s”',
    (PORT) => {
      expect(refusal({ PORT })).toMatch(/- PORT is a port number from 0 to 65535\.$/);
    },
  );

  test('points to where the settings are explained', () => {
    expect(refusal({ PORT: 'x' })).toContain('.env.example');
  });
});

describe('a setting that is missing', () => {
  test.each<[string, Env]>([
    ['DISCORD_APP_ID', { DISCORD_TOKEN: discord.DISCORD_TOKEN }],
    ['DISCORD_TOKEN', { DISCORD_APP_ID: discord.DISCORD_APP_ID }],
    ['DISCORD_TOKEN', { DISCORD_DEV_GUILD_ID: '876543210987654321' }],
    ['SLACK_APP_TOKEN', { SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN }],
    ['SLACK_BOT_TOKEN', { SLACK_APP_TOKEN: slack.SLACK_APP_TOKEN }],
    ['SLACK_BOT_TOKEN', secret],
  ])('is named with where to find it: %s', (name, env) => {
    expect(refusal(env)).toMatch(new RegExp(`- ${name} is missing.*(copy it from|Socket Mode)`));
  });

  test('is told for both platforms at once', () => {
    const told = refusal({ DISCORD_TOKEN: discord.DISCORD_TOKEN, SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN });
    expect(told).toMatch(/DISCORD_APP_ID is missing[\s\S]*SLACK_APP_TOKEN is missing/);
  });

  test('is not told of a platform that is not used', () => {
    expect(loadConfig(discord).slack).toBeUndefined();
    expect(loadConfig(slack).discord).toBeUndefined();
  });
});

describe('.env.example', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const example = read('../.env.example');
  const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);

  test('names exactly the settings that are read', () => {
    const [, schema = ''] =
      /const environment = z\.object\(\{\n([\s\S]*?)\n\}\);/.exec(read('../src/config.ts')) ?? [];
    const settings = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name);
    expect(settings.length).toBeGreaterThan(10);
    expect(named.toSorted()).toEqual(settings.toSorted());
  });

  test('sets none of them, so that a copy of it is the demo', () => {
    expect(
      [...example.matchAll(/^[A-Z_]+=(.*)$/gm)].map(([, value]) => value).filter((value) => value !== ''),
    ).toEqual([]);
  });

  test('explains every one of them', () => {
    const unexplained = named.filter((name) => !new RegExp(`^#.*\n${name}=`, 'm').test(example));
    expect(unexplained).toEqual([]);
  });
});

import 'dotenv/config';
import { z } from 'zod';
import { OperatorError } from './chat/adapter.ts';

export interface DiscordConfig {
  readonly token: string;
  readonly applicationId: string;
  readonly devGuildId?: string;
  readonly apiUrl?: string;
}

export type SlackMode =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly host: string; readonly port: number };

export interface SlackConfig {
  readonly botToken: string;
  readonly mode: SlackMode;
  readonly commandPrefix?: string;
  readonly apiUrl?: string;
}

export interface Config {
  readonly discord?: DiscordConfig;
  readonly slack?: SlackConfig;
  readonly host: string;
  readonly port: number;
  /** Where health and figures are shown; absent where they are not. */
  readonly admin?: { readonly host: string; readonly port: number };
  readonly publicUrl?: string;
  readonly databaseUrl?: string;
  readonly dataDir: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Content is read anew when it changes: in the demo, and where a Discord development server is set. */
  readonly development: boolean;
  /** What was decided where two settings meet; for the log. */
  readonly notices: readonly string[];
}

const snowflake = (where: string) =>
  z.string().regex(/^\d{17,20}$/, `is a number of 17 to 20 digits; copy it from ${where}`);
const url = (protocols: RegExp, what: string) =>
  z.string().refine((value) => URL.canParse(value) && protocols.test(new URL(value).protocol), what);
const web = url(/^https?:$/, 'is a web address, such as https://parley.example.org');

const PORT_RULE = 'is a port number from 0 to 65535';
const port = z
  .string()
  .regex(/^\d{1,5}$/, PORT_RULE)
  .transform(Number)
  .refine((number) => number <= 65_535, PORT_RULE);
const address = z.string().regex(/^[\w.:-]+$/, 'is an address to listen on, such as 127.0.0.1');

// Each message completes “NAME …”; none ever shows the value.
const environment = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(
      /^[\w-]{18,}\.[\w-]{6,}\.[\w-]{27,}$/,
      'does not look like a bot token (three parts joined by dots); copy it again from the Discord developer portal, page Bot',
    )
    .optional(),
  DISCORD_APP_ID: snowflake('the Discord developer portal, page General Information').optional(),
  DISCORD_DEV_GUILD_ID: snowflake('your test server: right click on it, Copy Server ID').optional(),
  DISCORD_API_URL: web.optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(
      /^xoxb-[\w-]{10,}$/,
      'begins with xoxb-; copy it again from your Slack app, page OAuth & Permissions',
    )
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(
      /^xapp-[\w-]{10,}$/,
      'begins with xapp-; make one on your Slack app’s page Basic Information, App-Level Tokens',
    )
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(
      /^[0-9a-f]{32}$/i,
      'is 32 hexadecimal digits; copy it again from your Slack app’s page Basic Information',
    )
    .optional(),
  SLACK_COMMAND_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,9}$/, 'is up to ten small letters, digits or hyphens, such as p-')
    .optional(),
  SLACK_API_URL: web.optional(),
  HOST: address.default('127.0.0.1'),
  PORT: port.default(3000),
  ADMIN_HOST: address.default('127.0.0.1'),
  ADMIN_PORT: port.optional(),
  PUBLIC_URL: web.optional(),
  DATABASE_URL: url(/^postgres(?:ql)?:$/, 'is an address such as postgres://user@host/database').optional(),
  DATA_DIR: z.string().default('data'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'is one of debug, info, warn, error, silent')
    .default('info'),
});

type Environment = z.output<typeof environment>;

/**
 * Reads the environment (and `.env`) once. Throws an OperatorError that names every variable that is missing or
 * wrong, in plain words, never with its value. No token at all is no error: that means the demo.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.keys(environment.shape).flatMap((name) => (env[name]?.trim() ? [[name, env[name].trim()]] : [])),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw wrong(parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}.`));
  }
  const values = parsed.data;
  const problems = missing(values);
  if (problems.length > 0) throw wrong(problems);
  const { discord, slack } = { discord: discordOf(values), slack: slackOf(values) };
  return {
    ...(discord ? { discord } : {}),
    ...(slack ? { slack } : {}),
    host: values.HOST,
    port: values.PORT,
    ...(values.ADMIN_PORT === undefined
      ? {}
      : { admin: { host: values.ADMIN_HOST, port: values.ADMIN_PORT } }),
    ...(values.PUBLIC_URL ? { publicUrl: values.PUBLIC_URL } : {}),
    ...(values.DATABASE_URL ? { databaseUrl: values.DATABASE_URL } : {}),
    dataDir: discord || slack ? values.DATA_DIR : `${values.DATA_DIR}/demo`,
    logLevel: values.LOG_LEVEL,
    development: values.DISCORD_DEV_GUILD_ID !== undefined || !(discord || slack),
    notices:
      values.SLACK_APP_TOKEN && values.SLACK_SIGNING_SECRET
        ? ['Both Slack secrets are set: the app token wins, so Slack is reached by Socket Mode.']
        : [],
  };
}

/** The settings of the demo: the same, as if no platform were configured; behind PUBLIC_URL the real bot may be listening. */
export const demoConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config =>
  loadConfig(
    Object.fromEntries(
      Object.entries(env).filter(([name]) => !/^(?:DISCORD_|SLACK_|PUBLIC_URL$)/.test(name)),
    ),
  );

/** What a token needs beside it; a secret that stands alone is a slip, never the demo. */
function missing(values: Environment): string[] {
  const problems: string[] = [];
  if (values.DISCORD_TOKEN && !values.DISCORD_APP_ID) {
    problems.push(
      'DISCORD_APP_ID is missing: copy it from the Discord developer portal, page General Information.',
    );
  }
  if (!values.DISCORD_TOKEN && (values.DISCORD_APP_ID || values.DISCORD_DEV_GUILD_ID)) {
    problems.push('DISCORD_TOKEN is missing: copy it from the Discord developer portal, page Bot.');
  }
  if (values.SLACK_BOT_TOKEN && !values.SLACK_APP_TOKEN && !values.SLACK_SIGNING_SECRET) {
    problems.push(
      'SLACK_APP_TOKEN is missing (for Socket Mode, the simplest); or set SLACK_SIGNING_SECRET, for a server that Slack can reach.',
    );
  }
  if (!values.SLACK_BOT_TOKEN && (values.SLACK_APP_TOKEN || values.SLACK_SIGNING_SECRET)) {
    problems.push('SLACK_BOT_TOKEN is missing: copy it from your Slack app, page OAuth & Permissions.');
  }
  return problems;
}

function discordOf(values: Environment): DiscordConfig | undefined {
  if (!values.DISCORD_TOKEN || !values.DISCORD_APP_ID) return undefined;
  return {
    token: values.DISCORD_TOKEN,
    applicationId: values.DISCORD_APP_ID,
    ...(values.DISCORD_DEV_GUILD_ID ? { devGuildId: values.DISCORD_DEV_GUILD_ID } : {}),
    ...(values.DISCORD_API_URL ? { apiUrl: values.DISCORD_API_URL } : {}),
  };
}

function slackOf(values: Environment): SlackConfig | undefined {
  if (!values.SLACK_BOT_TOKEN) return undefined;
  return {
    botToken: values.SLACK_BOT_TOKEN,
    mode: values.SLACK_APP_TOKEN
      ? { kind: 'socket', appToken: values.SLACK_APP_TOKEN }
      : {
          kind: 'http',
          signingSecret: values.SLACK_SIGNING_SECRET ?? '',
          host: values.HOST,
          port: values.PORT,
        },
    ...(values.SLACK_COMMAND_PREFIX ? { commandPrefix: values.SLACK_COMMAND_PREFIX } : {}),
    ...(values.SLACK_API_URL ? { apiUrl: values.SLACK_API_URL } : {}),
  };
}

const wrong = (problems: readonly string[]): OperatorError =>
  new OperatorError(
    `The settings need a hand (see .env.example):\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
  );

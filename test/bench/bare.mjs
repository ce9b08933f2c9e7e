// The least bot that answers /glossary with given bytes: discord.js, Bolt or both, by the same settings as Parley.
// BARE_ANSWERS names a file { discord, slack } with what each platform is answered.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const env = process.env;
const answers = JSON.parse(readFileSync(env.BARE_ANSWERS, 'utf8'));

async function startDiscord() {
  const { Client, Events, GatewayIntentBits } = await import('discord.js');
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: env.DISCORD_API_URL } });
  // discord.js writes a reply's own fields itself; the rest is passed on as it is.
  const { allowed_mentions, ...rest } = answers.discord;
  const reply = allowed_mentions ? { ...rest, allowedMentions: allowed_mentions } : rest;
  client.on(Events.InteractionCreate, (interaction) => interaction.reply(reply));
  const ready = once(client, Events.ClientReady);
  await client.login(env.DISCORD_TOKEN);
  await ready;
  return () => client.destroy();
}

async function startSlack() {
  const { App, LogLevel } = await import('@slack/bolt');
  const app = new App({
    token: env.SLACK_BOT_TOKEN,
    clientOptions: { slackApiUrl: env.SLACK_API_URL },
    logLevel: LogLevel.WARN,
    ...(env.SLACK_APP_TOKEN
      ? { socketMode: true, appToken: env.SLACK_APP_TOKEN }
      : { signingSecret: env.SLACK_SIGNING_SECRET }),
  });
  app.command('/glossary', ({ ack }) => ack(answers.slack));
  await app.start({ host: '127.0.0.1', port: Number(env.PORT ?? 0) });
  return () => app.stop();
}

const starting = [];
if (env.DISCORD_TOKEN) starting.push(startDiscord());
if (env.SLACK_BOT_TOKEN) starting.push(startSlack());
const stops = await Promise.all(starting);
process.stdout.write('{"msg":"ready"}\n');
process.once('SIGTERM', () => Promise.all(stops.map((stop) => stop())).then(() => process.exit(0)));

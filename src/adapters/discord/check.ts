import {
  type APIApplication,
  type APIUser,
  DiscordAPIError,
  HTTPError,
  type REST,
  type RESTAPIPartialCurrentUserGuild,
  RESTEvents,
  Routes,
} from 'discord.js';
import type { Finding } from '../../chat/adapter.ts';
import { type Clock, systemClock } from '../../chat/clock.ts';
import { TOKEN_CURE } from './faults.ts';
import { inviteUrl, PERMISSIONS } from './invite.ts';
import { commandsRoute, type Scope } from './register.ts';
import { type Account, createRest } from './rest.ts';

/** Signatures and tokens tolerate little more than this. In seconds. */
const CLOCK_OFF = 30;
/** How many servers are named one by one. */
const NAMED = 10;

/** Whether Discord can be reached with these settings, and what to do where not. Shows no secret. */
export async function checkDiscord(
  settings: Account & Scope,
  clock: Clock = systemClock,
): Promise<Finding[]> {
  const rest = createRest(settings);
  const findings: Finding[] = [];
  let date: string | null = null;
  rest.on(RESTEvents.Response, (_request, response) => {
    date ??= response.headers.get('date');
  });
  try {
    const user = (await rest.get(Routes.user())) as APIUser;
    findings.push({ level: 'good', what: `Discord takes the bot token of ${user.username}` });
    findings.push(...(await checkApplication(rest, settings)));
    findings.push(...(await checkServers(rest, settings)));
  } catch (error) {
    findings.push(unreachable(error, settings));
  }
  if (date !== null) findings.push(checkClock(date, clock));
  return findings;
}

function unreachable(error: unknown, { apiUrl }: Account): Finding {
  if (error instanceof DiscordAPIError && error.status === 401) {
    return { level: 'bad', what: 'Discord does not take the bot token', cure: TOKEN_CURE };
  }
  if (error instanceof DiscordAPIError || error instanceof HTTPError) {
    return {
      level: 'bad',
      what: `Discord answered ${error.method} ${new URL(error.url).pathname} with ${error.status}`,
      cure: 'Try again; if it stays so, see https://discordstatus.com and whether Parley is up to date.',
    };
  }
  const where = new URL(apiUrl ?? 'https://discord.com').host;
  const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
  return {
    level: 'bad',
    what: `Discord cannot be reached at ${where}${code}`,
    cure:
      apiUrl === undefined
        ? 'See whether this machine reaches https://discord.com, and https://discordstatus.com for an outage.'
        : 'Is DISCORD_API_URL right? Leave it empty for Discord itself.',
  };
}

async function checkApplication(rest: REST, { applicationId, devGuildId }: Scope): Promise<Finding[]> {
  const application = (await rest.get(Routes.currentApplication())) as APIApplication;
  if (application.id !== applicationId) {
    return [
      {
        level: 'bad',
        what: `DISCORD_APP_ID is ${applicationId}, but the token belongs to the application ${application.id}`,
        cure: `Set DISCORD_APP_ID=${application.id}, or copy the other application's token.`,
      },
    ];
  }
  const findings: Finding[] = [{ level: 'good', what: `The application is ${application.name}` }];
  if (application.interactions_endpoint_url) {
    findings.push({
      level: 'bad',
      what: 'The application sends interactions to an address of its own, so that they never reach this program',
      cure: 'In the developer portal, page General Information, empty “Interactions Endpoint URL”.',
    });
  }
  findings.push(
    ...(await checkCommands(rest, { applicationId, ...(devGuildId === undefined ? {} : { devGuildId }) })),
  );
  return findings;
}

async function checkCommands(rest: REST, scope: Scope): Promise<Finding[]> {
  const { applicationId, devGuildId } = scope;
  const where = devGuildId === undefined ? 'everywhere' : `in the development server ${devGuildId}`;
  try {
    const registered = await countCommands(rest, scope);
    if (registered === 0) {
      return [
        {
          level: 'warning',
          what: `No commands are registered ${where} yet`,
          cure: 'npm start registers them.',
        },
      ];
    }
    const found: Finding = { level: 'good', what: `${registered} commands are registered ${where}` };
    return devGuildId === undefined ? [found] : [found, ...(await checkTwice(rest, applicationId))];
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
    return [
      {
        level: 'bad',
        what: `The bot may not see its commands ${where}`,
        cure: `Invite it: ${inviteUrl(applicationId)}`,
      },
    ];
  }
}

/** Discord shows a command of a server beside the one of the same name that is registered everywhere. */
async function checkTwice(rest: REST, applicationId: string): Promise<Finding[]> {
  const registered = await countCommands(rest, { applicationId });
  if (registered === 0) return [];
  const address = `${rest.options.api}/v${rest.options.version}${commandsRoute({ applicationId })}`;
  return [
    {
      level: 'warning',
      what: `${registered} commands are registered everywhere as well, so the development server may show them twice`,
      cure: `Develop with an application of its own or, if nobody needs those everywhere, take them away: curl -X PUT --json '[]' -H 'Authorization: Bot DISCORD_TOKEN' ${address}`,
    },
  ];
}

const countCommands = async (rest: REST, scope: Scope): Promise<number> =>
  ((await rest.get(commandsRoute(scope))) as unknown[]).length;

async function checkServers(rest: REST, { applicationId }: Scope): Promise<Finding[]> {
  const servers = (await rest.get(Routes.userGuilds())) as RESTAPIPartialCurrentUserGuild[];
  if (servers.length === 0) {
    return [
      {
        level: 'warning',
        what: 'The bot is in no server yet',
        cure: `Open this link and choose one: ${inviteUrl(applicationId)}`,
      },
    ];
  }
  const lacking = servers.flatMap((server) => lackedIn(server));
  return [
    {
      level: 'good',
      what: `The bot is in ${servers.length === 1 ? 'one server' : `${servers.length} servers`}`,
    },
    ...lacking.slice(0, NAMED),
  ];
}

function lackedIn({ id, permissions }: RESTAPIPartialCurrentUserGuild): Finding[] {
  const missing = missingIn(BigInt(permissions));
  const needed = missing.filter((name) => name !== 'Create Events');
  const findings: Finding[] = [];
  if (needed.length > 0)
    findings.push({
      level: 'warning',
      what: `In the server ${id} the bot lacks: ${needed.join(', ')}`,
      cure: 'In its settings, page Roles, allow the bot’s role this; commands work without it, posts by timetable do not.',
    });
  if (needed.length < missing.length)
    findings.push({
      level: 'note',
      what: `In the server ${id} the bot lacks Create Events, so practice sessions do not stand in its list of events`,
      cure: 'If you want them there: in its settings, page Roles, allow the bot’s role this.',
    });
  return findings;
}

const ADMINISTRATOR = 1n << 3n;

function missingIn(permissions: bigint): string[] {
  if (permissions & ADMINISTRATOR) return [];
  return Object.entries(PERMISSIONS).flatMap(([name, bit]) => (permissions & bit ? [] : [name]));
}

function checkClock(date: string, clock: Clock): Finding {
  const theirs = Date.parse(date);
  const off = Math.round((clock.now().epochMilliseconds - theirs) / 1000);
  if (Math.abs(off) <= CLOCK_OFF)
    return { level: 'good', what: 'This machine’s clock agrees with Discord’s' };
  return {
    level: 'warning',
    what: `This machine’s clock is ${Math.abs(off)} seconds ${off > 0 ? 'ahead of' : 'behind'} Discord’s`,
    cure: 'Switch on the automatic setting of the time (NTP): reminders go by this clock.',
  };
}

import { CommandBook } from './commands.ts';
import { problem } from './problem.ts';
import type { Ask, Discord, Route } from './route.ts';
import { applicationWire, commandWire, userWire } from './wire.ts';
import type { Command } from './world.ts';

const books = new WeakMap<Map<string, Command>, CommandBook>();

/** The commands that the path speaks of: the application's, or those of one guild. */
function bookOf({ params }: Ask, { world }: Discord): CommandBook {
  if (params.application !== world.applicationId) throw problem('missingAccess');
  const guild = params.guild === undefined ? undefined : world.guilds.get(params.guild);
  if (params.guild !== undefined && !guild?.members.has(world.bot.id)) throw problem('missingAccess');
  const commands = guild?.commands ?? world.commands;
  const book = books.get(commands) ?? new CommandBook(commands, guild?.id);
  books.set(commands, book);
  return book;
}

const scopes = ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands'];

const commandRoutes: readonly Route[] = scopes.flatMap((path): Route[] => [
  {
    method: 'GET',
    path,
    answer: (ask, discord) => ({
      status: 200,
      body: bookOf(ask, discord)
        .list()
        .map((command) => commandWire(discord.world, command)),
    }),
  },
  {
    method: 'PUT',
    path,
    answer(ask, discord) {
      const commands = bookOf(ask, discord).replaceAll(ask.body, discord.clocks.transport());
      return { status: 200, body: commands.map((command) => commandWire(discord.world, command)) };
    },
  },
  {
    method: 'POST',
    path,
    answer(ask, discord) {
      const { command, isNew } = bookOf(ask, discord).put(ask.fields, discord.clocks.transport());
      return { status: isNew ? 201 : 200, body: commandWire(discord.world, command) };
    },
  },
  {
    method: 'GET',
    path: `${path}/:command`,
    answer: (ask, discord) => ({
      status: 200,
      body: commandWire(discord.world, bookOf(ask, discord).get(ask.params.command!)),
    }),
  },
  {
    method: 'PATCH',
    path: `${path}/:command`,
    answer: (ask, discord) => ({
      status: 200,
      body: commandWire(discord.world, bookOf(ask, discord).patch(ask.params.command!, ask.fields)),
    }),
  },
  {
    method: 'DELETE',
    path: `${path}/:command`,
    answer(ask, discord) {
      bookOf(ask, discord).remove(ask.params.command!);
      return { status: 204 };
    },
  },
]);

/** The same route; where it changes the commands, members who look at their list of them are told. */
const telling = (route: Route): Route =>
  route.method === 'GET'
    ? route
    : {
        ...route,
        answer(ask, discord) {
          const answer = route.answer(ask, discord);
          discord.changes.notify();
          return answer;
        },
      };

const IDENTIFIES_PER_DAY = 1_000;

/** The application itself, its user, its commands, and the way to the gateway. */
export const applicationRoutes: readonly Route[] = [
  ...commandRoutes.map(telling),
  {
    method: 'GET',
    path: '/gateway',
    open: true,
    answer: (_ask, { base }) => ({ status: 200, body: { url: base.replace('http', 'ws') } }),
  },
  {
    method: 'GET',
    path: '/gateway/bot',
    answer: (_ask, { base, gateway }) => ({
      status: 200,
      body: {
        url: base.replace('http', 'ws'),
        shards: 1,
        session_start_limit: {
          total: IDENTIFIES_PER_DAY,
          remaining: Math.max(IDENTIFIES_PER_DAY - gateway.identifies, 0),
          reset_after: 86_400_000,
          max_concurrency: 1,
        },
      },
    }),
  },
  {
    method: 'GET',
    path: '/users/@me',
    answer: (_ask, { world }) => ({
      status: 200,
      body: { ...userWire(world.bot), mfa_enabled: false, locale: 'en-US', verified: true, email: null },
    }),
  },
  {
    method: 'GET',
    path: '/users/:user',
    answer({ params }, { world }) {
      const user = world.users.get(params.user!);
      if (user === undefined) throw problem('unknownUser');
      return { status: 200, body: userWire(user) };
    },
  },
  ...['/applications/@me', '/oauth2/applications/@me'].map(
    (path): Route => ({
      method: 'GET',
      path,
      answer: (_ask, { world }) => ({ status: 200, body: applicationWire(world) }),
    }),
  ),
];

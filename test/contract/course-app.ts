import { commands } from '../../commands/index.ts';
import { manifestFor } from '../../src/adapters/slack/register.ts';
import { idIn, linkSpaces } from '../../src/demo-course.ts';
import { type RunningClock, runningClock } from '../../src/jobs/movable-clock.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/local/discord/start.ts';
import type { Outcome, Seen } from '../../src/local/shared/human.ts';
import { startLocalSlack } from '../../src/local/slack/start.ts';
import { KeptLog } from '../asking.ts';
import { type EmptyRecords, emptyRecords } from '../store/stores.ts';
import { advanceAll, startProgram } from './local-program.ts';

/** On a busy machine what is visible may come some time after the acknowledgement. */
const PATIENCE = { settleMs: 10_000 };

/** A place where members meet the bot: the same acts on both platforms. */
export interface Desk {
  readonly name: 'discord' | 'slack';
  /** Types a command, with options as `name:value`. */
  run(member: string, line: string): Promise<Outcome>;
  click(member: string, message: string, label: string): Promise<Outcome>;
  choose(member: string, message: string, placeholder: string, value: string): Promise<Outcome>;
  submit(member: string, form: string, values: Readonly<Record<string, string>>): Promise<Outcome>;
  /** What a member sees in the channel. */
  channel(member: string): Promise<readonly Seen[]>;
  /** What a member sees in their direct conversation with the bot. */
  direct(member: string): Promise<readonly Seen[]>;
  addMember(name: string): Promise<void>;
  /** The connection breaks; or the next message is refused for a while, or arrives and its answer is lost. */
  trouble(kind: 'dropped' | 'limited' | 'answer-lost'): Promise<void>;
}

/** The whole program on a local Discord and a local Slack that are one community. */
export interface CourseApp {
  readonly discord: LocalDiscord;
  readonly clock: RunningClock;
  readonly desks: readonly [Desk, Desk];
  readonly log: KeptLog;
  /** Ends the program as SIGTERM does, and starts it again on the same records. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** On the server where there is one, since that is the faster, or with these records. */
export async function startCourseApp(records: Promise<EmptyRecords> = emptyRecords()): Promise<CourseApp> {
  const [discord, slack, { place, remove }] = await Promise.all([
    startLocalDiscord(),
    startLocalSlack(),
    records,
  ]);
  await slack.install(manifestFor({ commands, mode: 'socket' }));
  const log = new KeptLog();
  const clock = runningClock();
  const start = () => startProgram({ discord, slack, log, clock }, place);
  let app = await start();

  const [general, there] = [idIn(discord.conversations, 'general'), idIn(slack.conversations, 'general')];
  const people = { discord: new Map<string, string>(), slack: new Map<string, string>() };
  const here = (member: string): string => people.discord.get(member) ?? idIn(discord.members, member);
  const other = (member: string): string => people.slack.get(member) ?? idIn(slack.members, member);

  await linkSpaces({ discord, slack });
  await discord.slash(here('Administrator'), general, '/settings community', {
    facilitator: here('Facilitator'),
    channel: general,
  });
  await slack.slash(
    other('Administrator'),
    there,
    '/settings community facilitator:@facilitator channel:#general',
  );

  return {
    discord,
    log,
    clock: { ...clock, advance: (by) => advanceAll({ discord, slack, clock }, by) },
    desks: [
      {
        name: 'discord',
        run: (member, line) => discord.slash(here(member), general, `/${line}`, {}, PATIENCE),
        click: (member, message, label) => discord.click(here(member), message, label, PATIENCE),
        choose: (member, message, placeholder, value) =>
          discord.select(here(member), message, placeholder, [value], PATIENCE),
        submit: (member, form, values) => discord.submit(here(member), form, values, PATIENCE),
        channel: (member) => discord.read(here(member), general),
        direct: async (member) => discord.read(here(member), await discord.openDirect(here(member))),
        addMember: async (name) => {
          people.discord.set(name, await discord.addMember(discord.guildId, name));
        },
        trouble: async (kind) => {
          if (kind === 'dropped') return discord.fault({ kind: 'drop' });
          const on = { method: 'POST', path: '^/channels/[^/]+/messages' };
          await discord.fault(
            kind === 'limited'
              ? { kind: 'rate-limit', scope: 'shared', retryAfterMs: 1_000, on }
              : { kind: 'status', status: 503, commit: 'after', on },
          );
        },
      },
      {
        name: 'slack',
        run: (member, line) => slack.slash(other(member), there, `/${line}`, PATIENCE),
        click: (member, message, label) => slack.click(other(member), message, label, PATIENCE),
        choose: (member, message, placeholder, value) =>
          slack.select(other(member), message, placeholder, [value], PATIENCE),
        submit: (member, form, values) => slack.submit(other(member), form, values, PATIENCE),
        channel: (member) => slack.read(other(member), there),
        direct: async (member) => slack.read(other(member), await slack.openDirect(other(member))),
        addMember: async (name) => {
          people.slack.set(name, await slack.addMember(name));
        },
        trouble: async (kind) => {
          if (kind === 'dropped') return slack.fault({ kind: 'drop' });
          const on = { method: 'chat.postMessage' };
          await slack.fault(
            kind === 'limited'
              ? { kind: 'rate-limit', retryAfter: 1, on }
              : { kind: 'status', status: 503, commit: 'after', on },
          );
        },
      },
    ],
    async restart() {
      await app.stop();
      app = await start();
    },
    async stop() {
      await app.stop();
      await clock.stop();
      await Promise.all([discord.stop(), slack.stop(), remove()]);
    },
  };
}

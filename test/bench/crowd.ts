import { setTimeout as wait } from 'node:timers/promises';
import { commands } from '../../commands/index.ts';
import { manifestFor } from '../../src/adapters/slack/register.ts';
import { idIn, linkSpaces } from '../../src/demo-course.ts';
import { startLocalDiscord } from '../../src/local/discord/start.ts';
import type { Outcome, Seen } from '../../src/local/shared/human.ts';
import { startLocalSlack } from '../../src/local/slack/start.ts';
import { randomFrom } from '../faults/random.ts';
import { until } from '../until.ts';
import { startProgram } from './programs.ts';
import { percentile } from './statistics.ts';

/** Many members who answer one posted question, half of them on each platform. */
export interface Crowd {
  readonly members: number;
  /** In how long they all answer, at random instants. */
  readonly seconds: number;
  /** From the click to “Kept”; ms. */
  readonly p50: number;
  readonly p999: number;
  readonly longest: number;
  /** Clicks that were not answered with “Kept”. */
  readonly unanswered: number;
  /** Answers that the post counts once it is closed. */
  readonly counted: number;
  /** Processor time of the program, per 1,000 answers; ms. */
  readonly cpu: number;
}

/** In ms; a chart is drawn, and what was sent just before may be looked for first. */
const CLOSED_WITHIN = 60_000;

/** An answer may come some time after the click was acknowledged. */
const PATIENCE = { settleMs: 10_000 };

interface Person {
  click(messageId: string, label: string): Promise<Outcome>;
  readonly post: string;
}

/** Runs the program on a local Discord and a local Slack that are one community, in the empty folder `cwd`. */
export async function measureCrowd(members: number, seconds: number, cwd: string): Promise<Crowd> {
  const [discord, slack] = await Promise.all([startLocalDiscord(), startLocalSlack()]);
  await slack.install(manifestFor({ commands, mode: 'socket' }));
  const program = await startProgram(
    'parley',
    {
      DISCORD_TOKEN: discord.token,
      DISCORD_APP_ID: discord.applicationId,
      DISCORD_API_URL: discord.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
    },
    cwd,
  );
  try {
    return await program.during(run());
  } finally {
    await program.stop();
    await Promise.all([discord.stop(), slack.stop()]);
  }

  async function run(): Promise<Crowd> {
    const [general, there] = [idIn(discord.conversations, 'general'), idIn(slack.conversations, 'general')];
    await linkSpaces({ discord, slack });
    const [asker, admin] = [idIn(discord.members, 'Administrator'), idIn(slack.members, 'Administrator')];
    await slack.slash(admin, there, '/settings community channel:#general');
    const confirmed = await discord.slash(asker, general, '/quiz post');
    const posts = await until('the question to stand in both channels', async () => {
      const found = [await discord.read(asker, general), await slack.read(admin, there)].map((seen) =>
        seen.findLast((each) => !each.private && answerLabels(each).length > 1),
      );
      return found.every((each) => each !== undefined) && found;
    });
    const people: Person[] = [];
    for (let n = 0; n < members / 2; n++) {
      const [one, other] = await Promise.all([
        discord.addMember(discord.guildId, `Member ${n}`),
        slack.addMember(`Member ${n}`),
      ]);
      people.push({ post: posts[0]!.id, click: (post, label) => discord.click(one, post, label, PATIENCE) });
      people.push({ post: posts[1]!.id, click: (post, label) => slack.click(other, post, label, PATIENCE) });
    }

    const labels = answerLabels(posts[0]!);
    const random = randomFrom(members);
    const before = await program.usage();
    const outcomes = await Promise.all(
      people.map(async ({ post, click }) => {
        const [instant, label] = [random() * seconds * 1_000, labels[Math.floor(random() * labels.length)]!];
        await wait(instant);
        return click(post, label);
      }),
    );
    const used = (await program.usage()).cpuMs - before.cpuMs;
    const kept = outcomes.filter(({ message }) => message?.private && message.text.includes('Kept'));
    const times = kept.map(({ ms }) => ms).toSorted((a, b) => a - b);

    await discord.click(asker, confirmed.message!.id, 'Close it now');
    const closed = await until(
      'the post to be closed',
      async () =>
        (await discord.read(asker, general)).find(
          ({ id, text }) => id === posts[0]!.id && text.includes('The answer'),
        ),
      CLOSED_WITHIN,
    );
    const [, counted = '0'] = /What (\d+) members chose/.exec(closed.text) ?? [];
    return {
      ...{ members, seconds, unanswered: outcomes.length - kept.length },
      p50: percentile(times, 0.5),
      p999: percentile(times, 0.999),
      longest: times.at(-1) ?? Number.NaN,
      counted: Number(counted),
      cpu: (used / members) * 1_000,
    };
  }
}

/** The buttons of a post's options: a letter, and perhaps its words. */
const answerLabels = ({ controls }: Seen): string[] =>
  controls.flatMap(({ kind, label }) => (kind === 'button' && /^[A-E](?::|$)/.test(label) ? [label] : []));

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { handlerOf, KeptLog, realServices } from '../asking.ts';
import { DIFFERENCES } from './differences.ts';
import { connectDiscord, connectSlack } from './platforms.ts';
import { play } from './playground.ts';
import { SCENARIOS } from './scenarios.ts';
import { type Seat, Stage } from './stage.ts';

const log = new KeptLog();
const seats = new Map<string, Seat>();
const stops: (() => Promise<void>)[] = [];
const needed = new Set<string>();

beforeAll(async () => {
  const handler = handlerOf(await realServices(), [...commands, play], log);
  const connected = await Promise.all([
    connectDiscord(handler, log),
    connectSlack(handler, log),
    connectSlack(handler, log, 'http'),
  ]);
  for (const [index, name] of ['discord', 'slack', 'slack over http'].entries()) {
    const one = connected[index];
    if (one) seats.set(name, one.seat);
    if (one) stops.push(one.stop);
  }
}, 60_000);

afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
});

async function transcript(name: string, scenario: (typeof SCENARIOS)[number]): Promise<readonly string[]> {
  const seat = seats.get(name);
  if (!seat) throw new Error(`no seat at ${name}`);
  const stage = new Stage(seat);
  await scenario.play(stage);
  return stage.lines;
}

/** Lines that differ though no listed difference allows it; allowed ones are marked as needed. */
function unexplained(discord: readonly string[], slack: readonly string[]): string[] {
  const lines = Array.from({ length: Math.max(discord.length, slack.length) }, (_, index) => index);
  return lines.flatMap((index) => {
    const [a, b] = [discord[index] ?? '(nothing)', slack[index] ?? '(nothing)'];
    if (a === b) return [];
    const allowed = DIFFERENCES.find((difference) => difference.allows(a, b));
    if (allowed) needed.add(allowed.name);
    return allowed ? [] : [`discord: ${a}\nslack:   ${b}`];
  });
}

describe('the same conversation goes the same way on both platforms', () => {
  test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', async (_, scenario) => {
    // One after the other: the scenarios share a gate and a channel.
    const discord = await transcript('discord', scenario);
    const slack = await transcript('slack', scenario);
    expect(unexplained(discord, slack)).toEqual([]);
    expect(discord.length).toBeGreaterThan(2);
  });

  test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
    'over HTTP as by Socket Mode: %s',
    async (_, scenario) => {
      expect(await transcript('slack over http', scenario)).toEqual(await transcript('slack', scenario));
    },
  );

  test('a difference that is not listed is not allowed', () => {
    expect(unexplained(['A title', 'Some words'], ['A title', 'Other words'])).toHaveLength(1);
    expect(unexplained(['A title', 'Some words'], ['A title'])).toHaveLength(1);
  });

  test('every listed difference is needed', () => {
    expect([...needed].sort()).toEqual(DIFFERENCES.map(({ name }) => name).sort());
  });

  test('nothing that a member typed stands in the log', () => {
    const logged = JSON.stringify(log.lines);
    expect(log.lines.length).toBeGreaterThan(0);
    for (const words of ['batna', 'caucus', 'quantum', 'One line', 'struck', 'secret of the inside']) {
      expect(logged).not.toContain(words);
    }
  });
});

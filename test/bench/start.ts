import { setTimeout as wait } from 'node:timers/promises';
import { bareEnv } from './answers.ts';
import { startPlatform } from './platforms.ts';
import { type ProgramName, startProgram } from './programs.ts';

/** One start of one program on both platforms. */
export interface StartSample {
  /** From spawn to connected, as the program says it; ms. */
  readonly ready: number;
  /** From spawn until both platforms have had their first answer; ms. */
  readonly firstAnswer: number;
  /** Memory some time later, with nothing to do; MiB. */
  readonly idle: number;
}

export interface StartPair {
  readonly parley: StartSample;
  readonly bare: StartSample;
}

const names: readonly ProgramName[] = ['parley', 'bare'];

/** Starts Parley and bare Bolt + discord.js in turn, one alone at a time, on the same two platforms. */
export async function measureStarts(pairs: number, settleMs: number, cwd: string): Promise<StartPair[]> {
  const platforms = await Promise.all([startPlatform('discord'), startPlatform('slack')]);
  const connections: Record<string, string> = Object.assign({}, ...platforms.map(({ env }) => env));

  async function start(name: ProgramName, settle: number): Promise<StartSample> {
    const program = await startProgram(name, connections, cwd);
    try {
      await program.during(Promise.all(platforms.map((platform) => platform.ask())));
      const firstAnswer = performance.now() - program.spawnedAt;
      await wait(settle);
      return { ready: program.readyMs, firstAnswer, idle: (await program.usage()).rssMiB };
    } finally {
      await program.stop();
    }
  }

  try {
    // The first starts are not measured: they warm the files of both programs.
    await start('parley', 0);
    const [discord, slack] = await Promise.all(platforms.map((platform) => platform.lastAnswer()));
    Object.assign(connections, bareEnv(cwd, { discord, slack }));
    await start('bare', 0);
    const measured: StartPair[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      const samples = {} as Record<ProgramName, StartSample>;
      for (const name of pair % 2 === 0 ? names : names.toReversed())
        samples[name] = await start(name, settleMs);
      measured.push(samples);
    }
    return measured;
  } finally {
    await Promise.all(platforms.map((platform) => platform.stop()));
  }
}

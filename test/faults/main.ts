// How deliveries bear crashes, crowds and limits: npm run test:faults -- [--only NAME] [--store embedded|served]
//   [--kills N] [--deliveries N] [--processes N] [--pending N] [--seed N] [--json FILE]
// Names: lateness, limited, words, crash. What needs a server wants TEST_DATABASE_URL.
import { writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SERVER } from '../store/template.ts';
import { crash, LIVES } from './crash.ts';
import { measureLateness } from './lateness.ts';
import { measureLimited } from './limits.ts';
import type { Home } from './senders.ts';
import { type Result, summary } from './summary.ts';
import { words } from './words.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    store: { type: 'string' },
    kills: { type: 'string', default: '300' },
    deliveries: { type: 'string', default: '5000' },
    processes: { type: 'string' },
    pending: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string', default: join(tmpdir(), 'faults.json') },
  },
});
const homes = (['embedded', 'served'] as const).filter((home) => (values.store ?? home) === home);
const [kills, deliveries, seed] = [Number(values.kills), Number(values.deliveries), Number(values.seed)];
const results: Result[] = [];
let failed = false;

const tell = (what: string): void => void process.stderr.write(`${what}\n`);

async function run(name: string, home: Home, work: () => Promise<Result>): Promise<void> {
  if (values.only !== undefined && values.only !== name) return;
  if (home === 'served' && !SERVER) return tell(`${name} on a server: left out, it needs TEST_DATABASE_URL`);
  const result = await work();
  results.push(result);
  const { line, wrong } = summary(result);
  failed ||= wrong.length > 0;
  process.stdout.write(`${line} (load ${loadavg()[0]?.toFixed(1)})\n`);
  for (const each of wrong) process.stdout.write(`  WRONG: ${each}\n`);
  writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
}

const RUSHES = { alone: 20, rushes: 5, rushOf: 2_000 };
/** Long enough for a tenth to be more than the way to the platforms and back. */
const LIMITED = { discord: { channels: 100, each: 20 }, slack: { channels: 15, each: 40 } };
/** Platforms may be five seconds late. */
const CRASH = {
  ...{ seed, lives: LIVES, settleAfter: 8_000, late: 5_000 },
  places: { channels: 25, members: 50 },
};
/** The control needs no more to show what it shows. */
const CONTROL = { kills: 15, deliveries: 300 };

for (const home of homes) {
  for (const pending of [0, Number(values.pending)]) {
    await run('lateness', home, () => measureLateness(home, { ...RUSHES, pending }));
  }
  await run('limited', home, () => measureLimited(home, LIMITED));
  await run('words', home, () => words(home));
  for (const processes of values.processes ? [Number(values.processes)] : [1, 2, 4]) {
    if (home === 'embedded' && processes > 1) continue;
    const size = { ...CRASH, kills, deliveries, processes, settling: true };
    await run('crash', home, () => crash(home, size, tell));
  }
  const control = { ...CRASH, ...CONTROL, processes: 1, settling: false };
  await run('crash', home, () => crash(home, control, tell));
}
tell(`The figures are in ${values.json}`);
if (failed) process.exitCode = 1;

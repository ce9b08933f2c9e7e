// What Parley costs, beside the bare clients: npm run bench -- [--quick] [--pairs N] [--json FILE] [--write]
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FULL, QUICK, runBench } from './bench.ts';
import { report, withResults } from './report.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    pairs: { type: 'string' },
    json: { type: 'string', default: join(tmpdir(), 'bench.json') },
    write: { type: 'boolean', default: false },
  },
});
const base = values.quick ? QUICK : FULL;
const pairs = Number(values.pairs ?? base.pairs);
if (!Number.isInteger(pairs) || pairs < 1) throw new Error('--pairs is a whole number from 1 on');

const results = await runBench({ ...base, pairs }, (what) => process.stderr.write(`${what} …\n`));
const words = report(results);
process.stdout.write(`${words}\n`);
writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
process.stderr.write(`The figures are in ${values.json}\n`);
if (values.write) {
  const page = new URL('README.md', import.meta.url);
  writeFileSync(page, withResults(readFileSync(page, 'utf8'), words));
}

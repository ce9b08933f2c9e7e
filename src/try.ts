import { OperatorError } from './chat/adapter.ts';
import { demoConfig } from './config.ts';
import { runDemo } from './demo.ts';
import { runProgram } from './program.ts';

// `npm run try`: the demo, whatever tokens are set; `--json` prints one JSON line for each command and platform.
await runProgram(async () => {
  const flags = process.argv.slice(2);
  const unknown = flags.filter((flag) => flag !== '--json');
  if (unknown.length > 0) throw new OperatorError(`There is no ${unknown.join(' ')} here; there is --json.`);
  await runDemo(demoConfig(), { json: flags.includes('--json') });
});

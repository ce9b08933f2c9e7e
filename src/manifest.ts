import { commands } from '../commands/index.ts';
import { manifestFor } from './adapters/slack/register.ts';
import { loadConfig } from './config.ts';
import { runProgram } from './program.ts';

// `npm run --silent manifest`: the Slack app manifest, for https://api.slack.com/apps, Create New App.
await runProgram(async () => {
  const { slack, publicUrl } = loadConfig();
  const http = slack ? slack.mode.kind === 'http' : publicUrl !== undefined;
  const manifest = manifestFor({
    commands,
    mode: http ? 'http' : 'socket',
    ...(publicUrl ? { publicUrl } : {}),
    ...(slack?.commandPrefix ? { commandPrefix: slack.commandPrefix } : {}),
  });
  process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
});

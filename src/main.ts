import { flushCompileCache } from 'node:module';
import { startApp } from './app.ts';
import { loadConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { runProgram } from './program.ts';

// `npm start`: connects to the platforms whose tokens are set, or runs the demo where there are none.
await runProgram(async () => {
  const config = loadConfig();
  if (!config.discord && !config.slack) {
    const { runDemo } = await import('./demo.ts');
    return runDemo(config);
  }
  const app = await startApp(config, createLogger(config, 'stdout'));
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second signal means now.
      if (stopping) process.exit(1);
      stopping = true;
      void app.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
  await app.ready.catch((error: unknown) => {
    if (!stopping) throw error;
  });
  flushCompileCache();
});

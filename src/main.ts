import { flushCompileCache } from 'node:module';
import { loadConfig } from './config.ts';
import { runProgram } from './program.ts';

/** How long leaving may take, in ms. */
const LEAVING = 25_000;

// `npm start`: connects to the platforms whose tokens are set, or shows the demo where there are none.
await runProgram(async () => {
  const config = loadConfig();
  if (!config.discord && !config.slack) {
    const { runPageDemo } = await import('./demo-page.ts');
    return runPageDemo(config);
  }
  // Loaded here, so that the demo can be seen before it.
  const [{ startApp }, { createLogger }] = await Promise.all([import('./app.ts'), import('./logger.ts')]);
  const app = await startApp(config, createLogger(config, 'stdout'));
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second signal means now.
      if (stopping) process.exit(1);
      stopping = true;
      // What is under way has 20 s; whatever hangs longer is woken again at the next start.
      setTimeout(() => process.exit(1), LEAVING).unref();
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

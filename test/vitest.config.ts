import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The programs that tests start, the local platforms above all, are compiled once and not each time: half of the
// processor time of a start.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/parley', import.meta.url));

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/store/setup.ts',
    setupFiles: ['test/discord-first.ts'],
    testTimeout: 90_000,
    // An embedded store is opened in some of them.
    hookTimeout: 180_000,
    // Most of the time is spent waiting for the platforms' deadlines: more workers than cores do no harm.
    maxWorkers: 4,
    // On a busy machine a real client can be slower than a test waits. The report marks what passed only then (retry
    // x1): a test to be mended.
    retry: 1,
    // A worker's modules are loaded once, not once a file: a quarter of all processor time.
    isolate: false,
  },
});

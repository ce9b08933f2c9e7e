import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    // Most of the time is spent waiting for the platforms' deadlines: more workers than cores do no harm.
    maxWorkers: 4,
  },
});

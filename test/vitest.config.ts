import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// The programs that tests start, the local platforms above all, are compiled once and not each time: half of the
// processor time of a start.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/parley', import.meta.url));

/** Small files that start whole programs: begun last, as small files are, each would run alone at the end. */
const LONG = /\/(?:bench\/bench|faults\/faults|store\/first-start|demo-page|try)\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => Number(LONG.test(b.moduleId)) - Number(LONG.test(a.moduleId)));
  }
}

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
    sequence: { sequencer: LongestFirst },
    // On a busy machine a real client can be slower than a test waits. The report marks what passed only then (retry
    // x1): a test to be mended.
    retry: 1,
    // A worker's modules are loaded once, not once a file: a quarter of all processor time.
    isolate: false,
  },
});

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);
// The programs that tests start load twice as fast.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/node');

const report = process.env['VITEST_REPORT'];

/** The folders of test/, each a project: `npx vitest run --project http`. `services` has a configuration of its own. */
const folders = [
  'resilience',
  'contract',
  'commands',
  'clients',
  'graphql',
  'api',
  'jobs',
  'subscriptions',
  'http',
  'federation',
  'database',
];
const database = 'test/support/database.ts';

export default defineConfig({
  resolve: {
    // One copy of graphql: its CommonJS one, which graphql-shield loads.
    alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }],
  },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      ...folders.map((name) => ({
        extends: true as const,
        test: { name, include: [`test/${name}/**/*.test.ts`], globalSetup: database },
      })),
    ],
    // A process keeps the modules that it has loaded from one file to the next: to load and compile them again for each
    // file took longer than most files' tests.
    isolate: false,
    // Two cores are busy with three: each waits a quarter of its time.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The default of one second is too short for a busy machine.
    expect: { poll: { timeout: 20_000 } },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    coverage: {
      // Counts in src/ only. V8's own counting also slows every dependency and takes a snapshot after each file.
      provider: 'istanbul',
      include: ['src/**/*.ts'],
      exclude: ['src/generated/**'],
      thresholds: { lines: 85 },
      // `--coverage.reporter html` shows the lines that no test reaches.
      reporter: ['text-summary'],
    },
  },
});

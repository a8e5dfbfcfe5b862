import { createRequire } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { longestFirst } from './test/support/longest-first.ts';

const require = createRequire(import.meta.url);
// The programs that tests start load twice as fast.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/node');

const report = process.env['VITEST_REPORT'];

/**
 * The folders of test/ with tests that need PostgreSQL. Each is a project: `npx vitest run --project jobs`. `services` and
 * `generator` have configurations of their own.
 */
const folders = [
  'resilience',
  'contract',
  'commands',
  'clients',
  'graphql',
  'api',
  'jobs',
  'subscriptions',
  'federation',
  'database',
];
const database = 'test/support/database.ts';
const project = (name: string, of: string[]) => ({
  extends: true as const,
  test: { name, include: of.map((folder) => `test/${folder}/**/*.test.ts`), globalSetup: database },
});
/** Vitest starts its processes anew for each project. So when none is asked for, these are one. */
const isOneAskedFor = process.argv.some((argument) => argument.startsWith('--project'));

/** More than a quarter of a minute each. The others begin by their size. */
const long = [
  'contract/certificate.test.ts',
  'contract/upgrade.test.ts',
  'graphql/input.test.ts',
  'commands/measuring-scripts.test.ts',
  'contract/migrations.test.ts',
  'commands/backup.test.ts',
  'commands/start.test.ts',
  'graphql/freshness.test.ts',
  'resilience/embedded.test.ts',
  'resilience/worker-kill.test.ts',
  'contract/restored.test.ts',
  'contract/subscriptions.test.ts',
  'resilience/webhook-kill.test.ts',
  'contract/sharding.test.ts',
];

export default defineConfig({
  resolve: {
    // One copy of graphql: its CommonJS one, which graphql-shield loads.
    alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }],
  },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      ...(isOneAskedFor ? folders.map((name) => project(name, [name])) : [project('server', folders)]),
      // Apart, because they count what their process was asked.
      project('http', ['http']),
    ],
    // A process keeps the modules that it has loaded from one file to the next: to load and compile them again for each
    // file took longer than most files' tests.
    isolate: false,
    // Two cores are busy with three: each waits a quarter of its time.
    maxWorkers: 3,
    // Against a test that hangs. The longest ones take two minutes and, on a busy machine, more.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    sequence: { sequencer: longestFirst(long) },
    // The default of one second is too short for a busy machine.
    expect: { poll: { timeout: 60_000 } },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    coverage: {
      // Counts in src/ only. V8's own counting also slows every dependency and takes a snapshot after each file.
      provider: 'custom',
      customProviderModule: 'test/support/coverage.ts',
      include: ['src/**/*.ts'],
      exclude: ['src/generated/**'],
      thresholds: { lines: 85 },
      // `--coverage.reporter html` shows the lines that no test reaches.
      reporter: ['text-summary'],
    },
  },
});

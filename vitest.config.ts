import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);
const report = process.env['VITEST_REPORT'];

export default defineConfig({
  resolve: {
    // One copy of graphql: its CommonJS one, which graphql-shield loads.
    alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/services/**'],
    globalSetup: 'test/support/database.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['src/generated/**'],
      thresholds: { lines: 85 },
      reporter: ['text-summary', 'html'],
    },
  },
});

import { defineConfig } from 'vitest/config';
import { longestFirst } from './test/support/longest-first.ts';
import base from './vitest.config.ts';

/** Tests that need a program which npm cannot install; continuous integration installs those first. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    projects: undefined,
    include: ['test/services/**/*.test.ts'],
    sequence: { sequencer: longestFirst(['services/chaos.test.ts']) },
    globalSetup: 'test/support/database.ts',
  },
});

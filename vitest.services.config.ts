import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** What needs a service that npm cannot bring; continuous integration installs those first. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/services/**/*.test.ts'], exclude: [] },
});

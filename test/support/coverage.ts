import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import istanbul from '@vitest/coverage-istanbul';
import type { CoverageProviderModule } from 'vitest/node';

// Vitest switches the cache off for all but its own providers, of which one would be confused by it. This one is not.
delete process.env['NODE_DISABLE_COMPILE_CACHE'];
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '../../node_modules/.cache/node');

let reported: string | undefined;

/**
 * Istanbul's counting, without its report of each test file: a process counts on from one file to the next, and writes
 * over its report. To read and add up a report of each file took as long as several files' tests.
 */
const coverage: CoverageProviderModule = {
  ...istanbul,
  startCoverage: () => undefined,
  async takeCoverage(options) {
    const counts = (globalThis as { __VITEST_COVERAGE__?: object }).__VITEST_COVERAGE__;
    if (!counts) return undefined;
    const file = join(options!.coverageFilesDirectory!, `coverage-${process.pid}.json`);
    await writeFile(file, JSON.stringify(counts));
    // Vitest reads all that it was told of, at the end.
    if (reported === file) return undefined;
    reported = file;
    return file;
  },
};
export default coverage;

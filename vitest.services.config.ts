import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import base from './vitest.config.ts';

/** The longest test begins first: otherwise it would run alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const [longest, others] = [true, false].map((wanted) =>
      files.filter(({ moduleId }) => moduleId.endsWith('/chaos.test.ts') === wanted),
    );
    return [...longest!, ...others!];
  }
}

/** Tests that need a program which npm cannot install; continuous integration installs those first. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    projects: undefined,
    include: ['test/services/**/*.test.ts'],
    sequence: { sequencer: LongestFirst },
    globalSetup: 'test/support/database.ts',
  },
});

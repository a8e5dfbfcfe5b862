import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from 'vitest/node';

/** These files begin first, in this order: a long one that begins last runs alone at the end. */
export const longestFirst = (files: readonly string[]): TestSequencerConstructor =>
  class extends BaseSequencer {
    override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
      const place = ({ moduleId }: TestSpecification) => {
        const found = files.findIndex((file) => moduleId.endsWith(`/${file}`));
        return found < 0 ? files.length : found;
      };
      // oxlint-disable-next-line unicorn/no-array-sort -- it is the sequencer's
      const sorted = await super.sort(specifications);
      return sorted.toSorted((one, other) => place(one) - place(other));
    }
  };

import { Bench, log } from '../bench.ts';
import type { DataSizes } from '../database.ts';
import { type Figures, measure, medianRatio, medians, reading, takeTurns } from '../measure.ts';
import type { ReadName } from '../operations.ts';
import { figureCells, figureTitles, type Findings, table } from '../report.ts';

const PART_OF_THROUGHPUT = 0.9;
const TASKS_OF_EACH = 200;

interface Comparison {
  title: string;
  operations: ReadName[];
  small: DataSizes;
  large: DataSizes;
}

const ofEqualSize = (organizations: number): DataSizes => ({
  organizations,
  tasks: organizations * TASKS_OF_EACH,
});

/** Compares reads of a small and of a large database. */
export async function compareSizes({ options }: Bench): Promise<Findings> {
  const many = options.manyOrganizations;
  const comparisons: Comparison[] = [
    {
      title: `${many} organizations instead of 20`,
      operations: ['board', 'list'],
      small: ofEqualSize(20),
      large: ofEqualSize(many),
    },
  ];
  if (options.full)
    comparisons.push({
      title: '4 million tasks instead of 400 000',
      operations: ['list'],
      small: { organizations: 200, tasks: 400_000 },
      large: { organizations: 200, tasks: 4_000_000 },
    });
  const rows: string[][] = [];
  const verdicts: Findings['verdicts'] = [];
  for (const comparison of comparisons) {
    const benches: Bench[] = [];
    try {
      for (const sizes of [comparison.small, comparison.large])
        benches.push(await Bench.open(options, sizes));
      for (const operation of comparison.operations) {
        const [small, large] = await compare(benches, operation, `${operation}, ${comparison.title}`);
        rows.push(
          [operation, describe(comparison.small), ...figureCells(medians(small))],
          [operation, describe(comparison.large), ...figureCells(medians(large))],
        );
        const part = medianRatio(large, small);
        verdicts.push({
          demand: `${operation}, ${comparison.title}: at least ${PART_OF_THROUGHPUT} of the throughput`,
          found: part.toFixed(2),
          met: part >= PART_OF_THROUGHPUT,
        });
      }
    } finally {
      for (const bench of benches) await bench.close();
    }
  }
  return { title: 'Growth', tables: [table(['operation', 'data', ...figureTitles], rows)], verdicts };
}

const describe = ({ organizations, tasks }: DataSizes) => `${organizations} organizations, ${tasks} tasks`;

async function compare(
  benches: Bench[],
  operation: ReadName,
  title: string,
): Promise<[small: Figures[], large: Figures[]]> {
  const candidates = [];
  for (const [index, bench] of benches.entries()) {
    const server = await bench.server('polity');
    candidates.push({
      name: `${title} (${index === 0 ? 'small' : 'large'})`,
      run: (seconds: number) => measure(server, bench.callers, seconds, reading(server, operation)),
    });
  }
  const { options } = benches[0]!;
  const found = await takeTurns(candidates, { ...options, rounds: options.pairs }, log);
  return found as [Figures[], Figures[]];
}

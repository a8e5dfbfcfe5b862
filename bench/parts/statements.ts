import type { Bench } from '../bench.ts';
import { countStatements } from '../measure.ts';
import { measured } from '../operations.ts';
import type { Findings } from '../report.ts';

/** Compares the numbers of statements for one row and for a hundred rows. */
export async function countStatementsByRows(bench: Bench): Promise<Findings> {
  const server = await bench.server('polity');
  // A caller's only row may have no assignee, so the largest number counts.
  const count = async (operation: 'board' | 'list', rows: number) => {
    const sizes = { ...measured, projects: Math.min(rows, 10), tasks: rows, listed: rows };
    let most = 0;
    for (const caller of bench.callers)
      most = Math.max(most, await countStatements(server, operation, caller, sizes));
    return most;
  };
  const verdicts: Findings['verdicts'] = [];
  for (const operation of ['board', 'list'] as const) {
    const [one, hundred] = [await count(operation, 1), await count(operation, 100)];
    verdicts.push({
      demand: `${operation}: as many statements for 100 rows as for 1`,
      found: `${hundred} and ${one}`,
      met: one === hundred,
    });
  }
  return { title: 'Statements', verdicts };
}

import { type Bench, log } from '../bench.ts';
import type { Contender } from '../contenders.ts';
import { countStatements, type Figures, measure, medians, reading, takeTurns } from '../measure.ts';
import { type ReadName, readNames } from '../operations.ts';
import { atLeast, figureCells, figureTitles, type Findings, p99Below, table } from '../report.ts';
import { requireNoData, requireSameResponses } from './checks.ts';

const FASTER_THAN_POSTGRAPHILE = 1.5;
const FASTER_THAN_TUTORIAL = 5;
const PART_OF_LIMIT = 0.65;

const names = ['polity', 'limit', 'postgraphile', 'postgraphile (trusting)', 'tutorial'] as const;

/** Compares the servers, which compute each response anew. */
export async function compareReads(bench: Bench): Promise<Findings> {
  const servers = await bench.servers(names);
  const checked = [...servers, await bench.server('polity (validated)')];
  await requireSameResponses(bench, checked);
  // The tutorial stack believes the ids that the client sends.
  await requireNoData(
    bench,
    checked.filter(({ dialect }) => dialect !== 'tutorial'),
  );
  const rows: string[][] = [];
  const figures = {} as Record<ReadName, Record<Contender, Figures>>;
  for (const operation of readNames) {
    const candidates = servers.map((server) => ({
      name: `${operation}, ${server.name}`,
      run: (seconds: number) => measure(server, bench.callers, seconds, reading(server, operation)),
    }));
    const rounds = await takeTurns(candidates, bench.options, log);
    figures[operation] = {} as Record<Contender, Figures>;
    for (const [index, server] of servers.entries()) {
      const found = (figures[operation][server.name] = medians(rounds[index]!));
      const statements = await countStatements(server, operation, bench.callers[0]!);
      rows.push([operation, server.name, ...figureCells(found), String(statements)]);
    }
  }
  const ratio = (operation: ReadName, other: Contender) =>
    figures[operation].polity.throughput / figures[operation][other].throughput;
  return {
    title: 'First reads',
    tables: [table(['operation', 'server', ...figureTitles, 'statements'], rows)],
    summary: table(
      ['requests/s', ...readNames],
      names.map((name) => [
        `\`${name}\``,
        ...readNames.map((operation) => figures[operation][name].throughput.toFixed(0)),
      ]),
      1,
    ),
    verdicts: [
      ...readNames.flatMap((operation) => [
        atLeast(operation, 'postgraphile', ratio(operation, 'postgraphile'), FASTER_THAN_POSTGRAPHILE),
        p99Below(operation, figures[operation].polity, figures[operation].postgraphile, 1),
        atLeast(operation, 'limit', ratio(operation, 'limit'), PART_OF_LIMIT),
      ]),
      atLeast('board', 'tutorial', ratio('board', 'tutorial'), FASTER_THAN_TUTORIAL),
    ],
  };
}

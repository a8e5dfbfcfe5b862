import { type Bench, log } from '../bench.ts';
import type { Contender } from '../contenders.ts';
import { type Caller, query } from '../database.ts';
import { type Figures, measure, medians, statementsOf, takeTurns } from '../measure.ts';
import { newTitle, writeBody, type WriteName, writeNames } from '../operations.ts';
import { atLeast, figureCells, figureTitles, type Findings, p99Below, table } from '../report.ts';
import type { Server } from '../server.ts';

const PART_OF_POSTGRAPHILE = 0.8;
const SLOWEST_BESIDE_POSTGRAPHILE = 1.3;

const names = ['polity', 'limit', 'postgraphile', 'tutorial'] as const;

/** Compares the servers' mutations. Only Polity's also write history, events and jobs. */
export async function compareWrites(bench: Bench): Promise<Findings> {
  const servers = await bench.servers(names);
  const rows: string[][] = [];
  const figures = {} as Record<WriteName, Record<Contender, Figures>>;
  for (const operation of writeNames) {
    for (const server of servers) await requireWritten(bench, server, operation);
    const candidates = servers.map((server) => ({
      name: `${operation}, ${server.name}`,
      run: (seconds: number) => measure(server, bench.callers, seconds, writing(server, operation)),
    }));
    const rounds = await takeTurns(candidates, bench.options, log);
    figures[operation] = {} as Record<Contender, Figures>;
    for (const [index, server] of servers.entries()) {
      const found = (figures[operation][server.name] = medians(rounds[index]!));
      const statements = await statementsOf(server, () => writing(server, operation)(bench.callers[0]!));
      rows.push([operation, server.name, ...figureCells(found), String(statements)]);
    }
  }
  const { polity, postgraphile } = figures.createTask;
  return {
    title: 'Writes',
    tables: [table(['operation', 'server', ...figureTitles, 'statements'], rows)],
    verdicts: [
      atLeast(
        'createTask',
        'postgraphile',
        polity.throughput / postgraphile.throughput,
        PART_OF_POSTGRAPHILE,
      ),
      ...writeNames.map((operation) =>
        p99Below(
          operation,
          figures[operation].polity,
          figures[operation].postgraphile,
          SLOWEST_BESIDE_POSTGRAPHILE,
        ),
      ),
    ],
  };
}

/** A step that sends the mutation with another title each time. */
export const writing = (server: Server, operation: WriteName) => (caller: Caller) =>
  send(server, operation, caller, newTitle());

/** @throws if the response does not show the title, for example because the server refused the write */
export async function send(server: Server, operation: WriteName, caller: Caller, title: string) {
  const text = await server.send(writeBody(server.dialect, operation, caller, title), caller.headers);
  if (!text.includes(title)) throw new Error(`${server.name} responded to ${operation} with ${text}`);
  return text;
}

/** Throws if the server did not write what it returns, or writes for an outsider. */
async function requireWritten(bench: Bench, server: Server, operation: WriteName): Promise<void> {
  const [caller, outsider] = bench.strangers;
  const [title, foreignTitle] = [newTitle(), newTitle()];
  const { id } = JSON.parse(await send(server, operation, caller, title)).data[operation].task;
  // The tutorial stack believes the organization that the client sends.
  if (server.dialect !== 'tutorial')
    await server
      .send(writeBody(server.dialect, operation, caller, foreignTitle), outsider.headers)
      .catch(() => undefined);
  const { rows } = await query(
    bench.database.unguardedUrl,
    'select id, title from tasks where organization_id = $1 and (id = $2 or title = $3)',
    [caller.organizationId, id, foreignTitle],
  );
  if (rows.length !== 1 || rows[0].title !== title)
    throw new Error(`${server.name}: ${operation} wrote ${JSON.stringify(rows)} in place of ${title}`);
}

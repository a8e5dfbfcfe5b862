import pg from 'pg';
import { toQuery } from './to-query.ts';
import { type KnownColumns, type Statement, StatementGroup } from './statement-group.ts';
import type { Wire } from './wire.ts';

const BEGINS = /^begin\b/i;
const ENDS = /^(commit|rollback)$/i;
const COMMITS = /^commit$/i;
const READ_ONLY = /\bread only$/i;

/**
 * Patches the client to send all statements of one turn of the event loop in one packet: the end of a transaction, the
 * begin of the next, and the batches of several loaders. Sending a packet costs as much as executing a small statement.
 * Statements within a transaction also share a `Sync` (see `StatementGroup`). The first one shares it only with `BEGIN`:
 * a transaction can be cancelled when PostgreSQL has responded to `BEGIN`, so that must not wait for the others. The last
 * ones of a transaction that writes share it with its `COMMIT`, and so does the only one of any transaction. If one of them
 * fails, PostgreSQL skips the `COMMIT`, and it fails, too.
 *
 * Nothing waits for the end of a read-only transaction. It is sent with the begin of the next transaction, or at the end of
 * the present iteration of the event loop.
 *
 * Only calls with one argument are grouped, which are those of `TenantTransaction`. Others share the packet.
 */
export function gatherStatements(client: pg.ClientBase): void {
  const wire = (client as unknown as { connection: Wire }).connection;
  const query = client.query as (...args: unknown[]) => unknown;
  const known: KnownColumns = new Map();
  let group: Statement[] = [];
  let gathered: 'nothing' | 'an end' | 'statements' = 'nothing';
  let inTransaction = false;
  let readOnly = false;

  /** Whether the group is `BEGIN` with the statement after it. */
  const isOpening = () => group.length === 2 && BEGINS.test(group[0]!.text);
  const submitGroup = () => {
    if (group.length === 0) return;
    const members = group;
    group = [];
    query.call(client, new StatementGroup(members, known));
  };
  const send = () => {
    if (gathered === 'nothing') return;
    gathered = 'nothing';
    submitGroup();
    wire.stream.uncork();
  };
  const gather = (isReadOnlyEnd: boolean) => {
    if (gathered === 'nothing') wire.stream.cork();
    if (isReadOnlyEnd && gathered === 'nothing') setImmediate(send);
    else if (!isReadOnlyEnd && gathered !== 'statements') process.nextTick(send);
    else return;
    gathered = isReadOnlyEnd ? 'an end' : 'statements';
  };

  client.query = ((...args: unknown[]) => {
    const [first] = args;
    const text = typeof first === 'string' ? first : '';
    const ends = ENDS.test(text);
    gather(ends && readOnly);
    if (args.length === 1 && group.length > 0 && (!readOnly || isOpening()) && COMMITS.test(text)) {
      const { statement, result } = toStatement(text);
      group.push(statement);
      submitGroup();
      inTransaction = readOnly = false;
      return result;
    }
    if (args.length > 1 || ends || text.includes(';')) {
      submitGroup();
      if (ends) inTransaction = readOnly = false;
      return query.apply(client, args);
    }
    if (BEGINS.test(text)) {
      submitGroup();
      inTransaction = true;
      readOnly = READ_ONLY.test(text);
    }
    const { statement, result } = toStatement(first);
    if (isOpening()) submitGroup();
    group.push(statement);
    if (!inTransaction) submitGroup();
    return result;
  }) as typeof client.query;
}

/** Returns the query and its result. For a query with a callback, the result is the query itself, as in pg. */
function toStatement(config: unknown): { statement: Statement; result: unknown } {
  if (config instanceof pg.Query) return { statement: config as unknown as Statement, result: config };
  const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult>();
  const statement = toQuery(config as string | pg.QueryConfig) as unknown as Statement;
  statement.callback = (error, result) => {
    if (!error) return resolve(result);
    // As in pg, the stack leads to the caller instead of the socket.
    Error.captureStackTrace(error);
    reject(error);
  };
  return { statement, result: promise };
}

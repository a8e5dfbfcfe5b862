import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { MOST_TOLD, Teller } from '../../src/events/teller.ts';
import { publishChange } from '../../src/events/publish.ts';
import { createTenant } from '../support/contract.ts';
import { until } from '../support/mail.ts';
import { createDatabase, startTestServer } from '../support/server.ts';
import { tenantOf } from '../support/tenant.ts';

const server = await startTestServer();
const { organizationId, projectId } = await createTenant(server.anonymous);
const { scope } = tenantOf(server.db, organizationId);

/** A database without a server, so that only the test tells of changes. */
const { systemUrl } = await createDatabase();
const pool = new pg.Pool({ connectionString: systemUrl, max: 5 });
const listener = new pg.Client({ connectionString: systemUrl });
await listener.connect();
afterAll(async () => {
  await listener.end();
  await pool.end();
});
/** The ids of the changes that were told, and the numbers of jobs. */
const heard: unknown[] = [];
listener.on('notification', ({ channel, payload }) => {
  const message = JSON.parse(payload!);
  heard.push(channel === 'jobs:insert' ? message.count : message.changes[0].id);
});
await listener.query('listen polity_events; listen "jobs:insert"');

/** What was told since the last call. PostgreSQL delivers what is committed before it responds. */
async function told(): Promise<unknown[]> {
  await listener.query('select');
  return heard.splice(0);
}

const LOG = `select app.log_changes('task', jsonb_build_array(jsonb_build_array(jsonb_build_object('id', $1::text))), '[]', null)`;
const TELL = 'select app.tell_changes(2) as count';

async function logged(id: string, client: pg.PoolClient): Promise<void> {
  await client.query('begin');
  await client.query(`select set_config('app.organization_id', $1, true)`, [randomUUID()]);
  await client.query(LOG, [id]);
}

/** Calls `work` with so many connections. */
async function withClients(count: number, work: (...clients: pg.PoolClient[]) => Promise<void>) {
  const clients = await Promise.all(Array.from({ length: count }, () => pool.connect()));
  try {
    await work(...clients);
  } finally {
    for (const client of clients) client.release(true);
  }
}

test('a commit tells nobody of what it has logged; afterwards each change is told once, in order', async () => {
  await withClients(3, async (first, second, third) => {
    await logged('a', first!);
    await logged('b', second!);
    await logged('rolled back', third!);
    await second!.query('commit');
    await first!.query('commit');
    await third!.query('rollback');
    expect(await told()).toEqual([]);
    await logged('c', third!);
    expect((await first!.query(TELL)).rows).toEqual([{ count: 2 }]);
    expect(await told()).toEqual(['a', 'b', 2]);
    await third!.query('commit');
    expect((await first!.query(TELL)).rows).toEqual([{ count: 1 }]);
    expect((await first!.query(TELL)).rows).toEqual([{ count: 0 }]);
    expect(await told()).toEqual(['c', 1]);
  });
});

test('telling reads only what is due, also by plans that were made while much was', async () => {
  await withClients(1, async (client) => {
    await client!.query('begin');
    await client!.query(`insert into live_events (payload, told)
      select '{}', number % 2 = 0 from generate_series(1, 4000) as number`);
    await client!.query('analyze live_events');
    const tell = async () => (await client!.query('select app.tell_changes(1000) as count')).rows[0].count;
    expect([await tell(), await tell(), await tell()]).toEqual([1000, 1000, 0]);
    const { rows } = await client!.query(
      `select seq_scan::integer from pg_stat_xact_user_tables where relname = 'live_events'`,
    );
    expect(rows).toEqual([{ seq_scan: 0 }]);
    await client!.query('rollback');
  });
});

test('a change is never told before one that it follows', async () => {
  await withClients(3, async (writer, teller, other) => {
    await logged('earlier', writer!);
    await writer!.query('commit');
    await teller!.query('begin');
    await teller!.query(TELL);
    await logged('later', writer!);
    await writer!.query('commit');
    const waiting = other!.query(TELL);
    await until(async () => {
      const { rowCount } = await pool.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
      return rowCount === 1;
    });
    expect(await told()).toEqual([]);
    await teller!.query('commit');
    await waiting;
    expect(await told()).toEqual(['earlier', 1, 'later', 1]);
  });
});

/** Logs a change of a task as a process that ends before it can tell of it. */
const leaveOver = (id: string) =>
  server.db.transaction().execute(async (db) => {
    await sql`select set_config('app.organization_id', ${organizationId}, true)`.execute(db);
    await publishChange(db, 'task', [{ after: { id, projectId } }]);
  });

test('any process tells what another has left over, but not to those who subscribe later', async () => {
  const [early, late] = [randomUUID(), randomUUID()];
  await leaveOver(early);
  const events = await server.services.events.subscribe(scope, 'task');
  await leaveOver(late);
  expect((await events.next()).value).toMatchObject({ type: 'CREATED', id: late });
  events.end();
});

test('the commits during a statement are told of by one more statement, also after a failure', async () => {
  const statements: PromiseWithResolvers<number>[] = [];
  const tellChanges = () => {
    const statement = Promise.withResolvers<number>();
    statements.push(statement);
    return statement.promise;
  };
  const teller = new Teller(tellChanges, pino({ level: 'silent' }), 2 ** 30);
  const first = teller.tell();
  const later = [teller.tell(), teller.tell()];
  expect(statements).toHaveLength(1);
  statements[0]!.reject(new Error('no connection'));
  await first;
  await until(() => statements.length === 2);
  // There is more than one statement may tell.
  statements[1]!.resolve(MOST_TOLD);
  await until(() => statements.length === 3);
  statements[2]!.resolve(1);
  await Promise.all(later);
  await teller.close();
  expect(statements).toHaveLength(3);
});

test('a new subscriber does not wait for the pause between statements', async () => {
  const statements: PromiseWithResolvers<number>[] = [];
  const tellChanges = () => {
    const statement = Promise.withResolvers<number>();
    statements.push(statement);
    return statement.promise;
  };
  const teller = new Teller(tellChanges, pino({ level: 'silent' }), 2 ** 30);
  /** A pause takes much longer. */
  const turn = () => new Promise(setImmediate);
  const first = teller.tell();
  const during = teller.tellNow();
  statements[0]!.resolve(0);
  await first;
  await turn();
  expect(statements).toHaveLength(2);
  statements[1]!.resolve(0);
  await during;
  await turn();
  void teller.tell();
  await turn();
  expect(statements).toHaveLength(2);
  const inPause = teller.tellNow();
  await turn();
  expect(statements).toHaveLength(3);
  statements[2]!.resolve(0);
  await inPause;
  await teller.close();
});

test('operators see a warning if PostgreSQL refuses to tell', async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
  const refused = () => pool.query('select app.tell_changes(-1)').then(() => 0);
  const teller = new Teller(refused, logger, 2 ** 30);
  await teller.tell();
  await teller.close();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { msg: 'could not tell of changes', err: { message: 'LIMIT must not be negative' } },
  ]);
});

import pg from 'pg';
import { pino } from 'pino';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { createPool } from '../../src/database/client.ts';
import { until } from '../support/mail.ts';
import { createDatabase } from '../support/server.ts';

const { systemUrl } = await createDatabase();
const pool = createPool(systemUrl, 1, pino({ level: 'silent' }));
afterAll(() => pool.end());

/** A connection, and the number of messages of each kind that it has received since. */
async function connect() {
  const client = await pool.connect();
  onTestFinished(() => client.release(true));
  const received: Record<string, number> = {};
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
  for (const name of ['readyForQuery', 'rowDescription', 'dataRow', 'parseComplete'])
    connection.on(name, () => (received[name] = (received[name] ?? 0) + 1));
  const begin = () => client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const select = (value: unknown, name = 'echo') =>
    client.query({ name, text: 'select $1::text as value', values: [value] });
  return { client, received, begin, select };
}

const valueOf = ({ rows: [row] }: pg.QueryResult) => row.value;
const codeOf = (failure: Promise<unknown>) =>
  failure.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );

test('the first statement shares a Sync with BEGIN, and the others of a turn share the next', async () => {
  const { client, received, begin, select } = await connect();
  const [, ...results] = await Promise.all([
    begin(),
    select('a'),
    select('b'),
    client.query('SAVEPOINT field'),
  ]);
  expect(results.map(({ rows }) => rows)).toEqual([[{ value: 'a' }], [{ value: 'b' }], []]);
  expect(results.map(({ command }) => command)).toEqual(['SELECT', 'SELECT', 'SAVEPOINT']);
  expect(received).toMatchObject({ readyForQuery: 2, dataRow: 2 });
  const [, , kept] = await Promise.all([
    client.query('RELEASE SAVEPOINT field'),
    client.query('COMMIT'),
    begin(),
    select('c'),
  ]);
  expect(kept.command).toBe('BEGIN');
  expect(received['readyForQuery']).toBe(5);
});

test('the columns of a prepared statement are described once', async () => {
  const { received, begin, select } = await connect();
  await Promise.all([begin(), select('a', 'once')]);
  expect(received['rowDescription']).toBe(1);
  const [next, last] = await Promise.all([select('b', 'once'), select(null, 'once')]);
  expect([next, last].map(valueOf)).toEqual(['b', null]);
  expect(next.fields.map(({ name }) => name)).toEqual(['value']);
  expect(received).toMatchObject({ rowDescription: 1, dataRow: 3 });
});

test('a statement without rows stays without rows', async () => {
  const { client, begin } = await connect();
  const lock = () => client.query({ name: 'lock', text: 'lock table plans in access share mode' });
  await Promise.all([begin(), lock()]);
  expect(await lock()).toMatchObject({ command: 'LOCK', rows: [], fields: [] });
});

test('after an error the others of the group fail as in an aborted transaction, and can be sent again', async () => {
  const { client, begin, select } = await connect();
  await Promise.all([begin(), select('a', 'before')]);
  await client.query('SAVEPOINT field');
  const codes = await Promise.all([
    codeOf(select('b', 'before')),
    codeOf(client.query({ name: 'fails', text: 'select 1 / $1::int', values: [0] })),
    codeOf(select('c', 'after')),
    codeOf(client.query('SAVEPOINT other')),
  ]);
  expect(codes).toEqual(['no error', '22012', '25P02', '25P02']);
  expect(await codeOf(select('d', 'before'))).toBe('25P02');
  await client.query('ROLLBACK TO SAVEPOINT field; RELEASE SAVEPOINT field');
  expect(
    await Promise.all([select('e', 'after'), select('f', 'before')].map(async (each) => valueOf(await each))),
  ).toEqual(['e', 'f']);
});

test('the last statements of a write share a Sync with COMMIT, which fails if one of them does', async () => {
  const { client, received, select } = await connect();
  await Promise.all([client.query('BEGIN'), select('a')]);
  const [, , committed] = await Promise.all([select('b'), select('c'), client.query('COMMIT')]);
  expect(committed).toMatchObject({ command: 'COMMIT' });
  expect(received['readyForQuery']).toBe(2);
  await Promise.all([client.query('BEGIN'), select('d')]);
  const fails = { text: 'select 1 / $1::int', values: [0] };
  const codes = await Promise.all([client.query(fails), client.query('COMMIT')].map(codeOf));
  expect(codes).toEqual(['22012', '25P02']);
  expect(await client.query('ROLLBACK')).toMatchObject({ command: 'ROLLBACK' });
  expect(valueOf(await select('e'))).toBe('e');
});

test('the only statement of a read shares a Sync with BEGIN and COMMIT', async () => {
  const { client, received, begin, select } = await connect();
  const [, only, end] = await Promise.all([begin(), select('a'), client.query('COMMIT')]);
  expect([valueOf(only), end.command, received['readyForQuery']]).toEqual(['a', 'COMMIT', 1]);
  const stamp = async () => valueOf(await client.query('select now()::text as value'));
  expect(await stamp()).not.toBe(await stamp());
  const invalid = { name: 'invalid', text: 'select $1::int as value', values: ['x'] };
  const failed = Promise.all([begin(), codeOf(client.query(invalid)), codeOf(client.query('COMMIT'))]);
  expect((await failed).slice(1)).toEqual(['22P02', '25P02']);
  expect((await client.query('ROLLBACK')).command).toBe('ROLLBACK');
  await Promise.all([begin(), select('b'), client.query('COMMIT')]);
  expect(valueOf(await select('c'))).toBe('c');
});

test('a value that cannot be sent leaves its statement prepared', async () => {
  const { begin, select } = await connect();
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  await Promise.all([begin(), select('a', 'kept')]);
  const failed = await Promise.allSettled([select(circular, 'kept'), select('b', 'kept')]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(valueOf(await select('c', 'kept'))).toBe('c');
});

test('a value that cannot be sent fails its own statement', async () => {
  const { begin, select } = await connect();
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  const settled = await Promise.allSettled([begin(), select('a'), select(circular), select('b')]);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(valueOf(await select('c'))).toBe('c');
});

test('statements outside a transaction are committed one by one', async () => {
  const { client, received } = await connect();
  await client.query('create temporary table written (value integer check (value < 3))');
  const insert = (value: number) => client.query(`insert into written values (${value})`);
  expect(await Promise.all([insert(1), insert(3), insert(2)].map(codeOf))).toEqual([
    'no error',
    '23514',
    'no error',
  ]);
  expect(received['readyForQuery']).toBe(4);
  const { rows } = await client.query('select value from written order by value');
  expect(rows).toEqual([{ value: 1 }, { value: 2 }]);
});

test('a lost connection fails all statements of a group', async () => {
  const { client, begin, select } = await connect();
  client.on('error', () => undefined);
  const { rows } = await client.query('select pg_backend_pid() as pid');
  const waiting = Promise.allSettled([begin(), client.query('select pg_sleep(60)'), select('a')]);
  const other = new pg.Client({ connectionString: systemUrl });
  await other.connect();
  onTestFinished(() => other.end());
  await until(async () => {
    const { rowCount } = await other.query(
      `select from pg_stat_activity where pid = $1 and state = 'active' and query like '%pg_sleep(60)%'`,
      [rows[0].pid],
    );
    return rowCount === 1;
  });
  const { rows: ended } = await other.query('select pg_terminate_backend($1) as sent', [rows[0].pid]);
  expect(ended).toEqual([{ sent: true }]);
  expect((await waiting).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
});

test('the end of a read-only transaction is sent without waiting for the next statement', async () => {
  const { client, begin, select } = await connect();
  await Promise.all([begin(), select('a')]);
  expect(await client.query('COMMIT')).toMatchObject({ command: 'COMMIT' });
});

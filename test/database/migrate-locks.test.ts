import { EventEmitter, once } from 'node:events';
import pg from 'pg';
import { pino } from 'pino';
import { type Kysely, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { migrate, migrateToLatest, migrationNames, withMigrator } from '../../src/database/migrate.ts';
import { createDatabase } from '../support/server.ts';

/** A migration that locks the table of tasks. */
const LOCKING = '0031_untouched_positions';

/** Starts the migration while a transaction holds the lock, and waits until the migration has not got its own. */
async function migrateBehind(lock: string, pool: pg.Pool, urls: { systemUrl: string; servingUrl: string }) {
  const long = await pool.connect();
  await long.query(`begin; lock table ${lock}`);
  const log = new EventEmitter();
  const logger = pino({ level: 'warn' }, { write: (line: string) => void log.emit('line', line) });
  const migrating = migrate(urls.systemUrl, urls.servingUrl, logger);
  const [line] = await once(log, 'line');
  expect(JSON.parse(line)).toMatchObject({
    msg: 'the migration did not get a lock: retrying',
    attempt: 1,
  });
  const unlock = async () => {
    await long.query('commit');
    long.release();
  };
  return { migrating, unlock };
}

test('a migration that waits for a long request does not block others, and is applied once the request has ended', async () => {
  const urls = await createDatabase();
  const names = await migrationNames();
  await withMigrator(urls.systemUrl, async (migrator) => {
    for (const name of names.slice(names.indexOf(LOCKING)).toReversed())
      expect((await migrator.migrateDown()).results?.map((each) => each.migrationName)).toEqual([name]);
  });
  const pool = new pg.Pool({ connectionString: urls.systemUrl, max: 2 });
  onTestFinished(() => pool.end());
  const { migrating, unlock } = await migrateBehind('tasks in access share mode', pool, urls);
  // If the migration kept waiting for its lock, this would never end.
  await pool.query('select count(*) from tasks');
  await unlock();
  const applied = (await migrating).map(({ migrationName }) => migrationName);
  expect(applied).toEqual(names.slice(names.indexOf(LOCKING)));
});

test('a migration of the job queue that waits for a lock does not block others, and is repeated', async () => {
  const urls = await createDatabase();
  const pool = new pg.Pool({ connectionString: urls.systemUrl, max: 2 });
  onTestFinished(() => pool.end());
  // Applies the queue's last migration again, which replaces a function.
  const removed =
    'delete from graphile_worker.migrations where id = (select max(id) from graphile_worker.migrations)';
  const { rows } = await pool.query(`${removed} returning id`);
  const { migrating, unlock } = await migrateBehind('graphile_worker.migrations in share mode', pool, urls);
  await unlock();
  expect(await migrating).toEqual([]);
  const last = 'select max(id) as id from graphile_worker.migrations';
  expect((await pool.query(last)).rows).toEqual(rows);
});

test('a migration gets the locks of several tables while there are always requests that read them on both logins', async () => {
  const urls = await createDatabase();
  const pool = new pg.Pool({ connectionString: urls.systemUrl, max: 12 });
  const state = { stopped: false };
  const request = async () => {
    const client = await pool.connect();
    await client.query('begin; select from sessions; select from tasks; select pg_sleep(random() * 0.1)');
    await pool.query('select from projects');
    await client.query('commit');
    client.release();
  };
  const readers = Array.from({ length: 6 }, async () => {
    while (!state.stopped) await request();
  });
  const lockBoth = sql`lock table projects in access exclusive mode; lock table tasks in access exclusive mode`;
  const later = { z_locks: { up: async (db: Kysely<unknown>) => void (await lockBoth.execute(db)) } };
  const logger = pino({ level: 'silent' });
  const applied = await withMigrator(urls.systemUrl, (migrator) => migrateToLatest(migrator, logger), later);
  expect(applied.map(({ migrationName }) => migrationName)).toEqual(['z_locks']);
  state.stopped = true;
  await Promise.all(readers);
  await pool.end();
});

import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrationNames, withMigrator } from '../../src/database/migrate.ts';
import {
  makePartitions,
  partitionedTables,
  readPartitions,
} from '../../src/database/partitions/make-partitions.ts';
import { firstIdAt, monthStart } from '../../src/database/partitions/month.ts';
import { createDatabase } from '../support/server.ts';

const { systemUrl, servingUrl } = await createDatabase();
const pool = new pg.Pool({ connectionString: systemUrl, max: 4 });
const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
const serving = new pg.Pool({ connectionString: servingUrl, max: 1 });
const silent = pino({ level: 'silent' });
afterAll(() => Promise.all([pool.end(), serving.end()]));

const NOW = new Date();
/** An id of a row that is created in the middle of a month. */
const idIn = (offset: number, tail: number) =>
  firstIdAt(monthStart(NOW, offset) + 1_000_000_000).replace(/0{12}$/, String(tail).padStart(12, '0'));

let organizationId: string;
beforeAll(async () => {
  const { rows } = await pool.query(
    `insert into organizations (name, slug) values ('Harbour', 'harbour') returning id`,
  );
  organizationId = rows[0].id;
});

const write = (id: string) =>
  pool.query(
    `insert into audit_events (organization_id, id, action, target_type) values ($1, $2, 'label.created', 'Label')`,
    [organizationId, id],
  );

/** Records an event as the previous release does. Returns the number of inserted rows. */
async function recordUsage(eventId: string): Promise<number | null> {
  const { rowCount } = await pool.query(
    `insert into usage_events (organization_id, event_id, content_hash, meter, quantity, occurred_at, statement_month)
    values ($1, $2, '', 'm', 1, now(), '2026-01-01') on conflict on constraint usage_events_event_key do nothing`,
    [organizationId, eventId],
  );
  return rowCount;
}

/** The partition of each row, by the last digits of its id. */
async function places(): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ tail: string; place: string }>(
    `select ltrim(right(id::text, 12), '0') as tail, tableoid::regclass::text as place from audit_events
    where action = 'label.created'`,
  );
  return Object.fromEntries(rows.map(({ tail, place }) => [tail, place]));
}

const names = async (table: (typeof partitionedTables)[number]) =>
  (await readPartitions(db, table)).map(({ name }) => name);

test('there are partitions of this month and the next three, which are made once', async () => {
  const made = await Promise.all(partitionedTables.map(names));
  for (const each of made) expect(each).toHaveLength(4);
  await Promise.all([makePartitions(db, silent), makePartitions(db, silent)]);
  expect(await Promise.all(partitionedTables.map(names))).toEqual(made);
  const later = { now: new Date(monthStart(NOW, 2)) };
  await Promise.all([makePartitions(db, silent, later), makePartitions(db, silent, later)]);
  for (const table of partitionedTables) {
    const bounds = await readPartitions(db, table);
    expect(bounds).toHaveLength(6);
    for (const [index, { from }] of bounds.entries()) if (index > 0) expect(from).toBe(bounds[index - 1]!.to);
  }
});

describe.each(partitionedTables)('%s', (table) => {
  test('refuses the serving role a partition by its name', async () => {
    for (const name of [...(await names(table)), `${table}_rest`])
      await expect(serving.query(`select from ${name}`)).rejects.toMatchObject({ code: '42501' });
  });
});

test('rows whose month has no partition are kept, and moved when it is made', async () => {
  const after = (await names('audit_events')).length;
  await write(idIn(after, 1));
  await write(idIn(after + 2, 2));
  await write(idIn(-30, 3));
  expect(await places()).toEqual({ 1: 'audit_events_rest', 2: 'audit_events_rest', 3: 'audit_events_rest' });
  await makePartitions(db, silent, { now: new Date(monthStart(NOW, after)) });
  const moved = await places();
  expect(moved[1]).toMatch(/^audit_events_\d{4}_\d\d$/);
  expect(moved[2]).toMatch(/^audit_events_\d{4}_\d\d$/);
  expect(moved[2]).not.toBe(moved[1]);
  expect(moved[3]).toBe('audit_events_rest');
});

test('a month with a partition in use is made after the reader has finished', async () => {
  const later = new Date(monthStart(NOW, 12));
  const reader = await pool.connect();
  await reader.query('begin; select from audit_events_rest');
  const made = makePartitions(db, silent, { now: later });
  await expect
    .poll(async () => {
      const { rows } = await pool.query(
        `select from pg_locks where not granted and relation = 'audit_events_rest'::regclass`,
      );
      return rows.length;
    })
    .toBeGreaterThan(0);
  await reader.query('commit');
  reader.release();
  await made;
  expect((await readPartitions(db, 'audit_events')).at(-1)!.to).toBe(monthStart(later, 4));
});

test('a table with rows becomes its first partition, and all partitions become one table again', async () => {
  const first = (await migrationNames()).indexOf('0063_audit_events_bound');
  const down = async () => {
    for (;;) {
      const { error, results = [] } = await withMigrator(systemUrl, (migrator) => migrator.migrateDown());
      if (error) throw error;
      if (results[0]!.migrationName === (await migrationNames())[first]) return;
    }
  };
  const up = async () => {
    const { error } = await withMigrator(systemUrl, (migrator) => migrator.migrateToLatest());
    if (error) throw error;
  };
  const kinds = async () =>
    (await pool.query(`select relkind from pg_class where relname = 'audit_events'`)).rows[0].relkind;
  // Rows of months that far ahead cannot be in the table: the bound would refuse them.
  await pool.query(`delete from audit_events where id >= $1`, [firstIdAt(monthStart(NOW, 2))]);
  await write(idIn(0, 4));
  const all = Object.keys(await places());
  expect(all).toEqual(expect.arrayContaining(['3', '4']));

  await down();
  expect(await kinds()).toBe('r');
  expect(Object.keys(await places()).toSorted()).toEqual(all.toSorted());
  await write(idIn(0, 5));
  expect(await recordUsage('old')).toBe(1);

  await up();
  expect(await kinds()).toBe('p');
  expect(new Set(Object.values(await places()))).toEqual(new Set(['audit_events_before']));
  expect((await readPartitions(db, 'audit_events'))[0]!.to).toBe(monthStart(NOW, 3));
  expect([await recordUsage('old'), await recordUsage('new'), await recordUsage('new')]).toEqual([0, 1, 0]);
  await makePartitions(db, silent);
  await write(idIn(3, 6));
  expect((await places())[6]).toMatch(/^audit_events_\d{4}_\d\d$/);
  await pool.query(`delete from audit_events where id >= $1`, [firstIdAt(monthStart(NOW, 3))]);

  await down();
  await up();
  expect(Object.keys(await places()).toSorted()).toEqual([...all, '5'].toSorted());
});

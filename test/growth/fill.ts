import pg from 'pg';
import { pino } from 'pino';
import { Kysely, PostgresDialect } from 'kysely';
import {
  makePartitions,
  type PartitionedTable,
  readPartitions,
} from '../../src/database/partitions/make-partitions.ts';
import { protectPartition } from '../../src/database/partitions/partition-table.ts';
import { monthStart } from '../../src/database/partitions/month.ts';
import { seedLoad } from '../../src/development/seed/load.ts';

export interface Sizes {
  organizations: number;
  tasks: number;
  events: number;
  audit: number;
  months: number;
}

/** The share of the largest organization: the others have ever less, as in real installations. */
const organizationOf = (seed: string, organizations: number) => `${organizations} * power(${seed}, 3)`;

/**
 * Fills a migrated database: tasks by the seed for measurements, then usage events and audit events of so many months, in
 * the order of time, and what the jobs would have made of them. The rows are made in the database. Triggers, foreign keys
 * and the key of the senders' ids are off meanwhile, because each would look at every row by itself.
 */
export async function fill(
  systemUrl: string,
  passwordHash: string,
  sizes: Sizes,
  log: (line: string) => void,
): Promise<void> {
  const pool = new pg.Pool({ connectionString: systemUrl, max: 3 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const timed = async (what: string, text: string, values: unknown[] = []) => {
    const start = performance.now();
    await pool.query(text, values);
    log(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  };
  const first = monthStart(new Date(), 1 - sizes.months);
  try {
    const { rows: searched } = await pool.query<{ name: string; text: string }>(
      `select relname as name, pg_get_indexdef(indexrelid) as text from pg_index join pg_class c on c.oid = indexrelid
      where indrelid = 'tasks'::regclass and relam = (select oid from pg_am where amname = 'gin')`,
    );
    for (const { name } of searched) await pool.query(`drop index ${name}`);
    await seedLoad(systemUrl, passwordHash, sizes, log);
    for (const { name, text } of searched) await timed(`index ${name}`, text);
    await pool.query(`update organizations set created_at = $1`, [new Date(first)]);
    await pool.query(`create table numbered as select (row_number() over (order by slug))::int - 1 as number, o.id,
      (select user_id from memberships m where m.organization_id = o.id and role = 'OWNER' limit 1) as owner
      from organizations o`);
    await pool.query('create unique index on numbered (number)');
    await makePartitions(db, pino({ level: 'silent' }), {
      oldest: { usage_events: first, audit_events: first },
    });
    await withoutChecks(
      pool,
      ['usage_events', 'usage_event_ids', 'usage_rollups', 'usage_months', 'audit_events'],
      async () => {
        const keys = { usage_event_ids: '', usage_rollups: '' };
        for (const table of Object.keys(keys) as (keyof typeof keys)[]) {
          const { rows } = await pool.query<{ key: string }>(
            `select pg_get_constraintdef(oid) as key from pg_constraint where conrelid = $1::regclass and contype = 'p'`,
            [table],
          );
          keys[table] = rows[0]!.key;
          await pool.query(`alter table ${table} drop constraint ${table}_pkey`);
        }
        await inMonths(db, 'audit_events', sizes, sizes.audit, ({ name, rows, times }) =>
          refill(pool, name, () =>
            timed(`${rows} audit events in ${name}`, insertAudit(sizes, name), [...times, rows]),
          ),
        );
        await inMonths(db, 'usage_events', sizes, sizes.events, async ({ name, rows, times }) => {
          await refill(pool, name, () =>
            timed(`${rows} usage events in ${name}`, insertUsage(sizes, name), [...times, rows]),
          );
          await timed('  their rollups', rollUp(name));
        });
        await timed('ids', 'insert into usage_event_ids select organization_id, event_id from usage_events');
        for (const [table, key] of Object.entries(keys))
          await timed(`key of ${table}`, `alter table ${table} add constraint ${table}_pkey ${key}`);
      },
    );
    await pool.query('drop table numbered');
    await timed('vacuum and analyze', 'vacuum (analyze)');
  } finally {
    await db.destroy();
  }
}

interface Month {
  /** The partition. */
  name: string;
  rows: number;
  times: [from: string, to: string];
}

/** Calls `work` for each month, two at once. */
async function inMonths(
  db: Kysely<unknown>,
  table: PartitionedTable,
  { months }: Sizes,
  total: number,
  work: (month: Month) => Promise<void>,
): Promise<void> {
  const now = Date.now();
  const parts = (await readPartitions(db, table)).filter(({ from }) => from < now);
  const rows = Math.ceil(total / months);
  const worker = async () => {
    for (let part = parts.shift(); part; part = parts.shift())
      await work({
        name: part.name,
        rows,
        times: [new Date(part.from).toISOString(), new Date(Math.min(part.to, now)).toISOString()],
      });
  };
  await Promise.all([worker(), worker()]);
}

/** Replaces an empty partition by one that is filled before it gets its indexes, which is much faster. */
async function refill(pool: pg.Pool, name: string, work: () => Promise<void>): Promise<void> {
  const { rows } = await pool.query<{ parent: string; bound: string; key: string; indexes: string[] }>(
    `select inhparent::regclass::text as parent, pg_get_expr(relpartbound, c.oid) as bound,
      (select pg_get_constraintdef(oid) from pg_constraint where conrelid = c.oid and contype = 'p') as key,
      array(select pg_get_indexdef(indexrelid) from pg_index where indrelid = c.oid and not indisprimary) as indexes
    from pg_class c join pg_inherits on inhrelid = c.oid where relname = $1`,
    [name],
  );
  const { parent, bound, key, indexes } = rows[0]!;
  const client = await pool.connect();
  try {
    await client.query(`alter table ${parent} detach partition ${name}`);
    await client.query(`alter table ${name} rename to ${name}_empty`);
    await client.query(`create table ${name} (like ${name}_empty including defaults including constraints)`);
    await client.query(`drop table ${name}_empty`);
  } finally {
    client.release();
  }
  await work();
  const start = performance.now();
  await pool.query(`alter table ${name} add ${key}`);
  for (const index of indexes) await pool.query(index);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  await protectPartition(db, name);
  await pool.query(`alter table ${parent} attach partition ${name} ${bound}`);
  process.stderr.write(`  indexes of ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}

async function withoutChecks(pool: pg.Pool, tables: string[], work: () => Promise<void>): Promise<void> {
  const { rows } = await pool.query<{ name: string; table: string; text: string }>(
    `select conname as name, conrelid::regclass::text as table, pg_get_constraintdef(oid) as text from pg_constraint
    where conrelid = any($1::regclass[]) and contype = 'f' and conparentid = 0`,
    [tables],
  );
  for (const { name, table } of rows) await pool.query(`alter table ${table} drop constraint ${name}`);
  for (const table of tables) await pool.query(`alter table ${table} disable trigger user`);
  await work();
  for (const table of tables) await pool.query(`alter table ${table} enable trigger user`);
  for (const { name, table, text } of rows)
    await pool.query(`alter table ${table} add constraint ${name} ${text}`);
}

/** Rows $3 from $1 to $2, in the order of time. */
const series = `generate_series(1, $3::int) n,
  lateral (select $1::timestamptz + ((n - 0.5)::float8 / $3) * ($2::timestamptz - $1::timestamptz - interval '1 minute') as at, random() as r, random() as s offset 0) t`;
const organization = ({ organizations }: Sizes) =>
  `join numbered o on o.number = floor(${organizationOf('t.r', organizations)})::int`;

const insertUsage = (sizes: Sizes, partition: string) => `
  insert into ${partition} (organization_id, id, event_id, content_hash, meter, quantity, subject, occurred_at,
    statement_month, created_at)
  select o.id, uuidv7(t.at - clock_timestamp()), gen_random_uuid()::text, '\\x5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8'::bytea,
    case when t.s < 0.7 then 'events.processed' else 'storage.gigabyte_hours' end, 1 + (t.s * 100)::int,
    case when t.s < 0.7 then 'customer-' || (n % 5) end, t.at, date_trunc('month', t.at at time zone 'UTC'), t.at
  from ${series} ${organization(sizes)}`;

const insertAudit = (sizes: Sizes, partition: string) => `
  insert into ${partition} (organization_id, id, actor_id, action, target_type, target_id, before, after, created_at)
  select o.id, uuidv7(t.at - clock_timestamp()), o.owner,
    (array['project.updated', 'label.updated', 'member.role_updated', 'api_key.updated'])[1 + n % 4], 'Project',
    gen_random_uuid(), '{"name": "before"}', '{"name": "after"}', t.at
  from ${series} ${organization(sizes)}`;

/** As the job does, but for a whole partition. */
const rollUp = (partition: string) => `
  with hours as materialized (
    select organization_id, meter, date_trunc('hour', occurred_at, 'UTC') as hour, subject, sum(quantity) as quantity
    from ${partition} group by 1, 2, 3, 4
  ), rolled as (
    insert into usage_rollups (organization_id, meter, dimension, granularity, starts_at, key, quantity)
    select organization_id, meter, dimension, granularity, date_trunc(lower(granularity), hour, 'UTC'), key, sum(quantity)
    from hours cross join (values ('HOUR'), ('DAY')) g (granularity)
      cross join lateral (select 'TOTAL' as dimension, '' as key union all
        select 'SUBJECT', subject where subject is not null) part
    group by 1, 2, 3, 4, 5, 6
  )
  insert into usage_months (organization_id, statement_month, usage_month, meter, quantity)
  select organization_id, date_trunc('month', hour at time zone 'UTC'), date_trunc('month', hour at time zone 'UTC'), meter,
    sum(quantity)
  from hours group by 1, 2, 3, 4`;

/** Returns the ids of the largest organization, of the one in the middle, and of the smallest. */
export async function organizationsBySize(systemUrl: string): Promise<[string, string, string]> {
  const pool = new pg.Pool({ connectionString: systemUrl, max: 1 });
  try {
    const { rows } = await pool.query<{ id: string }>('select id from organizations order by slug');
    return [rows[0]!.id, rows[Math.floor(rows.length / 2)]!.id, rows.at(-1)!.id];
  } finally {
    await pool.end();
  }
}

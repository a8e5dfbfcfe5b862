import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { BackupTable } from './catalog.ts';
import { type Manifest, type TableEntry, tablePath } from './manifest.ts';
import { hashing } from './write.ts';

/** Replaces the rows of all tables by those of the backup. Must run in a transaction that locks them. */
export async function loadTables(
  client: pg.Client,
  folder: string,
  manifest: Manifest,
  tables: BackupTable[],
): Promise<void> {
  const constraints = await readConstraints(client, tables);
  const forced = tables.filter(({ isForced }) => isForced);
  const run = async (lines: string[]) => void (await client.query(lines.join(';\n')));

  await run([
    ...constraints.map(({ table, name }) => `alter table ${table} drop constraint ${name}`),
    ...tables.map(({ sql }) => `alter table ${sql} disable trigger user`),
    ...forced.map(({ sql }) => `alter table ${sql} no force row level security`),
    `truncate ${tables.map(({ sql }) => sql).join(', ')}`,
  ]);
  for (const table of tables)
    await loadTable(
      client,
      folder,
      table,
      manifest.tables.find(({ name }) => name === table.name)!,
    );
  await setSequences(client, manifest);
  await run([...FORGOTTEN, CLAIMED]);
  for (const { table, name, definition } of constraints)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  await run([
    ...forced.map(({ sql }) => `alter table ${sql} force row level security`),
    ...tables.map(({ sql }) => `alter table ${sql} enable trigger user`),
  ]);
}

/**
 * What belonged to the processes of then: locks of workers that are gone, and versions of responses that a server may have
 * kept from rows that are newer than the backup.
 */
const FORGOTTEN = [
  `update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null`,
  `update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null`,
  `update organization_versions set version = version + random(1::bigint, 4294967296)`,
];

/**
 * Events of the time before `usage_event_ids` have no row there, and the unique index of the partition in which they were
 * is not restored.
 */
const CLAIMED = `
  insert into usage_event_ids (organization_id, event_id)
  select organization_id, event_id from usage_events
  where (select count(*) from usage_events) > (select count(*) from usage_event_ids)
  on conflict do nothing`;

interface Constraint {
  table: string;
  name: string;
  definition: string;
}

/** Foreign keys, and checks that older rows need not meet: NOT VALID is part of their definition. */
async function readConstraints(client: pg.Client, tables: BackupTable[]): Promise<Constraint[]> {
  const { rows } = await client.query<Constraint>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where conrelid = any($1::regclass[]) and conparentid = 0
      and (contype = 'f' or not convalidated) order by 1, 2`,
    [tables.map(({ sql }) => sql)],
  );
  return rows;
}

async function loadTable(
  client: pg.Client,
  folder: string,
  { name, sql, list }: BackupTable,
  entry: TableEntry,
): Promise<void> {
  const rows = client.query(copyFrom(`copy ${sql} (${list}) from stdin`));
  const { hash, counter } = hashing();
  const path = tablePath(folder, name);
  try {
    await pipeline(createReadStream(path), counter, createGunzip(), rows);
  } catch (error) {
    throw new Error(`${path} could not be loaded: ${(error as Error).message}`, { cause: error });
  }
  if (hash.digest('hex') !== entry.sha256 || rows.rowCount !== entry.rows)
    throw new Error(`The backup is damaged: ${path} does not have the content that the manifest states.`);
}

async function setSequences(client: pg.Client, { sequences }: Manifest): Promise<void> {
  for (const { name, value, isCalled } of sequences) {
    const [schema, sequence] = name.split('.');
    await client.query('select setval(format($q$%I.%I$q$, $1::text, $2::text)::regclass, $3::bigint, $4)', [
      schema,
      sequence,
      value,
      isCalled,
    ]);
  }
}

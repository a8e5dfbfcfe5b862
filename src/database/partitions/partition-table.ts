import { type Kysely, sql } from 'kysely';
import { protectTenantTable, type TenantTableAccess } from '../protect-tenant-table.ts';
import { firstIdAt, monthStart } from './month.ts';

/*
 * What migrations do to partition a table that may be large, without copying a row. Servers read and write meanwhile.
 *
 * 1. `boundRows` promises that every id is below a month that is well ahead. It holds its lock for milliseconds, because
 *    the constraint is not checked yet.
 * 2. `checkRows` checks that by reading the table. Nobody waits for it.
 * 3. `partitionRows` renames the table, creates a partitioned one in its place, and attaches the old one as its first
 *    partition. Neither rows nor indexes are read, because step 2 has proven the bound and the indexes exist.
 *
 * The three are migrations of their own, because each commits and so releases its locks. Merged migrations call these
 * functions, so their behaviour must not change.
 */

/** A unique key that does not contain the id. Each partition has it for its own rows only. */
type LocalKeys = Readonly<Record<string, string>>;

/** In how many months the first partition ends: enough that a deployment is not between the steps by then. */
const MONTHS_AHEAD = 3;

const boundAhead = () => `check (id < '${firstIdAt(monthStart(new Date(), MONTHS_AHEAD))}')`;
const boundName = (table: string) => `${table}_bound`;

export const boundRows = (db: Kysely<unknown>, name: string): Promise<unknown> =>
  addConstraint(db, name, boundName(name), `${boundAhead()} not valid`);

export const freeRows = (db: Kysely<unknown>, name: string): Promise<unknown> =>
  dropConstraint(db, name, boundName(name));

export async function checkRows(db: Kysely<unknown>, name: string): Promise<void> {
  await sql`alter table ${sql.table(name)} validate constraint ${sql.ref(boundName(name))}`.execute(db);
}

export async function uncheckRows(db: Kysely<unknown>, name: string): Promise<void> {
  await freeRows(db, name);
  await boundRows(db, name);
}

export async function partitionRows(
  db: Kysely<unknown>,
  name: string,
  access: TenantTableAccess,
): Promise<void> {
  const [table, before, rest] = [sql.table(name), sql.table(`${name}_before`), sql.table(`${name}_rest`)];
  await sql`lock table ${table} in access exclusive mode`.execute(db);
  const { constraints, indexes } = await describe(db, name);
  const bound = constraints.find((each) => each.name === boundName(name))!;
  const end = /'([0-9a-f-]{36})'/.exec(bound.definition)![1]!;
  await sql`alter table ${table} rename to ${sql.ref(`${name}_before`)}`.execute(db);
  for (const index of indexes) await renameIndex(db, index.name, `${index.name}_before`);
  await sql`create table ${table} (like ${before} including defaults including comments) partition by range (id)`.execute(
    db,
  );
  for (const { name: constraint, kind, definition } of constraints)
    if (kind !== 'u' && constraint !== bound.name) await addConstraint(db, name, constraint, definition);
  for (const { isKey, definition } of indexes) if (!isKey) await sql.raw(definition).execute(db);
  await protectTenantTable(db, name, access);
  await sql`revoke all on ${before} from polity_serving`.execute(db);
  const { rows } = await sql<{ found: boolean }>`select exists (select from ${before}) as found`.execute(db);
  if (rows[0]!.found)
    await sql`alter table ${table} attach partition ${before} for values from (minvalue) to (${sql.lit(end)})`.execute(
      db,
    );
  await sql`create table ${rest} (like ${before} including all excluding comments)`.execute(db);
  await dropConstraint(db, `${name}_rest`, bound.name);
  await protectPartition(db, `${name}_rest`);
  await sql`alter table ${table} attach partition ${rest} default`.execute(db);
  if (!rows[0]!.found) await sql`drop table ${before}`.execute(db);
}

/** Makes one table of all partitions again. The rows of the first partition stay where they are, others are copied. */
export async function joinRows(
  db: Kysely<unknown>,
  name: string,
  access: TenantTableAccess,
  keys: LocalKeys = {},
): Promise<void> {
  const [table, before] = [sql.table(name), sql.table(`${name}_before`)];
  await sql`lock table ${table} in access exclusive mode`.execute(db);
  const { constraints, indexes } = await describe(db, name);
  const { rows } = await sql<{ kept: boolean; columns: string }>`
    select to_regclass(${`${name}_before`}) is not null as kept, string_agg(quote_ident(attname), ', ') as columns
    from pg_attribute where attrelid = ${name}::regclass and attnum > 0 and not attisdropped`.execute(db);
  const { kept, columns } = rows[0]!;
  if (kept) await sql`alter table ${table} detach partition ${before}`.execute(db);
  if (kept) await dropConstraint(db, `${name}_before`, boundName(name));
  else await sql`create table ${before} (like ${table} including defaults including comments)`.execute(db);
  await sql.raw(`insert into "${name}_before" (${columns}) select ${columns} from "${name}"`).execute(db);
  await sql`drop table ${table}`.execute(db);
  await sql`alter table ${before} rename to ${sql.ref(name)}`.execute(db);
  await addConstraint(db, name, boundName(name), boundAhead());
  if (kept) {
    for (const index of [...indexes.map((each) => each.name), ...Object.keys(keys)])
      await renameIndex(db, `${index}_before`, index);
    await sql`grant ${sql.raw(access.grants.join(', '))} on ${table} to polity_serving`.execute(db);
    return;
  }
  for (const each of constraints) await addConstraint(db, name, each.name, each.definition);
  for (const [key, definition] of Object.entries(keys)) await addConstraint(db, name, key, definition);
  for (const { isKey, definition } of indexes)
    if (!isKey) await sql.raw(definition.replace(' ON ONLY ', ' ON ')).execute(db);
  await protectTenantTable(db, name, access);
}

/**
 * Security: row-level security of a partitioned table does not hold for a statement that names a partition. So each
 * partition has its own, and the serving role has no rights on it.
 */
export async function protectPartition<Schema>(db: Kysely<Schema>, name: string): Promise<void> {
  const table = sql.table(name);
  await sql`alter table ${table} enable row level security, force row level security`.execute(db);
  await sql`create policy system on ${table} to polity_system using (true)`.execute(db);
  await sql`create policy tenant on ${table} to polity_serving
    using (organization_id = (select app.organization_id()))`.execute(db);
}

const renameIndex = (db: Kysely<unknown>, from: string, to: string) =>
  sql`alter index ${sql.ref(from)} rename to ${sql.ref(to)}`.execute(db);

const addConstraint = (db: Kysely<unknown>, table: string, name: string, definition: string) =>
  sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`.execute(db);

const dropConstraint = (db: Kysely<unknown>, table: string, name: string) =>
  sql`alter table ${sql.table(table)} drop constraint if exists ${sql.ref(name)}`.execute(db);

async function describe(db: Kysely<unknown>, name: string) {
  const { rows: constraints } = await sql<{ name: string; kind: string; definition: string }>`
    select conname as name, contype as kind, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = ${name}::regclass and contype in ('p', 'u', 'f', 'c') order by contype <> 'p', conname`.execute(
    db,
  );
  const { rows: indexes } = await sql<{ name: string; isKey: boolean; definition: string }>`
    select relname as name, pg_get_indexdef(indexrelid) as definition,
      exists (select from pg_constraint where conindid = indexrelid and conrelid = indrelid) as "isKey"
    from pg_index join pg_class on pg_class.oid = indexrelid
    where indrelid = ${name}::regclass order by relname`.execute(db);
  return { constraints, indexes };
}

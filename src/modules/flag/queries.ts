import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import type { FlagRow } from './rows.ts';

/** Returns all flags, or those with a key. */
export async function findFlags(db: SystemDb, key?: string): Promise<FlagRow[]> {
  const rows = await db
    .selectFrom('flags')
    .select((eb) => [
      'key',
      'description',
      'percentage',
      eb
        .selectFrom('flag_organizations')
        .select(eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
        .whereRef('flag_organizations.flag', '=', 'flags.key')
        .as('organizationCount'),
    ])
    .$if(key !== undefined, (query) => query.where('key', '=', key!))
    .orderBy('key')
    .execute();
  return rows.map(({ organizationCount, ...row }) => ({ ...row, organizationCount: organizationCount ?? 0 }));
}

/** Inserts or changes a flag, unless it is the same. Returns whether it was inserted or changed. */
export async function upsertFlag(
  db: SystemDb,
  { key, description, percentage }: Omit<FlagRow, 'organizationCount'>,
): Promise<'INSERTED' | 'CHANGED' | undefined> {
  const { rows } = await sql<{ isNew: boolean }>`
    insert into flags as f (key, description, percentage) values (${key}, ${description}, ${percentage})
    on conflict (key) do update set description = excluded.description, percentage = excluded.percentage,
      updated_at = clock_timestamp()
      where (f.description, f.percentage) is distinct from (excluded.description, excluded.percentage)
    returning xmax = 0 as "isNew"`.execute(db);
  return rows[0] && (rows[0].isNew ? 'INSERTED' : 'CHANGED');
}

export async function countFlags(db: SystemDb): Promise<number> {
  const { count } = await db
    .selectFrom('flags')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Returns those of the ids that belong to no organization. */
export async function findUnknown(db: SystemDb, ids: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select given.id from unnest(${ids}::uuid[]) as given (id)
    where not exists (select from organizations o where o.id = given.id)`.execute(db);
  return rows.map(({ id }) => id);
}

/** Replaces the named organizations. Returns whether that changed any. */
export async function replaceOrganizations(db: SystemDb, flag: string, ids: string[]): Promise<boolean> {
  const { numAffectedRows: removed = 0n } = await sql`
    delete from flag_organizations where flag = ${flag} and organization_id <> all(${ids}::uuid[])`.execute(
    db,
  );
  const { numAffectedRows: added = 0n } = await sql`
    insert into flag_organizations (organization_id, flag) select id, ${flag} from unnest(${ids}::uuid[]) id
    on conflict do nothing`.execute(db);
  return removed + added > 0n;
}

export async function deleteFlag(db: SystemDb, key: string): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('flags').where('key', '=', key).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** What decides about flags: for each the percentage and the named organizations. */
export async function findTargets(
  db: SystemDb,
): Promise<{ key: string; percentage: number; organizationIds: string[] }[]> {
  const { rows } = await sql<{ key: string; percentage: number; organizationIds: string[] }>`
    select f.key, f.percentage,
      array(select o.organization_id::text from flag_organizations o where o.flag = f.key) as "organizationIds"
    from flags f`.execute(db);
  return rows;
}

import { sql } from 'kysely';
import type { Evidence } from './proof.ts';

interface Reference {
  name: string;
  child: string;
  parent: string;
  /** Pairs of columns that must be equal. */
  columns: [child: string, parent: string][];
  /** Whether both tables belong to tenants. */
  isTenants: boolean;
  childIsTenants: boolean;
}

/** Walks every foreign key: what it names exists, and belongs to the same tenant; who it names is one of its people. */
export async function proveTenants({ db, organizations, promises }: Evidence): Promise<void> {
  const { rows: references } = await sql<Reference>`
    with tenant as (select attrelid from pg_attribute where attname = 'organization_id' and attnotnull)
    select c.conname as name, c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
      (select jsonb_agg(jsonb_build_array(a.attname, b.attname))
        from unnest(c.conkey, c.confkey) as key (child, parent)
        join pg_attribute a on (a.attrelid, a.attnum) = (c.conrelid, key.child)
        join pg_attribute b on (b.attrelid, b.attnum) = (c.confrelid, key.parent)) as columns,
      c.conrelid in (table tenant) and c.confrelid in (table tenant) as "isTenants",
      c.conrelid in (table tenant) as "childIsTenants"
    from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace`.execute(db);
  promises.check('there are foreign keys', references.length > 50, references.length);
  // Whoever registers has an organization, too.
  const people = organizations.flatMap(({ id, owner, member }) => [
    `${id} ${owner.userId}`,
    `${id} ${member.userId}`,
    `${member.organizationId} ${member.userId}`,
  ]);
  for (const { name, child, parent, columns, isTenants, childIsTenants } of references) {
    if (isTenants)
      promises.check(
        'a foreign key between tables of tenants has the tenant',
        columns.some((pair) => pair.every((column) => column === 'organization_id')),
        name,
      );
    const present = columns.map(([column]) => sql`c.${sql.ref(column)} is not null`);
    const equal = columns.map(([own, other]) => sql`p.${sql.ref(other)} = c.${sql.ref(own)}`);
    const { rows: orphans } = await sql`
      select c.* from ${sql.table(child)} c where ${sql.join(present, sql` and `)}
        and not exists (select from ${sql.table(parent)} p where ${sql.join(equal, sql` and `)}) limit 5`.execute(
      db,
    );
    promises.check('what a row refers to exists, in the same tenant', orphans.length === 0, {
      name,
      orphans,
    });
    if (!childIsTenants || parent !== 'users') continue;
    const column = sql.ref(columns[0]![0]);
    const { rows: strangers } = await sql`
      select * from ${sql.table(child)} where ${column} is not null
        and organization_id || ' ' || ${column} <> all(${people}::text[]) limit 5`.execute(db);
    promises.check('who a row names belongs to its tenant', strangers.length === 0, { name, strangers });
  }
}

import { type QueryExecutorProvider, sql } from 'kysely';

/** A privilege of SQL's GRANT, on the whole table or on some columns. */
type Privilege = 'select' | 'insert' | 'update' | 'delete';
type Grant = Privilege | `${Exclude<Privilege, 'delete'>} (${string})`;

/** The serving login's access to a table. */
export interface TenantTableAccess {
  grants: readonly [Grant, ...Grant[]];
  /** If set, users see only rows with their own id in this column, for example their notifications. */
  ownerColumn?: string;
}

/**
 * Protects a new table of a migration: row-level security limits the serving login to the selected organization's rows.
 * It applies to the table's owner as well. The table must have a column `organization_id` as the first column of its
 * primary key and its indexes.
 *
 * Security: a table without this shows every organization's rows to a query that forgets its condition. The test
 * test/contract/catalog.test.ts fails when a tenant table has no such protection.
 *
 * Merged migrations call this function, so its behaviour must not change. Write a new function for another protection.
 */
export async function protectTenantTable(
  db: QueryExecutorProvider,
  name: string,
  { grants, ownerColumn }: TenantTableAccess,
): Promise<void> {
  const table = sql.table(name);
  const inOrganization = sql`organization_id = (select app.organization_id())`;
  const visible = ownerColumn
    ? sql`${inOrganization} and ${sql.ref(ownerColumn)} = (select app.user_id())`
    : inOrganization;
  await sql`alter table ${table} enable row level security, force row level security`.execute(db);
  await sql`create policy system on ${table} to polity_system using (true)`.execute(db);
  await sql`create policy tenant on ${table} to polity_serving using (${visible})`.execute(db);
  await sql`grant ${sql.raw(grants.join(', '))} on ${table} to polity_serving`.execute(db);
}

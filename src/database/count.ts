import type { DB } from '../generated/database.ts';
import type { TenantDb } from './tenant-db.ts';

/** The maximum of GraphQL's `Int`. */
const MAX_INT = 2_147_483_647;

/** Converts a count or sum of PostgreSQL for a field of type `Int`. Larger values become the maximum. */
export const toCount = (count: string | number | bigint): number => Math.min(Number(count), MAX_INT);

/** The tables with rows of organizations. */
type TenantTable = {
  [Table in keyof DB]: DB[Table] extends { organization_id: string } ? Table : never;
}[keyof DB];

/** Counts the organization's rows of a table, optionally only those with these values. */
export async function countRows<Table extends TenantTable>(
  { db, scope }: TenantDb,
  table: Table,
  having: { [Column in keyof DB[Table]]?: string } = {},
): Promise<number> {
  let query = db
    // Any of them: the type of a query of all tables is too large.
    .selectFrom(table as 'labels')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('organization_id', '=', scope.id);
  for (const [column, value] of Object.entries(having))
    query = query.where(column as 'id', '=', value as string);
  const { count } = await query.executeTakeFirstOrThrow();
  return toCount(count);
}

import type { TenantDb } from './tenant-db.ts';

/** The maximum of GraphQL's `Int`. */
const MAX_INT = 2_147_483_647;

/** Converts a count or sum of PostgreSQL for a field of type `Int`. Larger values become the maximum. */
export const toCount = (count: string | number | bigint): number => Math.min(Number(count), MAX_INT);

/** Counts the organization's rows of a table. */
export async function countRows(
  { db, scope }: TenantDb,
  table: 'labels' | 'webhook_endpoints',
): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('organization_id', '=', scope.id)
    .executeTakeFirstOrThrow();
  return toCount(count);
}

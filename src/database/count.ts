import type { Kysely } from 'kysely';
import type { OrgScope } from '../authorization/scope.ts';
import type { DB } from '../generated/database.ts';

/** The largest number that the API's `Int` holds. */
const MAX_INT = 2_147_483_647;

/** A count or sum of PostgreSQL's for a field of type `Int`: what that cannot hold stays at the largest that it can. */
export const toCount = (count: string | number | bigint): number => Math.min(Number(count), MAX_INT);

/** How many rows of a table the organization has. */
export async function countRows(
  db: Kysely<DB>,
  scope: OrgScope,
  table: 'labels' | 'webhook_endpoints',
): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('organization_id', '=', scope.id)
    .executeTakeFirstOrThrow();
  return toCount(count);
}

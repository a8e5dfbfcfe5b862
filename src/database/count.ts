import type { Kysely } from 'kysely';
import type { OrgScope } from '../authorization/scope.ts';
import type { DB } from '../generated/database.ts';

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
  return Number(count);
}

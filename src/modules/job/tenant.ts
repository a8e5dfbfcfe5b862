import type { Kysely } from 'kysely';
import type pg from 'pg';
import { mintScope, type OrgScope } from '../../authorization/scope.ts';
import { TenantTransaction } from '../../database/transaction.ts';
import type { DB } from '../../generated/database.ts';
import type { OrganizationStatus } from '../../generated/graphql.ts';

/** Runs `work` in one transaction that sees this organization's rows alone. `status` is null when it is gone. */
export async function asTenant<T>(
  servingPool: pg.Pool,
  organizationId: string,
  work: (db: Kysely<DB>, scope: OrgScope, status: OrganizationStatus | null) => Promise<T>,
): Promise<T> {
  const transaction = new TenantTransaction<{ begin_job: OrganizationStatus | null }>(servingPool, {
    readOnly: false,
    prepare: false,
    text: 'select app.begin_job($1)',
    values: [organizationId],
  });
  try {
    const { begin_job: status } = await transaction.opened();
    const result = await work(transaction.db, mintScope(organizationId), status);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

import { sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { CreditBalanceRow, CreditGrantRow, CreditSpendRow } from './rows.ts';
import { grantColumns, grantsOf } from './lists.ts';

/** Returns the organization's credits. Without any grant the balance is 0. */
export async function findCreditBalance({ db, scope }: TenantDb): Promise<CreditBalanceRow> {
  const { rows } = await sql<CreditBalanceRow>`
    select (coalesce(a.balance, 0) - coalesce(live.expired, 0))::bigint as balance,
      a.alert_threshold as "alertThreshold", live.next as "nextExpiresAt"
    from (
      select sum(remaining) filter (where expires_at <= now()) as expired,
        min(expires_at) filter (where expires_at > now()) as next
      from credit_grants where organization_id = ${scope.id} and ended_at is null
    ) live left join credit_accounts a on a.organization_id = ${scope.id}`.execute(db);
  return rows[0]!;
}

export function findCreditGrantsByIds(tenant: TenantDb, ids: readonly string[]): Promise<CreditGrantRow[]> {
  const grants = tenant.db.selectFrom(grantsOf(tenant).as('credit_grants')).select(grantColumns);
  return grants.where('credit_grants.id', '=', anyOf(ids)).execute();
}

export function findCreditSpendsByIds(
  { db, scope }: TenantDb,
  ids: readonly string[],
): Promise<CreditSpendRow[]> {
  return db
    .selectFrom('credit_spends')
    .select([
      'id',
      'spend_key as spendId',
      'amount',
      'description',
      'balance_after as balanceAfter',
      'spent_by_id as spentById',
      'created_at as createdAt',
    ])
    .where('organization_id', '=', scope.id)
    .where('id', '=', anyOf(ids))
    .execute();
}

interface SpendResult {
  outcome: 'SPENT' | 'REPEATED' | 'CONFLICT' | 'INSUFFICIENT';
  /** The row's id: of the first spend with the same key, if there is one. */
  id: string | null;
  /** The balance after the spend; before it, if it was refused. */
  available: string;
}

/** Spends credits, if there are enough. Locks the organization's credits until the transaction ends. */
export async function insertCreditSpend(
  { db }: TenantDb,
  { spendId, amount, description }: { spendId: string; amount: number; description: string | null },
): Promise<SpendResult> {
  const { rows } = await sql<SpendResult>`
    select outcome, spend_id as id, available
    from app.spend_credits(${spendId}, ${amount}::bigint, ${description})`.execute(db);
  return rows[0]!;
}

/**
 * Returns the threshold of the organization's alert, and locks its credits until the transaction ends. If it has none
 * yet, adds an account for them; undefined if that is not wanted.
 */
export async function lockCreditAlert(
  { db, scope }: TenantDb,
  { add }: { add: boolean },
): Promise<{ threshold: string | null } | undefined> {
  if (add) {
    const account = db.insertInto('credit_accounts').values({ organization_id: scope.id });
    await account.onConflict((conflict) => conflict.doNothing()).execute();
  }
  return db
    .selectFrom('credit_accounts')
    .select('alert_threshold as threshold')
    .where('organization_id', '=', scope.id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function updateCreditAlert({ db, scope }: TenantDb, threshold: string | null): Promise<void> {
  await db
    .updateTable('credit_accounts')
    .set({ alert_threshold: threshold })
    .where('organization_id', '=', scope.id)
    .execute();
}

import { sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { CreditEntryKind, CreditGrantStatus } from '../../generated/enums.ts';
import type {
  CreditEntryFilter,
  CreditEntryOrder,
  CreditGrantFilter,
  CreditGrantOrder,
} from '../../generated/graphql.ts';
import type { CreditEntryPage, CreditGrantPage } from './rows.ts';

/*
 * Credits expire at an instant, but a job writes it up to a minute later. Until then these queries show what it will
 * write: the grant as expired, and the expiry as an entry with the same id, time and balance. So no response depends on
 * when the job runs.
 */

/** SQL: whether a grant `g` has expired, although that is not written yet. */
const isDue = sql<boolean>`(g.ended_at is null and g.expires_at <= now())`;

export const grantsOf = ({ db, scope }: TenantDb) =>
  db
    .selectFrom('credit_grants as g')
    .select([
      'g.id',
      'g.amount',
      sql<string>`case when ${isDue} then 0 else g.remaining end`.as('remaining'),
      'g.priority',
      'g.reason',
      sql<CreditGrantStatus>`case when ${isDue} then 'EXPIRED' else coalesce(g.ended_as, 'ACTIVE') end`.as(
        'status',
      ),
      'g.void_reason',
      'g.expires_at',
      'g.created_at',
      sql<string>`case when ${isDue} then g.expires_at else g.updated_at end`.as('updated_at'),
    ])
    .where('g.organization_id', '=', scope.id);

export const grantColumns = [
  'credit_grants.id',
  'credit_grants.amount',
  'credit_grants.remaining',
  'credit_grants.priority',
  'credit_grants.reason',
  'credit_grants.status',
  'credit_grants.void_reason as voidReason',
  'credit_grants.expires_at as expiresAt',
  'credit_grants.created_at as createdAt',
  'credit_grants.updated_at as updatedAt',
] as const;

const creditGrants = defineList<CreditGrantOrder, CreditGrantFilter>({
  table: 'credit_grants',
  sorts: { CREATED_AT: 'timestamptz', UPDATED_AT: 'timestamptz' },
  filters: { status: 'text', expiresAt: 'timestamptz', createdAt: 'timestamptz' },
});

export function listCreditGrants(
  tenant: TenantDb,
  args: ListArgs<CreditGrantOrder, CreditGrantFilter>,
): Promise<CreditGrantPage> {
  const grants = tenant.db.selectFrom(grantsOf(tenant).as('credit_grants')).select(grantColumns);
  return creditGrants.page(grants, args);
}

/**
 * The ledger with the expiries that are not written yet. The caller adds the condition on the organization: PostgreSQL
 * reads a page by an index only if this part of the union has no condition of its own.
 */
const entriesOf = ({ db, scope }: TenantDb) =>
  db
    .selectFrom('credit_entries as e')
    .select((eb) => [
      'e.organization_id',
      'e.id',
      eb.ref('e.kind').$castTo<CreditEntryKind>().as('kind'),
      'e.amount',
      'e.balance_after',
      'e.grant_id',
      'e.spend_id',
      'e.created_at',
    ])
    .unionAll(
      db
        .selectFrom('credit_grants as g')
        .innerJoin('credit_accounts as a', 'a.organization_id', 'g.organization_id')
        .select([
          'g.organization_id',
          'g.id',
          sql<CreditEntryKind>`'EXPIRED'`.as('kind'),
          sql<string>`-g.remaining`.as('amount'),
          sql<string>`(a.balance - sum(g.remaining) over (order by g.expires_at, g.id))::bigint`.as(
            'balance_after',
          ),
          'g.id as grant_id',
          sql<string | null>`null::uuid`.as('spend_id'),
          sql<string>`g.expires_at`.as('created_at'),
        ])
        .where('g.organization_id', '=', scope.id)
        .where(isDue),
    );

const creditEntries = defineList<CreditEntryOrder, CreditEntryFilter>({
  table: 'credit_entries',
  sorts: { CREATED_AT: 'timestamptz' },
  filters: { kind: 'text', grantId: 'uuid', createdAt: 'timestamptz' },
});

export function listCreditEntries(
  tenant: TenantDb,
  args: ListArgs<CreditEntryOrder, CreditEntryFilter>,
): Promise<CreditEntryPage> {
  const entries = tenant.db
    .selectFrom(entriesOf(tenant).as('credit_entries'))
    .select([
      'credit_entries.id',
      'credit_entries.kind',
      'credit_entries.amount',
      'credit_entries.balance_after as balanceAfter',
      'credit_entries.grant_id as grantId',
      'credit_entries.spend_id as spendId',
      'credit_entries.created_at as createdAt',
    ])
    .where('credit_entries.organization_id', '=', tenant.scope.id);
  return creditEntries.page(entries, args);
}

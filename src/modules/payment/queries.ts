import { type ExpressionBuilder, sql } from 'kysely';
import { countRows } from '../../database/count.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { DB } from '../../generated/database.ts';
import type { PaymentStatus } from '../../generated/enums.ts';
import type { PlanRef } from '../organization/rows.ts';
import { FREE } from '../plan/rows.ts';
import type { SoldPlan, Subscription } from './provider.ts';
import type { PaymentRow } from './rows.ts';

/** What is recorded of the organization's customer. */
export interface KnownCustomer {
  /** Null after the provider has deleted the customer. */
  customerId: string | null;
  /** The number of earlier customers that the provider has deleted. */
  lostCustomers: number;
  subscriptionId: string | null;
  status: PaymentStatus;
  /** The plan that the subscription gives. */
  planCode: string | null;
  seats: number | null;
  paymentMethodId: string | null;
  billedFrom: string | null;
  planEndsAt: string | null;
  /** Whether `planEndsAt` has passed. */
  planOverdue: boolean;
  /** Whether the platform has suspended the organization, so that nothing is collected. */
  isSuspended: boolean;
  requested: string;
  synced: string;
}

/** SQL: whether the platform has suspended the organization `o`. */
export const suspendedByPlatform = sql<boolean>`(o.suspended_by is not distinct from 'PLATFORM'
  and app.effective_status(o.status, o.suspended_until) = 'SUSPENDED')`;

/** Returns undefined if the organization never started a checkout. */
export function findCustomer({ db, scope }: TenantDb): Promise<KnownCustomer | undefined> {
  return db
    .selectFrom('payment_customers')
    .select((eb) => [
      'customer_id as customerId',
      'lost_customers as lostCustomers',
      'subscription_id as subscriptionId',
      eb.ref('status').$castTo<PaymentStatus>().as('status'),
      'plan_code as planCode',
      'seats',
      'payment_method_id as paymentMethodId',
      'billed_from as billedFrom',
      'plan_ends_at as planEndsAt',
      sql<boolean>`coalesce(plan_ends_at <= now(), false)`.as('planOverdue'),
      sql<boolean>`(select ${suspendedByPlatform} from organizations o where o.id = organization_id)`.as(
        'isSuspended',
      ),
      'requested',
      'synced',
    ])
    .where('organization_id', '=', scope.id)
    .executeTakeFirst();
}

export async function findPayment({ db, scope }: TenantDb): Promise<Omit<PaymentRow, 'enabled'>> {
  const row = await db
    .selectFrom('payment_customers as c')
    .innerJoin('organizations as o', 'o.id', 'c.organization_id')
    .select((eb) => [
      eb.ref('c.status').$castTo<PaymentStatus>().as('status'),
      'c.plan_code as planCode',
      sql<number | null>`case when o.plan_code = c.plan_code then o.plan_version
        else app.current_plan_version(c.plan_code) end`.as('planVersion'),
      'c.seats',
      'c.current_period_end as currentPeriodEnd',
      'c.ends_at as endsAt',
      'c.plan_ends_at as planEndsAt',
      'o.plan_given_at as planGivenAt',
    ])
    .where('c.organization_id', '=', scope.id)
    .executeTakeFirst();
  return (
    row ?? {
      status: 'NONE',
      planCode: null,
      planVersion: null,
      seats: null,
      currentPeriodEnd: null,
      endsAt: null,
      planEndsAt: null,
      planGivenAt: null,
    }
  );
}

/** Returns the plan's current version as it is sold; undefined for an unknown plan. */
export function findSoldPlan({ db }: TenantDb, code: string): Promise<SoldPlan | undefined> {
  return db
    .selectFrom('plans as p')
    .innerJoin('plan_versions as v', 'v.plan_code', 'p.code')
    .select(['p.code', 'p.name', 'v.version', 'v.currency', 'v.base_price as basePrice'])
    .where('p.code', '=', code)
    .where('v.version', '=', sql<number>`app.current_plan_version(p.code)`)
    .executeTakeFirst();
}

/** Returns the plan without a subscription, in the version that organizations get now. */
export async function findFreePlan(tenant: TenantDb): Promise<PlanRef> {
  const { code, version } = (await findSoldPlan(tenant, FREE))!;
  return { planCode: code, planVersion: version };
}

/** Records the customer, unless a concurrent call did. Returns the recorded id. */
export async function keepCustomer({ db, scope }: TenantDb, customerId: string): Promise<string | null> {
  await db
    .insertInto('payment_customers')
    .values({ organization_id: scope.id, customer_id: customerId })
    .onConflict((conflict) =>
      conflict
        .column('organization_id')
        .doUpdateSet({ customer_id: customerId })
        .where('payment_customers.customer_id', 'is', null),
    )
    .execute();
  const row = await db
    .selectFrom('payment_customers')
    .select('customer_id as customerId')
    .where('organization_id', '=', scope.id)
    .executeTakeFirstOrThrow();
  return row.customerId;
}

/** Counts the seats: the people who are members, suspended ones included. */
export const countSeats = (tenant: TenantDb): Promise<number> =>
  countRows(tenant, 'memberships', { kind: 'PERSON' });

/** Counts one more request to read the present state. Returns false without a customer. */
export async function requestSync({ db, scope }: TenantDb): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('payment_customers')
    .set((eb) => ({ requested: eb('requested', '+', '1') }))
    .where('organization_id', '=', scope.id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The plan that a subscription gives, and until when it is kept after the subscription has ended. */
export interface GivenPlan {
  planCode: string | null;
  /** An instant, or `GRACE` for the end of the period of grace that begins now. */
  planEndsAt: string | 'GRACE' | null;
}

/** How long an organization that uses more than the free plan allows keeps its plan after the subscription's end. */
const GRACE = sql<string>`(now() + interval '14 days')`;
/** The time until the state is read again without an event. */
const RECONCILE_AFTER = sql`interval '6 hours'`;

/** What is recorded of an organization whose customer the provider has deleted. */
const lost = (eb: ExpressionBuilder<DB, 'payment_customers'>) => ({
  customer_id: null,
  lost_customers: eb('lost_customers', '+', 1),
  subscription_id: null,
  status: 'NONE',
  seats: null,
  current_period_end: null,
  ends_at: null,
  payment_method_id: null,
  collection_paused: false,
});

/**
 * Records a subscription's state as of a request; `LOST` if the provider has deleted the customer. Returns false if the state of a later request was recorded meanwhile.
 */
export async function recordState(
  { db, scope }: TenantDb,
  { requested, synced, billedFrom }: KnownCustomer,
  subscription: Subscription | 'LOST' | undefined,
  { planCode, planEndsAt }: GivenPlan,
  isInForce: boolean,
): Promise<boolean> {
  const ends = planEndsAt === 'GRACE' ? GRACE : planEndsAt;
  const { numUpdatedRows } = await db
    .updateTable('payment_customers')
    .set((eb) => ({
      ...(subscription === 'LOST' && lost(eb)),
      ...(typeof subscription === 'object' && {
        subscription_id: subscription.id,
        status: subscription.status,
        seats: subscription.seats,
        current_period_end: subscription.currentPeriodEnd,
        ends_at: subscription.endsAt,
        payment_method_id: subscription.paymentMethodId,
        collection_paused: subscription.isPaused,
      }),
      plan_code: planCode,
      plan_ends_at: ends,
      ...(isInForce &&
        !billedFrom && { billed_from: sql<string>`date_trunc('month', now() at time zone 'UTC')::date` }),
      synced: requested,
      has_unknown_price: false,
      reconcile_at: sql<string>`least(now() + ${RECONCILE_AFTER}, ${ends}::timestamptz)`,
    }))
    .where('organization_id', '=', scope.id)
    .where('synced', '=', synced)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Records that the state was read, and that it says no plan of ours. Everything else stays as it was recorded. */
export async function recordUnknownPrice(
  { db, scope }: TenantDb,
  { requested }: KnownCustomer,
): Promise<void> {
  await db
    .updateTable('payment_customers')
    .set({
      synced: requested,
      has_unknown_price: true,
      reconcile_at: sql<string>`now() + ${RECONCILE_AFTER}`,
    })
    .where('organization_id', '=', scope.id)
    .where('synced', '<=', requested)
    .execute();
}

/** Records whether the provider refuses a statement of the organization. */
export async function recordRefusedStatement({ db, scope }: TenantDb, refused: boolean): Promise<void> {
  await db
    .updateTable('payment_customers')
    .set({ has_refused_statement: refused })
    .where('organization_id', '=', scope.id)
    .where('has_refused_statement', '<>', refused)
    .execute();
}

import { sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { PaymentStatus } from '../../generated/enums.ts';
import type { PlanRef } from '../organization/rows.ts';
import { FREE } from '../plan/rows.ts';
import type { SoldPlan, Subscription } from './provider.ts';
import type { PaymentRow } from './rows.ts';

/** What is recorded of the organization's customer. */
export interface KnownCustomer {
  customerId: string;
  status: PaymentStatus;
  /** The plan that the subscription gives. */
  planCode: string | null;
  seats: number | null;
  paymentMethodId: string | null;
  billedFrom: string | null;
  planEndsAt: string | null;
  /** Whether `planEndsAt` has passed. */
  planOverdue: boolean;
  requested: string;
  synced: string;
}

/** Returns undefined if the organization never started a checkout. */
export function findCustomer({ db, scope }: TenantDb): Promise<KnownCustomer | undefined> {
  return db
    .selectFrom('payment_customers')
    .select((eb) => [
      'customer_id as customerId',
      eb.ref('status').$castTo<PaymentStatus>().as('status'),
      'plan_code as planCode',
      'seats',
      'payment_method_id as paymentMethodId',
      'billed_from as billedFrom',
      'plan_ends_at as planEndsAt',
      sql<boolean>`coalesce(plan_ends_at <= now(), false)`.as('planOverdue'),
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
export async function keepCustomer({ db, scope }: TenantDb, customerId: string): Promise<string> {
  await db
    .insertInto('payment_customers')
    .values({ organization_id: scope.id, customer_id: customerId })
    .onConflict((conflict) => conflict.column('organization_id').doNothing())
    .execute();
  const row = await db
    .selectFrom('payment_customers')
    .select('customer_id as customerId')
    .where('organization_id', '=', scope.id)
    .executeTakeFirstOrThrow();
  return row.customerId;
}

/** Counts the seats: the members, suspended ones included. */
export async function countSeats({ db, scope }: TenantDb): Promise<number> {
  const { count } = await db
    .selectFrom('memberships')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('organization_id', '=', scope.id)
    .executeTakeFirstOrThrow();
  return Number(count);
}

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

/**
 * Records a subscription's state as of a request. Returns false if the state of a later request was recorded meanwhile.
 */
export async function recordState(
  { db, scope }: TenantDb,
  { requested, synced, billedFrom }: KnownCustomer,
  subscription: Subscription | undefined,
  { planCode, planEndsAt }: GivenPlan,
  isInForce: boolean,
): Promise<boolean> {
  const ends = planEndsAt === 'GRACE' ? GRACE : planEndsAt;
  const { numUpdatedRows } = await db
    .updateTable('payment_customers')
    .set({
      ...(subscription && {
        subscription_id: subscription.id,
        status: subscription.status,
        seats: subscription.seats,
        current_period_end: subscription.currentPeriodEnd,
        ends_at: subscription.endsAt,
        payment_method_id: subscription.paymentMethodId,
      }),
      plan_code: planCode,
      plan_ends_at: ends,
      ...(isInForce &&
        !billedFrom && { billed_from: sql<string>`date_trunc('month', now() at time zone 'UTC')::date` }),
      synced: requested,
      reconcile_at: sql<string>`least(now() + ${RECONCILE_AFTER}, ${ends}::timestamptz)`,
    })
    .where('organization_id', '=', scope.id)
    .where('synced', '=', synced)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

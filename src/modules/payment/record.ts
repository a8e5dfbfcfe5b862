import { isDeepStrictEqual } from 'node:util';
import type { TenantDb } from '../../database/tenant-db.ts';
import { enqueueJob } from '../../jobs/enqueue.ts';
import { insertAuditEvent } from '../audit/record.ts';
import { lockPlan, releasePlan } from '../organization/queries.ts';
import { findExcesses } from '../plan/actions.ts';
import { putPlan, voidPlannedChange } from '../plan/put-plan.ts';
import { paymentMailJob, type PaymentNotice } from './mails.ts';
import { isInForce, type Subscription } from './provider.ts';
import { findFreePlan, findSoldPlan, type GivenPlan, type KnownCustomer, recordState } from './queries.ts';

/**
 * Records the present state of the organization's subscription, and begins or ends its plan, in one transaction. `LOST`
 * means that the provider has deleted the customer, and with it the subscription.
 *
 * While the subscription is in force, the organization has its plan. When it has ended, the organization gets the free
 * plan; but if it uses more than that allows, it keeps the plan for two weeks. After that it gets the free plan anyway:
 * nothing is deleted, and nothing can be added until it is within the limits again. A plan that did not come from the
 * subscription is left alone. So is one that an operator gave, until a new subscription begins.
 * @throws if the state of a later request was recorded meanwhile, or the plan is unknown; the job is then retried
 */
export async function recordSubscription(
  tenant: TenantDb,
  known: KnownCustomer,
  found: Subscription | 'LOST' | undefined,
): Promise<void> {
  const before = await lockPlan(tenant);
  if (!before) return;
  const subscription = found === 'LOST' ? undefined : found;
  const inForce = subscription !== undefined && isInForce(subscription.status);
  const isNew = inForce && subscription.id !== known.subscriptionId;
  const keepsPlan = before.isGiven && !isNew;
  const { given, notice, plan } = inForce
    ? await beginPlan(tenant, known, subscription)
    : keepsPlan
      ? { given: NONE }
      : await endPlan(tenant, known, before.planCode);
  if (!(await recordState(tenant, known, found, given, inForce)))
    throw new Error('the payment state was recorded by another job meanwhile');
  if (isNew) await releasePlan(tenant);
  if (plan && !keepsPlan && (plan.code !== before.planCode || before.isTrial))
    await putPlan(tenant, { before: before.planCode, after: plan.code, version: plan.version }, 'PAYMENT');
  else if (inForce) await voidPlannedChange(tenant);
  await auditState(tenant, known, found, given);
  if (notice) await enqueueJob(tenant.db, paymentMailJob, { notice });
}

interface Outcome {
  given: GivenPlan;
  /** The plan that the organization gets, with the version that it bought; undefined if it keeps its own. */
  plan?: { code: string; version?: number };
  notice?: PaymentNotice;
}

const NONE: GivenPlan = { planCode: null, planEndsAt: null };

async function beginPlan(
  tenant: TenantDb,
  known: KnownCustomer,
  { id, plan, status }: Subscription,
): Promise<Outcome> {
  if (!plan || !(await findSoldPlan(tenant, plan.code)))
    throw new Error(`the subscription ${id} is for the unknown plan ${plan?.code}`);
  const failed = status === 'PAST_DUE' && known.status !== 'PAST_DUE';
  return {
    given: { planCode: plan.code, planEndsAt: null },
    plan,
    ...(failed && { notice: 'PAYMENT_FAILED' }),
  };
}

async function endPlan(tenant: TenantDb, known: KnownCustomer, present: string): Promise<Outcome> {
  if (known.planCode === null || known.planCode !== present) return { given: NONE };
  const free = await findFreePlan(tenant);
  const fits = (await findExcesses(tenant, free)).length === 0;
  if (fits || known.planOverdue) return { given: NONE, plan: { code: free.planCode }, notice: 'PLAN_ENDED' };
  if (known.planEndsAt) return { given: { planCode: present, planEndsAt: known.planEndsAt } };
  return { given: { planCode: present, planEndsAt: 'GRACE' }, notice: 'PLAN_KEPT' };
}

async function auditState(
  tenant: TenantDb,
  known: KnownCustomer,
  found: Subscription | 'LOST' | undefined,
  { planCode }: GivenPlan,
): Promise<void> {
  if (!found) return;
  const { status, seats } = found === 'LOST' ? ({ status: 'NONE', seats: null } as const) : found;
  const before = { status: known.status, plan: known.planCode, seats: known.seats };
  const after = { status, plan: planCode, seats };
  if (found !== 'LOST' && isDeepStrictEqual(before, after)) return;
  await insertAuditEvent(tenant.db, tenant.scope.id, {
    action: found === 'LOST' ? 'payment.customer_lost' : 'payment.subscription_updated',
    targetType: 'Organization',
    targetId: tenant.scope.id,
    before,
    after,
  });
}

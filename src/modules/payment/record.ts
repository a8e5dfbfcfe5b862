import { isDeepStrictEqual } from 'node:util';
import type { TenantDb } from '../../database/tenant-db.ts';
import { enqueueJob } from '../../jobs/enqueue.ts';
import { insertAuditEvent } from '../audit/record.ts';
import { lockPlan } from '../organization/queries.ts';
import { findExcesses } from '../plan/actions.ts';
import { putPlan, voidPlannedChange } from '../plan/put-plan.ts';
import { paymentMailJob, type PaymentNotice } from './mails.ts';
import { isInForce, type Subscription } from './provider.ts';
import { findFreePlan, findSoldPlan, type GivenPlan, type KnownCustomer, recordState } from './queries.ts';

/**
 * Records the present state of the organization's subscription, and begins or ends its plan, in one transaction.
 *
 * While the subscription is in force, the organization has its plan. When it has ended, the organization gets the free
 * plan; but if it uses more than that allows, it keeps the plan for two weeks. After that it gets the free plan anyway:
 * nothing is deleted, and nothing can be added until it is within the limits again. A plan that did not come from the
 * subscription, for example one that an operator gave, is left alone.
 * @throws if the state of a later request was recorded meanwhile, or the plan is unknown; the job is then retried
 */
export async function recordSubscription(
  tenant: TenantDb,
  known: KnownCustomer,
  subscription: Subscription | undefined,
): Promise<void> {
  const before = await lockPlan(tenant);
  const inForce = subscription !== undefined && isInForce(subscription.status);
  const { given, notice, plan } = inForce
    ? await beginPlan(tenant, known, subscription)
    : await endPlan(tenant, known, before.planCode);
  if (!(await recordState(tenant, known, subscription, given, inForce)))
    throw new Error('the payment state was recorded by another job meanwhile');
  if (plan && (plan !== before.planCode || before.isTrial))
    await putPlan(tenant, { before: before.planCode, after: plan }, 'PAYMENT');
  else if (inForce) await voidPlannedChange(tenant);
  await auditState(tenant, known, subscription, given);
  if (notice) await enqueueJob(tenant.db, paymentMailJob, { notice });
}

interface Outcome {
  given: GivenPlan;
  /** The plan that the organization gets; undefined if it keeps its own. */
  plan?: string;
  notice?: PaymentNotice;
}

async function beginPlan(
  tenant: TenantDb,
  known: KnownCustomer,
  subscription: Subscription,
): Promise<Outcome> {
  const code = subscription.planCode;
  if (code === undefined || !(await findSoldPlan(tenant, code)))
    throw new Error(`the subscription ${subscription.id} is for the unknown plan ${code}`);
  const failed = subscription.status === 'PAST_DUE' && known.status !== 'PAST_DUE';
  return {
    given: { planCode: code, planEndsAt: null },
    plan: code,
    ...(failed && { notice: 'PAYMENT_FAILED' }),
  };
}

async function endPlan(tenant: TenantDb, known: KnownCustomer, present: string): Promise<Outcome> {
  const none: GivenPlan = { planCode: null, planEndsAt: null };
  if (known.planCode === null || known.planCode !== present) return { given: none };
  const free = await findFreePlan(tenant);
  const fits = (await findExcesses(tenant, free)).length === 0;
  if (fits || known.planOverdue) return { given: none, plan: free.planCode, notice: 'PLAN_ENDED' };
  if (known.planEndsAt) return { given: { planCode: present, planEndsAt: known.planEndsAt } };
  return { given: { planCode: present, planEndsAt: 'GRACE' }, notice: 'PLAN_KEPT' };
}

async function auditState(
  tenant: TenantDb,
  known: KnownCustomer,
  subscription: Subscription | undefined,
  { planCode }: GivenPlan,
): Promise<void> {
  if (!subscription) return;
  const before = { status: known.status, plan: known.planCode, seats: known.seats };
  const after = { status: subscription.status, plan: planCode, seats: subscription.seats };
  if (isDeepStrictEqual(before, after)) return;
  await insertAuditEvent(tenant.db, tenant.scope.id, {
    action: 'payment.subscription_updated',
    targetType: 'Organization',
    targetId: tenant.scope.id,
    before,
    after,
  });
}

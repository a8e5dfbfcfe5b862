import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { rateLimited, userError } from '../../errors.ts';
import { requireFits, requireSameCurrency } from './actions.ts';
import { lockForChange } from './change-plan.ts';
import { FREE } from './rows.ts';
import type { startPlanTrialInput } from './input.ts';
import { currentPlan, planAt, planKey, publicPlan } from './loaders.ts';
import { beginTrial, deletePlannedChange, hadTrial, putPlannedChange } from './planned-change-queries.ts';
import { recordSteps, withdrawn } from './put-plan.ts';
import { findSecondsUntilChange } from './segment-queries.ts';

/**
 * Starts a trial of a plan. Only an organization without a base price can: another one could avoid its price with a trial.
 * @throws NOT_FOUND; INVALID for a plan without a trial, another currency, and while the present plan has a price or a
 *   trial; LIMIT_REACHED after a trial of the plan; PLAN_LIMIT_REACHED; SUBSCRIPTION_EXISTS; RATE_LIMITED
 */
export async function startPlanTrial(
  context: Context,
  { plan: code }: z.output<typeof startPlanTrialInput>,
): Promise<void> {
  const { tenant } = context;
  const { present, trialEndsAt } = await lockForChange(context);
  // A trial is free, as the plan FREE is: it is refused only if there is a subscription.
  await context.services.refusePlanChange(context, FREE);
  const plan = await context.load(publicPlan, code);
  if (!plan) throw userError('NOT_FOUND', 'No such plan.', 'plan');
  const { version, trialDays, planAfterTrial } = plan.terms;
  const invalid = (message: string) => userError('INVALID', message, 'plan');
  if (trialDays === null) throw invalid('The plan has no trial.');
  if (await hadTrial(tenant, code))
    throw userError('LIMIT_REACHED', 'The organization has had a trial of the plan.', 'plan');
  if (trialEndsAt) throw invalid('The organization is in a trial.');
  if (present.planCode === code) throw invalid('The organization has the plan.');
  const { terms } = (await context.load(planAt, planKey(present)))!;
  if (BigInt(terms.basePrice) > 0n) throw invalid('Only an organization on a free plan can start a trial.');
  const next = await context.load(currentPlan, planAfterTrial ?? FREE);
  if (!next) throw invalid('The plan that follows the trial is not in effect.');
  for (const each of [plan, next]) await requireSameCurrency(context, present, each);
  await requireFits(tenant, { planCode: code, planVersion: version });
  const seconds = await findSecondsUntilChange(tenant);
  if (seconds !== undefined) throw rateLimited(seconds, 'The plan was changed too often.');
  const planned = await deletePlannedChange(tenant);
  const endsAt = await beginTrial(tenant, code, trialDays);
  await putPlannedChange(tenant, { kind: 'TRIAL_END', fromPlanCode: code, planCode: next.code, at: endsAt });
  const data = { plan: code, endsAt, nextPlan: next.code };
  await recordSteps(
    tenant,
    [
      ...(planned ? [withdrawn(planned)] : []),
      {
        what: 'plan_trial_started',
        before: { plan: present.planCode },
        after: data,
        event: { type: 'plan.trial_started', data },
      },
    ],
    context,
  );
}

import type { z } from 'zod';
import { recheckPermission } from '../../authorization/permission-checks.ts';
import type { Context } from '../../core/context.ts';
import { rateLimited, userError } from '../../errors.ts';
import type { PlannedPlanChangeKind } from '../../generated/enums.ts';
import { lockOrganization } from '../organization/queries.ts';
import type { PlanRef } from '../organization/rows.ts';
import { requireFits, requireSameCurrency } from './actions.ts';
import type { changePlanInput } from './input.ts';
import { currentPlan, planAt, planKey, publicPlan } from './loaders.ts';
import {
  deletePlannedChange,
  findPeriod,
  findPlannedChange,
  type Period,
  type PlannedChange,
  putPlannedChange,
  setPlanAfterTrial,
} from './planned-change-queries.ts';
import { putPlan, recordSteps, shown, withdrawn } from './put-plan.ts';
import { FREE } from './rows.ts';
import { findSecondsUntilChange } from './segment-queries.ts';

const PLANNED_A_DAY = 50;

interface State extends Period {
  present: PlanRef;
  plannedChange: PlannedChange | undefined;
}

/**
 * Locks the organization and returns its plan, planned change and period.
 * @throws RATE_LIMITED while a planned change whose time has come is not in effect yet: it begins before any other
 */
export async function lockForChange(context: Context): Promise<State> {
  const { tenant } = context;
  const present = await lockOrganization(tenant);
  await recheckPermission(context, 'plan.change');
  const plannedChange = await findPlannedChange(tenant);
  if (plannedChange?.isDue && !plannedChange.refusedAt)
    throw rateLimited(60, 'A planned change of the plan is taking effect.');
  return { present, plannedChange, ...(await findPeriod(tenant)) };
}

/**
 * Changes the organization's plan, or plans it for the end of the period, unless it is a dry run. An organization that
 * has the plan keeps its version.
 * @throws NOT_FOUND; PLAN_LIMIT_REACHED once for each count that the new plan does not allow; SUBSCRIPTION_REQUIRED or
 *   SUBSCRIPTION_EXISTS with a payment provider; RATE_LIMITED after many changes; INVALID for another currency, and for
 *   the present plan at the end of the period
 */
export async function changePlan(
  context: Context,
  { plan: code, dryRun, at }: z.output<typeof changePlanInput>,
): Promise<void> {
  const { tenant } = context;
  const state = await lockForChange(context);
  const { present, trialEndsAt } = state;
  await context.services.refusePlanChange(context, code);
  if (present.planCode === code && !trialEndsAt && at === 'NOW') return requireFits(tenant, present);
  const wanted =
    present.planCode === code ? present.planVersion : await requireOffered(context, present, code);
  if (at === 'PERIOD_END') {
    if (!dryRun) await planChange(context, state, 'CHANGE', code);
    return;
  }
  if (dryRun) return;
  const seconds = await findSecondsUntilChange(tenant);
  if (seconds !== undefined) throw rateLimited(seconds, 'The plan was changed too often.');
  const after = await putPlan(tenant, { before: present.planCode, after: code }, 'REQUEST', context);
  // A version can come into effect meanwhile.
  if (after.planVersion !== wanted) await requireFits(tenant, after);
}

/** Returns the version that the organization would get. @throws as `changePlan`, also if it uses too much */
async function requireOffered(context: Context, present: PlanRef, code: string): Promise<number> {
  const plan = await context.load(publicPlan, code);
  if (!plan) throw userError('NOT_FOUND', 'No such plan.', 'plan');
  await requireSameCurrency(context, present, plan);
  const planVersion = plan.terms.version;
  await requireFits(context.tenant, { planCode: code, planVersion });
  return planVersion;
}

/** Plans a change for the end of the month, or says which plan follows the trial. */
async function planChange(
  context: Context,
  { present, plannedChange: before, trialEndsAt, monthEnd, planned }: State,
  kind: PlannedPlanChangeKind,
  planCode: string,
): Promise<void> {
  const { tenant } = context;
  if (!trialEndsAt && present.planCode === planCode)
    throw userError('INVALID', 'The organization has the plan. Use `withdrawPlanChange` to keep it.', 'plan');
  const asked = before?.kind === 'TRIAL_END' ? 'TRIAL_END' : kind;
  if (before?.planCode === planCode && before.kind === asked) return;
  if (planned >= PLANNED_A_DAY) throw rateLimited(3600, 'Changes of the plan were planned too often.');
  if (trialEndsAt) await setPlanAfterTrial(tenant, planCode);
  else await putPlannedChange(tenant, { kind, fromPlanCode: present.planCode, planCode, at: monthEnd });
  const data = shown((await findPlannedChange(tenant))!);
  await recordSteps(
    tenant,
    [
      {
        what: 'plan_change_planned',
        before: before ? shown(before) : null,
        after: data,
        event: { type: 'plan.change_planned', data },
      },
    ],
    context,
  );
}

/**
 * Cancels the plan at the end of the month or trial.
 * @throws as `changePlan`; INVALID without a plan that could be canceled
 */
export async function cancelPlan(context: Context): Promise<void> {
  const state = await lockForChange(context);
  await context.services.refusePlanChange(context, FREE);
  if (state.present.planCode === FREE)
    throw userError('INVALID', 'The organization has no plan that could be canceled.');
  const free = (await context.load(currentPlan, FREE))!;
  await requireSameCurrency(context, state.present, free);
  await requireFits(context.tenant, { planCode: FREE, planVersion: free.terms.version });
  await planChange(context, state, 'CANCELLATION', FREE);
}

/**
 * Withdraws the planned change. A trial is then followed by the plan that its terms declare.
 * @throws NOT_FOUND if none is planned
 */
export async function withdrawPlanChange(context: Context): Promise<void> {
  const { tenant } = context;
  const { present, trialEndsAt, plannedChange: planned } = await lockForChange(context);
  const { terms } = (await context.load(planAt, planKey(present)))!;
  const declared = terms.planAfterTrial ?? FREE;
  if (!planned || (trialEndsAt && planned.planCode === declared))
    throw userError('NOT_FOUND', 'No change of the plan is planned.');
  if (trialEndsAt) await setPlanAfterTrial(tenant, declared);
  else await deletePlannedChange(tenant);
  await recordSteps(tenant, [withdrawn(planned)], context);
}

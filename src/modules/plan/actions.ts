import type { OrgScope, TenantDb } from '../../database/tenant-db.ts';
import type { Context } from '../../core/context.ts';
import { type UserError, UserErrors, userError } from '../../errors.ts';
import { lockOrganization } from '../organization/queries.ts';
import type { PlanRef } from '../organization/rows.ts';
import { countUsage, findAllowance, type Limited } from './queries.ts';
import { organizationById } from '../organization/loaders.ts';
import { findEntitlement } from './entitlements.ts';
import { entitlementOnPlan, planAt, planKey } from './loaders.ts';
import type { PlanRow } from './rows.ts';

declare module '../../core/services.ts' {
  interface Services {
    /**
     * Refuses a plan that only the payment provider may begin or end, by throwing `UserErrors`. A service, because the
     * payment module imports this one.
     */
    refusePlanChange: (context: Context, to: string) => Promise<void>;
  }
}

const names: Record<Limited, string> = { members: 'members', projects: 'projects', apiKeys: 'API keys' };

/**
 * Checks that the plan allows one more. Holds the organization's lock until the transaction ends, so that of two
 * concurrent requests for the last one, one is rejected.
 * @throws PLAN_LIMIT_REACHED
 */
export async function assertWithinPlan(tenant: TenantDb, what: Limited): Promise<void> {
  const plan = await lockOrganization(tenant);
  const { hasAccess, limit } = (await findEntitlement(tenant, plan, what))!;
  if (!hasAccess) throw userError('PLAN_LIMIT_REACHED', `The organization may have ${limit} ${names[what]}.`);
}

/**
 * Refuses one more of something when there are `limit` of it; null is no limit. The caller holds the organization's lock.
 * @throws PLAN_LIMIT_REACHED with the message
 */
export function assertBelowLimit(used: number, limit: number | null, message: string): void {
  if (limit !== null && used >= limit) throw userError('PLAN_LIMIT_REACHED', message);
}

/** @throws FEATURE_NOT_IN_PLAN */
export async function requireFeature(context: Context, feature: string): Promise<void> {
  if (!(await hasFeature(context, context.scope, feature)))
    throw userError('FEATURE_NOT_IN_PLAN', `The organization's plan does not include ${feature}.`);
}

/** Returns whether the selected organization's plan, or an override, includes the feature. */
export async function hasFeature(context: Context, scope: OrgScope, feature: string): Promise<boolean> {
  const organization = await context.load(organizationById, scope.id);
  return (await context.load(entitlementOnPlan, `${planKey(organization!)} ${feature}`))?.hasAccess ?? false;
}

/**
 * Returns the errors of an organization that would have a version of a plan: one for each count that it does not allow.
 */
export async function findExcesses(tenant: TenantDb, plan: PlanRef): Promise<UserError[]> {
  const [{ limits }, usage] = await Promise.all([findAllowance(tenant, plan), countUsage(tenant)]);
  return (Object.keys(names) as Limited[]).flatMap((what) => {
    const limit = limits[what];
    return limit !== null && usage[what] > limit
      ? [
          {
            code: 'PLAN_LIMIT_REACHED' as const,
            message: `The organization has ${usage[what]} ${names[what]}, of which ${plan.planCode} allows ${limit}.`,
            field: ['plan'],
          },
        ]
      : [];
  });
}

/** @throws PLAN_LIMIT_REACHED once for each count that the plan does not allow */
export async function requireFits(tenant: TenantDb, plan: PlanRef): Promise<void> {
  const excesses = await findExcesses(tenant, plan);
  if (excesses.length > 0) throw new UserErrors(excesses);
}

/** Returns why an organization cannot change to a plan with another currency, if so: a statement has one. */
export function findCurrencyFault(present: PlanRow, plan: PlanRow): UserError | undefined {
  const [before, after] = [present.terms.currency, plan.terms.currency];
  if (before === after) return undefined;
  return {
    code: 'INVALID',
    message: `The organization is billed in ${before}, and the plan has prices in ${after}.`,
    field: ['plan'],
  };
}

/** @throws INVALID for a plan with another currency */
export async function requireSameCurrency(context: Context, before: PlanRef, plan: PlanRow): Promise<void> {
  const fault = findCurrencyFault((await context.load(planAt, planKey(before)))!, plan);
  if (fault) throw new UserErrors([fault]);
}

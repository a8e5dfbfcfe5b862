import type { z } from 'zod';
import type { OrgScope, TenantDb } from '../../database/tenant-db.ts';
import type { Context } from '../../core/context.ts';
import { rateLimited, UserErrors, userError } from '../../errors.ts';
import type { PlanFeature } from '../../generated/enums.ts';
import { recordAudit } from '../audit/record.ts';
import { lockOrganization } from '../organization/queries.ts';
import type { changePlanInput } from './input.ts';
import { countUsage, findAllowance, type Limited, updateOrganizationPlan } from './queries.ts';
import { organizationById } from '../organization/loaders.ts';
import { allowanceOnPlan } from './loaders.ts';
import { findSecondsUntilChange } from './segment-queries.ts';

const names: Record<Limited, string> = { members: 'members', projects: 'projects', apiKeys: 'API keys' };

/**
 * Checks that the plan allows one more. Holds the organization's lock until the transaction ends, so that of two
 * concurrent requests for the last one, one is rejected.
 * @throws PLAN_LIMIT_REACHED
 */
export async function assertWithinPlan(tenant: TenantDb, what: Limited): Promise<void> {
  const code = await lockOrganization(tenant);
  const [{ limits }, usage] = await Promise.all([findAllowance(tenant, code), countUsage(tenant)]);
  const limit = limits[what];
  assertBelowLimit(usage[what], limit, `The organization may have ${limit} ${names[what]}.`);
}

/**
 * Refuses one more of something when there are `limit` of it; null is no limit. The caller holds the organization's lock.
 * @throws PLAN_LIMIT_REACHED with the message
 */
export function assertBelowLimit(used: number, limit: number | null, message: string): void {
  if (limit !== null && used >= limit) throw userError('PLAN_LIMIT_REACHED', message);
}

/** @throws FEATURE_NOT_IN_PLAN */
export async function requireFeature(context: Context, feature: PlanFeature): Promise<void> {
  if (!(await hasFeature(context, context.scope, feature)))
    throw userError('FEATURE_NOT_IN_PLAN', `The organization's plan does not include ${feature}.`);
}

/** Returns whether the selected organization's plan, or an override, includes the feature. */
export async function hasFeature(context: Context, scope: OrgScope, feature: PlanFeature): Promise<boolean> {
  const organization = await context.load(organizationById, scope.id);
  return (await context.load(allowanceOnPlan, organization!.planCode)).features.includes(feature);
}

/**
 * Changes the organization's plan, unless it is a dry run.
 * @throws PLAN_LIMIT_REACHED once for each count that the new plan does not allow; RATE_LIMITED after many changes
 */
export async function changePlan(
  context: Context,
  { plan: code, dryRun }: z.output<typeof changePlanInput>,
): Promise<void> {
  const { tenant, scope } = context;
  const before = await lockOrganization(tenant);
  const [{ limits }, usage] = await Promise.all([findAllowance(tenant, code), countUsage(tenant)]);
  const excesses = (Object.keys(names) as Limited[]).flatMap((what) => {
    const limit = limits[what];
    return limit !== null && usage[what] > limit
      ? [`${usage[what]} ${names[what]}, of which ${code} allows ${limit}`]
      : [];
  });
  if (excesses.length > 0) {
    throw new UserErrors(
      excesses.map((excess) => ({
        code: 'PLAN_LIMIT_REACHED',
        message: `The organization has ${excess}.`,
        field: ['plan'],
      })),
    );
  }
  if (dryRun || before === code) return;
  const seconds = await findSecondsUntilChange(tenant);
  if (seconds !== undefined) throw rateLimited(seconds, 'The plan was changed too often.');
  await updateOrganizationPlan(tenant, code);
  await recordAudit(context, {
    action: 'organization.plan_changed',
    targetType: 'Organization',
    targetId: scope.id,
    before: { plan: before },
    after: { plan: code },
  });
}

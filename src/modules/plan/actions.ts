import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { OrgScope } from '../../authorization/scope.ts';
import type { Context } from '../../context.ts';
import { UserErrors, userError } from '../../errors.ts';
import type { DB } from '../../generated/database.ts';
import type { PlanFeature } from '../../generated/graphql.ts';
import type { Loaders } from '../index.ts';
import { recordAudit } from '../audit/record.ts';
import { lockOrganization } from '../organization/queries.ts';
import type { changePlanInput } from './input.ts';
import { countUsage, findAllowance, type Limited, updateOrganizationPlan } from './queries.ts';

const names: Record<Limited, string> = { members: 'members', projects: 'projects', apiKeys: 'API keys' };

/**
 * Makes sure that the plan allows one more. Holds the organization's lock until the transaction ends, so that of
 * two who ask at the limit less one, one is refused.
 * @throws PLAN_LIMIT_REACHED
 */
export async function requireRoom(db: Kysely<DB>, scope: OrgScope, what: Limited): Promise<void> {
  const code = await lockOrganization(db, scope);
  const [{ limits }, usage] = await Promise.all([findAllowance(db, scope, code), countUsage(db, scope)]);
  const limit = limits[what];
  if (limit !== null && usage[what] >= limit) {
    throw userError('PLAN_LIMIT_REACHED', `The organization may have ${limit} ${names[what]}.`);
  }
}

/** @throws FEATURE_NOT_IN_PLAN */
export async function requireFeature({ loaders, scope }: Context, feature: PlanFeature): Promise<void> {
  if (!(await hasFeature(loaders, scope, feature)))
    throw userError('FEATURE_NOT_IN_PLAN', `The organization's plan does not include ${feature}.`);
}

/** Whether the selected organization's plan, or an override, includes this. */
export async function hasFeature(loaders: Loaders, scope: OrgScope, feature: PlanFeature): Promise<boolean> {
  const organization = await loaders.organizationById.load(scope.id);
  return (await loaders.allowanceOnPlan.load(organization!.planCode)).features.includes(feature);
}

/**
 * Puts the organization on another plan, unless it is a dry run.
 * @throws PLAN_LIMIT_REACHED once for each use that the plan does not allow
 */
export async function changePlan(
  context: Context,
  { plan: code, dryRun }: z.output<typeof changePlanInput>,
): Promise<void> {
  const { db, scope } = context;
  const before = await lockOrganization(db, scope);
  const [{ limits }, usage] = await Promise.all([findAllowance(db, scope, code), countUsage(db, scope)]);
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
  await updateOrganizationPlan(db, scope, code);
  await recordAudit(context, {
    action: 'organization.plan_changed',
    targetType: 'Organization',
    targetId: scope.id,
    before: { plan: before },
    after: { plan: code },
  });
}

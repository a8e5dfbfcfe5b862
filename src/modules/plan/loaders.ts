import { defineLoader } from '../../core/define-loader.ts';
import { byKey, groupByKey } from '../../database/loader.ts';
import type { PlanRef } from '../organization/rows.ts';
import { findCurrentPlans, findPlansAt, findVersions, listPlans } from './catalogue-queries.ts';
import { findEntitlements } from './entitlements.ts';
import { findAllowance } from './queries.ts';
import type { EntitlementRow } from './rows.ts';

/** A version of a plan, as the key of a loader. */
export const planKey = ({ planCode, planVersion }: PlanRef) => `${planCode} ${planVersion}`;

function parseKey(key: string): PlanRef {
  const [planCode, version] = key.split(' ');
  return { planCode: planCode!, planVersion: Number(version) };
}

/** A plan with the terms of a version. */
export const planAt = defineLoader(async (context, keys) =>
  byKey(keys, await findPlansAt(context.db, keys.map(parseKey)), ({ code, terms }) =>
    planKey({ planCode: code, planVersion: terms.version }),
  ),
);

/** A plan that everybody sees, with its current version. */
export const publicPlan = defineLoader(async (context, codes) =>
  byKey(codes, await listPlans(context.db), ({ code }) => code),
);

/** A plan with its current version, whether or not owners can change to it. */
export const currentPlan = defineLoader(async (context, codes) =>
  byKey(codes, await findCurrentPlans(context.db, codes), ({ code }) => code),
);

/** The latest versions of a plan. */
export const versionsOfPlan = defineLoader(async (context, codes, args: { all: boolean }) =>
  groupByKey(codes, await findVersions(context.db, codes, args), ({ code }) => code),
);

/** The limits and features of the selected organization on a version of a plan. */
export const allowanceOnPlan = defineLoader((context, keys) =>
  Promise.all(keys.map((key) => findAllowance(context.tenant, parseKey(key)))),
);

/** What the selected organization is entitled to, by version of a plan and key. */
export const entitlementOnPlan = defineLoader(async (context, keys) => {
  const parsed = keys.map((each) => ({
    plan: each.slice(0, each.lastIndexOf(' ')),
    key: each.slice(each.lastIndexOf(' ') + 1),
  }));
  const found = new Map<string, EntitlementRow>();
  for (const [plan, wanted] of Map.groupBy(parsed, (each) => each.plan))
    for (const entitlement of await findEntitlements(
      context.tenant,
      parseKey(plan),
      wanted.map(({ key }) => key),
      'viewer',
    ))
      found.set(`${plan} ${entitlement.key}`, entitlement);
  return keys.map((key) => found.get(key));
});

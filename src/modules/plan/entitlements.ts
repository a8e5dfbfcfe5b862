import type { TenantDb } from '../../database/tenant-db.ts';
import type { PlanRef } from '../organization/rows.ts';
import { countApiRequests, countUsage, findAllowance, limitNames, measureMonth } from './queries.ts';
import type { EntitlementRow, Limits } from './rows.ts';

/** The limits whose present use is counted. */
const counted = ['members', 'projects', 'apiKeys', 'webhookEndpoints'] as const;
type Counted = (typeof counted)[number];

const isLimit = (key: string): key is keyof Limits => (limitNames as readonly string[]).includes(key);
const isCounted = (key: string): key is Counted => (counted as readonly string[]).includes(key);

/**
 * Returns what the organization is entitled to on a version of a plan, by key: of a feature, or of a limit as in
 * `PlanLimits`. Code that enforces a plan decides by these entitlements, and clients see the same, but of projects only the
 * number that they see (`countUsage`). Unknown keys are missing.
 */
export async function findEntitlements(
  tenant: TenantDb,
  plan: PlanRef,
  keys?: readonly string[],
  projectsOf: 'plan' | 'viewer' = 'plan',
): Promise<EntitlementRow[]> {
  // Sent together: most calls ask for a limit.
  const early = keys ?? limitNames;
  const [allowance, counts, requests] = await Promise.all([
    findAllowance(tenant, plan),
    early.some(isCounted) ? countUsage(tenant, projectsOf) : undefined,
    early.includes('apiRequestsPerMonth') ? countApiRequests(tenant) : undefined,
  ]);
  const wanted = keys ?? [...limitNames, ...allowance.values.map(({ key }) => key)];
  const meters = allowance.values.flatMap(({ key, meter, meterKind, value }) =>
    meter !== null && value !== null && wanted.includes(key)
      ? [{ code: meter, kind: meterKind ?? ('SUM' as const) }]
      : [],
  );
  const { usage, resetsAt } = await measureMonth(tenant, meters);
  return wanted.flatMap((key): EntitlementRow[] => {
    if (isLimit(key)) {
      const limit = allowance.limits[key];
      if (isCounted(key)) return [entitled(key, limit, BigInt(counts![key]))];
      if (key === 'apiRequestsPerMonth')
        return [entitled(key, limit, BigInt(requests!.used), requests!.resetsAt)];
      return [entitled(key, limit)];
    }
    const feature = allowance.values.find((each) => each.key === key);
    if (!feature) return [];
    const { value, included, kind, meter } = feature;
    if (kind !== 'NUMBER' || value === null)
      return [{ key, hasAccess: included, value, limit: null, used: null, remaining: null, resetsAt: null }];
    const used = meter === null ? undefined : (usage.get(meter) ?? 0n);
    const number = entitled(key, Number(value), used, meter === null ? undefined : resetsAt);
    return [{ ...number, value }];
  });
}

/** Null is no limit. Without `used`, the limit is not of something that is counted here. */
function entitled(key: string, limit: number | null, used?: bigint, resetsAt?: string): EntitlementRow {
  const remaining = limit === null || used === undefined ? null : BigInt(limit) - used;
  return {
    key,
    hasAccess: remaining === null ? limit !== 0 : remaining > 0n,
    value: null,
    limit,
    used: used ?? null,
    remaining: remaining !== null && remaining < 0n ? 0n : remaining,
    resetsAt: resetsAt ?? null,
  };
}

/** Returns the entitlement of the key; undefined if there is no such feature or limit. */
export async function findEntitlement(
  tenant: TenantDb,
  plan: PlanRef,
  key: string,
): Promise<EntitlementRow | undefined> {
  const [entitlement] = await findEntitlements(tenant, plan, [key]);
  return entitlement;
}

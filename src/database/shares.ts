/** How the connections of a pool are divided. */
export interface Shares {
  /** Maximum for all requests and jobs. The rest is for readiness checks. */
  all: number;
  /** Maximum for all heavy requests. The rest of `all` is reserved for light ones. */
  heavy: number;
  /**
   * Maximum for heavy requests of all tenants of the lightest weight.
   * Security: an attacker can create many organizations on FREE to hold all connections. Together they cannot exceed this
   * maximum, so that connections are left for organizations with a plan.
   */
  heavyLightest: number;
}

/** Maximum numbers of connections of one tenant or one caller. */
export interface Cap {
  all: number;
  heavy: number;
}

/** The weight of a tenant whose plan is not known yet. */
export const LIGHTEST_WEIGHT = 1;
/** The weight from which a tenant's cap is half of the connections, which is the maximum. */
const HALF_WEIGHT = 4;

/** Divides a pool. Each part is at least one connection, even in the smallest pool. */
export function sharesOf(poolSize: number): Shares {
  const all = Math.max(1, poolSize - 1);
  const fifth = Math.floor(poolSize / 5);
  const heavy = Math.max(1, all - Math.max(1, fifth));
  return { all, heavy, heavyLightest: Math.max(1, heavy - fifth) };
}

/** Returns the weight of a plan with this limit (null: unlimited): 1 up to 60, 4 for 600, at most 8. */
export function weightOf(requestsPerMinute: number | null): number {
  if (requestsPerMinute === null) return 8;
  const weight = 1 + Math.floor(3 * Math.log10(Math.max(60, requestsPerMinute) / 60));
  return Math.min(8, weight);
}

/**
 * Returns the cap of a tenant. For heavy requests it is a part of the pool's maximum, at most half. For all requests it
 * is twice that.
 */
export function tenantCap(shares: Shares, weight: number): Cap {
  const share = Math.min(1 / 2, weight / (2 * HALF_WEIGHT));
  return capOf(shares, Math.ceil(shares.heavy * share));
}

/**
 * Returns the cap of a caller, over all organizations. For heavy requests it is half of the tenant's cap, but at least 2
 * if the tenant's cap is. For all requests it is twice that.
 */
export function callerCap(shares: Shares, weight: number): Cap {
  const { heavy } = tenantCap(shares, weight);
  return capOf(shares, Math.max(Math.min(2, heavy), Math.ceil(heavy / 2)));
}

const capOf = (shares: Shares, heavy: number): Cap => ({ heavy, all: Math.min(shares.all, 2 * heavy) });

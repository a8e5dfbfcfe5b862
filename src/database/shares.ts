/** How many connections of a pool go to whom. */
export interface Shares {
  /** What requests and jobs may hold together; the rest is for readiness checks. */
  all: number;
  /** What heavy requests may hold together; the rest is for light ones. */
  heavy: number;
  /**
   * What tenants of the lightest weight may hold of that together. Security: anybody can make many organizations on FREE;
   * however many they are, they leave connections to those with a plan.
   */
  heavyLightest: number;
}

/** What one tenant or one caller may hold. */
export interface Cap {
  all: number;
  heavy: number;
}

/** The weight of a tenant whose plan is not known yet. */
export const LIGHTEST_WEIGHT = 1;
/** The weight that gives a tenant half of the connections, which is the most. */
const HALF_WEIGHT = 4;

/** At least one connection for each purpose, however small the pool is. */
export function sharesOf(poolSize: number): Shares {
  const all = Math.max(1, poolSize - 1);
  const fifth = Math.floor(poolSize / 5);
  const heavy = Math.max(1, all - Math.max(1, fifth));
  return { all, heavy, heavyLightest: Math.max(1, heavy - fifth) };
}

/**
 * The weight of a plan, by the requests that it allows in a minute (null: any number): 1 for 60 and less, 4 for 600, 8 at
 * most.
 */
export function weightOf(requestsPerMinute: number | null): number {
  if (requestsPerMinute === null) return 8;
  const weight = 1 + Math.floor(3 * Math.log10(Math.max(60, requestsPerMinute) / 60));
  return Math.min(8, weight);
}

/** What an organization of this weight holds at most: up to half for heavy requests, and twice that in all. */
export function tenantCap(shares: Shares, weight: number): Cap {
  const share = Math.min(1 / 2, weight / (2 * HALF_WEIGHT));
  return capOf(shares, Math.ceil(shares.heavy * share));
}

/** What one caller holds at most, over all their organizations: half of the organization's, but two where it has two. */
export function callerCap(shares: Shares, weight: number): Cap {
  const { heavy } = tenantCap(shares, weight);
  return capOf(shares, Math.max(Math.min(2, heavy), Math.ceil(heavy / 2)));
}

const capOf = (shares: Shares, heavy: number): Cap => ({ heavy, all: Math.min(shares.all, 2 * heavy) });

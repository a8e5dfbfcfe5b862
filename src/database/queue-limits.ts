import type { Claim, TenantQueue } from './tenant-queue.ts';

/** How many claims of one caller wait at most, and how many bytes they keep in memory. */
export interface QueueLimits {
  /** Heavy ones; beside them `LIGHT_FACTOR` times as many light ones. */
  claims: number;
  bytes: number;
}

/**
 * How many times as many light claims may wait as heavy ones. They wait only briefly, and what is over the caller's
 * requests per minute is counted with a connection: a burst of them is to get its answers and its RATE_LIMITED.
 */
const LIGHT_FACTOR = 10;
/** How many times as much may wait of one tenant as of one caller. */
const OF_TENANT = 4;
/** How many times as many bytes may wait in all. */
const OF_ALL = 16;

/**
 * Whether too much waits for this claim to wait, too. Light and heavy claims are counted apart, so that neither refuses
 * the other; their bytes are counted together. Whoever has nothing waiting is not refused for the bytes of others.
 */
export function refusesClaim<Granted>(
  limits: QueueLimits,
  tenant: TenantQueue<Granted>,
  claim: Claim,
  waiting: Iterable<TenantQueue<Granted>>,
): boolean {
  const most = tenant.isHeavy(claim) ? limits.claims : LIGHT_FACTOR * limits.claims;
  const ofTenant = claim.light ? tenant.waitingLight : tenant.waitingHeavy;
  if (ofTenant >= OF_TENANT * most || tenant.waitingOf(claim) >= most) return true;
  const own = tenant.bytesOf(claim.caller);
  if (own === 0) return false;
  let all = claim.bytes;
  for (const { waitingBytes } of waiting) all += waitingBytes;
  return (
    own + claim.bytes > limits.bytes ||
    tenant.waitingBytes + claim.bytes > OF_TENANT * limits.bytes ||
    all > OF_ALL * limits.bytes
  );
}

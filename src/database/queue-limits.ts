import type { Claim, TenantQueue } from './tenant-queue.ts';

/** Limits for the waiting claims of one caller. */
export interface QueueLimits {
  /** Maximum number of heavy claims. `LIGHT_FACTOR` times as many light ones may wait in addition. */
  claims: number;
  /** Maximum of the requests' bodies, in bytes. */
  bytes: number;
}

/**
 * The limit of light claims, as a multiple of the limit of heavy ones. Light claims wait only briefly. The limit of
 * requests per minute is checked only with a connection, so a burst must be able to queue to get its RATE_LIMITED.
 */
const LIGHT_FACTOR = 10;
/** The limits of one tenant, as a multiple of one caller's. */
const TENANT_FACTOR = 4;
/** The limit of all waiting bytes, as a multiple of one caller's. */
const TOTAL_FACTOR = 16;

/**
 * Whether the queues are too full for this claim. Light and heavy claims are counted separately, so that one kind does
 * not displace the other; their bytes are counted together. A caller without waiting claims is never rejected because of
 * the bytes of others.
 */
export function refusesClaim<Granted>(
  limits: QueueLimits,
  tenant: TenantQueue<Granted>,
  claim: Claim,
  waiting: Iterable<TenantQueue<Granted>>,
): boolean {
  const max = tenant.isHeavy(claim) ? limits.claims : LIGHT_FACTOR * limits.claims;
  const ofTenant = claim.light ? tenant.waitingLight : tenant.waitingHeavy;
  if (ofTenant >= TENANT_FACTOR * max || tenant.waitingOf(claim) >= max) return true;
  const own = tenant.bytesOf(claim.caller);
  if (own === 0) return false;
  let all = claim.bytes;
  for (const { waitingBytes } of waiting) all += waitingBytes;
  return (
    own + claim.bytes > limits.bytes ||
    tenant.waitingBytes + claim.bytes > TENANT_FACTOR * limits.bytes ||
    all > TOTAL_FACTOR * limits.bytes
  );
}

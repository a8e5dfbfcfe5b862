import type { Lease } from './lease.ts';
import { callerCap, LIGHTEST_WEIGHT, type Shares } from './shares.ts';
import type { Claim, TenantQueue, Waiter } from './tenant-queue.ts';

/** Counts the held connections in all, by tenant and by caller, and compares them with the caps. */
export class ConnectionCounts {
  readonly #shares: Shares;
  readonly #callers = new Map<string, { held: number; heldHeavy: number }>();
  #all = 0;
  #heavy = 0;
  /** The part of `#heavy` that tenants of the lightest weight hold. */
  #heavyLightest = 0;

  constructor(shares: Shares) {
    this.#shares = shares;
  }

  get counts() {
    return { light: this.#all - this.#heavy, heavy: this.#heavy };
  }

  /** Whether all shared connections are held. */
  get isFull(): boolean {
    return this.#all >= this.#shares.all;
  }

  /** Whether the claim can be granted now. */
  fits(tenant: TenantQueue<Lease>, claim: Claim): boolean {
    if (this.isFull || !this.isBelowCaps(tenant, claim)) return false;
    return !tenant.isHeavy(claim) || this.#hasHeavyRoom(claim.weight);
  }

  /** Returns the tenant's first waiting claim that can be granted now. */
  firstToGrant(tenant: TenantQueue<Lease>): Waiter<Lease> | undefined {
    if (this.isFull) return undefined;
    const { all, heavy } = tenant.cap;
    if (tenant.held >= all) return undefined;
    // Looking at the callers is the long part. With thousands of heavy claims it would be done in vain for nearly all.
    const mayBeHeavy = tenant.heldHeavy < heavy && this.#hasHeavyRoom(tenant.weight);
    return tenant.next(mayBeHeavy, (claim) => this.fits(tenant, claim));
  }

  /** Whether a waiting claim of the tenant exceeds no cap of its own. */
  hasOneBelowCaps(tenant: TenantQueue<Lease>): boolean {
    const { all, heavy } = tenant.cap;
    if (tenant.held >= all) return false;
    return tenant.next(tenant.heldHeavy < heavy, (claim) => this.isBelowCaps(tenant, claim)) !== undefined;
  }

  /** Whether the claim exceeds no cap of its own tenant and caller. If it does not fit nevertheless, others are the reason. */
  isBelowCaps(tenant: TenantQueue<Lease>, claim: Claim): boolean {
    const { held = 0, heldHeavy = 0 } = this.#callers.get(claim.caller) ?? {};
    const [ofTenant, ofCaller] = [tenant.cap, callerCap(this.#shares, claim.weight)];
    if (tenant.held >= ofTenant.all || held >= ofCaller.all) return false;
    return !tenant.isHeavy(claim) || (tenant.heldHeavy < ofTenant.heavy && heldHeavy < ofCaller.heavy);
  }

  /** Whether others leave a connection for a heavy claim of this weight. */
  #hasHeavyRoom(weight: number): boolean {
    if (isLightest(weight) && this.#heavyLightest >= this.#shares.heavyLightest) return false;
    return this.#heavy < this.#shares.heavy;
  }

  add(lease: Lease): void {
    this.#count(lease, 1);
  }

  remove(lease: Lease): void {
    this.#count(lease, -1);
  }

  #count({ tenant, claim, heavy }: Lease, change: 1 | -1): void {
    const caller = this.#callers.get(claim.caller) ?? { held: 0, heldHeavy: 0 };
    const changeHeavy = heavy ? change : 0;
    this.#all += change;
    this.#heavy += changeHeavy;
    if (isLightest(claim.weight)) this.#heavyLightest += changeHeavy;
    for (const each of [tenant, caller]) {
      each.held += change;
      each.heldHeavy += changeHeavy;
    }
    if (caller.held > 0) this.#callers.set(claim.caller, caller);
    else this.#callers.delete(claim.caller);
  }
}

const isLightest = (weight: number) => weight <= LIGHTEST_WEIGHT;

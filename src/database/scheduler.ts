import { overloaded } from '../errors.ts';
import { ConnectionCounts } from './connection-counts.ts';
import { Lease } from './lease.ts';
import { type QueueLimits, refusesClaim } from './queue-limits.ts';
import { type Shares, sharesOf } from './shares.ts';
import { Standings } from './standings.ts';
import { type Claim, TenantQueue, type Waiter } from './tenant-queue.ts';
import { WaitingTenants } from './waiting-tenants.ts';

/** Number of waiting claims from which a new one probably waits longer than it runs. */
const CROWD = 64;
/** Number of tenants at which idle ones are removed. */
const MAX_TENANTS = 10_000;

/**
 * Shares the connections of the serving login between organizations and callers. The words:
 *
 * - A claim is one request for one connection. It names its caller: a user, an API key that the database has confirmed, or
 *   the client's network. It names an organization only if the database has confirmed that the caller belongs to it
 *   (`standings.ts`).
 * - A lease is a granted claim: the right to use one connection until it is released.
 * - A tenant is what connections are counted for: an organization, or a caller without one.
 * - The weight is a tenant's share. An organization whose plan allows more requests has a higher weight. The cap, the
 *   maximum number of a tenant's connections, depends on it. Each caller also has a cap, over all organizations.
 * - A request is light or heavy by its cost. Some connections are reserved for light requests.
 * - A strike is a note against a tenant whose statement timed out. The number of strikes halves every 30 seconds. With two
 *   or more, the tenant's weight and its cap for heavy requests are divided, and its light requests count as heavy.
 * - The admission of a transaction (`held-connection.ts`) makes its claim, and learns from the first statement which
 *   organization the caller belongs to.
 * - A borrower (`shared-pool.ts`) is a request that uses connections of the system login. A second scheduler shares those,
 *   with the same weight for all callers.
 *
 * Security: an attacker may send the id of a victim's organization in a header, to use up its share. Such a request is
 * counted and queued as the attacker's own. `Lease.prove` charges a connection to an organization only after
 * `begin_request` has confirmed that the caller belongs to it.
 *
 * One connection is never shared, so that it is free for readiness checks. With 20 connections, 19 are shared and 4 of
 * these are reserved for light requests; an organization on FREE has at most 2 for heavy requests and 4 in all, one on
 * PRO 8 and 16. All tenants of the lightest weight, which are those on FREE and those not known yet, have at most 11 for
 * heavy requests together.
 *
 * A claim that exceeds a cap waits. A free connection goes to the waiting tenant with the least virtual time, which is the
 * time that its connections were held, divided by its weight (start-time fair queueing). Idle time earns no credit, and
 * ends a debt only as far as other tenants are served meanwhile. The time of a request is charged over the next ones, so
 * that a tenant does not wait long because one of its requests was slow.
 * Within a tenant callers take turns, and light requests come before heavy ones. Queues are limited for each caller, each
 * tenant and in all (`queue-limits.ts`); a claim that exceeds a limit is rejected.
 *
 * The scheduler is synchronous and in memory. Each process divides its own pool. A claim that need not wait costs a few
 * look-ups and no turn of the event loop.
 */
export class ConnectionScheduler {
  readonly shares: Shares;
  readonly standings = new Standings();
  /** Called with the milliseconds that a claim has waited, if it had to. */
  onWaited: (milliseconds: number) => void = () => undefined;
  /** Called for each claim that is rejected because a queue is full. */
  onRefused: () => void = () => undefined;
  readonly #limits: QueueLimits;
  readonly #tenants = new Map<string, TenantQueue<Lease>>();
  readonly #waiting = new WaitingTenants<Lease>();
  readonly #held: ConnectionCounts;
  #waitingClaims = 0;
  /** The least virtual time of the tenants that compete at the moment. */
  #clock = 0;

  constructor(poolSize: number, limits: QueueLimits) {
    this.shares = sharesOf(poolSize);
    this.#held = new ConnectionCounts(this.shares);
    this.#limits = limits;
  }

  /** Whether so many claims wait that a new one will wait long. */
  get isCrowded(): boolean {
    return this.#waitingClaims >= CROWD;
  }

  /** The numbers of held connections and of waiting claims. */
  get counts() {
    const waiting = { light: 0, heavy: 0 };
    for (const { waitingLight, waitingHeavy } of this.#waiting) {
      waiting.light += waitingLight;
      waiting.heavy += waitingHeavy;
    }
    return { held: this.#held.counts, waiting, waitingTenants: this.#waiting.size };
  }

  /**
   * Grants a lease, at once or later. If the claim must wait, `onQueued` is called with a function that withdraws it; the
   * promise then rejects with the error passed to that function.
   * @throws SERVICE_UNAVAILABLE if the queue of this caller or tenant is full
   */
  acquire(claim: Claim, onQueued?: (leave: (error: Error) => void) => void): Lease | Promise<Lease> {
    const tenant = this.#tenantOf(claim);
    if (!tenant.hasAhead(claim) && this.#held.fits(tenant, claim)) return this.#grant(tenant, claim);
    if (!claim.patient && refusesClaim(this.#limits, tenant, claim, this.#waiting)) {
      const seconds = Math.min(30, 1 + Math.round(tenant.oldestWait() / 1000));
      this.#forgetIdle(tenant);
      this.onRefused();
      throw overloaded(seconds);
    }
    const { promise, resolve, reject } = Promise.withResolvers<Lease>();
    const waiter: Waiter<Lease> = { claim, tenant, since: performance.now(), grant: resolve };
    this.#enqueue(tenant, waiter);
    onQueued?.((error) => {
      if (!waiter.tenant.remove(waiter)) return;
      this.#waitingClaims--;
      this.#forgetIdle(waiter.tenant);
      reject(error);
    });
    return promise;
  }

  /** Charges the lease to the organization, and moves the caller's waiting claims for it to the organization's queue. */
  prove(lease: Lease, organization: string, weight: number): void {
    const { claim, tenant: before } = lease;
    const proven = { organization, weight };
    const tenant = this.#tenantOf({ ...claim, ...proven });
    if (tenant === before) return;
    this.#held.remove(lease);
    // Without this, the time of this lease would count as time at which the organization was idle.
    this.#bringForward(tenant);
    lease.tenant = tenant;
    lease.claim = { ...claim, ...proven };
    this.#held.add(lease);
    for (const waiter of before.waitersOf(claim.caller)) {
      if (waiter.claim.requested !== organization) continue;
      before.remove(waiter);
      this.#waitingClaims--;
      waiter.claim = { ...waiter.claim, ...proven };
      this.#enqueue(tenant, waiter);
    }
    this.#dispatch();
    this.#forgetIdle(before);
  }

  /** Must be called only by the lease. */
  release(lease: Lease, milliseconds: number): void {
    this.#held.remove(lease);
    lease.tenant.charge(milliseconds);
    this.#waiting.move(lease.tenant);
    if (this.#waiting.size > 0) this.#dispatch();
    this.#forgetIdle(lease.tenant);
  }

  #tenantOf({ caller, organization, weight }: Claim): TenantQueue<Lease> {
    const key = organization ? `organization:${organization}` : caller;
    let tenant = this.#tenants.get(key);
    if (!tenant) {
      if (this.#tenants.size >= MAX_TENANTS) this.#forgetAllIdle();
      tenant = new TenantQueue<Lease>(key, this.shares);
      this.#tenants.set(key, tenant);
    }
    tenant.weight = weight;
    return tenant;
  }

  /** Grants the free connections to waiting claims. */
  #dispatch(): void {
    while (!this.#held.isFull) {
      const chosen = this.#waiting.find((tenant) => this.#held.firstToGrant(tenant));
      if (!chosen) return;
      chosen.tenant.take(chosen);
      this.#waitingClaims--;
      if (chosen.tenant.waiting === 0) this.#waiting.delete(chosen.tenant);
      this.onWaited(performance.now() - chosen.since);
      chosen.grant(this.#grant(chosen.tenant, chosen.claim));
    }
  }

  #grant(tenant: TenantQueue<Lease>, claim: Claim): Lease {
    this.#advance(tenant);
    // How long the connection will be held is not known yet. This advance charge makes waiting tenants take turns.
    tenant.charge(1);
    this.#waiting.move(tenant);
    const lease = new Lease(this, tenant, claim, tenant.isHeavy(claim));
    this.#held.add(lease);
    return lease;
  }

  /**
   * Advances the clock to the virtual time of the tenant that gets a connection, but not beyond that of one that waits for
   * the connections of others.
   *
   * Security: light requests are granted while heavy ones of other tenants wait. If they advanced the clock, an
   * organization could end its own debt with them, because all others are brought forward to the clock.
   */
  #advance(tenant: TenantQueue<Lease>): void {
    this.#bringForward(tenant);
    const isBlocked = (other: TenantQueue<Lease>) => (this.#held.hasOneBelowCaps(other) ? other : undefined);
    const { virtualTime } = this.#waiting.find(isBlocked, tenant.virtualTime) ?? tenant;
    this.#clock = Math.max(this.#clock, virtualTime);
  }

  /** Idle time earns no credit. */
  #bringForward(tenant: TenantQueue<Lease>): void {
    tenant.virtualTime = Math.max(tenant.virtualTime, this.#clock);
    this.#waiting.move(tenant);
  }

  #enqueue(tenant: TenantQueue<Lease>, waiter: Waiter<Lease>): void {
    this.#bringForward(tenant);
    tenant.add(waiter);
    this.#waitingClaims++;
    this.#waiting.add(tenant);
  }

  /** Removes an idle tenant, unless it has used more than its share: that must still count when it comes back. */
  #forgetIdle(tenant: TenantQueue<Lease>): void {
    if (tenant.waiting === 0) this.#waiting.delete(tenant);
    if (tenant.isIdle && tenant.isEven(this.#clock)) this.#tenants.delete(tenant.key);
  }

  #forgetAllIdle(): void {
    for (const tenant of this.#tenants.values()) if (tenant.isIdle) this.#tenants.delete(tenant.key);
  }
}

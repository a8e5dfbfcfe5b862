import type { Claim, TenantQueue } from './tenant-queue.ts';

/** The scheduler as the lease calls it. */
interface LeaseScheduler {
  prove(lease: Lease, organization: string, weight: number): void;
  release(lease: Lease, milliseconds: number): void;
}

/** The right to use one connection of the pool. */
export class Lease {
  /** The tenant that the connection is charged to at the moment. */
  tenant: TenantQueue<Lease>;
  claim: Claim;
  readonly heavy: boolean;
  readonly #scheduler: LeaseScheduler;
  readonly #since = performance.now();

  constructor(scheduler: LeaseScheduler, tenant: TenantQueue<Lease>, claim: Claim, heavy: boolean) {
    this.#scheduler = scheduler;
    this.tenant = tenant;
    this.claim = claim;
    this.heavy = heavy;
  }

  /** Charges the connection to the organization, after the database has confirmed that the caller belongs to it. */
  prove(organization: string, weight: number): void {
    this.#scheduler.prove(this, organization, weight);
  }

  /** Adds a strike for a statement that timed out. */
  strike(): void {
    this.tenant.strike();
  }

  /** Gives the connection to the next claim. Must be called exactly once. */
  release(): void {
    this.#scheduler.release(this, performance.now() - this.#since);
  }
}

import type { Claim, TenantQueue } from './tenant-queue.ts';

/** Who granted a lease, and hears of what becomes of it. */
interface Granter {
  prove(lease: Lease, organization: string, weight: number): void;
  release(lease: Lease, milliseconds: number): void;
}

/** One connection that may be used, by whom. */
export class Lease {
  /** As it is charged at the moment. */
  tenant: TenantQueue<Lease>;
  claim: Claim;
  readonly heavy: boolean;
  readonly #scheduler: Granter;
  readonly #since = performance.now();

  constructor(scheduler: Granter, tenant: TenantQueue<Lease>, claim: Claim, heavy: boolean) {
    this.#scheduler = scheduler;
    this.tenant = tenant;
    this.claim = claim;
    this.heavy = heavy;
  }

  /** The database has admitted the caller to the organization. */
  prove(organization: string, weight: number): void {
    this.#scheduler.prove(this, organization, weight);
  }

  /** A statement has run for longer than it may. */
  strike(): void {
    this.tenant.strike();
  }

  /** Once, when the connection can serve the next claim. */
  release(): void {
    this.#scheduler.release(this, performance.now() - this.#since);
  }
}

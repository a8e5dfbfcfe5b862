import type { Lease } from '../database/lease.ts';
import { callerOf } from './caller.ts';
import { admissionOf } from './connection-claim.ts';
import type { RequestInfo } from './request.ts';
import type { Services } from './services.ts';

/**
 * The wait of a query for its connection, before its context and its transaction are created: without them a waiting
 * request takes a third of the memory, which the garbage collector would copy while hundreds wait.
 */
export class Turn {
  #lease: Lease | undefined;
  #error: unknown;
  /** Resolves when the wait is over; undefined if there was none. */
  readonly waiting: Promise<void> | undefined;

  /** `cost` is that of the operation. An unknown cost counts as heavy. */
  constructor(services: Services, request: RequestInfo, cost = Infinity) {
    const requested = request.organizationHeader ?? request.claims?.org;
    const { acquire } = admissionOf(services, request, { requested, cost, withLimits: false });
    try {
      services.responseMemory.requireRoom(callerOf(request));
      const acquired = acquire();
      if (acquired instanceof Promise) this.waiting = this.#wait(acquired);
      else this.#lease = acquired;
    } catch (error) {
      this.#error = error;
    }
  }

  async #wait(acquired: Promise<Lease>): Promise<void> {
    try {
      this.#lease = await acquired;
    } catch (error) {
      this.#error = error;
    }
  }

  /** Returns the lease; undefined if it was taken before. @throws why there is no lease, once */
  take(): Lease | undefined {
    const [lease, error] = [this.#lease, this.#error];
    this.#lease = this.#error = undefined;
    if (error !== undefined) throw error;
    return lease;
  }

  /** Releases the lease if no transaction has taken it. */
  end(): void {
    this.#lease?.release();
    this.#lease = undefined;
  }
}

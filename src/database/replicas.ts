// Reads on streaming replicas (docs/scaling.md says why this is correct).
//
// Order of events for a query:
// 1. `chooseReplica` (graphql/replica-read.ts) finds a replica that has replayed what the caller has last seen, in this
//    process or by the token of the request, and the organization's last known change. Without one, the query runs on the
//    primary as if there were no replicas.
// 2. The opening statement runs on the primary, and is committed in the same packet. It authorizes the caller, and reads the
//    organization's version. A kept response is validated by it, so that no replica is needed.
// 3. `Context.moveTo` begins the transaction again on the replica. Its opening statement is the same. If it reads the same
//    access and the same version, the replica shows the organization as the primary did, and the query is executed there.
//    Otherwise, or after a failure, it is executed on the primary.
//
// Same version, same rows. A standby can show two concurrent transactions in another order than the primary, so that its
// snapshot can have one and the primary's the other. Their versions differ even then: each transaction adds a random step
// to the sum of the organization's versions.
//
// Mutations, subscriptions, jobs and the system login use the primary only.

import type { Logger } from 'pino';
import { Positions } from './positions.ts';
import { Replica, type ReplicaSettings } from './replica.ts';

export class Replicas {
  readonly positions = new Positions();
  readonly all: readonly Replica[];
  #turn = 0;

  constructor(urls: readonly string[], settings: ReplicaSettings, logger: Logger) {
    this.all = urls.map((url, index) => new Replica(`replica ${index + 1}`, url, settings, logger));
  }

  /** Returns a replica that has replayed the position; those that have take turns. Otherwise says why there is none. */
  find(position: number): Replica | 'down' | 'behind' {
    let reason: 'down' | 'behind' = 'down';
    this.#turn++;
    for (let index = 0; index < this.all.length; index++) {
      const replica = this.all[(this.#turn + index) % this.all.length]!;
      if (!replica.isUp) continue;
      if (replica.replayed >= position) return replica;
      replica.lookSoon();
      reason = 'behind';
    }
    return reason;
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((replica) => replica.close()));
  }
}

/** Returns undefined without replicas, so that requests need not ask for them. */
export const openReplicas = (urls: readonly string[], settings: ReplicaSettings, logger: Logger) =>
  urls.length > 0 ? new Replicas(urls, settings, logger) : undefined;

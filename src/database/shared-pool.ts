import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import type { Cancellation } from '../util/cancellation.ts';
import { overloaded } from '../errors.ts';
import { settlesWithin } from '../util/settles-within.ts';
import type { ConnectionScheduler } from './scheduler.ts';
import type { Claim } from './tenant-queue.ts';

/** The request that uses connections of a shared pool. */
export interface Borrower {
  /** Returns a claim with the caller as it is known at this moment. */
  claim(): Claim;
  /** Whether the request now holds a connection of another pool, for which others may be waiting. */
  holdsAnother(): boolean;
  cancellation: Cancellation | undefined;
}

/** Maximum wait of a request that holds another connection. Two pools that wait for each other would be a deadlock. */
const PATIENCE_MS = 1000;

/** Returns a view of the pool for one borrower. The scheduler decides when it gets connections. */
export function sharePool(pool: pg.Pool, scheduler: ConnectionScheduler, borrower: Borrower): PostgresPool {
  return {
    options: pool.options,
    end: async () => undefined,
    connect: () => connect(pool, scheduler, borrower),
  };
}

/**
 * @throws SERVICE_UNAVAILABLE if the queue is full, or if the wait is long and the request holds another connection; the
 * reason of a cancellation during the wait
 */
async function connect(
  pool: pg.Pool,
  scheduler: ConnectionScheduler,
  borrower: Borrower,
): Promise<PostgresPoolClient> {
  let leave: ((error: Error) => void) | undefined;
  const lease = scheduler.acquire(borrower.claim(), (how) => {
    leave = how;
    // The cleanup after a cancelled request must not be cancelled as well.
    if (!borrower.cancellation?.error) borrower.cancellation?.onCancel(how);
  });
  const connecting = open(pool, lease);
  if (!borrower.holdsAnother() || (await settlesWithin(PATIENCE_MS, connecting)) || !borrower.holdsAnother())
    return connecting;
  const refusal = overloaded(1);
  leave?.(refusal);
  connecting.then(
    (client) => client.release(),
    () => undefined,
  );
  throw refusal;
}

async function open(
  pool: pg.Pool,
  granted: ReturnType<ConnectionScheduler['acquire']>,
): Promise<PostgresPoolClient> {
  const lease = granted instanceof Promise ? await granted : granted;
  try {
    const client = await pool.connect();
    return {
      query: client.query.bind(client) as PostgresPoolClient['query'],
      release: (destroy?: boolean) => {
        client.release(destroy);
        lease.release();
      },
    };
  } catch (error) {
    lease.release();
    throw error;
  }
}

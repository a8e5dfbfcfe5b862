import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import type { Cancellation } from '../cancellation.ts';
import { overloaded } from '../errors.ts';
import { settlesWithin } from '../settles-within.ts';
import type { ConnectionScheduler } from './scheduler.ts';
import type { Claim } from './tenant-queue.ts';

/** For whom connections of a shared pool are. */
export interface Borrower {
  /** What is known of the caller at this moment. */
  claim(): Claim;
  /** Whether the request has a connection of another pool meanwhile, which somebody may wait for. */
  holdsAnother(): boolean;
  cancellation: Cancellation | undefined;
}

/** Milliseconds that a request waits which holds another connection. */
const PATIENCE_MS = 1000;

/** The pool as one borrower sees it: its connections come when the scheduler says so. */
export function sharePool(pool: pg.Pool, scheduler: ConnectionScheduler, borrower: Borrower): PostgresPool {
  return {
    options: pool.options,
    end: async () => undefined,
    connect: () => connect(pool, scheduler, borrower),
  };
}

/**
 * @throws SERVICE_UNAVAILABLE when too many wait, or when it takes long and the request holds another connection; why the
 * request was cancelled while it waited
 */
async function connect(
  pool: pg.Pool,
  scheduler: ConnectionScheduler,
  borrower: Borrower,
): Promise<PostgresPoolClient> {
  let leave: ((error: Error) => void) | undefined;
  const lease = scheduler.acquire(borrower.claim(), (how) => {
    leave = how;
    // What is tidied up after a cancelled request is not cancelled.
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

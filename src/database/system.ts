import { Kysely, type PostgresPool } from 'kysely';
import type pg from 'pg';
import type { DB } from '../generated/database.ts';
import { recordStatement } from '../tracing/statements.ts';
import type { Cancellation } from '../util/cancellation.ts';
import { badUserInput } from '../errors.ts';
import { isLockTimeout, setLockTimeout } from './lock-timeout.ts';
import { NotingDialect } from './noting-compiler.ts';
import type { QueueLimits } from './queue-limits.ts';
import { ConnectionScheduler } from './scheduler.ts';
import { type Borrower, sharePool } from './shared-pool.ts';
import { statements } from './statements.ts';

declare const sealed: unique symbol;

/** An opaque handle of the system login's pool. Only this file can open it, and only few files may import this one. */
export interface SystemHandle {
  readonly [sealed]: 'process';
}

/** An opaque handle for one caller's share of the pool. */
export interface CallersSystem {
  readonly [sealed]: 'caller';
}

declare const login: unique symbol;

/**
 * The database of the system login, which sees the rows of all tenants: for sign-in, jobs and operators. It is a nominal
 * type, so that code that passes one login's handle for the other's does not compile. The exception is `narrowToTenant`
 * (tenant-db.ts).
 */
export type SystemDb = SystemLogin & Kysely<DB>;

interface SystemLogin {
  readonly [login]: 'system';
  transaction(): SystemTransaction;
}

interface SystemTransaction {
  execute<Result>(work: (db: SystemDb) => Promise<Result>): Promise<Result>;
}

/** The pool behind each handle, and the scheduler of its requests. */
const shared = new WeakMap<SystemHandle, { pool: pg.Pool; scheduler: ConnectionScheduler }>();

/** The limit of waiting claims, as a multiple of the serving login's, because many people may share one network. */
const QUEUE_FACTOR = 10;

/** For a pool that serves no requests, such as an operator's: nothing waits there. */
const NO_QUEUE: QueueLimits = { claims: 1, bytes: 1 };

/** Requests share three quarters of the pool; the rest is for jobs and readiness checks. */
export function createSystemHandle(pool: pg.Pool, { claims, bytes }: QueueLimits = NO_QUEUE): SystemHandle {
  const size = pool.options.max;
  const limits = { claims: QUEUE_FACTOR * claims, bytes };
  const scheduler = new ConnectionScheduler(size - Math.floor(size / 4), limits);
  const handle = open(pool) as unknown as SystemHandle;
  shared.set(handle, { pool, scheduler });
  return handle;
}

const open = (pool: PostgresPool) =>
  new Kysely<DB>({
    dialect: new NotingDialect({ pool }),
    log: (event) => {
      const { sql } = event.query;
      statements.publish({ sql, login: 'system' });
      recordStatement(
        sql,
        'system',
        event.queryDurationMillis,
        event.level === 'error' ? event.error : undefined,
      );
    },
  });

/** Returns the database for work of the process itself: jobs, readiness checks, background counts. */
export const processDb = (services: { system: SystemHandle }): SystemDb =>
  services.system as unknown as SystemDb;

/** Returns the pool, for the queue's runner, which does not work with Kysely. */
export const processPool = (services: { system: SystemHandle }): pg.Pool => shared.get(services.system)!.pool;

/** Returns the numbers of held connections and waiting claims of requests. */
export const systemCounts = (services: { system: SystemHandle }) =>
  shared.get(services.system)!.scheduler.counts;

/**
 * Returns a caller's share of the pool.
 *
 * Security: an attacker could hold all connections with sign-ins, refreshes or invented API keys, so that nobody else
 * could sign in. Each caller gets at most a few connections, and some are reserved for confirmed callers.
 */
export function shareSystem(services: { system: SystemHandle }, borrower: Borrower): CallersSystem {
  const { pool, scheduler } = shared.get(services.system)!;
  return open(sharePool(pool, scheduler, borrower)) as unknown as CallersSystem;
}

/** Returns the database for work of a request. */
export const systemDb = (caller: { system: CallersSystem }): SystemDb => caller.system as unknown as SystemDb;

interface TransactionCaller {
  system: CallersSystem;
  request?: { cancellation?: Cancellation };
  /** The request's own transaction. */
  transaction?: { mayHoldLocks: boolean };
}

/** How long such a transaction waits for what an earlier field of its request may have locked. */
const OWN_LOCKS_TIMEOUT_MS = 1000;

/**
 * Runs a transaction of the system login, independent of the request's own transaction. After a field that has written
 * something, it could wait for rows that this field has locked, and neither would ever end. So it gives up soon.
 * @throws the reason if the request was cancelled, so that nothing is written for a client that has disconnected;
 *   BAD_USER_INPUT after waiting for what an earlier field may have locked
 */
export async function transact<T>(caller: TransactionCaller, work: (db: SystemDb) => Promise<T>): Promise<T> {
  caller.request?.cancellation?.requireLive();
  const transaction = systemDb(caller).transaction();
  if (!caller.transaction?.mayHoldLocks) return transaction.execute(work);
  try {
    return await transaction.execute(async (db) => {
      await setLockTimeout(db, OWN_LOCKS_TIMEOUT_MS);
      return work(db);
    });
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    throw badUserInput(
      'Send this field in an operation of its own: it waits for what an earlier field changes.',
    );
  }
}

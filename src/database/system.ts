import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import type pg from 'pg';
import type { Context, Services } from '../context.ts';
import type { DB } from '../generated/database.ts';
import type { QueueLimits } from './queue-limits.ts';
import { ConnectionScheduler } from './scheduler.ts';
import { type Borrower, sharePool } from './shared-pool.ts';
import { statements } from './statements.ts';

declare const sealed: unique symbol;

/** The system login's pool, sealed: only the few files that may import this one can use it. */
export interface SystemHandle {
  readonly [sealed]: 'process';
}

/** The part of it that one caller's requests may have. */
export interface CallersSystem {
  readonly [sealed]: 'caller';
}

/** The database as the system login sees it, every tenant at once: for sign-in, jobs and operators. */
export type SystemDb = Kysely<DB>;

/** What requests share of the pool behind a handle. */
const shared = new WeakMap<SystemHandle, { pool: pg.Pool; scheduler: ConnectionScheduler }>();

/** How many times as many claims may wait as for the serving login: many people may be behind one network. */
const QUEUE_FACTOR = 10;
/** For a process that serves no requests. */
const noRequests: QueueLimits = { claims: 1, bytes: 1 };

/** Requests share three quarters of the pool; the rest is for jobs and readiness checks. */
export function createSystemHandle(pool: pg.Pool, { claims, bytes } = noRequests): SystemHandle {
  const size = pool.options.max;
  const limits = { claims: QUEUE_FACTOR * claims, bytes };
  const scheduler = new ConnectionScheduler(size - Math.floor(size / 4), limits);
  const handle = open(pool) as unknown as SystemHandle;
  shared.set(handle, { pool, scheduler });
  return handle;
}

const open = (pool: PostgresPool) =>
  new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => statements.publish({ sql: query.sql, login: 'system' }),
  });

/** For what the process itself does: jobs, readiness checks, what is counted in the background. */
export const processDb = (services: { system: SystemHandle }): SystemDb =>
  services.system as unknown as SystemDb;

/** How the connections that requests share are used at the moment. */
export const systemCounts = (services: { system: SystemHandle }) =>
  shared.get(services.system)!.scheduler.counts;

/**
 * What a caller's requests may have of the pool.
 *
 * Security: an attacker could hold all of it by sign-ins, refreshes or made-up API keys, and nobody else could sign in.
 * A caller holds a few connections at most, and who has not proven anything leaves a reserve to those who have.
 */
export function shareSystem(services: { system: SystemHandle }, borrower: Borrower): CallersSystem {
  const { pool, scheduler } = shared.get(services.system)!;
  return open(sharePool(pool, scheduler, borrower)) as unknown as CallersSystem;
}

/** For what a request asks for. */
export const systemDb = (caller: { system: CallersSystem }): SystemDb => caller.system as unknown as SystemDb;

/**
 * A transaction beside the request's own, which stands whatever becomes of that. It waits only so long for a lock: when
 * the request's own transaction has it, PostgreSQL cannot see that the two wait for each other.
 * @throws why the request is over, if it is: nothing is written for a client that has gone
 */
export async function transact<T>(
  caller: { services: Pick<Services, 'config'>; system: CallersSystem } & {
    request?: Pick<Context['request'], 'cancellation'>;
  },
  work: (db: SystemDb) => Promise<T>,
): Promise<T> {
  caller.request?.cancellation?.requireLive();
  const timeout = String(caller.services.config.database.statementTimeout);
  return systemDb(caller)
    .transaction()
    .execute(async (db) => {
      await sql`select set_config('lock_timeout', ${timeout}, true)`.execute(db);
      return work(db);
    });
}

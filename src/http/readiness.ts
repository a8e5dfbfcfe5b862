import { sql } from 'kysely';
import { migrationNames } from '../database/migrate.ts';
import { processDb } from '../database/system.ts';
import type { Services } from '../core/services.ts';
import type { Vitals } from '../core/vitals.ts';

export interface Readiness {
  /** `degraded`: the process serves requests, and retries the parts in `failing`. */
  status: 'ok' | 'degraded' | 'unavailable';
  /** The names of the failing parts. */
  failing: string[];
}

/** Checks whether the process can serve requests and which of its parts fail. Takes at most 2 seconds. */
export async function checkReadiness(services: Services): Promise<Readiness> {
  const [database, redis] = await Promise.all([
    withTimeout('database', checkDatabase(services)),
    withTimeout('redis', checkRedis(services)),
  ]);
  // Redis is optional by default: without it, each process counts limits separately.
  const essential = services.config.redisRequired ? [...database, ...redis] : database;
  const failing = [...database, ...redis, ...services.vitals.failing];
  if (essential.length > 0) return { status: 'unavailable', failing };
  return { status: failing.length > 0 ? 'degraded' : 'ok', failing };
}

/**
 * Checks whether a worker process takes jobs. Without the database or a migration it cannot; without the mail server it
 * still runs other jobs. Takes at most 2 seconds.
 */
export async function checkWorkerReadiness(
  services: Pick<Services, 'system' | 'servingPool'>,
  vitals: Vitals,
): Promise<Readiness> {
  const database = await withTimeout('database', checkDatabase(services));
  const failing = [...database, ...vitals.failing];
  if (database.length > 0 || vitals.failing.includes('worker')) return { status: 'unavailable', failing };
  return { status: failing.length > 0 ? 'degraded' : 'ok', failing };
}

/** Returns the failures that a check finds; the name of the part when the check fails or takes too long. */
async function withTimeout(part: string, check: Promise<string[]>): Promise<string[]> {
  const { promise: late, resolve } = Promise.withResolvers<string[]>();
  const timer = setTimeout(() => resolve([part]), 2000);
  const found = await Promise.race([check.catch(() => [part]), late]);
  clearTimeout(timer);
  return found;
}

async function checkRedis({ redis }: Services): Promise<string[]> {
  await redis?.ping();
  return [];
}

async function checkDatabase(services: Pick<Services, 'system' | 'servingPool'>): Promise<string[]> {
  const [{ rows }, expected] = await Promise.all([
    sql<{ name: string }>`select name from kysely_migration`.execute(processDb(services)),
    migrationNames(),
    services.servingPool.query('select 1'),
  ]);
  const done = new Set(rows.map((row) => row.name));
  return expected.every((name) => done.has(name)) ? [] : ['migrations'];
}

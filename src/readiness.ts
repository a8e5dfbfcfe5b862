import { sql } from 'kysely';
import type { Services } from './context.ts';
import { migrationNames } from './database/migrate.ts';
import { processDb } from './database/system.ts';

export interface Readiness {
  /** `degraded`: requests are served; what `failing` names is retried, and what depends on it waits. */
  status: 'ok' | 'degraded' | 'unavailable';
  /** The parts that fail at the moment, by name. */
  failing: string[];
}

/** Whether the process can serve, and which of its parts fail. Returns within 2 seconds. */
export async function checkReadiness(services: Services): Promise<Readiness> {
  const [database, redis] = await Promise.all([
    inTime('database', checkDatabase(services)),
    inTime('redis', checkRedis(services)),
  ]);
  // Without Redis each process counts for itself.
  const essential = services.config.redisRequired ? [...database, ...redis] : database;
  const failing = [...database, ...redis, ...services.vitals.failing];
  if (essential.length > 0) return { status: 'unavailable', failing };
  return { status: failing.length > 0 ? 'degraded' : 'ok', failing };
}

/** What a check finds; the part's own name when it fails or takes too long. */
async function inTime(part: string, check: Promise<string[]>): Promise<string[]> {
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

async function checkDatabase(services: Services): Promise<string[]> {
  const [{ rows }, expected] = await Promise.all([
    sql<{ name: string }>`select name from kysely_migration`.execute(processDb(services)),
    migrationNames(),
    services.servingPool.query('select 1'),
  ]);
  const done = new Set(rows.map((row) => row.name));
  return expected.every((name) => done.has(name)) ? [] : ['migrations'];
}

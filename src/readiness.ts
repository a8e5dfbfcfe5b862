import { sql } from 'kysely';
import type { Services } from './context.ts';
import { migrationNames } from './database/migrate.ts';
import { systemDb } from './database/system.ts';

/** The parts that cannot serve at the moment, by name; none when ready. Answers within 2 seconds. */
export async function checkReadiness(services: Services): Promise<string[]> {
  const parts = await Promise.all([
    inTime('database', checkDatabase(services)),
    inTime('redis', checkRedis(services)),
  ]);
  return parts.flat();
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
    sql<{ name: string }>`select name from kysely_migration`.execute(systemDb(services)),
    migrationNames(),
    services.servingPool.query('select 1'),
  ]);
  const done = new Set(rows.map((row) => row.name));
  return expected.every((name) => done.has(name)) ? [] : ['migrations'];
}

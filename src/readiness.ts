import { sql } from 'kysely';
import type { Services } from './context.ts';
import { migrationNames } from './database/migrate.ts';
import { systemDb } from './database/system.ts';

/** The parts that cannot serve at the moment, by name; none when ready. Answers within 2 seconds. */
export async function checkReadiness(services: Services): Promise<string[]> {
  const { promise: late, resolve } = Promise.withResolvers<string[]>();
  const timer = setTimeout(() => resolve(['database']), 2000);
  try {
    return await Promise.race([checkDatabase(services), late]);
  } catch {
    return ['database'];
  } finally {
    clearTimeout(timer);
  }
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

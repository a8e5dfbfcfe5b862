import type pg from 'pg';
import type { BackupTable } from './catalog.ts';

/** Tables that migrations fill, or servers and workers without any account. Restoring replaces their rows. */
const FILLED = new Set(
  [
    'features',
    'job_counts',
    'live_events',
    'meter_policy',
    'permissions',
    'plan_prices',
    'plan_version_features',
    'plan_version_prices',
    'plan_versions',
    'plans',
    'secret_sealing',
  ].map((name) => `public.${name}`),
);

const isQueue = ({ name }: BackupTable) => name.startsWith('graphile_worker.');

/** @throws if one of the tables has rows that a new database does not have */
export async function requireEmpty(client: pg.Client, tables: BackupTable[]): Promise<void> {
  const filled: string[] = [];
  for (const table of tables) {
    if (FILLED.has(table.name) || isQueue(table)) continue;
    const { rows } = await client.query<{ found: boolean }>(
      `select exists (select from ${table.sql}) as found`,
    );
    if (rows[0]!.found) filled.push(table.name);
  }
  if (filled.length > 0)
    throw new Error(
      `The database is not empty: ${filled.join(', ')} have rows. Restore into a new database.`,
    );
}

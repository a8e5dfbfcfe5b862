import { readFile } from 'node:fs/promises';
import { importPlans } from '../modules/plan/import.ts';
import { withSystemDb } from './with-database.ts';

/** Imports a file of plans, or only prints what that would change. */
export async function importPlanFile(file: string, options: { dryRun?: boolean }): Promise<void> {
  const text = await readFile(file, 'utf8');
  const lines = await withSystemDb((db) => importPlans(db, text, options));
  for (const line of lines) console.log(line);
  if (lines.length === 0) console.log('Nothing has changed.');
  if (options.dryRun && lines.length > 0) console.log('Nothing was written: this was a dry run.');
}

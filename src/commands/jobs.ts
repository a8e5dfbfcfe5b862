import { commandJobs, type JobAction, type JobOptions } from '../jobs/command.ts';
import { withSystemDb } from './with-database.ts';

export async function operateJobs(action: JobAction, id: string, options: JobOptions): Promise<void> {
  console.log(await withSystemDb((db) => commandJobs(db, action, id, options)));
}

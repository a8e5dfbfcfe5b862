import { type SystemDb } from '../database/system.ts';
import { dropJob, findJob, type JobRow, listJobs, retryJob } from './graphile-internals.ts';

export type JobAction = 'list' | 'show' | 'retry' | 'drop';

export interface JobOptions {
  failed?: boolean;
  task?: string;
  organization?: string;
}

const line = ({ id, state, task, organizationId, attempts, mostAttempts, runAt, lastError }: JobRow) =>
  [
    id.padStart(8),
    state.padEnd(9),
    task.padEnd(26),
    (organizationId ?? '').padEnd(36),
    `${attempts}/${mostAttempts}`.padEnd(5),
    runAt.slice(0, 19),
    lastError?.split('\n')[0]?.slice(0, 80) ?? '',
  ]
    .join('  ')
    .trimEnd();

/**
 * Executes `jobs list|show|retry|drop` and returns the text to print.
 * @throws if the job does not exist, or is running and cannot be changed
 */
export async function commandJobs(
  db: SystemDb,
  action: JobAction,
  id: string,
  options: JobOptions,
): Promise<string> {
  if (action === 'list') return (await listJobs(db, options)).map(line).join('\n') || 'No such jobs.';
  if (action === 'show') {
    const job = await findJob(db, id);
    if (!job) throw new Error(`There is no job ${id}.`);
    return JSON.stringify(job, null, 2);
  }
  const changed = await (action === 'retry' ? retryJob : dropJob)(db, id);
  if (!changed) throw new Error(`There is no job ${id}, or it is running.`);
  return action === 'retry' ? `Job ${id} runs again.` : `Job ${id} is gone.`;
}

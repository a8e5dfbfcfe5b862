import { workload } from '../../src/modules/workload.ts';
import { ownJobs } from '../../src/jobs/own-jobs.ts';
import type { TestServer } from './server.ts';

/** All jobs that a worker runs. */
export const allJobs = [...ownJobs, ...workload.jobs];

export const scheduledJobs = allJobs.filter((job) => job.kind === 'SCHEDULED');

/** Runs a job of the clock now, in this process. */
export async function runScheduled(
  { db, services }: Pick<TestServer, 'db' | 'services'>,
  name: string,
): Promise<void> {
  const job = scheduledJobs.find((each) => each.name === name);
  if (!job) throw new Error(`There is no scheduled job ${name}.`);
  await job.run({ systemDb: db, logger: services.logger });
}

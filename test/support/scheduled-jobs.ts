import { workload } from '../../src/modules/workload.ts';
import { ownJobs } from '../../src/jobs/own-jobs.ts';
import { startPayments } from '../../src/modules/payment/jobs.ts';
import type { Background } from '../../src/jobs/background.ts';
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
  const background: Background = {
    payments: startPayments(services.config),
    webhookDeliverer: { wake: () => undefined },
  };
  await job.run({ systemDb: db, logger: services.logger, retention: services.config.retention, background });
}

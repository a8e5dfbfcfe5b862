import { makePartitions } from '../database/partitions/make-partitions.ts';
import { deleteOldIdempotencyRecords } from '../graphql/idempotency-records.ts';
import { deleteWholeAllowances } from '../mail/mail-allowance.ts';
import { defineScheduledJob, type Job } from './define-job.ts';
import { deleteDeadJobs } from './graphile-internals.ts';

/** The jobs of the queue itself and of lower rooms, which must not import the queue. */
export const ownJobs: Job[] = [
  defineScheduledJob({
    name: 'make-partitions',
    schedule: '7 2 * * *',
    run: ({ systemDb, logger }) => makePartitions(systemDb, logger),
  }),
  defineScheduledJob({
    name: 'delete-dead-jobs',
    schedule: '7 4 * * *',
    run: async ({ systemDb, logger }) =>
      logger.info({ jobs: await deleteDeadJobs(systemDb) }, 'deleted dead jobs'),
  }),
  defineScheduledJob({
    name: 'delete-whole-mail-allowances',
    schedule: '17 * * * *',
    run: ({ systemDb }) => deleteWholeAllowances(systemDb),
  }),
  defineScheduledJob({
    name: 'delete-old-idempotency-records',
    schedule: '37 * * * *',
    run: ({ systemDb }) => deleteOldIdempotencyRecords(systemDb),
  }),
];

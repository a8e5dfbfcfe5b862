import { defineScheduledJob, type Job } from '../../jobs/define-job.ts';
import { dropOldUsageEvents } from './retention.ts';
import { deleteOldRequests } from './request-meter.ts';
import { foldUsage } from './rollup.ts';

export const usageJobs: Job[] = [
  defineScheduledJob({ name: 'fold-usage', schedule: '* * * * *', run: foldUsage }),
  defineScheduledJob({
    name: 'drop-old-usage-events',
    schedule: '27 2 * * *',
    run: (context) => dropOldUsageEvents(context),
  }),
  defineScheduledJob({
    name: 'delete-old-requests',
    schedule: '37 3 * * *',
    run: async ({ systemDb, logger }) =>
      logger.info({ requests: await deleteOldRequests(systemDb) }, 'deleted old API requests'),
  }),
];

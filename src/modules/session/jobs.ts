import { defineScheduledJob, type Job } from '../../jobs/define-job.ts';
import { deleteOldSessions } from './queries.ts';

export const sessionJobs: Job[] = [
  defineScheduledJob({
    name: 'delete-old-sessions',
    schedule: '17 3 * * *',
    run: async ({ systemDb, logger }) =>
      logger.info({ sessions: await deleteOldSessions(systemDb) }, 'deleted old sessions'),
  }),
];

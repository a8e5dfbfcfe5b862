import { defineScheduledJob, type Job } from '../../jobs/define-job.ts';
import { deleteOldAccountEvents } from './queries.ts';

export const accountEventJobs: Job[] = [
  defineScheduledJob({
    name: 'delete-old-account-events',
    schedule: '47 3 * * *',
    run: ({ systemDb }) => deleteOldAccountEvents(systemDb),
  }),
];

import { defineScheduledJob, type Job } from '../../jobs/define-job.ts';
import { deleteDueOrganizations } from './status.ts';

export const organizationJobs: Job[] = [
  defineScheduledJob({
    name: 'delete-due-organizations',
    schedule: '27 * * * *',
    run: async ({ systemDb, logger }) =>
      logger.info({ organizations: await deleteDueOrganizations(systemDb) }, 'deleted organizations'),
  }),
];

import { defineScheduledJob, type Job } from '../../jobs/define-job.ts';
import { deleteDueOrganizations } from './delete-organizations.ts';
import { sealStatements } from './seal.ts';

export const billingJobs: Job[] = [
  defineScheduledJob({
    name: 'seal-statements',
    schedule: '20 * * * *',
    run: (context) => sealStatements(context),
  }),
  defineScheduledJob({
    name: 'delete-due-organizations',
    schedule: '27 * * * *',
    run: (context) => deleteDueOrganizations(context),
  }),
];

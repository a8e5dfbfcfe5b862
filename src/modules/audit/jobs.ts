import { defineScheduledJob, type Job } from '../../jobs/define-job.ts';
import { deleteOldAuditEvents } from './retention.ts';

export const auditJobs: Job[] = [
  defineScheduledJob({
    name: 'delete-old-audit-events',
    schedule: '17 2 * * *',
    run: (context) => deleteOldAuditEvents(context),
  }),
];

import { defineJob, type Job } from '../../jobs/define-job.ts';
import { tellForcedRoll, tellMissingContact } from './alerts.ts';

/** The database enqueues them when somebody leaves. */
export const serviceAccountJobs: Job[] = [
  defineJob({ name: 'tell-forced-roll', run: tellForcedRoll }),
  defineJob({ name: 'tell-missing-contact', run: tellMissingContact }),
];

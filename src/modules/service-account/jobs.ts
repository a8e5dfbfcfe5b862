import { defineJob, type Job } from '../../jobs/define-job.ts';
import { tellForcedRoll, tellMissingContact, tellRefusedAddress } from './alerts.ts';

export const refusedAddressJob = defineJob({ name: 'tell-refused-address', run: tellRefusedAddress });

export const serviceAccountJobs: Job[] = [
  refusedAddressJob,
  // The database enqueues these when somebody leaves.
  defineJob({ name: 'tell-forced-roll', run: tellForcedRoll }),
  defineJob({ name: 'tell-missing-contact', run: tellMissingContact }),
];

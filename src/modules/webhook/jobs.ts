import { defineJob, defineScheduledJob, type Job } from '../../jobs/define-job.ts';
import { sendWebhookDisabledMail } from './disabled-mail.ts';
import { adviseSecretRotation } from './rotation-advice.ts';
import { deleteOldMessages, giveUpOfArchived } from './system-queries.ts';

/** Sends the due deliveries of a webhook endpoint. */
export const deliverWebhooksJob = defineJob({
  name: 'deliver-webhooks',
  run: async ({ scope, background, afterCommit }, { endpointId }: { endpointId: string }) =>
    afterCommit(() => background.webhookDeliverer.wake(scope.id, [endpointId])),
});

/** Notifies owners and administrators that an endpoint is disabled. */
export const webhookDisabledMailJob = defineJob({
  name: 'send-webhook-disabled-mail',
  run: sendWebhookDisabledMail,
});

export const webhookJobs: Job[] = [
  deliverWebhooksJob,
  webhookDisabledMailJob,
  // The database enqueues it when a member leaves.
  defineJob({ name: 'advise-secret-rotation', run: adviseSecretRotation }),
  defineScheduledJob({
    name: 'give-up-webhooks-of-archived',
    schedule: '47 * * * *',
    run: ({ systemDb }) => giveUpOfArchived(systemDb),
  }),
  defineScheduledJob({
    name: 'delete-old-webhook-messages',
    schedule: '57 * * * *',
    run: ({ systemDb }) => deleteOldMessages(systemDb),
  }),
];

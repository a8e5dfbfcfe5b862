import { defineJob, defineScheduledJob, type Job } from '../../jobs/define-job.ts';
import { sendNotificationMail } from './mail.ts';
import { deleteOldMailCounts, deleteOldNotifications } from './old-notification-queries.ts';

/** Mails notifications to a member. */
export const notificationMailJob = defineJob({ name: 'send-notification-mail', run: sendNotificationMail });

export const notificationJobs: Job[] = [
  notificationMailJob,
  defineScheduledJob({
    name: 'delete-old-notifications',
    schedule: '57 3 * * *',
    run: ({ systemDb }) => deleteOldNotifications(systemDb),
  }),
  defineScheduledJob({
    name: 'delete-old-mail-counts',
    schedule: '47 * * * *',
    run: ({ systemDb }) => deleteOldMailCounts(systemDb),
  }),
];

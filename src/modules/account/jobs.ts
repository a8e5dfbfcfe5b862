import { defineAccountJob, defineScheduledJob, type Job } from '../../jobs/define-job.ts';
import { LINK_MAIL_ATTEMPTS } from '../../jobs/retry-policy.ts';
import {
  sendEmailChangedMail,
  sendEmailChangeMail,
  sendEmailChangeNoticeMail,
  sendEmailChangeUndoneMail,
  sendEmailUndoMail,
} from './email-change-mails.ts';
import { deleteOldEmailChanges } from './email-change-queries.ts';
import {
  sendAccountExportedMail,
  sendAccountReclaimedMail,
  sendPasswordChangedMail,
  sendPasswordResetMail,
  sendRecoveryCodesMail,
  sendSecondFactorMail,
  sendSignInPausedMail,
  sendVerificationMail,
} from './mails.ts';
import { deleteOldNetworks } from './network-queries.ts';
import { deleteOldSignInFailures } from './sign-in-limit.ts';

export const verificationMailJob = defineAccountJob({
  name: 'send-verification-mail',
  attempts: LINK_MAIL_ATTEMPTS,
  run: sendVerificationMail,
});
export const passwordResetMailJob = defineAccountJob({
  name: 'send-password-reset-mail',
  attempts: LINK_MAIL_ATTEMPTS,
  run: sendPasswordResetMail,
});
export const passwordChangedMailJob = defineAccountJob({
  name: 'send-password-changed-mail',
  run: sendPasswordChangedMail,
});
export const secondFactorMailJob = defineAccountJob({
  name: 'send-second-factor-mail',
  run: sendSecondFactorMail,
});
export const recoveryCodesMailJob = defineAccountJob({
  name: 'send-recovery-codes-mail',
  run: sendRecoveryCodesMail,
});
export const emailChangeMailJob = defineAccountJob({
  name: 'send-email-change-mail',
  attempts: LINK_MAIL_ATTEMPTS,
  run: sendEmailChangeMail,
});
export const emailChangeNoticeMailJob = defineAccountJob({
  name: 'send-email-change-notice-mail',
  run: sendEmailChangeNoticeMail,
});
export const emailChangedMailJob = defineAccountJob({
  name: 'send-email-changed-mail',
  run: sendEmailChangedMail,
});
export const emailUndoMailJob = defineAccountJob({ name: 'send-email-undo-mail', run: sendEmailUndoMail });
export const emailChangeUndoneMailJob = defineAccountJob({
  name: 'send-email-change-undone-mail',
  run: sendEmailChangeUndoneMail,
});
export const signInPausedMailJob = defineAccountJob({
  name: 'send-sign-in-paused-mail',
  run: sendSignInPausedMail,
});
export const accountReclaimedMailJob = defineAccountJob({
  name: 'send-account-reclaimed-mail',
  run: sendAccountReclaimedMail,
});
export const accountExportedMailJob = defineAccountJob({
  name: 'send-account-exported-mail',
  run: sendAccountExportedMail,
});

export const accountJobs: Job[] = [
  verificationMailJob,
  passwordResetMailJob,
  passwordChangedMailJob,
  secondFactorMailJob,
  recoveryCodesMailJob,
  emailChangeMailJob,
  emailChangeNoticeMailJob,
  emailChangedMailJob,
  emailUndoMailJob,
  emailChangeUndoneMailJob,
  signInPausedMailJob,
  accountReclaimedMailJob,
  accountExportedMailJob,
  defineScheduledJob({
    name: 'delete-old-sign-in-failures',
    schedule: '7 * * * *',
    run: ({ systemDb }) => deleteOldSignInFailures(systemDb),
  }),
  defineScheduledJob({
    name: 'delete-old-networks',
    schedule: '27 3 * * *',
    run: ({ systemDb }) => deleteOldNetworks(systemDb),
  }),
  defineScheduledJob({
    name: 'delete-old-email-changes',
    schedule: '57 2 * * *',
    run: ({ systemDb }) => deleteOldEmailChanges(systemDb),
  }),
];

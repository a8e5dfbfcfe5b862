import { type AccountJobContext, defineAccountJob } from '../../jobs/define-job.ts';
import { mailHolder } from '../account/mails.ts';

/** Tells the user that somebody acts as them. */
export const impersonationMailJob = defineAccountJob({
  name: 'send-impersonation-mail',
  run: (context: AccountJobContext, { userId, writes }: { userId: string; writes: boolean }) =>
    mailHolder(context, userId, 'SECURITY', (account) => ({
      subject: 'The support team opened your account',
      parts: [
        `Hello ${account.fullName},`,
        `A member of the support team has opened your account for at most 30 minutes, ${writes ? 'and may change data in one organization' : 'without changing anything'}. They cannot see or change your password, your second factor, your keys or your sessions.`,
        'The log of your account shows when and why. To end it now, revoke the session in the list of your sessions.',
      ],
    })),
});

export const impersonationJobs = [impersonationMailJob];

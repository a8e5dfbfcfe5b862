import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { OrgScope } from '../../authorization/scope.ts';
import type { SystemDb } from '../../database/system.ts';
import type { DB } from '../../generated/database.ts';
import type { LimitedMailer } from '../../mail-allowance.ts';
import { deleteWholeAllowances } from '../../mail-allowance.ts';
import {
  sendAccountReclaimedMail,
  sendPasswordChangedMail,
  sendPasswordResetMail,
  sendRecoveryCodesMail,
  sendSecondFactorMail,
  sendSignInPausedMail,
  sendVerificationMail,
} from '../account/jobs.ts';
import {
  sendEmailChangedMail,
  sendEmailChangeMail,
  sendEmailChangeNoticeMail,
  sendEmailChangeUndoneMail,
  sendEmailUndoMail,
} from '../account/email-change-jobs.ts';
import { deleteOldEmailChanges } from '../account/email-change-queries.ts';
import { deleteOldAccountEvents } from '../account/events.ts';
import { deleteOldNetworks } from '../account/networks.ts';
import { deleteOldSignInFailures } from '../account/sign-in-limit.ts';
import { announceToListeners } from '../event/announce.ts';
import type { Announced } from '../event/catalogue.ts';
import { sendInvitationMail } from '../invitation/jobs.ts';
import {
  deleteDeadJobs,
  deleteOldLiveEvents,
  deleteOldNotifications,
  endSuspensions,
  expireInvitations,
} from './housekeeping.ts';
import { deleteOldRecords } from './idempotency.ts';
import { sealStatements } from '../billing/seal.ts';
import { sendMemberAddedMail } from '../membership/jobs.ts';
import { sendNotificationMail } from '../notification/mail.ts';
import type { Subject } from '../notification/notify.ts';
import { deleteDueOrganizations } from '../organization/lifecycle.ts';
import { deleteOldSessions } from '../session/queries.ts';
import { foldUsage } from '../usage/fold.ts';
import { deleteOldRequests } from '../usage/request-meter.ts';
import { deleteOldMessages, giveUpOfArchived } from '../webhook/across-tenants.ts';
import { sendWebhookDisabledMail } from '../webhook/jobs.ts';
import { adviseSecretRotation } from '../webhook/rotation-advice.ts';

/** What a tenant's job works with: its organization's rows alone, in one transaction. */
export interface TenantJobContext {
  db: Kysely<DB>;
  scope: OrgScope;
  /** Its mails leave once the transaction stands and its locks are free; when one fails, the whole job is tried again. */
  mailer: LimitedMailer;
  /** Where the front end is, without a slash at the end. */
  appUrl: string;
  /** Where the pages are that mailed tokens are used on: the front end's, or this server's. */
  pagesUrl: string;
  /** Sends what waits for these webhook endpoints, as soon as the job has committed. */
  deliverSoon(endpointIds: string[]): void;
  /** Where clients reach the server, without a slash at the end. */
  apiUrl: string;
}

/** The jobs that belong to an organization, and what each is told. */
export interface TenantJobs {
  /** Tells a user that they were added to the organization. */
  'send-member-added-mail': { userId: string; addedById: string | null };
  /** Tells of what happened whoever wants to hear. `id` stays the same when the job runs again. */
  announce: { id: string; happenings: Announced[]; actorId: string | null; occurredAt: string };
  /** Mails what a member is notified of. */
  'send-notification-mail': { userId: string; subjects: Subject[] };
  /** Sends an invitation, with a new token. */
  'send-invitation-mail': { invitationId: string };
  /** Sends what waits for a webhook endpoint. */
  'deliver-webhooks': { endpointId: string };
  /** Tells owners and administrators that nothing is sent to an endpoint any more. */
  'send-webhook-disabled-mail': { endpointId: string };
  /** Notifies administrators of signing secrets that a former member knows. The database enqueues it. */
  'advise-secret-rotation': { id: string; endpointIds: string[]; userId: string };
}

export const tenantJobs: {
  [Name in keyof TenantJobs]: (context: TenantJobContext, payload: TenantJobs[Name]) => Promise<void>;
} = {
  'send-member-added-mail': sendMemberAddedMail,
  'send-invitation-mail': sendInvitationMail,
  announce: announceToListeners,
  'deliver-webhooks': async ({ deliverSoon }, { endpointId }) => deliverSoon([endpointId]),
  'send-webhook-disabled-mail': sendWebhookDisabledMail,
  'advise-secret-rotation': adviseSecretRotation,
  'send-notification-mail': sendNotificationMail,
};

/** What a job about an account works with. */
export interface AccountJobContext {
  systemDb: SystemDb;
  mailer: LimitedMailer;
  /** Where the front end is, without a slash at the end. */
  appUrl: string;
  /** Where the pages are that mailed tokens are used on: the front end's, or this server's. */
  pagesUrl: string;
}

/** The jobs about a person's account, which belongs to no organization. */
export interface AccountJobs {
  'send-verification-mail': { userId: string };
  'send-password-reset-mail': { userId: string };
  'send-password-changed-mail': { userId: string };
  'send-second-factor-mail': { userId: string; enabled: boolean };
  'send-recovery-codes-mail': { userId: string };
  /** Sends the link that confirms a new address. */
  'send-email-change-mail': { changeId: string };
  'send-email-change-notice-mail': { userId: string; newEmail: string };
  'send-email-changed-mail': { userId: string };
  /** Sends the earlier address the link that undoes a change. */
  'send-email-undo-mail': { changeId: string };
  'send-email-change-undone-mail': { userId: string };
  'send-sign-in-paused-mail': { userId: string };
  /** Tells the owner of an address that the account with it is theirs now. */
  'send-account-reclaimed-mail': { userId: string };
}

export const accountJobs: {
  [Name in keyof AccountJobs]: (context: AccountJobContext, payload: AccountJobs[Name]) => Promise<void>;
} = {
  'send-verification-mail': sendVerificationMail,
  'send-password-reset-mail': sendPasswordResetMail,
  'send-password-changed-mail': sendPasswordChangedMail,
  'send-second-factor-mail': sendSecondFactorMail,
  'send-recovery-codes-mail': sendRecoveryCodesMail,
  'send-email-change-mail': sendEmailChangeMail,
  'send-email-change-notice-mail': sendEmailChangeNoticeMail,
  'send-email-changed-mail': sendEmailChangedMail,
  'send-email-undo-mail': sendEmailUndoMail,
  'send-email-change-undone-mail': sendEmailChangeUndoneMail,
  'send-sign-in-paused-mail': sendSignInPausedMail,
  'send-account-reclaimed-mail': sendAccountReclaimedMail,
};

/** Jobs across all tenants, by name, with their time in cron's notation (UTC). */
export const systemJobs: Record<
  string,
  { cron: string; run: (context: { systemDb: SystemDb; logger: Logger }) => Promise<void> }
> = {
  'delete-whole-mail-allowances': {
    cron: '17 * * * *',
    run: ({ systemDb }) => deleteWholeAllowances(systemDb),
  },
  'delete-old-sign-in-failures': {
    cron: '7 * * * *',
    run: ({ systemDb }) => deleteOldSignInFailures(systemDb),
  },
  'delete-old-networks': { cron: '27 3 * * *', run: ({ systemDb }) => deleteOldNetworks(systemDb) },
  'delete-old-email-changes': {
    cron: '57 2 * * *',
    run: ({ systemDb }) => deleteOldEmailChanges(systemDb),
  },
  'delete-old-account-events': {
    cron: '47 3 * * *',
    run: ({ systemDb }) => deleteOldAccountEvents(systemDb),
  },
  'fold-usage': { cron: '* * * * *', run: foldUsage },
  'seal-statements': { cron: '20 * * * *', run: (context) => sealStatements(context) },
  'delete-old-requests': {
    cron: '37 3 * * *',
    run: async ({ systemDb, logger }) =>
      logger.info({ requests: await deleteOldRequests(systemDb) }, 'deleted old API requests'),
  },
  'delete-old-idempotency-records': {
    cron: '37 * * * *',
    run: ({ systemDb }) => deleteOldRecords(systemDb),
  },
  'give-up-webhooks-of-archived': {
    cron: '47 * * * *',
    run: ({ systemDb }) => giveUpOfArchived(systemDb),
  },
  'delete-old-webhook-messages': {
    cron: '57 * * * *',
    run: ({ systemDb }) => deleteOldMessages(systemDb),
  },
  'end-suspensions': { cron: '*/5 * * * *', run: ({ systemDb }) => endSuspensions(systemDb) },
  'expire-invitations': { cron: '47 * * * *', run: ({ systemDb }) => expireInvitations(systemDb) },
  'delete-old-notifications': { cron: '57 3 * * *', run: ({ systemDb }) => deleteOldNotifications(systemDb) },
  'delete-old-live-events': { cron: '*/5 * * * *', run: ({ systemDb }) => deleteOldLiveEvents(systemDb) },
  'delete-dead-jobs': {
    cron: '7 4 * * *',
    run: async ({ systemDb, logger }) =>
      logger.info({ jobs: await deleteDeadJobs(systemDb) }, 'deleted dead jobs'),
  },
  'delete-due-organizations': {
    cron: '27 * * * *',
    run: async ({ systemDb, logger }) =>
      logger.info({ organizations: await deleteDueOrganizations(systemDb) }, 'deleted organizations'),
  },
  'delete-old-sessions': {
    cron: '17 3 * * *',
    run: async ({ systemDb, logger }) =>
      logger.info({ sessions: await deleteOldSessions(systemDb) }, 'deleted old sessions'),
  },
};

import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { OrgScope } from '../../authorization/scope.ts';
import type { SystemDb } from '../../database/system.ts';
import type { DB } from '../../generated/database.ts';
import type { Mailer } from '../../mail.ts';
import { sendPasswordChangedMail, sendPasswordResetMail, sendVerificationMail } from '../account/jobs.ts';
import { deleteOldSignInFailures } from '../account/sign-in-limit.ts';
import { announceToListeners } from '../event/announce.ts';
import type { Happening } from '../event/catalogue.ts';
import { sendInvitationMail } from '../invitation/jobs.ts';
import { deleteDeadJobs, deleteOldNotifications, endSuspensions, expireInvitations } from './housekeeping.ts';
import { deleteOldRecords } from './idempotency.ts';
import { sendMemberAddedMail } from '../membership/jobs.ts';
import { sendNotificationMail } from '../notification/mail.ts';
import type { Subject } from '../notification/notify.ts';
import { deleteDueOrganizations } from '../organization/lifecycle.ts';
import { deleteOldSessions } from '../session/queries.ts';

/** What a tenant's job works with: its organization's rows alone, in one transaction. */
export interface TenantJobContext {
  db: Kysely<DB>;
  scope: OrgScope;
  mailer: Mailer;
  /** Where the front end is, without a slash at the end. */
  appUrl: string;
  /** Where clients reach the server, without a slash at the end. */
  apiUrl: string;
}

/** The jobs that belong to an organization, and what each is told. */
export interface TenantJobs {
  /** Tells a user that they were added to the organization. */
  'send-member-added-mail': { userId: string; addedById: string };
  /** Tells of what happened whoever wants to hear. `id` stays the same when the job runs again. */
  announce: { id: string; happenings: Happening[]; actorId: string | null; occurredAt: string };
  /** Mails what a member is notified of. */
  'send-notification-mail': { userId: string; subjects: Subject[] };
  /** Sends an invitation, with a new token. */
  'send-invitation-mail': { invitationId: string };
}

export const tenantJobs: {
  [Name in keyof TenantJobs]: (context: TenantJobContext, payload: TenantJobs[Name]) => Promise<void>;
} = {
  'send-member-added-mail': sendMemberAddedMail,
  'send-invitation-mail': sendInvitationMail,
  announce: announceToListeners,
  'send-notification-mail': sendNotificationMail,
};

/** What a job about an account works with. */
export interface AccountJobContext {
  systemDb: SystemDb;
  mailer: Mailer;
  /** Where the front end is, without a slash at the end. */
  appUrl: string;
}

/** The jobs about a person's account, which belongs to no organization. */
export interface AccountJobs {
  'send-verification-mail': { userId: string };
  'send-password-reset-mail': { userId: string };
  'send-password-changed-mail': { userId: string };
}

export const accountJobs: {
  [Name in keyof AccountJobs]: (context: AccountJobContext, payload: AccountJobs[Name]) => Promise<void>;
} = {
  'send-verification-mail': sendVerificationMail,
  'send-password-reset-mail': sendPasswordResetMail,
  'send-password-changed-mail': sendPasswordChangedMail,
};

/** Jobs across all tenants, by name, with their time in cron's notation (UTC). */
export const systemJobs: Record<
  string,
  { cron: string; run: (context: { systemDb: SystemDb; logger: Logger }) => Promise<void> }
> = {
  'delete-old-sign-in-failures': {
    cron: '7 * * * *',
    run: ({ systemDb }) => deleteOldSignInFailures(systemDb),
  },
  'delete-old-idempotency-records': {
    cron: '37 * * * *',
    run: ({ systemDb }) => deleteOldRecords(systemDb),
  },
  'end-suspensions': { cron: '*/5 * * * *', run: ({ systemDb }) => endSuspensions(systemDb) },
  'expire-invitations': { cron: '47 * * * *', run: ({ systemDb }) => expireInvitations(systemDb) },
  'delete-old-notifications': { cron: '57 3 * * *', run: ({ systemDb }) => deleteOldNotifications(systemDb) },
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

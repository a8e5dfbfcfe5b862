import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { OrgScope } from '../../authorization/scope.ts';
import type { SystemDb } from '../../database/system.ts';
import type { DB } from '../../generated/database.ts';
import type { Mailer } from '../../mail.ts';
import { sendMemberAddedMail } from '../membership/jobs.ts';
import { deleteOldSessions } from '../session/queries.ts';

/** What a tenant's job works with: its organization's rows alone, in one transaction. */
export interface TenantJobContext {
  db: Kysely<DB>;
  scope: OrgScope;
  mailer: Mailer;
}

/** The jobs that belong to an organization, and what each is told. */
export interface TenantJobs {
  /** Tells a user that they were added to the organization. */
  'send-member-added-mail': { userId: string; addedById: string };
}

export const tenantJobs: {
  [Name in keyof TenantJobs]: (context: TenantJobContext, payload: TenantJobs[Name]) => Promise<void>;
} = {
  'send-member-added-mail': sendMemberAddedMail,
};

/** Jobs across all tenants, by name, with their time in cron's notation (UTC). */
export const systemJobs: Record<
  string,
  { cron: string; run: (context: { systemDb: SystemDb; logger: Logger }) => Promise<void> }
> = {
  'delete-old-sessions': {
    cron: '17 3 * * *',
    run: async ({ systemDb, logger }) =>
      logger.info({ sessions: await deleteOldSessions(systemDb) }, 'deleted old sessions'),
  },
};

import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { SystemDb } from '../../database/system.ts';
import { defineScheduledJob, type Job } from '../../jobs/define-job.ts';

/**
 * Writes the expiry of credits to the ledger of each organization. They could not be spent since they expired; this
 * announces it. An organization that fails does not affect others.
 */
export async function expireCredits({
  systemDb,
  logger,
}: {
  systemDb: SystemDb;
  logger: Logger;
}): Promise<void> {
  const due = await systemDb
    .selectFrom('credit_grants')
    .select('organization_id as id')
    .distinct()
    .where('ended_at', 'is', null)
    .where('expires_at', '<=', sql<string>`now()`)
    .execute();
  for (const { id } of due) {
    try {
      await sql`select from app.lock_credits(${id}::uuid)`.execute(systemDb);
    } catch (error) {
      logger.error({ err: error, organizationId: id }, 'the expiry of credits could not be written');
    }
  }
}

export const creditJobs: Job[] = [
  defineScheduledJob({ name: 'expire-credits', schedule: '* * * * *', run: expireCredits }),
];

import type { JobHelpers } from 'graphile-worker';
import { type Kysely, sql } from 'kysely';
import { mintScope, type OrgScope } from '../../authorization/scope.ts';
import type { ConnectionScheduler } from '../../database/scheduler.ts';
import type { SystemDb } from '../../database/system.ts';
import type { Claim } from '../../database/tenant-queue.ts';
import { TenantTransaction } from '../../database/transaction.ts';
import type { LimitedMailer, Reservation } from '../../mail-allowance.ts';
import type { DB } from '../../generated/database.ts';
import type { OrganizationStatus } from '../../generated/graphql.ts';
import type { Deliverer } from '../webhook/deliverer.ts';
import type { TenantJobContext } from './jobs.ts';
import type { JobServices } from './worker.ts';

/** Runs `work` in one transaction that sees this organization's rows alone. `status` is null when it is gone. */
export async function asTenant<T>(
  { servingPool, scheduler }: Pick<JobServices, 'servingPool' | 'scheduler'>,
  organizationId: string,
  work: (db: Kysely<DB>, scope: OrgScope, status: OrganizationStatus | null) => Promise<T>,
): Promise<T> {
  const transaction = new TenantTransaction<{ begin_job: OrganizationStatus | null }>(
    servingPool,
    { readOnly: false, prepare: false, text: 'select app.begin_job($1)', values: [organizationId] },
    { acquire: () => scheduler.acquire(claimOf(scheduler, organizationId)) },
  );
  try {
    const { begin_job: status } = await transaction.opened();
    const result = await work(transaction.db, mintScope(organizationId), status);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

/** Jobs of an organization use its share of the connections, as one caller. */
const claimOf = ({ standings }: ConnectionScheduler, organization: string): Claim => ({
  caller: `jobs:${organization}`,
  organization,
  requested: organization,
  weight: standings.weightOf(organization),
  light: true,
  bytes: 0,
  patient: true,
});

export type TenantPayload = { organizationId: string };
export type TenantJob = (context: TenantJobContext, payload: unknown) => Promise<void>;

/**
 * Runs a job as its organization sees the database. The job of a suspended organization waits; that of an archived one
 * is dropped, with a record; that of one that is gone has nothing to do. Answers whether the job is over.
 */
export async function runForTenant(
  services: JobServices,
  deliverer: Deliverer,
  job: TenantJob,
  { organizationId, ...payload }: TenantPayload,
  { job: { id, task_identifier: name } }: JobHelpers,
): Promise<boolean> {
  const { systemDb, mailer, appUrl, apiUrl = appUrl, pagesUrl = appUrl, logger } = services;
  const endpoints = new Set<string>();
  const afterwards: (() => Promise<void>)[] = [];
  const reservations: Reservation[] = [];
  // A mail that left before a commit that then fails would leave again with the next attempt.
  const mailAfterCommit: LimitedMailer = {
    send: async (mail) => void afterwards.push(() => mailer.send(mail)),
    reserve: async (to, kind) => {
      const reservation = await mailer.reserve(to, kind);
      if (!reservation) return undefined;
      reservations.push(reservation);
      return {
        ...reservation,
        send: async (content) => void afterwards.push(() => reservation.send(content)),
      };
    },
  };
  const status = await asTenant(services, organizationId, async (db, scope, status) => {
    const deliverSoon = (ids: string[]) => ids.forEach((endpointId) => endpoints.add(endpointId));
    if (status === 'ACTIVE')
      await job({ db, scope, mailer: mailAfterCommit, appUrl, apiUrl, pagesUrl, deliverSoon }, payload);
    if (status === 'ARCHIVED') await insertDroppedJob(db, scope, name);
    return status;
  }).catch(async (error) => {
    for (const reservation of reservations) await reservation.giveBack();
    throw error;
  });
  deliverer.wake(organizationId, endpoints);
  for (const work of afterwards) await work();
  if (status !== 'SUSPENDED') return true;
  await postpone(systemDb, id, organizationId);
  logger.info({ job: name, organizationId }, 'a job waits for its suspended organization');
  return false;
}

/**
 * Puts a new job in the place of one that runs, for when the suspension ends: with its age, its priority and the attempts
 * that it had. The lock lets a suspension that ends meanwhile be noticed by one side or the other.
 */
async function postpone(db: SystemDb, id: string, organizationId: string): Promise<void> {
  await sql`
    with organization as (
      select case app.effective_status(status, suspended_until) when 'SUSPENDED'
        then least(suspended_until, now() + interval '1 day') else now() end as run_at
      from organizations where id = ${organizationId} for share
    ), taken as (delete from graphile_worker._private_jobs where id = ${id}
      returning job_queue_id, task_id, payload, priority, attempts, max_attempts, last_error, created_at, key, flags)
    insert into graphile_worker._private_jobs
      (job_queue_id, task_id, payload, priority, run_at, attempts, max_attempts, last_error, created_at, key, flags)
    select job_queue_id, task_id, payload, priority, organization.run_at, greatest(attempts - 1, 0), max_attempts,
      last_error, created_at, key,
      coalesce(flags, '{}') || jsonb_build_object(${organizationId}::text, true, 'suspended', true)
    from taken, organization`.execute(db);
}

/** In the organization's audit log. */
function insertDroppedJob(db: Kysely<DB>, scope: OrgScope, name: string) {
  return db
    .insertInto('audit_events')
    .values({
      organization_id: scope.id,
      action: 'job.dropped',
      target_type: 'Job',
      after: JSON.stringify({ job: name, reason: 'ARCHIVED' }),
    })
    .execute();
}

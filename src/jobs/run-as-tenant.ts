import type { JobHelpers } from 'graphile-worker';
import type { ConnectionScheduler } from '../database/scheduler.ts';
import type { Claim } from '../database/tenant-queue.ts';
import { mintTenant, type TenantDb } from '../database/tenant-db.ts';
import { TenantTransaction } from '../database/transaction.ts';
import type { LimitedMailer, Reservation } from '../mail/mail-allowance.ts';
import type { OrganizationStatus } from '../generated/enums.ts';
import { activeTrace, type TraceHeaders } from '../tracing/tracing.ts';
import type { Background } from './background.ts';
import type { TenantJob } from './define-job.ts';
import { postponeJob } from './graphile-internals.ts';
import type { JobServices } from './services.ts';
import type { Workload } from './workload.ts';

/** Runs `work` in one transaction that sees only this organization's rows. `status` is null if it was deleted. */
export async function asTenant<T>(
  { servingPool, scheduler }: Pick<JobServices, 'servingPool' | 'scheduler'>,
  organizationId: string,
  work: (tenant: TenantDb, status: OrganizationStatus | null) => Promise<T>,
): Promise<T> {
  const trace = activeTrace();
  const begin = 'select app.begin_job($1)';
  const opening =
    trace === undefined
      ? { text: begin, values: [organizationId] }
      : {
          text: `${begin}, set_config('app.traceparent', $2, true), set_config('app.tracestate', $3, true)`,
          values: [organizationId, trace.traceparent, trace.tracestate ?? ''],
        };
  const transaction = new TenantTransaction<{ begin_job: OrganizationStatus | null }>(
    servingPool,
    { readOnly: false, prepare: false, ...opening },
    { acquire: () => scheduler.acquire(claimOf(scheduler, organizationId)) },
  );
  try {
    const { begin_job: status } = await transaction.opened();
    const result = await work(mintTenant(transaction.db, organizationId), status);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

/** All jobs of an organization count as one caller, within the organization's share of the connections. */
const claimOf = ({ standings }: ConnectionScheduler, organization: string): Claim => ({
  caller: `jobs:${organization}`,
  organization,
  requested: organization,
  weight: standings.weightOf(organization),
  light: true,
  bytes: 0,
  patient: true,
});

export type TenantPayload = { organizationId: string } & Partial<TraceHeaders>;

/**
 * Runs a job in its organization's transaction. The job of a suspended organization is postponed. The job of an archived
 * organization is dropped and audited. For a deleted organization nothing is done. Returns false if it was postponed.
 */
export async function runForTenant(
  services: JobServices,
  { recordDroppedJob }: Pick<Workload, 'recordDroppedJob'>,
  background: Background,
  { name, run }: TenantJob,
  { organizationId, traceparent: _traceparent, tracestate: _tracestate, ...payload }: TenantPayload,
  { job: { id } }: JobHelpers,
): Promise<boolean> {
  const { systemDb, mailer, appUrl, apiUrl, pagesUrl, logger } = services;
  const committed: (() => void)[] = [];
  const afterwards: (() => Promise<void>)[] = [];
  const reservations: Reservation[] = [];
  // If the commit failed after a mail was sent, the next attempt would send the mail again.
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
  const status = await asTenant(services, organizationId, async (tenant, status) => {
    const context = {
      tenant,
      db: tenant.db,
      scope: tenant.scope,
      mailer: mailAfterCommit,
      appUrl,
      apiUrl,
      pagesUrl,
      background,
      afterCommit: (work: () => void) => void committed.push(work),
    };
    if (status === 'ACTIVE') await run(context, payload as never);
    if (status === 'ARCHIVED') await recordDroppedJob(tenant, name);
    return status;
  }).catch(async (error) => {
    for (const reservation of reservations) await reservation.giveBack();
    throw error;
  });
  for (const work of committed) work();
  for (const work of afterwards) await work();
  if (status !== 'SUSPENDED') return true;
  await postponeJob(systemDb, id, organizationId);
  logger.info({ job: name, organizationId }, 'postponed the job of a suspended organization');
  return false;
}

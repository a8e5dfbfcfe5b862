import { Logger as JobLogger, parseCronItems, run, type Task, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import { mintScope } from '../../authorization/scope.ts';
import { type SystemDb } from '../../database/system.ts';
import { TenantTransaction } from '../../database/transaction.ts';
import type { Mailer } from '../../mail.ts';
import { accountJobs, systemJobs, type TenantJobContext, tenantJobs } from './jobs.ts';

export interface WorkerServices {
  /** The system login: the queue itself. */
  systemPool: pg.Pool;
  systemDb: SystemDb;
  /** The serving login: what tenants' jobs read and write. */
  servingPool: pg.Pool;
  mailer: Mailer;
  appUrl: string;
  logger: Logger;
}

/** Works the queue until `stop()`, which lets running jobs finish. */
export async function startWorker(services: WorkerServices): Promise<{ stop(): Promise<void> }> {
  const { systemPool, logger } = services;
  const runner = await run({
    pgPool: systemPool,
    taskList: taskList(services),
    parsedCronItems: parseCronItems(
      Object.entries(systemJobs).map(([task, { cron }]) => ({ task, match: cron, identifier: task })),
    ),
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
    logger: new JobLogger(() => (level, message, meta) => {
      const log = level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug';
      logger[log]({ job: meta }, message);
    }),
  });
  return { stop: () => runner.stop() };
}

function taskList(services: WorkerServices): TaskList {
  const { systemDb, mailer, appUrl, logger } = services;
  const ofTenants = Object.entries(tenantJobs).map(([name, job]): [string, Task] => [
    name,
    (payload) => runForTenant(services, job as TenantJob, payload as TenantPayload),
  ]);
  const ofAccounts = Object.entries(accountJobs).map(([name, job]): [string, Task] => [
    name,
    (payload) => job({ systemDb, mailer, appUrl }, payload as { userId: string }),
  ]);
  const ofSystem = Object.entries(systemJobs).map(([name, { run: job }]): [string, Task] => [
    name,
    () => job({ systemDb, logger }),
  ]);
  return Object.fromEntries([...ofTenants, ...ofAccounts, ...ofSystem]);
}

type TenantPayload = { organizationId: string };
type TenantJob = (context: TenantJobContext, payload: unknown) => Promise<void>;

/** Runs a job as its organization sees the database. The job of an organization that is gone has nothing to do. */
async function runForTenant(
  { servingPool, mailer }: WorkerServices,
  job: TenantJob,
  { organizationId, ...payload }: TenantPayload,
): Promise<void> {
  const transaction = new TenantTransaction<{ begin_job: string | null }>(servingPool, {
    readOnly: false,
    prepare: false,
    text: 'select app.begin_job($1)',
    values: [organizationId],
  });
  try {
    const { begin_job: status } = await transaction.opened();
    if (status) await job({ db: transaction.db, scope: mintScope(organizationId), mailer }, payload);
    await transaction.commit();
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

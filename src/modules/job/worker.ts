import {
  type JobHelpers,
  Logger as JobLogger,
  parseCronItems,
  run,
  type Task,
  type TaskList,
} from 'graphile-worker';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { OrgScope } from '../../authorization/scope.ts';
import type { Config } from '../../config.ts';
import { type SystemDb } from '../../database/system.ts';
import type { DB } from '../../generated/database.ts';
import type { Mailer } from '../../mail.ts';
import type { SecretBox } from '../../secrets.ts';
import { Deliverer } from '../webhook/deliverer.ts';
import { createSender } from '../webhook/sender.ts';
import { accountJobs, systemJobs, type TenantJobContext, tenantJobs } from './jobs.ts';
import { asTenant } from './tenant.ts';

export interface WorkerServices {
  /** The system login: the queue itself. */
  systemPool: pg.Pool;
  systemDb: SystemDb;
  /** The serving login: what tenants' jobs read and write. */
  servingPool: pg.Pool;
  mailer: Mailer;
  appUrl: string;
  /** What the secrets of webhook endpoints are sealed under. */
  secrets: SecretBox;
  webhooks: Config['webhooks'] & { ca?: string };
  logger: Logger;
}

/** Works the queue until `stop()`, which lets running jobs finish. */
export async function startWorker(services: WorkerServices): Promise<{ stop(): Promise<void> }> {
  const { systemPool, webhooks, logger } = services;
  const sender = createSender(webhooks);
  const deliverer = new Deliverer({ ...services, sender, settings: webhooks });
  const runner = await run({
    pgPool: systemPool,
    taskList: taskList(services, deliverer),
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
  return {
    stop: async () => {
      await runner.stop();
      await deliverer.stop();
      await sender.close();
    },
  };
}

function taskList(services: WorkerServices, deliverer: Deliverer): TaskList {
  const { systemDb, mailer, appUrl, logger } = services;
  const ofTenants = Object.entries(tenantJobs).map(([name, job]): [string, Task] => [
    name,
    (payload, helpers) =>
      runForTenant(services, deliverer, job as TenantJob, payload as TenantPayload, helpers),
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

const RETRY_SUSPENDED_MINUTES = 15;

/**
 * Runs a job as its organization sees the database. The job of a suspended organization waits; that of an archived one
 * is dropped, with a record; that of one that is gone has nothing to do.
 */
async function runForTenant(
  { servingPool, mailer, appUrl, logger }: WorkerServices,
  deliverer: Deliverer,
  job: TenantJob,
  { organizationId, ...payload }: TenantPayload,
  { job: { id, task_identifier: name }, addJob }: JobHelpers,
): Promise<void> {
  const endpoints = new Set<string>();
  const afterwards: (() => Promise<void>)[] = [];
  const status = await asTenant(servingPool, organizationId, async (db, scope, status) => {
    const deliverSoon = (ids: string[]) => ids.forEach((endpointId) => endpoints.add(endpointId));
    const afterCommit = (work: () => Promise<void>) => void afterwards.push(work);
    if (status === 'ACTIVE') await job({ db, scope, mailer, appUrl, deliverSoon, afterCommit }, payload);
    if (status === 'ARCHIVED') await insertDroppedJob(db, scope, name);
    return status;
  });
  deliverer.wake(organizationId, endpoints);
  for (const work of afterwards) await work();
  if (status === 'SUSPENDED') {
    const runAt = new Date(Date.now() + RETRY_SUSPENDED_MINUTES * 60_000);
    await addJob(name, { organizationId, ...payload }, { runAt, jobKey: `suspended:${id}` });
    logger.info({ job: name, organizationId, runAt }, 'a job waits for its suspended organization');
  }
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

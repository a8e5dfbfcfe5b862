import { type JobHelpers, parseCronItems, type Task, type TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import { type SystemDb } from '../../database/system.ts';
import type { Mailer } from '../../mail.ts';
import { type LimitedMailer, limitMails } from '../../mail-allowance.ts';
import type { SecretBox } from '../../secrets.ts';
import { Deliverer } from '../webhook/deliverer.ts';
import type { ConnectionScheduler } from '../../database/scheduler.ts';
import { createSender } from '../webhook/sender.ts';
import { MOST_SYSTEM_ATTEMPTS } from './attempts.ts';
import { JobCounts } from './counts.ts';
import { type AccountJobContext, accountJobs, systemJobs, tenantJobs } from './jobs.ts';
import { type Patience, rescueOrphans } from './orphans.ts';
import { startRun } from './run.ts';
import { superviseRuns } from './supervise.ts';
import { runForTenant, type TenantJob, type TenantPayload } from './tenant.ts';

export interface WorkerServices {
  /** The system login: the queue itself. */
  systemPool: pg.Pool;
  systemDb: SystemDb;
  /** The serving login: what tenants' jobs read and write. */
  servingPool: pg.Pool;
  scheduler: ConnectionScheduler;
  mailer: Pick<Mailer, 'send'>;
  appUrl: string;
  /** Where mailed links about accounts and invitations lead, when that is elsewhere. */
  pagesUrl?: string;
  /** Where clients reach the server, when that is elsewhere. */
  apiUrl?: string;
  /** How many jobs run at once; 4 by default. */
  concurrency?: number;
  /** What the secrets of webhook endpoints are sealed under. */
  secrets: SecretBox;
  webhooks: Config['webhooks'] & { ca?: string };
  /** With workers that died. */
  patience?: Patience;
  logger: Logger;
}

/** The same, with a mailer that keeps to the allowances. */
export type JobServices = Omit<WorkerServices, 'mailer'> & { mailer: LimitedMailer };

/** A worker of the queue. */
export interface JobWorker {
  /** Whether it takes jobs: its runner lives, and so does the connection that shows this to other workers. */
  readonly isWorking: boolean;
  /** Lets running jobs finish. */
  stop(): Promise<void>;
}

/**
 * Works the queue until `stop()`. A runner that ends by itself is started again.
 * @throws when the database is away at the start; later it waits for it
 */
export async function startWorker(given: WorkerServices): Promise<JobWorker> {
  const services = { ...given, mailer: limitMails(given.mailer, given.systemDb, given.logger) };
  const { systemPool, systemDb, webhooks, logger, concurrency = 4, patience } = services;
  const sender = createSender(webhooks);
  const deliverer = new Deliverer({ ...services, sender, settings: webhooks });
  const counts = new JobCounts(systemDb, logger);
  const options = {
    systemPool,
    systemDb,
    taskList: taskList(services, deliverer, counts),
    parsedCronItems: parseCronItems(
      Object.entries(systemJobs).map(([task, { cron }]) => ({
        task,
        match: cron,
        identifier: task,
        options: { maxAttempts: MOST_SYSTEM_ATTEMPTS },
      })),
    ),
    concurrency,
    logger,
  };
  const runner = await superviseRuns(() => startRun(options), logger);
  const endRescue = rescueOrphans(systemDb, logger, patience);
  return {
    get isWorking() {
      return runner.isAlive;
    },
    stop: async () => {
      endRescue();
      await runner.stop();
      await deliverer.stop();
      await sender.close();
      await counts.stop();
    },
  };
}

function taskList(services: JobServices, deliverer: Deliverer, counts: JobCounts): TaskList {
  const { systemDb, mailer, appUrl, pagesUrl = appUrl, logger } = services;
  const attempt =
    <Payload>(name: string, work: (payload: Payload, helpers: JobHelpers) => Promise<unknown>): Task =>
    async (payload, helpers) => {
      try {
        if ((await work(payload as Payload, helpers)) !== false) counts.add(name, 'done');
      } catch (error) {
        counts.add(name, 'failed');
        await spreadRetry(systemDb, helpers.job.id, logger);
        throw error;
      }
    };
  const ofTenants = Object.entries(tenantJobs).map(([name, job]) => [
    name,
    attempt<TenantPayload>(name, (payload, helpers) =>
      runForTenant(services, deliverer, job as TenantJob, payload, helpers),
    ),
  ]);
  const ofAccounts = Object.entries(accountJobs).map(([name, job]) => [
    name,
    attempt<{ userId: string }>(name, (payload) =>
      (job as AccountJob)({ systemDb, mailer, appUrl, pagesUrl }, payload),
    ),
  ]);
  const ofSystem = Object.entries(systemJobs).map(([name, { run: job }]) => [
    name,
    attempt(name, () => job({ systemDb, logger })),
  ]);
  return Object.fromEntries([...ofTenants, ...ofAccounts, ...ofSystem]);
}

/** Each job is given its own payload: which one, the queue knows by its name. */
type AccountJob = (context: AccountJobContext, payload: { userId: string }) => Promise<void>;

/**
 * The queue tries a failed job again e^attempts seconds after its `run_at`, all that failed together together. So up to
 * half as much is added to that, by chance.
 */
async function spreadRetry(db: SystemDb, id: string, logger: Logger): Promise<void> {
  await sql`
    update graphile_worker._private_jobs
    set run_at = now() + random() / 2 * exp(least(attempts, 10)) * interval '1 second' where id = ${id}`
    .execute(db)
    .catch((error) => logger.warn({ err: error }, 'a retry could not be spread'));
}

import { type JobHelpers, parseCronItems, type Task, type TaskList } from 'graphile-worker';
import type { Pool } from 'pg';
import { processDb, processPool } from '../database/system.ts';
import { reportError } from '../tracing/error-reports.ts';
import { limitMails } from '../mail/mail-allowance.ts';
import type { Background, BackgroundDependencies, BackgroundService } from './background.ts';
import { attemptDurations } from './attempt-durations.ts';
import { JobCounts } from './counts.ts';
import type { Job, ScheduledJob } from './define-job.ts';
import { spreadRetry } from './graphile-internals.ts';
import { ownJobs } from './own-jobs.ts';
import { rescueDeadWorkers } from './rescue-dead-workers.ts';
import { startRun } from './run.ts';
import { asTenant, runForTenant, type TenantPayload } from './run-as-tenant.ts';
import { runRemote } from './run-remote.ts';
import type { JobServices, WorkerServices } from './services.ts';
import { superviseRuns } from './supervise.ts';
import { traceJob } from './trace-job.ts';
import type { Workload } from './workload.ts';

/*
 * How a job runs.
 *
 * A *job* is a row in PostgreSQL with a name and a payload. A request adds it in its own transaction (enqueue.ts), so
 * the job exists if and only if the request committed. A *worker* is a process, or a part of the server in development,
 * that takes jobs and runs them. It uses graphile-worker. run.ts starts graphile-worker's runner, and supervise.ts
 * restarts a runner that ends by itself.
 *
 * 1. The worker takes an advisory lock on a dedicated connection (worker-lock.ts). The lock shows other workers that it
 *    is alive. Without the lock it takes no jobs.
 * 2. It takes jobs one after the other, so that organizations take turns (job-intake.ts, fair-scheduling.ts), and runs
 *    up to `JOB_CONCURRENCY` of them at once. Taking a job counts as an attempt.
 * 3. A job of an organization runs in one transaction that sees only the rows of this organization (run-as-tenant.ts).
 *    Its mails are sent after the commit. A remote job calls another service, so it opens short transactions of its own
 *    (run-remote.ts). Account jobs and scheduled jobs use the system login.
 * 4. The queue records the job's result. While the database is down, it retries this (patient-pool.ts). counts.ts counts
 *    the results for the metrics.
 *
 * Failures. A job that throws is retried after a pause that grows with each attempt (retry-policy.ts). After its last
 * attempt it stays in the table for an operator. A worker that dies loses its lock with its connection; other workers
 * notice this and unlock its jobs (rescue-dead-workers.ts). A job therefore runs at least once and may run twice, so
 * every job must be idempotent. The job of a suspended organization is postponed until the suspension ends, and the job
 * of an archived organization is dropped.
 *
 * This folder imports no module. Modules define their jobs with `defineJob`, and the code that starts a worker passes them
 * in as a `Workload`.
 */

/** A worker of the queue. */
export interface JobWorker {
  /** Whether it can take jobs: its runner is running and holds the worker lock. */
  readonly isWorking: boolean;
  /** Waits for running jobs. */
  stop(): Promise<void>;
}

/**
 * Starts a worker, which runs jobs until `stop()`.
 * @throws if the database is down at the start; during a later outage the worker waits for the database
 */
export async function startWorker(given: WorkerServices, workload: Workload): Promise<JobWorker> {
  const { config, logger, servingPool, scheduler, secrets, patience } = given;
  const systemDb = processDb(given);
  const systemPool = processPool(given);
  const services: JobServices = {
    logger,
    servingPool,
    scheduler,
    secrets,
    systemDb,
    mailer: limitMails(given.mailer, systemDb, logger),
    webhooks: config.webhooks,
    payments: config.payments,
    retention: config.retention,
    appUrl: config.appUrl,
    pagesUrl: config.pagesUrl,
    apiUrl: config.apiUrl,
  };
  const jobs = [...ownJobs, ...workload.jobs];
  const background = startBackground(services, workload);
  const counts = new JobCounts(systemDb, logger);
  const options = {
    systemPool,
    systemDb,
    taskList: taskList(services, systemPool, { ...workload, jobs }, background, counts),
    parsedCronItems: parseCronItems(
      jobs.filter(isScheduled).map(({ name, schedule, attempts }) => ({
        task: name,
        match: schedule,
        identifier: name,
        options: { maxAttempts: attempts },
      })),
    ),
    concurrency: config.jobConcurrency,
    logger,
  };
  const stopParts = async () => {
    const stopping = await Promise.allSettled(
      Object.values<BackgroundService>(background).map((service) => service.stop()),
    );
    await counts.stop();
    for (const each of stopping) if (each.status === 'rejected') throw each.reason;
  };
  const runner = await superviseRuns(() => startRun(options), logger).catch(async (error: unknown) => {
    await stopParts();
    throw error;
  });
  const endRescue = rescueDeadWorkers(systemDb, logger, patience);
  return {
    get isWorking() {
      return runner.isAlive;
    },
    stop: async () => {
      endRescue();
      await runner.stop();
      await stopParts();
    },
  };
}

const isScheduled = (job: Job): job is ScheduledJob => job.kind === 'SCHEDULED';

function startBackground(
  services: JobServices,
  workload: Workload,
): Background & Record<string, BackgroundService> {
  const dependencies: BackgroundDependencies = {
    ...services,
    runAsTenant: (organizationId, work) => asTenant(services, organizationId, work),
  };
  const starters = Object.entries<(dependencies: BackgroundDependencies) => BackgroundService>(
    workload.background,
  );
  const started = Object.fromEntries(starters.map(([name, start]) => [name, start(dependencies)]));
  return started as Background & typeof started;
}

function taskList(
  services: JobServices,
  systemPool: Pool,
  workload: Workload,
  background: Background,
  counts: JobCounts,
): TaskList {
  const { systemDb, mailer, appUrl, pagesUrl, logger, retention } = services;
  const run = async (job: Job, payload: unknown, helpers: JobHelpers): Promise<boolean> => {
    if (job.kind === 'TENANT')
      return runForTenant(services, workload, background, job, payload as TenantPayload, helpers);
    if (job.kind === 'REMOTE')
      await runRemote(services, systemPool, background, job, payload as TenantPayload);
    else if (job.kind === 'ACCOUNT') await job.run({ systemDb, mailer, appUrl, pagesUrl }, payload as never);
    else await job.run({ systemDb, logger, retention, background });
    return true;
  };
  const toTask =
    (job: Job): Task =>
    (payload, helpers) =>
      traceJob(job, payload, helpers, () => attempt(job, payload, helpers));
  const attempt = async (job: Job, payload: unknown, helpers: JobHelpers): Promise<void> => {
    const end = attemptDurations.startTimer({ task: job.name });
    try {
      if (await run(job, payload, helpers)) counts.add(job.name, 'done');
      end({ result: 'done' });
    } catch (error) {
      end({ result: 'failed' });
      counts.add(job.name, 'failed');
      reportError(error, { operation: `job ${job.name}` });
      await spreadRetry(systemDb, helpers.job.id).catch((failure) =>
        logger.warn({ err: failure }, 'could not add jitter to a retry'),
      );
      throw error;
    }
  };
  return Object.fromEntries(workload.jobs.map((job) => [job.name, toTask(job)]));
}

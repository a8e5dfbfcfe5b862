import { EventEmitter } from 'node:events';
import {
  Logger as JobLogger,
  type ParsedCronItem,
  run as runQueue,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { SystemDb } from '../database/system.ts';
import { WorkerLock } from './worker-lock.ts';
import { returnUnreceived } from './graphile-internals.ts';
import { PatientPool } from './patient-pool.ts';
import { JobIntake } from './job-intake.ts';

/** Timeout for recording the results of jobs when a run ends. */
const SETTLE_MS = 5_000;
/** How long after a broken connection the run looks for jobs that it has locked but not received, and how often. */
const SUSPICION_MS = 30_000;
const CHECK_INTERVAL_MS = 500;

export interface RunOptions {
  systemPool: pg.Pool;
  systemDb: SystemDb;
  taskList: TaskList;
  parsedCronItems: ParsedCronItem[];
  concurrency: number;
  logger: Logger;
}

/** One run of graphile-worker's runner, from its start to its end. */
export interface Run {
  /** Whether the run holds its worker lock. It takes no jobs without it. */
  readonly isAlive: boolean;
  /** Resolves when the run has ended, by `stop()` or by itself. Never rejects. */
  ended: Promise<void>;
  /** Waits for running jobs and until their results are recorded. */
  stop(): Promise<void>;
}

/** @throws if the database is down */
export async function startRun(options: RunOptions): Promise<Run> {
  const { systemPool, systemDb, concurrency, logger } = options;
  const events = new EventEmitter() as WorkerEvents;
  const patient = new PatientPool(systemPool, logger);
  const intake = new JobIntake(events, Math.ceil(concurrency / 2));
  const running = new Set<string>();
  let lock: WorkerLock | undefined;
  let name = '';
  let suspectUntil = 0;
  let checkedAt = 0;
  const suspect = () => {
    suspectUntil = Date.now() + SUSPICION_MS;
    checkedAt = 0;
  };
  events.on('pool:create', ({ workerPool }) => {
    name = workerPool.id;
    lock = new WorkerLock(systemPool, name, logger, suspect);
  });
  events.on('job:start', ({ job }) => running.add(job.id));
  events.on('job:complete', ({ job }) => running.delete(job.id));
  events.on('worker:getJob:error', suspect);
  const runner = await runQueue({
    pgPool: patient.pool,
    taskList: options.taskList,
    parsedCronItems: options.parsedCronItems,
    events,
    // Called before each job is taken. Without the worker lock others would take this worker for dead, so it waits.
    forbiddenFlags: async () => {
      await lock?.held;
      const waiting = await intake.take();
      // No other job is being taken now, so a job that is locked for this worker but unknown here was never received.
      const now = Date.now();
      if (now < suspectUntil && now - checkedAt >= CHECK_INTERVAL_MS) {
        checkedAt = now;
        const jobs = await returnUnreceived(systemDb, name, [...running, ...patient.unrecorded]);
        if (jobs > 0) logger.warn({ jobs }, 'unlocked jobs that this worker never received');
      }
      return waiting;
    },
    concurrency,
    pollInterval: 1000,
    noHandleSignals: true,
    logger: new JobLogger(() => (level, message, meta) => {
      const log = level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug';
      logger[log]({ job: meta }, message);
    }),
  });
  const ended = runner.promise.catch((error: unknown) => {
    logger.error({ err: error }, 'the job runner ended');
  });
  return {
    get isAlive() {
      return lock?.isHeld ?? false;
    },
    ended,
    stop: async () => {
      // `stop` rejects if the runner has stopped already.
      const stopping = runner.stop().catch(() => undefined);
      lock?.stopWaiting();
      patient.endPatience();
      await stopping;
      await ended;
      await patient.settle(SETTLE_MS);
      lock?.release();
    },
  };
}

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
import type { SystemDb } from '../../database/system.ts';
import { Hold } from './hold.ts';
import { returnUnreceived } from './orphans.ts';
import { PatientPool } from './patient-pool.ts';
import { Queue } from './queue.ts';

/** How long the end of jobs may take to be recorded when a run ends. */
const SETTLE_MS = 5_000;
/** How long after a connection broke it is asked, and how often, whether a job was taken without an answer. */
const SUSPICION_MS = 30_000;
const BETWEEN_QUESTIONS_MS = 500;

export interface RunOptions {
  systemPool: pg.Pool;
  systemDb: SystemDb;
  taskList: TaskList;
  parsedCronItems: ParsedCronItem[];
  concurrency: number;
  logger: Logger;
}

/** One life of the queue's runner. */
export interface Run {
  /** Whether its sign of life can be seen by other workers, without which it takes no jobs. */
  readonly isAlive: boolean;
  /** Resolves when it has ended, asked or not; never rejects. */
  ended: Promise<void>;
  /** Lets running jobs end, and their end be recorded. */
  stop(): Promise<void>;
}

/** @throws when the database is away */
export async function startRun(options: RunOptions): Promise<Run> {
  const { systemPool, systemDb, concurrency, logger } = options;
  const events = new EventEmitter() as WorkerEvents;
  const patient = new PatientPool(systemPool, logger);
  const queue = new Queue(events, Math.ceil(concurrency / 2));
  const running = new Set<string>();
  let hold: Hold | undefined;
  let name = '';
  let suspectUntil = 0;
  let askedAt = 0;
  const suspect = () => {
    suspectUntil = Date.now() + SUSPICION_MS;
    askedAt = 0;
  };
  events.on('pool:create', ({ workerPool }) => {
    name = workerPool.id;
    hold = new Hold(systemPool, name, logger, suspect);
  });
  events.on('job:start', ({ job }) => running.add(job.id));
  events.on('job:complete', ({ job }) => running.delete(job.id));
  events.on('worker:getJob:error', suspect);
  const runner = await runQueue({
    pgPool: patient.pool,
    taskList: options.taskList,
    parsedCronItems: options.parsedCronItems,
    events,
    // Asked before each job is taken: none is before the worker's life can be seen.
    forbiddenFlags: async () => {
      await hold?.held;
      const waiting = await queue.take();
      // No other job is being taken now: what is locked for us and not known here was taken without our learning of it.
      const now = Date.now();
      if (now < suspectUntil && now - askedAt >= BETWEEN_QUESTIONS_MS) {
        askedAt = now;
        const jobs = await returnUnreceived(systemDb, name, [...running, ...patient.unrecorded]);
        if (jobs > 0) logger.warn({ jobs }, 'jobs that were taken without an answer run again');
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
      return hold?.isHeld ?? false;
    },
    ended,
    stop: async () => {
      // It rejects when it has stopped already.
      const stopping = runner.stop().catch(() => undefined);
      hold?.stopWaiting();
      patient.endPatience();
      await stopping;
      await ended;
      await patient.settle(SETTLE_MS);
      hold?.release();
    },
  };
}

import { sql } from 'kysely';
import type { Logger } from 'pino';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { SystemDb } from '../database/system.ts';
import { measureQueue } from './graphile-internals.ts';
import { WORKER_SESSION } from './worker-lock.ts';

const states = ['ready', 'scheduled', 'suspended', 'running', 'dead'] as const;

/** Adds the metrics of the queue. Every process reports the same values, from the database; none while it is down. */
export function addJobMetrics(register: Registry, db: SystemDb, logger: Logger): void {
  const jobs = new Gauge({
    name: 'polity_jobs',
    help: 'Jobs by state: ready, scheduled for later (including retries), suspended with their organization, running, dead (no attempts left).',
    labelNames: ['state'],
    registers: [register],
    collect: () => refresh(),
  });
  const oldest = new Gauge({
    name: 'polity_job_oldest_ready_seconds',
    help: 'Seconds that the oldest ready job has waited; 0 if none is ready.',
    registers: [register],
    collect: () => refresh(),
  });
  const workers = new Gauge({
    name: 'polity_job_workers',
    help: 'Living workers in all processes, counted by their lock connections. With 0 no job runs.',
    registers: [register],
    collect: () => refresh(),
  });
  const counter = (name: string, help: string) =>
    new Counter({ name, help, labelNames: ['task'], registers: [register], collect: () => refresh() });
  const done = counter('polity_jobs_done_total', 'Jobs that succeeded.');
  const failed = counter('polity_jobs_failed_total', 'Attempts that failed.');

  let refreshing: Promise<void> | undefined;
  // All metrics of a scrape share one measurement.
  const refresh = () => (refreshing ??= update().finally(() => (refreshing = undefined)));

  async function update(): Promise<void> {
    for (const metric of [jobs, oldest, workers, done, failed]) metric.reset();
    try {
      const [{ counts, age }, living, endings] = await Promise.all([
        measureQueue(db),
        countWorkers(db),
        countEndings(db),
      ]);
      workers.set(living);
      for (const state of states) jobs.set({ state }, counts[state] ?? 0);
      oldest.set(age);
      for (const { task, ...count } of endings) {
        done.inc({ task }, Number(count.done));
        failed.inc({ task }, Number(count.failed));
      }
    } catch (error) {
      logger.warn({ err: error }, 'could not measure the job queue');
    }
  }
}

async function countWorkers(db: SystemDb): Promise<number> {
  const { rows } = await sql<{ workers: number }>`
    select count(*)::integer as workers from pg_stat_activity
    where datname = current_database() and application_name like ${`${WORKER_SESSION} %`}`.execute(db);
  return rows[0]!.workers;
}

const countEndings = (db: SystemDb) =>
  db.selectFrom('job_counts').select(['task', 'done', 'failed']).execute();

import { sql } from 'kysely';
import type { Logger } from 'pino';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { SystemDb } from '../../database/system.ts';
import { WORKER_SESSION } from './hold.ts';
import { jobState } from './operate.ts';

const states = ['ready', 'scheduled', 'suspended', 'running', 'dead'] as const;

/** Adds the queue to the metrics: as the database has it, whichever process is asked. Absent while that is away. */
export function addJobMetrics(register: Registry, db: SystemDb, logger: Logger): void {
  const jobs = new Gauge({
    name: 'polity_jobs',
    help: 'Jobs by state: ready to run, scheduled for later (retries among them), waiting for a suspended organization, running, dead for want of attempts.',
    labelNames: ['state'],
    registers: [register],
    collect: () => refresh(),
  });
  const oldest = new Gauge({
    name: 'polity_job_oldest_ready_seconds',
    help: 'How long the job that has waited longest could have been running; 0 for none.',
    registers: [register],
    collect: () => refresh(),
  });
  const workers = new Gauge({
    name: 'polity_job_workers',
    help: 'Workers whose sign of life the database sees, in all processes; 0 when jobs pile up.',
    registers: [register],
    collect: () => refresh(),
  });
  const counter = (name: string, help: string) =>
    new Counter({ name, help, labelNames: ['task'], registers: [register], collect: () => refresh() });
  const done = counter('polity_jobs_done_total', 'Jobs that ended well.');
  const failed = counter('polity_jobs_failed_total', 'Attempts that failed.');

  let refreshing: Promise<void> | undefined;
  // One question for all of a scrape.
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
      logger.warn({ err: error }, 'the queue could not be measured');
    }
  }
}

async function measureQueue(db: SystemDb) {
  const { rows } = await sql<{ state: string; jobs: number; age: number }>`
    select state, count(*)::integer as jobs, extract(epoch from now() - min(run_at))::float8 as age
    from (select run_at, ${jobState} as state from graphile_worker._private_jobs j) job group by state`.execute(
    db,
  );
  return {
    counts: Object.fromEntries(rows.map(({ state, jobs }) => [state, jobs])) as Record<string, number>,
    age: rows.find(({ state }) => state === 'ready')?.age ?? 0,
  };
}

async function countWorkers(db: SystemDb): Promise<number> {
  const { rows } = await sql<{ workers: number }>`
    select count(*)::integer as workers from pg_stat_activity
    where datname = current_database() and application_name like ${`${WORKER_SESSION} %`}`.execute(db);
  return rows[0]!.workers;
}

const countEndings = (db: SystemDb) =>
  db.selectFrom('job_counts').select(['task', 'done', 'failed']).execute();

import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { SystemDb } from '../database/system.ts';

const FLUSH_MS = 5_000;

type JobResult = 'done' | 'failed';

/**
 * Counts the results of jobs in memory and adds the counts to the table every few seconds. While the database is down,
 * the counts stay in memory. A killed process loses the counts since the last flush.
 */
export class JobCounts {
  readonly #db: SystemDb;
  readonly #logger: Logger;
  readonly #timer: NodeJS.Timeout;
  #counts = new Map<string, Record<JobResult, number>>();

  constructor(db: SystemDb, logger: Logger) {
    this.#db = db;
    this.#logger = logger;
    this.#timer = setInterval(() => void this.#flush(), FLUSH_MS);
  }

  add(task: string, result: JobResult): void {
    this.#add(task, Number(result === 'done'), Number(result === 'failed'));
  }

  #add(task: string, done: number, failed: number): void {
    const count = this.#counts.get(task) ?? { done: 0, failed: 0 };
    this.#counts.set(task, { done: count.done + done, failed: count.failed + failed });
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#flush();
  }

  async #flush(): Promise<void> {
    const counts = [...this.#counts].map(([task, count]) => ({ task, ...count }));
    if (counts.length === 0) return;
    this.#counts = new Map();
    try {
      // Ordered by task, because several processes lock the same rows and could otherwise deadlock.
      await sql`
        insert into job_counts as c (task, done, failed)
        select task, done, failed from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb)
          as ended (task text, done bigint, failed bigint) order by task
        on conflict (task) do update set done = c.done + excluded.done, failed = c.failed + excluded.failed`.execute(
        this.#db,
      );
    } catch (error) {
      this.#logger.warn({ err: error }, 'could not write job counts');
      for (const { task, done, failed } of counts) this.#add(task, done, failed);
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import { endedJobs, type EndingStatement, recordsJobEnd } from './graphile-internals.ts';

const MAX_WAIT_MS = 5_000;

/**
 * A wrapper around the pool for graphile-worker, which lets the queue survive an outage of the database.
 *
 * The queue sends each statement that records a job's result once and does not await it. If the statement failed, the
 * unhandled rejection would end the process, and the job would stay locked or run again although it is done. This pool
 * retries these statements with back-off until they succeed. That is safe: each statement names its jobs by id, and
 * changes a failed job only while this worker still has it locked. Statements of the queue's scheduler are retried as
 * well, until `endPatience()`. Left alone, the scheduler would wait up to 90 seconds after a failure, without a way to
 * interrupt it, and delay the end of the process. All other statements fail at once, as the queue expects: it retries
 * taking jobs every second.
 */
export class PatientPool {
  readonly pool: pg.Pool;
  readonly #pool: pg.Pool;
  readonly #logger: Logger;
  readonly #pending = new Map<Promise<unknown>, string[]>();
  readonly #patient = new AbortController();
  readonly #abandoned = new AbortController();

  constructor(pool: pg.Pool, logger: Logger) {
    this.#pool = pool;
    this.#logger = logger;
    this.pool = {
      connect: (callback?: Parameters<pg.Pool['connect']>[0]) =>
        callback ? pool.connect(callback) : Promise.resolve(this.#client()),
      query: (text: string | pg.QueryConfig, values?: unknown[]) =>
        this.#repeat(() => pool.query(text as string, values), this.#patient.signal),
      listeners: pool.listeners.bind(pool),
      options: pool.options,
    } as unknown as pg.Pool;
  }

  /** The ids of jobs that have ended but whose results are not recorded yet. */
  get unrecorded(): string[] {
    return [...this.#pending.values()].flat();
  }

  /** From now on, statements of the queue's scheduler are not retried. */
  endPatience(): void {
    this.#patient.abort();
  }

  /** Waits until all results are recorded, then or after the timeout gives up on the rest. */
  async settle(milliseconds: number): Promise<void> {
    const waiting = new AbortController();
    const late = sleep(milliseconds, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.#pending.keys()), late]);
    waiting.abort();
    this.#abandoned.abort();
    if (this.#pending.size > 0)
      this.#logger.warn(
        { jobs: this.unrecorded },
        'could not record the results of jobs: they will run again',
      );
  }

  /** A client that connects with its first statement. */
  #client() {
    let connected: Promise<pg.PoolClient> | undefined;
    return {
      query: async (statement: pg.QueryConfig, values?: unknown[]) => {
        if (recordsJobEnd(statement)) return this.#record(statement);
        return (await (connected ??= this.#pool.connect())).query(statement, values);
      },
      release: async (error?: Error) => {
        const client = await connected?.catch(() => undefined);
        client?.release(error);
      },
    };
  }

  /** Never rejects. */
  #record(statement: pg.QueryConfig & EndingStatement): Promise<unknown> {
    const recording = this.#repeat(() => this.#pool.query(statement), this.#abandoned.signal)
      .catch(() => ({ rows: [], rowCount: 0 }))
      .finally(() => this.#pending.delete(recording));
    this.#pending.set(recording, endedJobs(statement));
    return recording;
  }

  /** @throws the error of the last attempt, once `signal` is aborted */
  async #repeat<T>(send: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let failures = 0; ; failures++) {
      try {
        return await send();
      } catch (error) {
        if (signal.aborted) throw error;
        this.#logger.warn({ err: error, failures }, 'a statement of the job queue failed: retrying');
        const wait = Math.min(MAX_WAIT_MS, 50 * 2 ** failures) * (0.5 + Math.random() / 2);
        await sleep(wait, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) throw error;
      }
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';

const LONGEST_WAIT_MS = 5_000;

/** The queue's statements that record how a job ended, by the name that it prepares them under. */
const recordsEnding = /^(complete|fail)_jobs?(_q)?\//;

interface Statement {
  name?: string;
  values: unknown[];
}

const isEnding = (statement: unknown): statement is Statement =>
  recordsEnding.test((statement as Statement | null)?.name ?? '');

/** The ids of the jobs that such a statement is about. */
function jobsOf({ name, values }: Statement): string[] {
  if (name!.startsWith('complete')) return [values[0]].flat().map(String);
  if (name!.startsWith('fail_jobs/')) return (values[0] as unknown[]).map(String);
  return (JSON.parse(String(values[1])) as { jobId: string }[]).map(({ jobId }) => String(jobId));
}

/**
 * The pool that the queue is given instead of the real one, so that it outlives a database that goes away.
 *
 * The queue sends the statements that record how jobs ended once, and waits for none of them: when one fails, the
 * rejection has no handler and would end the process, and the job would stay locked or run again although it is done.
 * This pool repeats them, with back-off, until they succeed. That is harmless: each names its jobs by id, and a job that
 * failed is changed only while this worker still has it. What the queue's clock sends is repeated, too, until
 * `endPatience()`: by itself the clock waits up to 90 seconds, which nothing can interrupt, and would hold up the end of
 * the process. All else fails at once, as the queue expects: taking jobs is tried again every second.
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

  /** The jobs that ended, of which the database does not know it yet. */
  get unrecorded(): string[] {
    return [...this.#pending.values()].flat();
  }

  /** Lets the queue's clock fail from now on. */
  endPatience(): void {
    this.#patient.abort();
  }

  /** Waits until all endings are recorded, at most so many milliseconds; those that are not are given up. */
  async settle(milliseconds: number): Promise<void> {
    const waiting = new AbortController();
    const late = sleep(milliseconds, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.#pending.keys()), late]);
    waiting.abort();
    this.#abandoned.abort();
    if (this.#pending.size > 0)
      this.#logger.warn({ jobs: this.unrecorded }, 'the end of jobs was not recorded: they will run again');
  }

  /** A client that connects with its first statement. */
  #client() {
    let connected: Promise<pg.PoolClient> | undefined;
    return {
      query: async (statement: pg.QueryConfig, values?: unknown[]) => {
        if (isEnding(statement)) return this.#record(statement);
        return (await (connected ??= this.#pool.connect())).query(statement, values);
      },
      release: async (error?: Error) => {
        const client = await connected?.catch(() => undefined);
        client?.release(error);
      },
    };
  }

  /** Never rejects. */
  #record(statement: pg.QueryConfig & Statement): Promise<unknown> {
    const recording = this.#repeat(() => this.#pool.query(statement), this.#abandoned.signal)
      .catch(() => ({ rows: [], rowCount: 0 }))
      .finally(() => this.#pending.delete(recording));
    this.#pending.set(recording, jobsOf(statement));
    return recording;
  }

  /** @throws what the last try failed with, once `signal` is aborted */
  async #repeat<T>(send: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let failures = 0; ; failures++) {
      try {
        return await send();
      } catch (error) {
        if (signal.aborted) throw error;
        this.#logger.warn({ err: error, failures }, 'a statement of the job queue failed: repeating it');
        const wait = Math.min(LONGEST_WAIT_MS, 50 * 2 ** failures) * (0.5 + Math.random() / 2);
        await sleep(wait, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) throw error;
      }
    }
  }
}

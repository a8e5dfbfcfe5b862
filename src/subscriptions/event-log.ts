import { createHash } from 'node:crypto';
import type pg from 'pg';

/**
 * The log is read from this long before the connection broke: a transaction commits some time after it wrote to the log,
 * and a dead connection is noticed late. Messages of transactions that take longer are lost.
 */
const OVERLAP_MS = 60_000;
/** The log keeps messages for 15 minutes (`deleteOldLiveEvents`). */
const LOG_MS = 10 * 60_000;
/** When more messages were missed, clients fetch again instead. */
const MOST_MISSED = 20_000;
const PAGE = 1000;
const MOST_REMEMBERED = 100_000;

/** Reads messages that were missed from the log, without those that were heard. */
export class EventLog {
  /** When messages of the overlap were heard, by their hash, oldest first. Bounded. */
  readonly #heardAt = new Map<string, number>();
  /** Messages from before that were nobody's here. */
  readonly #since = performance.now();
  /** Until when messages that were heard may be read as if they were not. */
  #forgetfulUntil = -Infinity;

  /** Remembers the message. Returns whether it was not heard before. */
  isNew(payload: string): boolean {
    const hash = createHash('sha1').update(payload).digest('base64');
    if (this.#heardAt.has(hash)) return false;
    const now = performance.now();
    this.#heardAt.set(hash, now);
    for (const [oldest, heardAt] of this.#heardAt) {
      const isNeeded = now - heardAt <= 2 * OVERLAP_MS;
      if (isNeeded && this.#heardAt.size <= MOST_REMEMBERED) break;
      this.#heardAt.delete(oldest);
      if (isNeeded) this.#forgetfulUntil = heardAt + 2 * OVERLAP_MS;
    }
    return true;
  }

  /** The messages since the connection broke, and some from before, in their order; undefined when not all are known. */
  async read(client: pg.Client, lostAt: number): Promise<string[] | undefined> {
    const now = performance.now();
    const age = Math.min(now - lostAt + OVERLAP_MS, now - this.#since);
    if (age > LOG_MS || now < this.#forgetfulUntil) return undefined;
    const payloads: string[] = [];
    const { rows: moments } = await client.query<{ since: string }>(
      `select (clock_timestamp() - $1 * interval '1 millisecond')::text as since`,
      [age],
    );
    for (let after = '0'; ;) {
      const { rows } = await client.query<{ position: string; payload: string }>(
        `select sequence::text as position, payload from live_events
         where created_at > $1 and sequence > $2
         order by sequence limit ${PAGE}`,
        [moments[0]!.since, after],
      );
      payloads.push(...rows.map(({ payload }) => payload));
      if (rows.length < PAGE) return payloads;
      if (payloads.length > MOST_MISSED) return undefined;
      after = rows.at(-1)!.position;
    }
  }
}

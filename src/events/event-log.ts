import { createHash } from 'node:crypto';
import type pg from 'pg';

/**
 * The log is read from this long before the connection was lost, because a transaction commits some time after it wrote
 * to the log, and because a dead connection is noticed late. Messages of longer transactions are lost.
 */
const OVERLAP_MS = 60_000;
/**
 * Maximum age of a message that is read back: 10 minutes. A job deletes messages after 15 minutes (`deleteOldLiveEvents`),
 * so it deletes none that is being read.
 */
const LOG_MS = 10 * 60_000;
/** If more messages were missed, subscriptions are closed and clients fetch again. */
const MAX_MISSED = 20_000;
const PAGE = 1000;
const MAX_REMEMBERED = 100_000;

/** Reads missed messages from the log and recognizes the messages that were already received. */
export class EventLog {
  /** When each message of the last two minutes was received, by its hash, oldest first. At most `MAX_REMEMBERED` entries. */
  readonly #receivedAt = new Map<string, number>();
  /** When this process began to listen. Earlier messages are not read, because it had no subscriptions then. */
  readonly #since = performance.now();
  /** Until then the log may contain received messages whose hashes were dropped for lack of space. */
  #incompleteUntil = -Infinity;

  /** Remembers the message. Returns whether it was received for the first time. */
  isNew(payload: string): boolean {
    const hash = createHash('sha1').update(payload).digest('base64');
    if (this.#receivedAt.has(hash)) return false;
    const now = performance.now();
    this.#receivedAt.set(hash, now);
    for (const [oldest, receivedAt] of this.#receivedAt) {
      const isNeeded = now - receivedAt <= 2 * OVERLAP_MS;
      if (isNeeded && this.#receivedAt.size <= MAX_REMEMBERED) break;
      this.#receivedAt.delete(oldest);
      if (isNeeded) this.#incompleteUntil = receivedAt + 2 * OVERLAP_MS;
    }
    return true;
  }

  /** Returns the messages since `lostAt` and of the overlap before it, in order; undefined if they are incomplete. */
  async read(client: pg.Client, lostAt: number): Promise<string[] | undefined> {
    const now = performance.now();
    const age = Math.min(now - lostAt + OVERLAP_MS, now - this.#since);
    if (age > LOG_MS || now < this.#incompleteUntil) return undefined;
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
      if (payloads.length > MAX_MISSED) return undefined;
      after = rows.at(-1)!.position;
    }
  }
}

import type pg from 'pg';
import { cancelRunning } from './cancel.ts';
import type { Lease } from './lease.ts';
import type { RunningStatements } from './running-statements.ts';

/** How a transaction acquires the lease for a connection. */
export interface Admission<Opened> {
  /** @throws SERVICE_UNAVAILABLE if the queue is full, or the reason of a cancellation during the wait */
  acquire(): Lease | Promise<Lease>;
  /** Called with the row of the opening statement. */
  onOpened?(opened: Opened, lease: Lease): void;
}

/** Milliseconds to wait for a cancelled statement to end before the cancel request is sent again. */
const CANCEL_PAUSES = [20, 100, 500, 2000];

/** The connection of a transaction and its lease. */
export class HeldConnection {
  readonly client: pg.PoolClient;
  readonly lease: Lease;
  /** Settles with the response to `BEGIN`. */
  readonly begun: Promise<unknown>;
  /** Why the connection was closed. */
  #broken: Error | undefined;

  constructor(client: pg.PoolClient, lease: Lease, begun: Promise<unknown>) {
    this.client = client;
    this.lease = lease;
    this.begun = begun;
  }

  /**
   * Closes the connection at once, without waiting for the rest of PostgreSQL's response. It may have arrived with the row
   * that was refused, so that all statements succeed: `release` must still not return the connection to the pool.
   */
  break(error: Error): void {
    this.#broken = error;
    (this.client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }

  /** Releases the connection and the lease. With an error the connection is closed. */
  release(error: Error | undefined): void {
    this.client.release(error ?? this.#broken);
    this.lease.release();
  }

  /**
   * Rolls back, then releases the connection. Never throws: the connection is closed if the rollback fails or if
   * `takeError`, called after the rollback, returns an error.
   */
  async rollBack(takeError: () => Error | undefined): Promise<void> {
    await this.client.query('ROLLBACK').then(
      () => this.release(takeError()),
      (error: Error) => this.release(error),
    );
  }

  /**
   * Cancels the running statements and rolls back. Afterwards no cancel request can hit a statement of the next user of
   * the connection.
   * @throws if the connection must be closed instead
   */
  async cancel(running: RunningStatements): Promise<void> {
    await this.begun;
    for (const pause of CANCEL_PAUSES) {
      if (running.count === 0) break;
      await cancelRunning(this.client);
      await running.settled(pause);
    }
    if (running.count > 0) throw new Error('a statement could not be cancelled');
    await this.client.query('ROLLBACK');
  }
}

/**
 * Acquires a lease, then a connection. Calls `requireLive` before and after the wait for the connection.
 * @throws the error of `requireLive`
 */
export async function takeConnection<Opened>(
  pool: pg.Pool,
  admission: Admission<Opened>,
  requireLive: () => void,
): Promise<{ client: pg.PoolClient; lease: Lease }> {
  const acquired = admission.acquire();
  const lease = acquired instanceof Promise ? await acquired : acquired;
  let client: pg.PoolClient | undefined;
  try {
    requireLive();
    client = await pool.connect();
    requireLive();
    return { client, lease };
  } catch (error) {
    client?.release();
    lease.release();
    throw error;
  }
}

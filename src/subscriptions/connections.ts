import type { FastifyInstance } from 'fastify';
import type { Services } from '../core/services.ts';
import { closeChangedConnections } from './access-changes.ts';
import type { Connection } from './connection.ts';
import type { SubscriptionLimits } from './limits.ts';

/** The time to drain one connection. `closeWithin.drain` limits the time for all. */
const DRAIN_MS_PER_CONNECTION = 5;
const MISSED = 'Events may have been missed. Fetch the data again.';

/**
 * The open connections of this process. Closes those of callers who lose their rights or whose session ends, and all when
 * events were missed or when the server closes.
 */
export class Connections {
  /** Each with a promise for its end. */
  readonly #open = new Map<Connection, Promise<unknown>>();
  #draining = false;

  constructor(app: FastifyInstance, services: Services, { closeWithin }: SubscriptionLimits) {
    const { events, logger } = services;
    const closeMissed = () => this.#closeAll(1012, MISSED, closeWithin.missed);
    const stopListening = [
      events.onMissed(closeMissed),
      // Security: a removed member, or somebody who has signed out, would stay connected until the next event checks their
      // rights. Their connections are closed at once.
      events.onAccessLowered((organizationId, callerId) => {
        for (const connection of this.#open.keys())
          if (connection.isOf(organizationId, callerId)) connection.closeForChangedRights();
      }),
      events.onSessionEnded((sessionId) => {
        for (const connection of this.#open.keys())
          if (connection.isOfSession(sessionId)) connection.endSession();
      }),
      events.onBack(() => {
        closeChangedConnections(services, [...this.#open.keys()]).catch((error) => {
          logger.error({ err: error }, 'rights of subscribers could not be read');
          closeMissed();
        });
      }),
    ];
    app.addHook('preClose', async () => {
      this.#draining = true;
      for (const stop of stopListening) stop();
      const ended = [...this.#open.values()];
      const within = Math.min(closeWithin.drain, ended.length * DRAIN_MS_PER_CONNECTION);
      this.#closeAll(1001, 'The server is shutting down.', within);
      await Promise.all(ended);
    });
  }

  /** Whether the server closes and accepts no more connections. */
  get isDraining(): boolean {
    return this.#draining;
  }

  /** Adds a connection until `ended` resolves. */
  add(connection: Connection, ended: Promise<unknown>): void {
    this.#open.set(connection, ended);
    connection.onClosed(() => this.#open.delete(connection));
  }

  /** Closes each connection at a random moment within this time, because some clients reconnect at once. */
  #closeAll(code: number, reason: string, within: number): void {
    for (const connection of this.#open.keys())
      setTimeout(() => connection.sendAway(code, reason), Math.random() * within);
  }
}

import { networkOf } from '../util/client-network.ts';
import { Budgets } from './budget.ts';
import type { Connection } from './connection.ts';
import type { SubscriptionLimits } from './limits.ts';

/** A message costs one point, and one more for each 4096 bytes. */
const BYTES_PER_POINT = 4096;

type Release = () => void;

/**
 * Limits the sockets of this process and their messages.
 *
 * Security: an attacker could open sockets until other clients cannot connect, or send messages that are expensive to
 * process. Sockets are limited in total, by network and by caller, and handshakes by network. Messages are limited by
 * caller, over all its sockets, and to a few per socket before the caller is known.
 */
export class SocketLimits {
  readonly #limits: SubscriptionLimits;
  readonly #counts = new Map<string, number>();
  readonly #handshakes: Budgets;
  readonly #messages: Budgets;
  #size = 0;

  constructor(limits: SubscriptionLimits) {
    const { maxPerNetwork, messages } = limits;
    this.#limits = limits;
    // When another process ends, all its clients of a network connect at once.
    this.#handshakes = new Budgets(2 * maxPerNetwork, maxPerNetwork / 10);
    this.#messages = new Budgets(messages.burst, messages.perSecond);
  }

  /** Counts a socket of the address. Returns a function that releases it, or the HTTP status when a limit is reached. */
  enter(ipAddress: string): 429 | 503 | Release {
    const network = `network:${networkOf(ipAddress)}`;
    if (this.#size >= this.#limits.maxSockets) return 503;
    const release = this.#count(network, this.#limits.maxPerNetwork);
    if (!release) return 429;
    if (!this.#handshakes.take(network, 1)) {
      release();
      return 429;
    }
    this.#size++;
    return () => {
      this.#size--;
      release();
    };
  }

  /** Counts a socket of the user or API key. Returns a function that releases it; undefined when the limit is reached. */
  enterAs(caller: string): Release | undefined {
    return this.#count(`caller:${caller}`, this.#limits.maxPerCaller);
  }

  /** Counts a message. Returns false when a limit is reached. */
  takeMessage(connection: Connection, bytes: number): boolean {
    if (connection.caller)
      return this.#messages.take(connection.caller.key, 1 + Math.floor(bytes / BYTES_PER_POINT));
    return ++connection.messagesBeforeCaller <= this.#limits.messages.beforeCaller;
  }

  #count(key: string, max: number): Release | undefined {
    const count = this.#counts.get(key) ?? 0;
    if (count >= max) return undefined;
    this.#counts.set(key, count + 1);
    return () => {
      const left = this.#counts.get(key)! - 1;
      if (left > 0) this.#counts.set(key, left);
      else this.#counts.delete(key);
    };
  }
}

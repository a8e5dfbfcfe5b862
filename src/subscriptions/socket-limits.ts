import type { Config } from '../config.ts';
import { networkOf } from '../network.ts';
import { Budgets } from './budget.ts';
import type { Connection } from './connection.ts';

/** A message costs one, and one more for so many bytes. */
const BYTES_PER_POINT = 4096;

type Release = () => void;

/**
 * How many sockets this process serves, and how many messages it reads from each.
 *
 * Security: a client could open sockets until others find no place, or send messages that cost us more than it. Sockets
 * are therefore limited by network and by caller, and so are handshakes; messages are limited by caller, over all of
 * its sockets, and to a few before it has said who it is.
 */
export class SocketLimits {
  readonly #limits: Config['subscriptions'];
  readonly #counts = new Map<string, number>();
  readonly #handshakes: Budgets;
  readonly #messages: Budgets;
  #size = 0;

  constructor(limits: Config['subscriptions']) {
    const { mostPerNetwork, messages } = limits;
    this.#limits = limits;
    // When a process ends, all clients of a network come to the others at once.
    this.#handshakes = new Budgets(2 * mostPerNetwork, mostPerNetwork / 10);
    this.#messages = new Budgets(messages.burst, messages.perSecond);
  }

  /** Counts one more socket of the address. Returns the HTTP status that refuses it, or how to give it back. */
  enter(ipAddress: string): 429 | 503 | Release {
    const network = `network:${networkOf(ipAddress)}`;
    if (this.#size >= this.#limits.mostSockets) return 503;
    const release = this.#count(network, this.#limits.mostPerNetwork);
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

  /** Counts one more socket of the user or API key. Returns how to give it back; undefined when there are too many. */
  enterAs(caller: string): Release | undefined {
    return this.#count(`caller:${caller}`, this.#limits.mostPerCaller);
  }

  /** Whether one more message is read. */
  takeMessage(connection: Connection, bytes: number): boolean {
    if (connection.caller)
      return this.#messages.take(connection.caller.key, 1 + Math.floor(bytes / BYTES_PER_POINT));
    return ++connection.messagesBefore <= this.#limits.messages.beforeCaller;
  }

  #count(key: string, most: number): Release | undefined {
    const count = this.#counts.get(key) ?? 0;
    if (count >= most) return undefined;
    this.#counts.set(key, count + 1);
    return () => {
      const left = this.#counts.get(key)! - 1;
      if (left > 0) this.#counts.set(key, left);
      else this.#counts.delete(key);
    };
  }
}

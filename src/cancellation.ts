import type { Socket } from 'node:net';
import { clientGone, deadlineExceeded } from './errors.ts';

/** Why requests end before they are done, each with how often: for the metrics. */
export const cancelled = { deadline: 0, disconnect: 0 };

/** What ends a request before it is done: its deadline, or its client that goes away. */
export class Cancellation {
  /** Why the request is over, once it is. */
  error: Error | undefined;
  /** Whether that is its deadline. */
  isLate = false;
  readonly #timer: NodeJS.Timeout;
  readonly #requests: Set<Cancellation>;
  readonly #listeners = new Set<(error: Error) => void>();

  /** Begins to count, and to watch the client's connection, until `end()`. */
  constructor(milliseconds: number, socket: Socket) {
    this.#timer = setTimeout(() => this.#cancel('deadline', deadlineExceeded()), milliseconds);
    this.#requests = requestsOf(socket);
    this.#requests.add(this);
    // The client may have gone while its request was read.
    if (socket.destroyed) this.disconnect();
  }

  /** Calls `listener` once when the request is over; at once when it is. Returns how to stop that. */
  onCancel(listener: (error: Error) => void): () => void {
    if (this.error) listener(this.error);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @throws why the request is over */
  requireLive(): void {
    if (this.error) throw this.error;
  }

  /** The client's connection has closed. */
  disconnect(): void {
    this.#cancel('disconnect', clientGone());
  }

  /** The response is made: nothing can end the request any more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#requests.delete(this);
    this.#listeners.clear();
  }

  #cancel(reason: keyof typeof cancelled, error: Error): void {
    if (this.error) return;
    this.error = error;
    this.isLate = reason === 'deadline';
    cancelled[reason]++;
    const listeners = [...this.#listeners];
    this.end();
    for (const listener of listeners) listener(error);
  }
}

const requestsBySocket = new WeakMap<Socket, Set<Cancellation>>();

/** The requests that a connection has open; one listener on it serves them all. */
function requestsOf(socket: Socket): Set<Cancellation> {
  const known = requestsBySocket.get(socket);
  if (known) return known;
  const requests = new Set<Cancellation>();
  requestsBySocket.set(socket, requests);
  socket.once('close', () => {
    for (const request of requests) request.disconnect();
  });
  return requests;
}

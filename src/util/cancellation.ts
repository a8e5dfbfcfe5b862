import type { Socket } from 'node:net';
import { clientGone, deadlineExceeded } from '../errors.ts';

/** The number of requests that ended early, by reason, for the metrics. */
export const cancelled = { deadline: 0, disconnect: 0 };

/** Ends a request early, at its deadline or when its client disconnects. */
export class Cancellation {
  /** The reason why the request has ended early; undefined until then. */
  error: Error | undefined;
  /** Whether the reason is the deadline. */
  isLate = false;
  readonly #timer: NodeJS.Timeout;
  readonly #requests: Set<Cancellation>;
  readonly #listeners = new Set<(error: Error) => void>();

  /** Starts the deadline and watches the client's connection, until `end()`. */
  constructor(milliseconds: number, socket: Socket) {
    this.#timer = setTimeout(() => this.#cancel('deadline', deadlineExceeded()), milliseconds);
    this.#requests = requestsOf(socket);
    this.#requests.add(this);
    // The client may have disconnected while its request was read.
    if (socket.destroyed) this.disconnect();
  }

  /**
   * Calls `listener` once when the request ends early, or at once if it has. Returns a function that removes the
   * listener.
   */
  onCancel(listener: (error: Error) => void): () => void {
    if (this.error) listener(this.error);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Throws the reason if the request has ended early. */
  requireLive(): void {
    if (this.error) throw this.error;
  }

  /** Ends the request because the client's connection has closed. */
  disconnect(): void {
    this.#cancel('disconnect', clientGone());
  }

  /** Stops watching: the response is complete, and nothing can end the request early any more. */
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

/** The open requests of each connection, which share one listener. */
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

import type { IncomingHttpHeaders } from 'node:http';
import type { WebSocket } from 'ws';
import type { Incoming } from '../context.ts';
import type { EventQueue } from './queue.ts';

/** One client's socket. */
export class Connection {
  readonly socket: WebSocket;
  readonly headers: IncomingHttpHeaders;
  /** Who speaks, and in which organization they want to act, once they have said so. */
  incoming: Incoming;
  /** Who that was, once their credentials were checked. */
  caller: { organizationId: string | undefined; ids: (string | undefined)[] } | undefined;
  /** Subscriptions that are still being checked. */
  starting = 0;
  readonly hearing = new Set<EventQueue<unknown>>();
  readonly #mostBuffered: number;
  #expiry: NodeJS.Timeout | undefined;

  /** `mostBuffered`: how many bytes the client may leave unread. */
  constructor(socket: WebSocket, headers: IncomingHttpHeaders, incoming: Incoming, mostBuffered: number) {
    this.socket = socket;
    this.headers = headers;
    this.incoming = incoming;
    this.#mostBuffered = mostBuffered;
    socket.once('close', () => clearTimeout(this.#expiry));
  }

  /** How many subscriptions there are, or are about to be. */
  get subscriptions(): number {
    return this.starting + this.hearing.size;
  }

  /** Whether it acts in the organization for this user or API key. */
  isOf(organizationId: string, callerId: string): boolean {
    return this.caller?.organizationId === organizationId && this.caller.ids.includes(callerId);
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Once the message has left the process, or will not any more. */
  async send(text: string): Promise<void> {
    this.closeIfSlow();
    if (this.isOpen) await new Promise<void>((sent) => this.socket.send(text, () => sent()));
  }

  /** Nothing is heard or sent from now on, however long the client takes to agree. */
  close(code: number, reason: string): void {
    // First, because subscriptions that end while it is open are told to be complete.
    this.socket.close(code, reason);
    for (const events of this.hearing) events.end();
  }

  /** Calls `close` after so many milliseconds, or some weeks: longer than that no timer runs. */
  closeAfter(milliseconds: number, code: number, reason: string): void {
    if (!this.isOpen) return;
    this.#expiry = setTimeout(() => this.close(code, reason), Math.min(2 ** 31 - 1, milliseconds));
  }

  closeSlow(): void {
    this.close(1013, 'You read too slowly.');
  }

  closeIfSlow(): void {
    if (this.socket.bufferedAmount > this.#mostBuffered) this.closeSlow();
  }
}

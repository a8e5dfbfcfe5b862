import type { IncomingHttpHeaders } from 'node:http';
import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Incoming } from '../context.ts';
import type { Hearing } from './hearing.ts';

/** One client's socket. */
export class Connection {
  readonly socket: WebSocket;
  readonly headers: IncomingHttpHeaders;
  /** Who speaks, and in which organization they want to act, once they have said so. */
  incoming: Incoming;
  /** Who that was, once their credentials were checked. */
  caller:
    | { key: string; organizationId: string | undefined; ids: (string | undefined)[]; rights: string }
    | undefined;
  /** Messages from before that. */
  messagesBefore = 0;
  /** Subscriptions that are still being checked. */
  starting = 0;
  readonly hearing = new Set<Hearing>();
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

  /** Calls `work` once the socket is gone, or now. */
  onClosed(work: () => void): void {
    if (this.socket.readyState === this.socket.CLOSED) work();
    else this.socket.once('close', work);
  }

  /** Does not wait for the client: what it leaves unread is bounded in bytes. */
  send(text: string): void {
    this.closeIfSlow();
    if (this.isOpen) this.socket.send(text);
  }

  /** Nothing is heard or sent from now on, however long the client takes to agree. */
  close(code: number, reason: string): void {
    // First, because subscriptions that end while it is open are told to be complete.
    this.socket.close(code, reason);
    for (const hearing of this.hearing) hearing.end();
  }

  /** Calls `close` after so many milliseconds, or some weeks: longer than that no timer runs. */
  closeAfter(milliseconds: number, code: number, reason: string): void {
    if (!this.isOpen) return;
    this.#expiry = setTimeout(() => this.close(code, reason), Math.min(2 ** 31 - 1, milliseconds));
  }

  closeLowered(): void {
    this.close(CloseCode.Forbidden, 'What you may do has changed: connect again.');
  }

  closeSlow(): void {
    this.close(1013, 'You read too slowly.');
  }

  closeIfSlow(): void {
    if (this.socket.bufferedAmount > this.#mostBuffered) this.closeSlow();
  }
}

import type { IncomingHttpHeaders } from 'node:http';
import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { RequestInfo } from '../core/request.ts';

/** The WebSocket connection of a client. */
export class Connection {
  readonly socket: WebSocket;
  readonly headers: IncomingHttpHeaders;
  /** The client's request data; includes the credentials and the organization after `connection_init`. */
  incoming: RequestInfo;
  /** The caller, after the credentials have been checked. */
  caller:
    | { key: string; organizationId: string | undefined; ids: (string | undefined)[]; rights: string }
    | undefined;
  /** The number of messages that were read before the caller was known. */
  messagesBeforeCaller = 0;
  /** The number of subscriptions that are being started. */
  starting = 0;
  readonly subscribers = new Set<{ end(): void }>();
  readonly #maxBuffered: number;
  #expiry: NodeJS.Timeout | undefined;

  /** `maxBuffered`: the maximum number of bytes that the client has not read yet. */
  constructor(socket: WebSocket, headers: IncomingHttpHeaders, incoming: RequestInfo, maxBuffered: number) {
    this.socket = socket;
    this.headers = headers;
    this.incoming = incoming;
    this.#maxBuffered = maxBuffered;
    socket.once('close', () => clearTimeout(this.#expiry));
  }

  /** The number of subscriptions, including those that are being started. */
  get subscriptions(): number {
    return this.starting + this.subscribers.size;
  }

  /** Returns whether the caller is this user or API key, in this organization. */
  isOf(organizationId: string, callerId: string): boolean {
    return this.caller?.organizationId === organizationId && this.caller.ids.includes(callerId);
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Calls `work` when the socket has closed, or at once if it has already. */
  onClosed(work: () => void): void {
    if (this.socket.readyState === this.socket.CLOSED) work();
    else this.socket.once('close', work);
  }

  /** Sends without waiting for the client. Closes the connection if too many bytes are unread. */
  send(text: string): void {
    this.closeIfSlow();
    if (this.isOpen) this.socket.send(text);
  }

  /** Closes the connection and ends its subscriptions at once, without waiting for the client's close frame. */
  close(code: number, reason: string): void {
    // Closes the socket first: graphql-ws sends `complete` for subscriptions that end while it is open.
    this.socket.close(code, reason);
    for (const subscriber of this.subscribers) subscriber.end();
  }

  /** Calls `close` after this time, at most after 24 days, which is the maximum of a timer. */
  closeAfter(milliseconds: number, code: number, reason: string): void {
    if (!this.isOpen) return;
    this.#expiry = setTimeout(() => this.close(code, reason), Math.min(2 ** 31 - 1, milliseconds));
  }

  closeForChangedRights(): void {
    this.close(CloseCode.Forbidden, 'Your permissions have changed. Connect again.');
  }

  closeSlow(): void {
    this.close(1013, 'Client too slow.');
  }

  closeIfSlow(): void {
    if (this.socket.bufferedAmount > this.#maxBuffered) this.closeSlow();
  }
}

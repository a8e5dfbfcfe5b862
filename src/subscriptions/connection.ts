import type { IncomingHttpHeaders } from 'node:http';
import { CloseCode } from 'graphql-ws';
import { unauthenticated } from '../errors.ts';
import type { Channel } from './channel.ts';
import type { RequestInfo } from '../core/request.ts';

/** How long the errors of subscriptions may take to be sent before their connection closes, in milliseconds. */
const TELL_MS = 500;

/** The connection of a client: a WebSocket with many subscriptions, or an event stream with one. */
export class Connection {
  readonly #channel: Channel;
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
  readonly subscribers = new Set<{ end(): void; fail(error: unknown): void }>();
  readonly #maxBuffered: number;
  #expiry: NodeJS.Timeout | undefined;

  /** `maxBuffered`: the maximum number of bytes that the client has not read yet. */
  constructor(channel: Channel, headers: IncomingHttpHeaders, incoming: RequestInfo, maxBuffered: number) {
    this.#channel = channel;
    this.headers = headers;
    this.incoming = incoming;
    this.#maxBuffered = maxBuffered;
    channel.onClosed(() => clearTimeout(this.#expiry));
  }

  /** The number of subscriptions, including those that are being started. */
  get subscriptions(): number {
    return this.starting + this.subscribers.size;
  }

  /** Returns whether the caller is this user or API key, in this organization. */
  isOf(organizationId: string, callerId: string): boolean {
    return this.caller?.organizationId === organizationId && this.caller.ids.includes(callerId);
  }

  /** Returns whether the caller is signed in with this session. */
  isOfSession(sessionId: string): boolean {
    return this.incoming.claims?.sid === sessionId;
  }

  get isOpen(): boolean {
    return this.#channel.isOpen;
  }

  /** The time after which the client shall connect again, in milliseconds. */
  get retryAfter(): number {
    return this.#channel.retryAfter;
  }

  /** Calls `work` when the connection has closed, or at once if it has already. */
  onClosed(work: () => void): void {
    this.#channel.onClosed(work);
  }

  /** Sends without waiting for the client. Closes the connection if too many bytes are unread. */
  send(text: string): void {
    this.closeIfSlow();
    if (this.isOpen) this.#channel.send(text);
  }

  /** Closes the connection and ends its subscriptions at once, without waiting for the client's close frame. */
  close(code: number, reason: string): void {
    // Closes the channel first: `complete` is sent for subscriptions that end while it is open.
    this.#channel.close(code, reason);
    for (const subscriber of this.subscribers) subscriber.end();
  }

  /** Closes the connection of a client that may come back, and tells it when. */
  sendAway(code: number, reason: string): void {
    this.close(code, `${reason} Retry after ${this.retryAfter} ms.`);
  }

  /** Calls `close` after this time, at most after 24 days, which is the maximum of a timer. */
  closeAfter(milliseconds: number, code: number, reason: string): void {
    if (!this.isOpen) return;
    clearTimeout(this.#expiry);
    this.#expiry = setTimeout(() => this.close(code, reason), Math.min(2 ** 31 - 1, milliseconds));
  }

  /** Ends all subscriptions with UNAUTHENTICATED, and closes the connection once the client has been told. */
  endSession(): void {
    for (const subscriber of this.subscribers) subscriber.fail(unauthenticated());
    this.closeAfter(TELL_MS, CloseCode.Forbidden, 'The session has ended. Sign in again.');
  }

  closeForChangedRights(): void {
    this.close(CloseCode.Forbidden, 'Your permissions have changed. Connect again.');
  }

  closeSlow(): void {
    this.sendAway(1013, 'Client too slow.');
  }

  closeIfSlow(): void {
    if (this.#channel.unread > this.#maxBuffered) this.closeSlow();
  }
}

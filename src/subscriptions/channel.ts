import type { WebSocket } from 'ws';

/** What carries messages to a client: a WebSocket, or an event stream over HTTP. */
export interface Channel {
  readonly isOpen: boolean;
  /** The number of bytes that the client has not read yet. */
  readonly unread: number;
  /**
   * The time after which the client shall connect again when the channel breaks, in milliseconds. Each channel has another
   * one.
   */
  readonly retryAfter: number;
  send(text: string): void;
  /** `code` is a close code of WebSockets. */
  close(code: number, reason: string): void;
  /** Calls `work` when the channel has closed, or at once if it has already. */
  onClosed(work: () => void): void;
}

export const webSocketChannel = (socket: WebSocket, retryAfter: number): Channel => ({
  retryAfter,
  get isOpen() {
    return socket.readyState === socket.OPEN;
  },
  get unread() {
    return socket.bufferedAmount;
  },
  send: (text) => socket.send(text),
  close: (code, reason) => socket.close(code, reason),
  onClosed(work) {
    if (socket.readyState === socket.CLOSED) work();
    else socket.once('close', work);
  },
});

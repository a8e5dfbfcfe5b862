import { CloseCode } from 'graphql-ws';
import type { FastifyReply } from 'fastify';
import { unauthenticated } from '../errors.ts';
import { withStatus } from '../util/error-codes.ts';
import type { Channel } from './channel.ts';

/** A comment. Proxies end a connection on which nothing is sent for a while, and clients ignore comments. */
export const KEEP_ALIVE = ':\n\n';

/** The fields that every event stream has. Some proxies would keep or compress the body until it ends. */
const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'private, no-store, no-transform',
  'x-accel-buffering': 'no',
};

/** An event of the protocol graphql-sse. `complete` has empty data, without which `EventSource` ignores it. */
export const toEvent = (event: 'next' | 'complete', data?: unknown) =>
  `event: ${event}\ndata: ${data === undefined ? '' : JSON.stringify(data)}\n\n`;

export interface StreamChannel extends Channel {
  /** Sends the headers, once. */
  begin(): void;
  /** Tells the client that no more events follow, and ends the stream. */
  complete(): void;
}

/**
 * The body of a response as a channel. Its `close` tells the client what to do: one that may connect again receives the
 * end of the body without `complete`, like a broken connection; one whose credentials have ended receives
 * UNAUTHENTICATED and `complete`; one that does not read is disconnected. `closeTimeout`: for how many milliseconds a
 * client may take to read the end. `retryAfter`: the channel's.
 */
export function streamChannel(
  reply: FastifyReply,
  { closeTimeout, retryAfter }: { closeTimeout: number; retryAfter: number },
): StreamChannel {
  const { raw } = reply;
  const isOpen = () => !raw.writableEnded && !raw.destroyed;
  const begin = () => {
    if (raw.headersSent) return;
    reply.hijack();
    raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...streamHeaders });
    // Clients use it whenever the stream breaks, also if nothing can be sent any more.
    raw.write(`retry: ${retryAfter}\n\n`);
  };
  const end = (text?: string) => {
    if (!isOpen()) return;
    begin();
    raw.end(text);
    const timer = setTimeout(() => raw.destroy(), closeTimeout);
    raw.once('close', () => clearTimeout(timer));
  };
  return {
    retryAfter,
    get isOpen() {
      return isOpen();
    },
    get unread() {
      return raw.writableLength;
    },
    begin,
    send(text) {
      begin();
      raw.write(text);
    },
    complete: () => end(toEvent('complete')),
    close(code) {
      if (code === CloseCode.Forbidden) end(toEvent('next', { errors: [signedOut()] }) + toEvent('complete'));
      else if (code === 1013) raw.destroy();
      else end();
    },
    onClosed(work) {
      if (raw.closed) work();
      else raw.once('close', work);
    },
  };
}

function signedOut() {
  const { message, extensions } = unauthenticated();
  return { message, extensions: withStatus({ code: extensions['code'] }) };
}

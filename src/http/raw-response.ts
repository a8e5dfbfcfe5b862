import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** Writes a response, with an optional JSON body, to a connection without a Node.js response object, and closes it. */
export function endWithResponse(
  connection: Duplex,
  status: number,
  { body = '', retryAfter }: { body?: string; retryAfter?: number | undefined } = {},
): void {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...(retryAfter === undefined ? [] : [`Retry-After: ${retryAfter}`]),
    ...(body && ['Content-Type: application/json; charset=utf-8']),
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  connection.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => connection.destroy());
}

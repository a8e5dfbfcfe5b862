import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { endWithResponse } from './raw-response.ts';

/** The status for an error of node:http's parser; 400 for all others. */
const statuses: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** Responds to bytes that node:http could not parse as a request, and closes the connection. */
export function respondToClientError(error: NodeJS.ErrnoException, socket: Socket, logger: Logger): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statuses[error.code ?? ''] ?? 400;
  // Security: the error contains the received bytes, which may include credentials. Only its code and message are logged.
  logger.info({ code: error.code, reason: error.message, status }, 'malformed HTTP request');
  const pending = pendingResponse(socket);
  if (pending) {
    pending.shouldKeepAlive = false;
    return;
  }
  const message = status === 408 ? 'The request took too long to arrive.' : `${STATUS_CODES[status]}.`;
  const body = JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST', status } }] });
  endWithResponse(socket, status, { body });
}

/**
 * Returns the unfinished response to an earlier, complete request of the connection. The client would take our bytes for
 * that response.
 */
function pendingResponse(socket: Socket): ServerResponse<IncomingMessage> | undefined {
  const { _httpMessage: response } = socket as Socket & { _httpMessage?: ServerResponse<IncomingMessage> };
  return response?.req.complete ? response : undefined;
}

/** The paths that take operations. */
const operationPaths = new Set(['/graphql', '/graphql/stream']);

/** Rejects, with a message, requests that node:http would reject without one, and unsupported methods of `/graphql`. */
export function rejectMalformed(app: FastifyInstance): void {
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  app.addHook('onRequest', async ({ raw, headers, method, url }, reply) => {
    if (raw.httpVersion !== '1.0' && countHosts(raw.rawHeaders) !== 1)
      throw httpError(400, 'Exactly one Host header is required.');
    if (headers.expect && headers.expect.toLowerCase() !== '100-continue')
      throw httpError(417, 'Unsupported Expect header. Only 100-continue is supported.');
    if (operationPaths.has(pathOf(url)!) && !['GET', 'POST'].includes(method)) {
      void reply.header('allow', 'GET, POST');
      throw httpError(405, 'Send operations by GET or POST.');
    }
  });
}

/** Reads `rawHeaders`, which injected requests (see own-pages.ts) have, too. */
const countHosts = (rawHeaders: string[]) =>
  rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;

const pathOf = (url: string) => url.split('?', 1)[0];

/** Creates an error that Fastify responds to with this status. */
export const httpError = (statusCode: number, message: string) =>
  Object.assign(new Error(message), { statusCode });

import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

/** What node:http could not read as a request, or waited for too long. */
const statuses: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** Answers what never became a request, and ends its connection. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket, logger: Logger): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statuses[error.code ?? ''] ?? 400;
  // The error holds the bytes, credentials among them.
  logger.info({ code: error.code, reason: error.message, status }, 'what a client sent is no request');
  const pending = answerBefore(socket);
  if (pending) {
    pending.shouldKeepAlive = false;
    return;
  }
  const message = status === 408 ? 'The request took too long to arrive.' : `${STATUS_CODES[status]}.`;
  const body = JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST', status } }] });
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/** What is still to be answered to a whole request before the unreadable one: the client takes the next bytes for that. */
function answerBefore(socket: Socket): ServerResponse<IncomingMessage> | undefined {
  const { _httpMessage: answer } = socket as Socket & { _httpMessage?: ServerResponse<IncomingMessage> };
  return answer?.req.complete ? answer : undefined;
}

/** Refuses what node:http would refuse without a word, and methods that mean nothing to `/graphql`. */
export function refuseMalformed(app: FastifyInstance): void {
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  app.addHook('onRequest', async ({ raw, headers, method, url }, reply) => {
    if (raw.httpVersion !== '1.0' && countHosts(raw.rawHeaders) !== 1)
      throw refused(400, 'A request names one host.');
    if (headers.expect && headers.expect.toLowerCase() !== '100-continue')
      throw refused(417, 'Nothing can be expected but 100-continue.');
    if (pathOf(url) === '/graphql' && !['GET', 'POST'].includes(method)) {
      void reply.header('allow', 'GET, POST');
      throw refused(405, 'Operations are sent by GET or POST.');
    }
  });
}

/** Reads `rawHeaders`, which requests of this server's own pages have, too. */
const countHosts = (rawHeaders: string[]) =>
  rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;

const pathOf = (url: string) => url.split('?', 1)[0];

export const refused = (statusCode: number, message: string) =>
  Object.assign(new Error(message), { statusCode });

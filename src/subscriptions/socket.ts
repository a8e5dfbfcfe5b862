import { randomUUID } from 'node:crypto';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { CloseCode, handleProtocols } from 'graphql-ws';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import type { Services } from '../context.ts';
import { closeSlow, type Connection, createProtocol } from './connection.ts';

/** How long a client that connects waits for the process to hear of events again. */
const HEARING_MS = 5_000;

/** Serves subscriptions on `WS /graphql`, until the server closes. */
export function addSubscriptions(app: FastifyInstance, services: Services, schema: GraphQLSchema): void {
  const { config, events, logger } = services;
  const { mostSockets, mostBuffered, keepAlive, closeTimeout } = config.subscriptions;
  const protocol = createProtocol(services, schema);
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    handleProtocols,
    maxPayload: config.http.bodyLimit,
    closeTimeout,
  };
  const sockets = new WebSocketServer(options);
  const ended = new Set<Promise<void>>();
  let draining = false;

  /** Why a WebSocket is refused, as an HTTP status; undefined when it is not. */
  async function refuse(request: IncomingMessage): Promise<number | undefined> {
    if (!URL.canParse(request.url ?? '', 'ws://localhost')) return 400;
    if (new URL(request.url ?? '', 'ws://localhost').pathname !== '/graphql') return 404;
    if (!isWelcome(request, config.http.corsOrigins)) return 403;
    if (sockets.clients.size >= mostSockets || !(await events.whenListening(HEARING_MS))) return 503;
    return draining ? 503 : undefined;
  }

  app.server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    void refuse(request).then((status) => {
      if (status) answer(stream, status);
      else sockets.handleUpgrade(request, stream, head, (socket) => open(socket, request));
    });
  });

  function open(socket: WebSocket, request: IncomingMessage): void {
    const connection: Connection = {
      socket,
      headers: request.headers,
      incoming: {
        requestId: randomUUID(),
        logger,
        ipAddress: request.socket.remoteAddress ?? '',
        userAgent: request.headers['user-agent']?.slice(0, 500),
        claims: undefined,
        organizationHeader: undefined,
        idempotencyKey: undefined,
      },
      subscriptions: 0,
      expiry: undefined,
    };
    const isSlow = () => {
      if (socket.bufferedAmount <= mostBuffered) return false;
      closeSlow(socket);
      return true;
    };
    const { promise: end, resolve: ends } = Promise.withResolvers<void>();
    ended.add(end);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: async (text) => {
          if (isSlow() || socket.readyState !== socket.OPEN) return;
          await new Promise<void>((sent) => socket.send(text, () => sent()));
        },
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) => {
          socket.on('message', (data) => {
            handle(String(data)).catch((error) => fail(socket, error));
          });
        },
      },
      connection,
    );
    let alive = true;
    const beat = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, keepAlive);
    socket.on('pong', () => (alive = true));
    // Each is answered: who sends them without reading must not fill the memory.
    socket.on('ping', isSlow);
    socket.on('error', (error) => logger.debug({ err: error }, 'a WebSocket broke'));
    socket.once('close', (code, reason) => {
      clearInterval(beat);
      void closed(code, String(reason)).finally(() => {
        ended.delete(end);
        ends();
      });
    });
  }

  function fail(socket: WebSocket, error: Error): void {
    if (error.message.startsWith('Unexpected message'))
      return socket.close(CloseCode.BadRequest, 'Invalid message received');
    logger.error({ err: error }, 'a WebSocket message could not be handled');
    socket.close(CloseCode.InternalServerError, 'Internal server error');
  }

  const closeAll = (code: number, reason: string) =>
    sockets.clients.forEach((socket) => socket.close(code, reason));
  const forget = events.onLost(() =>
    closeAll(1012, 'Events may have been missed: subscribe and fetch again.'),
  );
  app.addHook('preClose', async () => {
    draining = true;
    forget();
    closeAll(1001, 'The server ends.');
    await Promise.all(ended);
  });
}

/** Only for browsers, which say where they come from: pages of this host, and those that may call the API. */
function isWelcome({ headers }: IncomingMessage, origins: string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || origins.length === 0 || origins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function answer(stream: Duplex, status: number): void {
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, 'Connection: close', 'Content-Length: 0'];
  stream.end(`${lines.join('\r\n')}\r\n\r\n`, () => stream.destroy());
}

import { randomUUID } from 'node:crypto';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { CloseCode, handleProtocols } from 'graphql-ws';
import type { Logger } from 'pino';
import { type RawData, type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import type { FindClientAddress } from '../client-address.ts';
import type { Incoming, Services } from '../context.ts';
import type { FindOperation } from '../graphql/persisted.ts';
import { Connection } from './connection.ts';
import { closeLowered } from './lowered.ts';
import { createProtocol } from './protocol.ts';
import { SocketLimits } from './socket-limits.ts';

/** How long a client that connects waits for the process to hear of events again. */
const HEARING_MS = 5_000;

/** A server that drains takes so much time for each connection, up to `closeWithin.drain` for all. */
const DRAIN_EACH_MS = 5;
const MISSED = 'Events may have been missed: fetch again.';

/** Serves subscriptions on `WS /graphql`, until the server closes. */
export function addSubscriptions(
  app: FastifyInstance,
  services: Services,
  schema: GraphQLSchema,
  findOperation: FindOperation,
  findAddress: FindClientAddress,
): void {
  const { config, events, logger } = services;
  const { mostBuffered, keepAlive, closeTimeout, closeWithin } = config.subscriptions;
  const limits = new SocketLimits(config.subscriptions);
  const protocol = createProtocol(services, schema, findOperation, limits);
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    handleProtocols,
    maxPayload: config.http.bodyLimit,
    closeTimeout,
  };
  const sockets = new WebSocketServer(options);
  const connections = new Map<Connection, Promise<void>>();
  let draining = false;

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    stream.on('error', () => stream.destroy());
    if (pathOf(request) !== '/graphql') return refuse(stream, 404);
    if (!isWelcome(request, config.http.corsOrigins)) return refuse(stream, 403);
    const entered = limits.enter(findAddress(request));
    if (typeof entered === 'number') return refuse(stream, entered);
    stream.once('close', entered);
    const hears = await events.whenListening(HEARING_MS);
    if (draining || !hears) return refuse(stream, 503);
    sockets.handleUpgrade(request, stream, head, (socket) => open(socket, request));
  }

  function open(socket: WebSocket, request: IncomingMessage): void {
    const connection = new Connection(
      socket,
      request.headers,
      toIncoming(request, findAddress(request), logger),
      mostBuffered,
    );
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => connection.send(text),
        close: (code = 1000, reason = '') => connection.close(code, reason),
        onMessage: (handle) => {
          socket.on('message', (data) => {
            if (!mayRead(connection, sizeOf(data))) return;
            handle(String(data)).catch((error) => fail(connection, error));
          });
        },
      },
      connection,
    );
    terminateWhenDead(socket, keepAlive);
    socket.on('ping', () => {
      // Each is answered: who sends them without reading must not fill the memory.
      if (mayRead(connection, 0)) connection.closeIfSlow();
    });
    socket.on('pong', () => mayRead(connection, 0));
    socket.on('error', (error) => logger.debug({ err: error }, 'a WebSocket broke'));
    const { promise, resolve } = Promise.withResolvers<void>();
    connections.set(connection, promise);
    socket.once('close', (code, reason) => {
      connections.delete(connection);
      void closed(code, String(reason)).then(resolve);
    });
  }

  function mayRead(connection: Connection, bytes: number): boolean {
    if (!connection.isOpen) return false;
    const may = limits.takeMessage(connection, bytes);
    if (!may) connection.close(1008, 'Too many messages.');
    return may;
  }

  function fail(connection: Connection, error: Error): void {
    if (error.message.startsWith('Unexpected message'))
      return connection.close(CloseCode.BadRequest, 'Invalid message received');
    logger.error({ err: error }, 'a WebSocket message could not be handled');
    connection.close(CloseCode.InternalServerError, 'Internal server error');
  }

  /** Closes each at a moment of its own within so many milliseconds: clients connect again at once. */
  function closeAll(code: number, reason: string, within: number): void {
    for (const connection of connections.keys())
      setTimeout(() => connection.close(code, reason), Math.random() * within);
  }

  app.server.on('upgrade', (request, stream, head) => {
    upgrade(request, stream, head).catch((error) => {
      logger.error({ err: error }, 'a WebSocket could not be opened');
      stream.destroy();
    });
  });
  const forgets = [
    events.onMissed(() => closeAll(1012, MISSED, closeWithin.missed)),
    // Security: somebody who was removed would hear on until the next event asks what they may do. Their sockets close at once.
    events.onAccessLowered((organizationId, callerId) => {
      for (const connection of connections.keys())
        if (connection.isOf(organizationId, callerId)) connection.closeLowered();
    }),
    events.onBack(() => {
      closeLowered(services, [...connections.keys()]).catch((error) => {
        logger.error({ err: error }, 'rights of connections could not be read');
        closeAll(1012, MISSED, closeWithin.missed);
      });
    }),
  ];
  app.addHook('preClose', async () => {
    draining = true;
    for (const forget of forgets) forget();
    const ended = [...connections.values()];
    closeAll(1001, 'The server ends.', Math.min(closeWithin.drain, ended.length * DRAIN_EACH_MS));
    await Promise.all(ended);
  });
}

const sizeOf = (data: RawData) =>
  Array.isArray(data) ? data.reduce((bytes, part) => bytes + part.byteLength, 0) : data.byteLength;

function pathOf({ url = '' }: IncomingMessage): string | undefined {
  const base = 'ws://localhost';
  return URL.canParse(url, base) ? new URL(url, base).pathname : undefined;
}

/** Only browsers say where they come from: pages of this host, and those that may call the API. */
function isWelcome({ headers }: IncomingMessage, origins: string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || origins.length === 0 || origins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** What is known of a client before it says who it is. */
const toIncoming = ({ headers }: IncomingMessage, ipAddress: string, logger: Logger): Incoming => ({
  requestId: randomUUID(),
  logger,
  ipAddress,
  userAgent: headers['user-agent']?.slice(0, 500),
  claims: undefined,
  apiKeyHash: undefined,
  organizationHeader: undefined,
  clientName: undefined,
  clientVersion: undefined,
  fromRouter: false,
  idempotencyKey: undefined,
});

function refuse(stream: Duplex, status: number): void {
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, 'Connection: close', 'Content-Length: 0'];
  stream.end(`${lines.join('\r\n')}\r\n\r\n`, () => stream.destroy());
}

/** Asks for a sign of life every so many milliseconds, and ends the socket that gave none since. */
function terminateWhenDead(socket: WebSocket, milliseconds: number): void {
  let alive = true;
  const beat = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, milliseconds);
  socket.on('pong', () => (alive = true));
  socket.once('close', () => clearInterval(beat));
}

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { CloseCode, handleProtocols } from 'graphql-ws';
import { type RawData, type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import type { FindClientAddress } from '../util/client-address.ts';
import type { FindOperation } from '../modules/client/persisted-operations.ts';
import { endWithResponse } from '../http/raw-response.ts';
import { Connection } from './connection.ts';
import { fixedLimits, type SubscriptionLimits } from './limits.ts';
import { closeChangedConnections } from './access-changes.ts';
import { createProtocol } from './protocol.ts';
import { SocketLimits } from './socket-limits.ts';
import { isAllowedOrigin, pathOf, toRequestInfo } from './upgrade-request.ts';
import type { Services } from '../core/services.ts';

/** How long a new client waits while the process has lost its LISTEN connection. */
const LISTEN_TIMEOUT_MS = 5_000;

/** The time to drain one connection. `closeWithin.drain` limits the time for all. */
const DRAIN_MS_PER_CONNECTION = 5;
const MISSED = 'Events may have been missed. Fetch the data again.';

export interface SubscriptionOptions {
  schema: GraphQLSchema;
  findOperation: FindOperation;
  findAddress: FindClientAddress;
  /** Overrides some of the limits. */
  limits?: Partial<SubscriptionLimits> | undefined;
}

/** Serves subscriptions on `WS /graphql`, until the server closes. */
export function addSubscriptions(
  app: FastifyInstance,
  services: Services,
  { schema, findOperation, findAddress, limits: replaced }: SubscriptionOptions,
): void {
  const { config, events, logger } = services;
  const limits: SubscriptionLimits = { ...config.subscriptions, ...fixedLimits, ...replaced };
  const { maxBuffered, keepAlive, closeTimeout, closeWithin } = limits;
  const socketLimits = new SocketLimits(limits);
  const protocol = createProtocol(services, schema, findOperation, limits, socketLimits);
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
    if (pathOf(request) !== '/graphql') return endWithResponse(stream, 404);
    if (!isAllowedOrigin(request, config.http.corsOrigins)) return endWithResponse(stream, 403);
    const entered = socketLimits.enter(findAddress(request));
    if (typeof entered === 'number') return endWithResponse(stream, entered);
    stream.once('close', entered);
    const isListening = await events.whenListening(LISTEN_TIMEOUT_MS);
    if (draining || !isListening) return endWithResponse(stream, 503);
    sockets.handleUpgrade(request, stream, head, (socket) => open(socket, request));
  }

  function open(socket: WebSocket, request: IncomingMessage): void {
    const connection = new Connection(
      socket,
      request.headers,
      toRequestInfo(request, findAddress(request), logger),
      maxBuffered,
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
      // Security: each ping is answered, so a client that sends pings but does not read could fill our memory. Pings count
      // as messages, and slow clients are disconnected.
      if (mayRead(connection, 0)) connection.closeIfSlow();
    });
    socket.on('pong', () => mayRead(connection, 0));
    socket.on('error', (error) => logger.debug({ err: error }, 'WebSocket error'));
    const { promise, resolve } = Promise.withResolvers<void>();
    connections.set(connection, promise);
    socket.once('close', (code, reason) => {
      connections.delete(connection);
      void closed(code, String(reason)).then(resolve);
    });
  }

  function mayRead(connection: Connection, bytes: number): boolean {
    if (!connection.isOpen) return false;
    const may = socketLimits.takeMessage(connection, bytes);
    if (!may) connection.close(1008, 'Too many messages.');
    return may;
  }

  function fail(connection: Connection, error: Error): void {
    if (error.message.startsWith('Unexpected message'))
      return connection.close(CloseCode.BadRequest, 'Invalid message received');
    logger.error({ err: error }, 'WebSocket message failed');
    connection.close(CloseCode.InternalServerError, 'Internal server error');
  }

  /** Closes each connection at a random moment within this time, because clients reconnect at once. */
  function closeAll(code: number, reason: string, within: number): void {
    for (const connection of connections.keys())
      setTimeout(() => connection.close(code, reason), Math.random() * within);
  }

  app.server.on('upgrade', (request, stream, head) => {
    upgrade(request, stream, head).catch((error) => {
      logger.error({ err: error }, 'WebSocket upgrade failed');
      stream.destroy();
    });
  });
  const stopListening = [
    events.onMissed(() => closeAll(1012, MISSED, closeWithin.missed)),
    // Security: a removed member would stay connected until the next event checks their rights. Their sockets are closed
    // at once.
    events.onAccessLowered((organizationId, callerId) => {
      for (const connection of connections.keys())
        if (connection.isOf(organizationId, callerId)) connection.closeForChangedRights();
    }),
    events.onBack(() => {
      closeChangedConnections(services, [...connections.keys()]).catch((error) => {
        logger.error({ err: error }, 'rights of WebSocket connections could not be read');
        closeAll(1012, MISSED, closeWithin.missed);
      });
    }),
  ];
  app.addHook('preClose', async () => {
    draining = true;
    for (const stop of stopListening) stop();
    const ended = [...connections.values()];
    closeAll(
      1001,
      'The server is shutting down.',
      Math.min(closeWithin.drain, ended.length * DRAIN_MS_PER_CONNECTION),
    );
    await Promise.all(ended);
  });
}

const sizeOf = (data: RawData) =>
  Array.isArray(data) ? data.reduce((bytes, part) => bytes + part.byteLength, 0) : data.byteLength;

/**
 * Pings at this interval and terminates a socket that did not answer the last ping. `graphql-ws/use/ws` has such a
 * `keepAlive`, but only for sockets whose messages it reads and writes itself. Ours pass `SocketLimits` before the
 * protocol parses them, and `Connection` bounds the bytes that a client leaves unread.
 */
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

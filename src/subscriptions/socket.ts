import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { CloseCode, handleProtocols } from 'graphql-ws';
import { type RawData, type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import { endWithResponse } from '../http/raw-response.ts';
import { webSocketChannel } from './channel.ts';
import { Connection } from './connection.ts';
import { createProtocol } from './protocol.ts';
import type { SharedParts } from './shared-parts.ts';
import { isAllowedOrigin, pathOf, toRequestInfo } from './upgrade-request.ts';
import { randomMilliseconds, randomSeconds } from '../util/random-delay.ts';
import type { Services } from '../core/services.ts';

/** Serves subscriptions on `WS /graphql`, until the server closes. */
export function addSockets(app: FastifyInstance, services: Services, shared: SharedParts): void {
  const { config, logger } = services;
  const { limits, socketLimits, connections, findAddress } = shared;
  const { maxBuffered, keepAlive, closeTimeout, reconnectWithin } = limits;
  const protocol = createProtocol(services, shared.admission, limits);
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    handleProtocols,
    maxPayload: config.http.bodyLimit,
    closeTimeout,
  };
  const sockets = new WebSocketServer(options);

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    stream.on('error', () => stream.destroy());
    if (pathOf(request) !== '/graphql') return endWithResponse(stream, 404);
    if (!isAllowedOrigin(request, config.http.corsOrigins)) return endWithResponse(stream, 403);
    const entered = socketLimits.enter(findAddress(request));
    if (typeof entered === 'number') return refuse(stream, entered);
    stream.once('close', entered);
    if (!(await shared.acceptsClients())) return refuse(stream, 503);
    sockets.handleUpgrade(request, stream, head, (socket) => open(socket, request));
  }

  function refuse(stream: Duplex, status: 429 | 503): void {
    endWithResponse(stream, status, { retryAfter: randomSeconds(reconnectWithin) });
  }

  function open(socket: WebSocket, request: IncomingMessage): void {
    const connection = new Connection(
      webSocketChannel(socket, randomMilliseconds(reconnectWithin)),
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
    connections.add(connection, promise);
    socket.once('close', (code, reason) => void closed(code, String(reason)).then(resolve));
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

  app.server.on('upgrade', (request, stream, head) => {
    upgrade(request, stream, head).catch((error) => {
      logger.error({ err: error }, 'WebSocket upgrade failed');
      stream.destroy();
    });
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

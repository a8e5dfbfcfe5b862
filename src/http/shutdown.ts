import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { unavailableYet } from '../errors.ts';
import { publicError } from '../graphql/public-error.ts';
import { randomSeconds } from '../util/random-delay.ts';
import { sendErrors } from './error-responses.ts';

const SWEEP_MS = 500;

/**
 * Closes every connection when the server closes: one with a request in progress after its response, all others at once.
 * A request that still arrives is refused, and can be sent again to another process.
 * Security: Node.js closes a connection only after its first request, and no longer checks its timeouts when the server
 * closes. A stranger who connects and sends nothing, or half a request, would delay each shutdown until it is forced.
 */
export function closeConnectionsAtShutdown(app: FastifyInstance, reconnectWithin: number): void {
  /** The number of requests in progress of each connection. */
  const connections = new Map<Duplex, number>();
  const count = (socket: Duplex, change: number) => {
    const requests = connections.get(socket);
    if (requests !== undefined) connections.set(socket, requests + change);
  };
  app.server.on('connection', (socket: Duplex) => {
    connections.set(socket, 0);
    socket.once('close', () => connections.delete(socket));
  });
  app.server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1);
    response.once('close', () => count(socket, -1));
  });
  // A WebSocket has its own way to close.
  app.server.on('upgrade', (_request: IncomingMessage, socket: Duplex) => connections.delete(socket));
  let isClosing = false;
  app.addHook('onRequest', (request, reply, done) => {
    if (!isClosing) return done();
    reply.header('retry-after', randomSeconds(reconnectWithin));
    return sendErrors(reply, 503, publicError(unavailableYet(), request.id, request.log as Logger));
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (isClosing) reply.header('connection', 'close');
    done();
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    const sweep = () => {
      for (const [socket, requests] of connections) if (requests === 0) socket.destroy();
    };
    sweep();
    const timer = setInterval(sweep, SWEEP_MS);
    app.server.once('close', () => clearInterval(timer));
  });
}

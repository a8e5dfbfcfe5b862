// Event streams: subscriptions for clients that cannot use WebSockets, with the protocol graphql-sse in its mode of
// distinct connections: one request, one subscription. A request passes the limits of connections, then the credentials,
// then everything that a subscription over a WebSocket passes (admission.ts). What refuses the request as such is an
// HTTP status with JSON. From then on the response is a stream, and errors are events of it, as the protocol requires.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import { invalidApiKey, rateLimited, unauthenticated, unavailable } from '../errors.ts';
import { publicError } from '../graphql/public-error.ts';
import { sendErrors } from '../http/error-responses.ts';
import { clientOf, readRequest } from '../http/request-info.ts';
import type { Rejection, StartedSubscriber } from './admission.ts';
import { Connection } from './connection.ts';
import { type SubscriptionRequest, toGraphQLError } from './document.ts';
import type { SharedParts } from './shared-parts.ts';
import { KEEP_ALIVE, streamChannel, toEvent } from './stream-channel.ts';
import { randomMilliseconds, randomSeconds } from '../util/random-delay.ts';
import { negotiateStream, readSubscriptionRequest } from './stream-request.ts';
import type { Services } from '../core/services.ts';

/** Serves subscriptions as event streams on `/graphql/stream`, until the server closes. */
export function addStreams(app: FastifyInstance, services: Services, shared: SharedParts): void {
  const { logger } = services;
  const { limits, socketLimits, admission, connections } = shared;
  const retrySeconds = () => randomSeconds(limits.reconnectWithin);
  const tooManyConnections = () =>
    rateLimited(retrySeconds(), 'You have too many connections. Close another one first.');

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    onRequest: negotiateStream,
    handler: async (request, reply) => {
      try {
        await open(request, reply);
      } catch (error) {
        if (!reply.sent) await refuse(request, reply, error);
      }
      return reply;
    },
  });

  async function open(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const asked = readSubscriptionRequest(request);
    const retryAfter = randomMilliseconds(limits.reconnectWithin);
    const channel = streamChannel(reply, { closeTimeout: limits.closeTimeout, retryAfter });
    const entered = socketLimits.enter(request.ip);
    if (entered === 429) throw tooManyConnections();
    if (entered === 503) throw unavailable();
    channel.onClosed(entered);
    const incoming = { ...(await readRequest(services, request)), idempotencyKey: undefined };
    // Nothing may be awaited from here until the connection is known: a server that stops meanwhile would wait for it.
    if (!(await shared.acceptsClients())) throw unavailable();
    const connection = new Connection(channel, request.headers, incoming, limits.maxBuffered);
    connections.add(connection, new Promise<void>((resolve) => connection.onClosed(resolve)));
    const rejection = await admission.identify(connection, incoming);
    if (rejection) throw rejectionError(rejection, connection);
    if (!socketLimits.takeMessage(connection, incoming.bodyBytes ?? 0)) throw rateLimited(retrySeconds());
    request.log = reply.log = request.log.child({ operation: nameOf(asked), ...clientOf(request) });
    const started = await admission.start(connection, asked);
    if (!connection.isOpen) return;
    channel.begin();
    const beat = setInterval(() => connection.send(KEEP_ALIVE), limits.streamKeepAlive);
    connection.onClosed(() => clearInterval(beat));
    if ('length' in started) sendFailure(connection, started);
    else await deliver(connection, started);
    channel.complete();
  }

  async function deliver(connection: Connection, { subscriber }: StartedSubscriber): Promise<void> {
    connection.onClosed(() => subscriber.end());
    try {
      for await (const { errors, ...result } of subscriber.responses()) {
        const shown = errors ? { ...result, errors: admission.format(connection, errors) } : result;
        connection.send(toEvent('next', shown));
      }
    } catch (error) {
      sendFailure(connection, [toGraphQLError(error)]);
    }
  }

  function sendFailure(connection: Connection, errors: readonly GraphQLError[]): void {
    connection.send(toEvent('next', { errors: admission.format(connection, errors) }));
  }

  function rejectionError(rejection: Rejection, { incoming }: Connection): GraphQLError {
    if (rejection === 'crowded') return tooManyConnections();
    if (rejection === 'unavailable') return unavailable();
    return incoming.byApiKey ? invalidApiKey() : unauthenticated();
  }

  /** Responds with the error and its HTTP status. */
  function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): unknown {
    const formatted = publicError(error, request.id, logger);
    const { status, retryAfterSeconds = retrySeconds() } = formatted.extensions ?? {};
    if (status === 429 || status === 503) void reply.header('retry-after', String(retryAfterSeconds));
    return sendErrors(reply, Number(status ?? 500), formatted);
  }
}

const nameOf = ({ operationName }: SubscriptionRequest) => operationName?.slice(0, 100);

import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Services } from '../core/services.ts';
import { type FindClientAddress, forwardClientAddress } from '../util/client-address.ts';
import { withStatus } from '../util/error-codes.ts';
import { sendErrors, sendRequestError } from './error-responses.ts';
import { respondToClientError, rejectMalformed } from './malformed-requests.ts';
import { sendNotFoundPage, wantsPage } from './pages/not-found.ts';
import { RequestLog } from './request-log.ts';
import { RequestLogger } from './request-logger.ts';
import { traceRequests } from './request-tracing.ts';
import { READ_TOKEN } from './read-token.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { closeConnectionsAtShutdown } from './shutdown.ts';
import { dropSlowReaders } from './slow-readers.ts';
import { drainUnreadBodies } from './unread-body.ts';

const requestIdPattern = /^[\w.:-]{1,128}$/;

/** A front end on the developer's machine, on any port. */
const LOCAL_ORIGIN = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Creates a server without routes, with everything common to all requests: limits, request id, log, errors, headers, CORS. */
export async function createHttpServer(
  { config, logger }: Services,
  findAddress: FindClientAddress,
): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: logger,
    childLoggerFactory: (parent, bindings, options) => new RequestLogger(parent as Logger, bindings, options),
    logController: new RequestLog({ disableRequestLogging: config.development }),
    genReqId: ({ headers }) => {
      const sent = headers['x-request-id'];
      return typeof sent === 'string' && requestIdPattern.test(sent) ? sent : randomUUID();
    },
    // Fastify reads only the entry that `forwardClientAddress` wrote.
    trustProxy: (_address, hop) => hop === 0,
    bodyLimit: config.http.bodyLimit,
    requestTimeout: config.http.requestTimeout,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    http: {
      requireHostHeader: false,
      // Requests that offer another upgrade, such as HTTP/2, receive a normal response.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
      // Must not exceed requestTimeout: Node would swap the two.
      headersTimeout: config.http.requestTimeout,
      connectionsCheckingInterval: Math.min(5000, config.http.requestTimeout),
    },
    clientErrorHandler: (error, socket) => respondToClientError(error, socket, logger),
    frameworkErrors: sendRequestError,
    // Its response would not be GraphQL's: `closeConnectionsAtShutdown` sends one.
    return503OnClosing: false,
  }) as unknown as FastifyInstance;
  forwardClientAddress(app.server, findAddress);

  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  traceRequests(app);
  closeConnectionsAtShutdown(app, config.subscriptions.reconnectWithin);
  dropSlowReaders(app, config.http.responseTimeout);
  drainUnreadBodies(app);
  app.setErrorHandler(sendRequestError);
  app.setNotFoundHandler((request, reply) =>
    wantsPage(request)
      ? sendNotFoundPage(reply)
      : sendErrors(reply, 404, {
          message: 'There is nothing here. The API is at /graphql.',
          extensions: withStatus({ code: 'NOT_FOUND' }),
        }),
  );
  addSecurityHeaders(app, config);
  await app.register(cors, {
    origin: [...config.http.corsOrigins, ...(config.development ? [LOCAL_ORIGIN] : [])],
    credentials: true,
    maxAge: 86_400,
    strictPreflight: false,
    exposedHeaders: [
      'x-request-id',
      'retry-after',
      'ratelimit',
      'ratelimit-policy',
      'idempotency-replayed',
      'etag',
      READ_TOKEN,
    ],
  });

  rejectMalformed(app);
  return app;
}

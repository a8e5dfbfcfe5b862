import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import cors from '@fastify/cors';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { createAddressFinder, forwardClientAddress } from './client-address.ts';
import type { Services } from './context.ts';
import { publicError } from './errors.ts';
import { refusal, withStatus } from './refusal.ts';
import { addExplorer } from './explorer.ts';
import { noIntrospectionRule } from './graphql/introspection.ts';
import { graphqlHandler, type HttpOperation, negotiate } from './graphql/http.ts';
import { limitsRule, MOST_TOKENS } from './graphql/limits.ts';
import { literalPlacesRule } from './graphql/literal-places.ts';
import { createOperationFinder } from './graphql/persisted.ts';
import { requestPlugin } from './graphql/request-plugin.ts';
import { stringifyResult } from './graphql/response-text.ts';
import { createSchema } from './graphql/schema.ts';
import { addMetrics } from './metrics.ts';
import { sendNotFoundPage, wantsPage } from './pages/not-found.ts';
import { addPages } from './pages/pages.ts';
import { checkReadiness } from './readiness.ts';
import { RequestLog } from './request-log.ts';
import { addReference } from './reference/page.ts';
import { createSandbox } from './sandbox.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { createDemoSignIn } from './seed/demo-session.ts';
import { addSubscriptions } from './subscriptions/socket.ts';
import { dropSlowReaders } from './slow-readers.ts';
import { drainUnreadBodies } from './unread-body.ts';
import { refuseMalformed, refuseUnreadable } from './unreadable.ts';

const requestIdPattern = /^[\w.:-]{1,128}$/;

/** A front end on the developer's own machine, whatever its port. */
const LOCAL_ORIGIN = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** The HTTP server, not yet listening. `close()` answers what is in flight, then refuses the rest. */
export async function createServer(services: Services): Promise<FastifyInstance> {
  const { config, logger, tokens } = services;
  const app = Fastify({
    loggerInstance: logger,
    logController: new RequestLog({ disableRequestLogging: config.development }),
    genReqId: ({ headers }) => {
      const sent = headers['x-request-id'];
      return typeof sent === 'string' && requestIdPattern.test(sent) ? sent : randomUUID();
    },
    // What `forwardClientAddress` wrote is the one entry that Fastify reads.
    trustProxy: (_address, hop) => hop === 0,
    bodyLimit: config.http.bodyLimit,
    requestTimeout: config.http.requestTimeout,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    http: {
      requireHostHeader: false,
      // Others offer HTTP/2 in passing, and want their answer.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
      // No longer than the whole request has: Node would take one for the other.
      headersTimeout: config.http.requestTimeout,
      connectionsCheckingInterval: Math.min(5000, config.http.requestTimeout),
    },
    clientErrorHandler: (error, socket) => refuseUnreadable(error, socket, logger),
    frameworkErrors: refuseRequest,
    return503OnClosing: true,
  }) as unknown as FastifyInstance;
  const findAddress = createAddressFinder(config.http.trustedProxies);
  forwardClientAddress(app.server, findAddress);

  let draining = false;
  app.addHook('preClose', async () => {
    draining = true;
  });
  // A connection that stays open after its last answer would hold the process.
  app.addHook('onSend', async (_request, reply) => {
    if (draining) reply.header('connection', 'close');
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  dropSlowReaders(app, config.http.responseTimeout);
  drainUnreadBodies(app);
  app.setErrorHandler(refuseRequest);
  app.setNotFoundHandler((request, reply) =>
    wantsPage(request)
      ? sendNotFoundPage(reply)
      : sendErrors(reply, 404, {
          message: 'There is nothing here. The API is at /graphql.',
          extensions: withStatus({ code: 'NOT_FOUND' }),
        }),
  );
  await addSecurityHeaders(app, config);
  await app.register(cors, {
    origin: [...config.http.corsOrigins, ...(config.development ? [LOCAL_ORIGIN] : [])],
    credentials: true,
    maxAge: 86_400,
    strictPreflight: false,
    exposedHeaders: ['x-request-id', 'retry-after', 'ratelimit', 'ratelimit-policy', 'idempotency-replayed'],
  });

  refuseMalformed(app);
  addMetrics(app, services);
  const signIn = createDemoSignIn(services);
  if (config.explorer) {
    app.get('/', (_request, reply) => reply.redirect('/graphql'));
    await addExplorer(app, signIn);
  }
  if (config.reference) addReference(app);
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    const readiness = await checkReadiness(services);
    return reply.code(readiness.status === 'unavailable' ? 503 : 200).send(readiness);
  });
  app.get('/.well-known/jwks.json', (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(tokens.jwks),
  );

  await addPages(app, services);

  const schema = createSchema(config);
  const findOperation = createOperationFinder(services);
  addSubscriptions(app, services, schema, findOperation, findAddress);
  const apollo = createApolloServer(services, schema);
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  app.decorateRequest('answerType');
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: negotiate(config.explorer),
    handler: graphqlHandler(services, apollo, findOperation, createSandbox(signIn)),
  });
  return app;
}

function createApolloServer(services: Services, schema: GraphQLSchema): ApolloServer<HttpOperation> {
  const { config, logger } = services;
  return new ApolloServer<HttpOperation>({
    schema,
    // What is off is refused by `noIntrospectionRule`.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !config.introspection,
    parseOptions: { maxTokens: MOST_TOKENS, noLocation: false },
    validationRules: [
      literalPlacesRule,
      limitsRule(),
      ...(config.introspection ? [] : [noIntrospectionRule]),
    ],
    allowBatchedHttpRequests: false,
    // They are found before Apollo is asked.
    persistedQueries: false,
    stopOnTerminationSignals: false,
    logger,
    stringifyResult,
    formatError: (_formatted, error) => publicError(error, '', logger),
    plugins: [
      requestPlugin(services),
      ApolloServerPluginCacheControlDisabled(),
      // For the router alone: requestPlugin does it.
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
}

/** Answers what Fastify refused, or what went wrong beside Apollo. */
function refuseRequest(error: Error & { statusCode?: number }, request: FastifyRequest, reply: FastifyReply) {
  const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 500;
  if (status < 500)
    request.log = reply.log = request.log.child({ code: 'BAD_REQUEST', reason: error.message });
  const refused = status === 500 ? error : refusal(error.message, { code: 'BAD_REQUEST' });
  const told = publicError(refused, request.id, request.log as Logger);
  return sendErrors(reply, status, { ...told, extensions: { ...told.extensions, status } });
}

const sendErrors = (reply: FastifyReply, status: number, error: GraphQLFormattedError) =>
  reply
    .code(status)
    .headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-store' })
    .send({ errors: [error] });

import type { FastifyInstance } from 'fastify';
import type { Services } from '../core/services.ts';
import { createSandbox } from '../development/apollo-sandbox.ts';
import { createExplorerTools } from '../development/explorer-tools.ts';
import { addExamples } from '../development/examples-page.ts';
import { addExplorer, explorerWith } from '../development/ruru.ts';
import { createSchema } from '../graphql/schema.ts';
import { createApolloServer } from '../http/apollo-server.ts';
import { negotiate } from '../http/content-negotiation.ts';
import { graphqlHandler } from '../http/graphql-handler.ts';
import { createHttpServer } from '../http/http-server.ts';
import { KnownOperations } from '../http/known-operations.ts';
import { addMetrics } from '../http/metrics.ts';
import { addPaymentEvents } from '../http/payment-events.ts';
import { addPages } from '../http/pages/pages.ts';
import { checkReadiness } from '../http/readiness.ts';
import { addReference } from '../http/reference/page.ts';
import { createOperationFinder } from '../modules/client/persisted-operations.ts';
import { schemaModules } from '../modules/schema-modules.ts';
import type { SubscriptionLimits } from '../subscriptions/limits.ts';
import { addSubscriptions } from '../subscriptions/subscriptions.ts';
import { createAddressFinder } from '../util/client-address.ts';

/**
 * Creates the HTTP server with all its routes, not yet listening. Its `close()` finishes running requests and rejects
 * new ones.
 * @param subscriptionLimits overrides for the limits of subscriptions
 */
export async function createServer(
  services: Services,
  subscriptionLimits?: Partial<SubscriptionLimits>,
): Promise<FastifyInstance> {
  const { config, tokens } = services;
  const findAddress = createAddressFinder(config.http.trustedProxies);
  const app = await createHttpServer(services, findAddress);
  addMetrics(app, services);
  const explorers = createExplorerTools(services);
  if (config.explorer) {
    app.get('/', (_request, reply) => reply.redirect('/graphql'));
    await addExplorer(app, explorers);
    addExamples(app);
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

  await addPaymentEvents(app, services);
  await addPages(app, services, config.explorer ? explorerWith : undefined);

  const schema = createSchema(config, schemaModules);
  const findOperation = createOperationFinder(services);
  addSubscriptions(app, services, { schema, findOperation, findAddress, limits: subscriptionLimits });
  const known = new KnownOperations();
  const apollo = createApolloServer(services, schema, known);
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  app.decorateRequest('responseType');
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: negotiate(config.explorer),
    handler: graphqlHandler(services, { apollo, schema, known, findOperation }, createSandbox(explorers)),
  });
  return app;
}

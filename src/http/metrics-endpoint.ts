import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { bearerToken } from '../authentication/bearer.ts';
import { isSecret } from '../authentication/shared-secret.ts';
import type { Config } from '../config.ts';
import { withStatus } from '../util/error-codes.ts';

/** Serves `GET /metrics` on the port of the API or on a separate port. */
export function serveMetrics(app: FastifyInstance, config: Config, register: Registry): void {
  const { port, token } = config.metrics;
  if (port === undefined) return addMetricsRoute(app, token, register);
  const own = Fastify({ bodyLimit: 1024, requestTimeout: 10_000, forceCloseConnections: true });
  addMetricsRoute(own, token, register);
  app.addHook('onReady', async () => {
    await own.listen({ host: config.host, port });
  });
  app.addHook('onClose', () => own.close());
}

/** Adds `GET /metrics`, which requires the token if there is one. */
export function addMetricsRoute(app: FastifyInstance, token: string | undefined, register: Registry): void {
  app.get('/metrics', async ({ headers, log }: FastifyRequest, reply: FastifyReply) => {
    if (token !== undefined && !hasToken(headers.authorization, token)) {
      log.warn('metrics request without a valid token rejected');
      return reply.code(401).header('www-authenticate', 'Bearer').send(noToken);
    }
    return reply.type(register.contentType).send(await register.metrics());
  });
}

const noToken = {
  errors: [
    { message: 'Metrics require a valid token.', extensions: withStatus({ code: 'UNAUTHENTICATED' }) },
  ],
};

function hasToken(authorization: string | undefined, token: string): boolean {
  const sent = bearerToken(authorization ?? '');
  return sent !== undefined && isSecret(sent, token);
}

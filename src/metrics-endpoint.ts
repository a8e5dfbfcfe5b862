import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { isSecret } from './authorization/shared-secret.ts';
import type { Config } from './config.ts';
import { withStatus } from './refusal.ts';

/** Serves `GET /metrics` with the API, or on a port of its own. */
export function serveMetrics(app: FastifyInstance, config: Config, register: Registry): void {
  const { port, token } = config.metrics;
  const answer = async ({ headers, log }: FastifyRequest, reply: FastifyReply) => {
    if (token !== undefined && !carries(headers.authorization, token)) {
      log.warn('a request for metrics without their token was refused');
      return reply.code(401).header('www-authenticate', 'Bearer').send(noToken);
    }
    return reply.type(register.contentType).send(await register.metrics());
  };
  if (port === undefined) {
    app.get('/metrics', answer);
    return;
  }
  const own = Fastify({ bodyLimit: 1024, requestTimeout: 10_000, forceCloseConnections: true });
  own.get('/metrics', answer);
  app.addHook('onReady', async () => {
    await own.listen({ host: config.host, port });
  });
  app.addHook('onClose', () => own.close());
}

const noToken = {
  errors: [
    { message: 'Metrics are for their token alone.', extensions: withStatus({ code: 'UNAUTHENTICATED' }) },
  ],
};

function carries(authorization: string | undefined, token: string): boolean {
  const [, sent] = /^bearer +(\S+)$/i.exec(authorization?.trim() ?? '') ?? [];
  return sent !== undefined && isSecret(sent, token);
}

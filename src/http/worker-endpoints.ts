import Fastify from 'fastify';
import { Registry } from 'prom-client';
import { Vitals } from '../core/vitals.ts';
import type { WorkerServices } from '../jobs/services.ts';
import type { Mailer } from '../mail/mailer.ts';
import { addMetricsRoute } from './metrics-endpoint.ts';
import { addProcessMetrics } from './process-metrics.ts';
import { checkWorkerReadiness } from './readiness.ts';

type EndpointServices = WorkerServices & { mailer: Pick<Mailer, 'isWorking'> };

/**
 * Serves `/health`, `/ready` and `/metrics` of a worker process on `WORKER_PORT`, if that is set. Returns a function that
 * ends this.
 * @param isWorking whether the worker can take jobs
 */
export async function serveWorkerEndpoints(
  services: EndpointServices,
  isWorking: () => boolean,
): Promise<() => Promise<void>> {
  const { config, mailer } = services;
  if (config.workerPort === undefined) return async () => undefined;
  const vitals = new Vitals();
  vitals.watch('worker', isWorking);
  vitals.watch('mail', () => mailer.isWorking);
  const register = new Registry();
  addProcessMetrics(register, services, vitals);
  const app = Fastify({ bodyLimit: 1024, requestTimeout: 10_000, forceCloseConnections: true });
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    const readiness = await checkWorkerReadiness(services, vitals);
    return reply.code(readiness.status === 'unavailable' ? 503 : 200).send(readiness);
  });
  addMetricsRoute(app, config.metrics.token, register);
  await app.listen({ host: config.host, port: config.workerPort });
  return () => app.close();
}

import type { FastifyInstance } from 'fastify';
import { Gauge, Histogram, Registry } from 'prom-client';
import { addReplicaMetrics } from '../database/replica-metrics.ts';
import { processDb } from '../database/system.ts';
import { queriesByTarget } from '../graphql/replica-read.ts';
import { plannedRootFields } from '../graphql/plan/metrics.ts';
import { addValidatedMetrics } from '../graphql/validated/metrics.ts';
import { serveMetrics } from './metrics-endpoint.ts';
import { operationDurations } from './operation-metrics.ts';
import { addProcessMetrics } from './process-metrics.ts';
import type { Services } from '../core/services.ts';

/** Serves `GET /metrics` in Prometheus' text format: requests, connections, subscriptions, jobs and the process. */
export function addMetrics(app: FastifyInstance, services: Services): void {
  const { config, events, replicas } = services;
  const register = new Registry();
  addProcessMetrics(register, services, services.vitals);
  const requests = new Histogram({
    name: 'polity_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its response.',
    labelNames: ['method', 'route', 'status'],
    registers: [register],
  });
  const subscriptions = new Gauge({
    name: 'polity_subscriptions',
    help: 'Open subscriptions.',
    registers: [register],
    collect() {
      subscriptions.set(events.size);
    },
  });
  const listening = new Gauge({
    name: 'polity_events_listening',
    help: 'Whether the process receives events for its subscriptions (1) or not (0).',
    registers: [register],
    collect() {
      listening.set(Number(events.isListening));
    },
  });
  register.registerMetric(operationDurations);
  register.registerMetric(queriesByTarget);
  register.registerMetric(plannedRootFields);
  addReplicaMetrics(register, replicas, processDb(services));
  addValidatedMetrics(register, services.validatedResponses);
  // prom-client would look up the labels for each request.
  const known = new Map<string, { observe: (seconds: number) => void }>();
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const labels = { method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) };
    const key = Object.values(labels).join(' ');
    const observer = known.get(key) ?? requests.labels(labels);
    known.set(key, observer);
    observer.observe(reply.elapsedTime / 1000);
    done();
  });
  serveMetrics(app, config, register);
}

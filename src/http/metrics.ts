import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { droppedMails } from '../mail/mail-allowance.ts';
import { addReplicaMetrics } from '../database/replica-metrics.ts';
import { queriesByTarget } from '../graphql/replica-read.ts';
import { addSchedulerMetrics } from '../database/scheduler-metrics.ts';
import { plannedRootFields } from '../graphql/plan/metrics.ts';
import { addValidatedMetrics } from '../graphql/validated/metrics.ts';
import { addJobMetrics } from '../jobs/metrics.ts';
import { processDb, systemCounts } from '../database/system.ts';
import { addPaymentMetrics } from '../modules/payment/metrics.ts';
import { serveMetrics } from './metrics-endpoint.ts';
import { operationDurations } from './operation-metrics.ts';
import type { Services } from '../core/services.ts';

/** Serves `GET /metrics` in Prometheus' text format: requests, connections, subscriptions, jobs and the process. */
export function addMetrics(app: FastifyInstance, services: Services): void {
  const { config, servingPool, scheduler, events, logger, replicas } = services;
  const register = new Registry();
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'polity_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its response.',
    labelNames: ['method', 'route', 'status'],
    registers: [register],
  });
  const pool = { total: 'totalCount', idle: 'idleCount', waiting: 'waitingCount' } as const;
  const connections = new Gauge({
    name: 'polity_database_connections',
    help: 'Database connections of the serving login, and requests that wait for one.',
    labelNames: ['state'],
    registers: [register],
    collect() {
      for (const [state, count] of Object.entries(pool)) connections.set({ state }, servingPool[count]);
    },
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
  const working = new Gauge({
    name: 'polity_part_working',
    help: 'Whether a part of this process, such as its job worker, works (1) or fails and is retried (0).',
    labelNames: ['part'],
    registers: [register],
    collect() {
      for (const [part, works] of services.vitals.all) working.set({ part }, Number(works));
    },
  });
  register.registerMetric(droppedMails);
  register.registerMetric(operationDurations);
  register.registerMetric(queriesByTarget);
  register.registerMetric(plannedRootFields);
  addReplicaMetrics(register, replicas, processDb(services));
  addValidatedMetrics(register, services.validatedResponses);
  addSchedulerMetrics(register, scheduler, () => systemCounts(services));
  addJobMetrics(register, processDb(services), logger);
  if (config.payments) addPaymentMetrics(register, processDb(services), logger);
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

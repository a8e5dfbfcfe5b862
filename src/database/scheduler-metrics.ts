import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { cancelled } from '../cancellation.ts';
import type { ConnectionScheduler } from './scheduler.ts';

/** How connections are shared, without a word about whose they are. */
export function addSchedulerMetrics(
  register: Registry,
  scheduler: ConnectionScheduler,
  systemCounts: () => ConnectionScheduler['counts'],
): void {
  const registers = [register];
  const requests = new Gauge({
    name: 'polity_connection_requests',
    help: 'Requests that hold a connection of the serving login, and those that wait for one.',
    labelNames: ['state', 'kind'],
    registers,
    collect() {
      const { held, waiting } = scheduler.counts;
      for (const [state, counts] of Object.entries({ held, waiting }))
        for (const [kind, count] of Object.entries(counts)) requests.set({ state, kind }, count);
    },
  });
  const system = new Gauge({
    name: 'polity_system_connection_requests',
    help: 'Requests that hold a connection of the system login, and those that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      const { held, waiting } = systemCounts();
      for (const [state, { light, heavy }] of Object.entries({ held, waiting }))
        system.set({ state }, light + heavy);
    },
  });
  const tenants = new Gauge({
    name: 'polity_connection_waiting_tenants',
    help: 'Organizations, or callers without one, whose requests wait for a connection.',
    registers,
    collect() {
      tenants.set(scheduler.counts.waitingTenants);
    },
  });
  const waits = new Histogram({
    name: 'polity_connection_wait_seconds',
    help: 'How long requests waited for a connection, of those that had to.',
    registers,
  });
  const refused = new Counter({
    name: 'polity_connection_refused_total',
    help: 'Requests that were refused because too many of the same caller or organization waited.',
    registers,
  });
  const ended = new Gauge({
    name: 'polity_requests_cancelled_total',
    help: 'Requests that ended early, by the deadline or because their client had gone.',
    labelNames: ['reason'],
    registers,
    collect() {
      for (const [reason, count] of Object.entries(cancelled)) ended.set({ reason }, count);
    },
  });
  scheduler.onWaited = (milliseconds) => waits.observe(milliseconds / 1000);
  scheduler.onRefused = () => refused.inc();
}

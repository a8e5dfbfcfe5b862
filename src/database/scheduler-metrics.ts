import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { cancelled } from '../util/cancellation.ts';
import type { ConnectionScheduler } from './scheduler.ts';

/** Adds metrics of the connections. They name no organization and no caller. */
export function addSchedulerMetrics(
  register: Registry,
  scheduler: ConnectionScheduler,
  systemCounts: () => ConnectionScheduler['counts'],
): void {
  const registers = [register];
  const requests = new Gauge({
    name: 'polity_connection_requests',
    help: 'Requests that hold or wait for a connection of the serving login.',
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
    help: 'Requests that hold or wait for a connection of the system login.',
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
    help: 'Wait for a connection, for requests that had to wait.',
    registers,
  });
  const refused = new Counter({
    name: 'polity_connection_refused_total',
    help: 'Requests rejected because the queue of their caller or organization was full.',
    registers,
  });
  const ended = new Gauge({
    name: 'polity_requests_cancelled_total',
    help: 'Requests cancelled at their deadline or because the client disconnected.',
    labelNames: ['reason'],
    registers,
    collect() {
      for (const [reason, count] of Object.entries(cancelled)) ended.set({ reason }, count);
    },
  });
  scheduler.onWaited = (milliseconds) => waits.observe(milliseconds / 1000);
  scheduler.onRefused = () => refused.inc();
}

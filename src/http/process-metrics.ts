import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import type { Vitals } from '../core/vitals.ts';
import { addSchedulerMetrics } from '../database/scheduler-metrics.ts';
import { processDb, systemCounts } from '../database/system.ts';
import { attemptDurations } from '../jobs/attempt-durations.ts';
import { addJobMetrics } from '../jobs/metrics.ts';
import { droppedMails } from '../mail/mail-allowance.ts';
import { addPaymentMetrics } from '../modules/payment/metrics.ts';
import type { Services } from '../core/services.ts';

type MeasuredServices = Pick<Services, 'config' | 'servingPool' | 'scheduler' | 'system' | 'logger'>;

/** Adds what servers and workers have in common: the process, its connections and parts, and the queue. */
export function addProcessMetrics(register: Registry, services: MeasuredServices, vitals: Vitals): void {
  const { config, servingPool, scheduler, logger } = services;
  collectDefaultMetrics({ register });
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
  const working = new Gauge({
    name: 'polity_part_working',
    help: 'Whether a part of this process, such as its job worker, works (1) or fails and is retried (0).',
    labelNames: ['part'],
    registers: [register],
    collect() {
      for (const [part, works] of vitals.all) working.set({ part }, Number(works));
    },
  });
  register.registerMetric(droppedMails);
  register.registerMetric(attemptDurations);
  addSchedulerMetrics(register, scheduler, () => systemCounts(services));
  addJobMetrics(register, processDb(services), logger);
  if (config.payments) addPaymentMetrics(register, processDb(services), logger);
}

import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import type { SystemDb } from '../../database/system.ts';
import { countFaults } from './system-queries.ts';

/** Adds the metric of payments that need an operator. Every process reports the same values, from the database. */
export function addPaymentMetrics(register: Registry, db: SystemDb, logger: Logger): void {
  const faults = new Gauge({
    name: 'polity_payment_faults',
    help: 'Organizations whose payments need an operator: unknown_price has a subscription without a price of a plan, refused_statement a statement that the provider refuses.',
    labelNames: ['fault'],
    registers: [register],
    collect: async () => {
      faults.reset();
      try {
        for (const [fault, count] of Object.entries(await countFaults(db))) faults.set({ fault }, count);
      } catch (error) {
        logger.warn({ err: error }, 'could not count the faults of payments');
      }
    },
  });
}

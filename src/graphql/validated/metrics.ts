import { Counter, Gauge, type Registry } from 'prom-client';
import type { ValidatedResponses } from './cache.ts';

export const validatedResponses = new Counter({
  name: 'polity_validated_responses_total',
  help: 'Eligible requests that a kept response answered (hit) or that were executed (miss).',
  labelNames: ['result'],
  registers: [],
});

export function addValidatedMetrics(register: Registry, cache: ValidatedResponses): void {
  register.registerMetric(validatedResponses);
  const bytes = new Gauge({
    name: 'polity_validated_response_bytes',
    help: 'Memory of the kept responses.',
    registers: [register],
    collect() {
      bytes.set(cache.bytes);
    },
  });
}

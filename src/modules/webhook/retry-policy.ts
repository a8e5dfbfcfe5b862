import type { Outcome } from './sender.ts';

const MAX_RETRY_AFTER_SECONDS = 86_400;
const JITTER = 0.25;

/** The next state of a delivery after an attempt. */
export type DeliveryOutcome = { state: 'SUCCEEDED' | 'FAILED' } | { state: 'PENDING'; delaySeconds: number };

/**
 * Returns the next state of a delivery after its `tries`-th attempt since it was created or replayed. Delays grow, with
 * up to a quarter of jitter, so that deliveries that failed together are not retried together. A `Retry-After` extends
 * the delay, up to a day.
 */
export function nextState(outcome: Outcome, tries: number, retryDelays: number[]): DeliveryOutcome {
  if (outcome.error === undefined) return { state: 'SUCCEEDED' };
  const delay = retryDelays[tries - 1];
  if (delay === undefined || outcome.status === 410) return { state: 'FAILED' };
  const asked = Math.min(outcome.retryAfter ?? 0, MAX_RETRY_AFTER_SECONDS);
  return { state: 'PENDING', delaySeconds: Math.max(delay, asked) * (1 + Math.random() * JITTER) };
}

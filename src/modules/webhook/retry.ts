import type { Outcome } from './sender.ts';

const MOST_SECONDS_ASKED = 86_400;
const JITTER = 0.25;

/** What a delivery becomes by an attempt. */
export type Verdict = { state: 'SUCCEEDED' | 'FAILED' } | { state: 'PENDING'; delaySeconds: number };

/**
 * What a delivery becomes by its latest attempt, the `tries`-th since it began or was replayed. The delays grow, and
 * each is up to a quarter longer, so that what failed together does not come back together. A `Retry-After` makes
 * them longer still, up to a day.
 */
export function judge(outcome: Outcome, tries: number, retryDelays: number[]): Verdict {
  if (outcome.error === undefined) return { state: 'SUCCEEDED' };
  const delay = retryDelays[tries - 1];
  if (delay === undefined || outcome.status === 410) return { state: 'FAILED' };
  const asked = Math.min(outcome.retryAfter ?? 0, MOST_SECONDS_ASKED);
  return { state: 'PENDING', delaySeconds: Math.max(delay, asked) * (1 + Math.random() * JITTER) };
}

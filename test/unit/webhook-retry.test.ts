import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { nextState } from '../../src/modules/webhook/retry-policy.ts';

const { retryDelays } = readConfig({}).webhooks;
const outcome = {
  startedAt: '2026-01-31T09:30:00.000Z',
  durationMs: 5,
  status: 500,
  error: 'The endpoint answered 500.',
  responseBody: '',
  retryAfter: undefined,
};
const times = 2000;
const delays = (tries: number, more: object = {}) =>
  Array.from({ length: times }, () => {
    const verdict = nextState({ ...outcome, ...more }, tries, retryDelays);
    return verdict.state === 'PENDING' ? verdict.delaySeconds : NaN;
  });

test('each delay is at least the scheduled one, at most a quarter longer, and random', () => {
  for (const [index, delay] of retryDelays.entries()) {
    const found = delays(index + 1);
    expect(Math.min(...found)).toBeGreaterThanOrEqual(delay);
    expect(Math.max(...found)).toBeLessThanOrEqual(delay * 1.25);
    expect(new Set(found).size).toBeGreaterThan(times / 2);
  }
});

test('a delivery ends after the last attempt, and at once after status 410', () => {
  expect(nextState(outcome, retryDelays.length + 1, retryDelays)).toEqual({ state: 'FAILED' });
  expect(nextState({ ...outcome, status: 410 }, 1, retryDelays)).toEqual({ state: 'FAILED' });
});

test('Retry-After can extend a delay, up to a day, but not shorten it', () => {
  const shortest = (tries: number, retryAfter: number) => Math.min(...delays(tries, { retryAfter }));
  expect(shortest(1, 120)).toBeGreaterThanOrEqual(120);
  expect(shortest(8, 120)).toBeGreaterThanOrEqual(36_000);
  expect(Math.max(...delays(1, { retryAfter: 9_999_999 }))).toBeLessThanOrEqual(86_400 * 1.25);
});

import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The tests that repeat or draw at random what they try, at their full length. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    projects: undefined,
    include: [
      'test/resilience/{outage,webhook-kill,worker-kill}.test.ts',
      'test/contract/{executors,fuzz,restored}.test.ts',
      'test/graphql/{freshness,input}.test.ts',
      'test/api/meter/meter-oracle.test.ts',
      'test/generator/new-entity.test.ts',
    ],
    globalSetup: 'test/support/database.ts',
    env: {
      EXECUTOR_OPERATIONS: '2000',
      FRESHNESS_READS: '100000',
      INPUT_SHARE: '1',
      ISOLATION_REQUESTS: '10000',
      KILL_TIMES: '30',
      METER_EVENTS: '1000000',
      OUTAGE_ROUNDS: '20',
      RESTORED_SHARE: '1',
      WEBHOOK_KILLS: '10',
    },
    testTimeout: 1_800_000,
  },
});

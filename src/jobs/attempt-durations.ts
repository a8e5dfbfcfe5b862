import { Histogram } from 'prom-client';

/** The attempts of jobs that this process has made. */
export const attemptDurations = new Histogram({
  name: 'polity_job_attempt_duration_seconds',
  help: 'Time of an attempt of a job in this process, by its result: done or failed. A postponed job counts as done.',
  labelNames: ['task', 'result'],
  buckets: [0.01, 0.05, 0.25, 1, 5, 30, 120],
  registers: [],
});

import type { AccountJobs, TenantJobs } from './jobs.ts';

type JobName = keyof TenantJobs | keyof AccountJobs;

const DEFAULT = 12;

/** For work that a clock starts again anyway. */
export const MOST_SYSTEM_ATTEMPTS = 3;

/** Where another number than twelve, which takes most of a day, makes sense. */
const exceptions: Partial<Record<JobName, number>> = {
  // Whoever waits for a link asks for another one: seven take a quarter of an hour.
  'send-verification-mail': 7,
  'send-password-reset-mail': 7,
  'send-email-change-mail': 7,
};

/** How often a job is tried before it is left to the operators. */
export const mostAttempts = (name: JobName): number => exceptions[name] ?? DEFAULT;

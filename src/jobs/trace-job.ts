import type { JobHelpers } from 'graphile-worker';
import { label } from '../tracing/span-types.ts';
import { runIn, type SentTraceHeaders, startRoot, tracing } from '../tracing/tracing.ts';
import type { Job } from './define-job.ts';

/** Runs one attempt of a job in the trace of the transaction that added it, or in a new one. */
export function traceJob(
  { name }: Job,
  payload: unknown,
  { job: { attempts } }: JobHelpers,
  work: () => Promise<void>,
): Promise<void> {
  if (!tracing.on) return work();
  const sent = (payload ?? {}) as SentTraceHeaders;
  const span = startRoot('job', () => ({ task: label(name), attempt: attempts }), sent);
  return span ? runIn(span, work) : work();
}

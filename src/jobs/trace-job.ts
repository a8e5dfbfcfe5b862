import type { JobHelpers } from 'graphile-worker';
import { label } from '../tracing/span-types.ts';
import { runIn, startRoot, tracing } from '../tracing/tracing.ts';
import type { Job } from './define-job.ts';

/** Runs one attempt of a job in the trace of the transaction that added it, or in a new one. */
export function traceJob(
  { name }: Job,
  payload: unknown,
  { job: { attempts } }: JobHelpers,
  work: () => Promise<void>,
): Promise<void> {
  if (!tracing.on) return work();
  const { traceparent } = (payload ?? {}) as { traceparent?: unknown };
  const parent = typeof traceparent === 'string' ? traceparent : undefined;
  const span = startRoot('job', { task: label(name), attempt: attempts }, parent);
  return span ? runIn(span, work) : work();
}

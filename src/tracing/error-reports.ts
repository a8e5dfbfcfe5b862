import { errorType } from './error-type.ts';
import { traceIds } from './tracing.ts';

/** An unexpected error, for a service that collects errors. It contains nothing that a user has sent. */
export interface ErrorReport {
  /** The class or code, and the stack without the message, because messages can quote what users have sent. */
  error: Error;
  /** Undefined in a worker. */
  requestId: string | undefined;
  /** The name of the operation, or the job as `job announce`; undefined if there is none. */
  operation: string | undefined;
  /** The trace, if the process traces. */
  traceId: string | undefined;
}

export type ErrorHandler = (report: ErrorReport) => unknown;

const handlers = new Set<ErrorHandler>();

/** Calls `handler` with each unexpected error of this process. Returns a function that removes it. */
export function onError(handler: ErrorHandler): () => void {
  handlers.add(handler);
  return () => handlers.delete(handler);
}

/** Reports an error that was also logged. A handler that fails changes nothing. */
export function reportError(
  error: unknown,
  { requestId, operation }: { requestId?: string | undefined; operation?: string | undefined } = {},
): void {
  if (handlers.size === 0) return;
  const report = { error: withoutTexts(error), requestId, operation, traceId: traceIds().trace_id };
  for (const handler of handlers) void Promise.try(handler, report).catch(() => undefined);
}

/**
 * Security: the message of an error can quote a value, as PostgreSQL's `invalid input syntax for type uuid: "…"` does, and
 * its properties have more: the parameters of a statement, the text of an operation. Only frames of the stack are kept.
 */
function withoutTexts(error: unknown): Error {
  const type = errorType(error);
  const { name, stack } = error instanceof Error ? error : new Error(type);
  const clean = new Error(type);
  clean.name = /^[A-Z]\w{0,60}$/.test(name) ? name : 'Error';
  const frames = (stack ?? '').split('\n').filter((line) => FRAME.test(line));
  clean.stack = [`${clean.name}: ${type}`, ...frames].join('\n');
  return clean;
}

const FRAME = /^ {4}at [^"'`]*$/;

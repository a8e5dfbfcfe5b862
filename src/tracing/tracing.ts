// Traces, by OpenTelemetry's API. docs/tracing.md lists the spans.
//
// Off. Without `OTEL_EXPORTER_OTLP_ENDPOINT` nothing is traced: each place that would start a span reads `tracing.on`, and
// neither spans nor the SDK nor an AsyncLocalStorage exist. start.ts turns tracing on.
//
// Requests of which nothing is recorded. Each promise of a request in a trace remembers it, which costs more than all else.
// A query without a recorded span therefore runs outside its trace, and only its log lines are written within. Whether the
// trace of a request is recorded is known before it has a span, and ids are only made for a trace that leaves something.
//
// Parents. A span is the child of the active one, which follows promises. A request, a job, an attempt of a webhook and an
// event begin or continue a trace (`startRoot`). All others exist only within a recorded trace (`startSpan`): a statement
// that the process sends for itself has no span.
//
// Across processes a trace is continued by its `traceparent` and `tracestate` (W3C), which come in a request's headers and
// go out with webhooks. A transaction carries them in `app.traceparent` and `app.tracestate`, from which the database
// writes them into the jobs and messages of webhooks of the transaction, and the former into its live events.
//
// `tracestate` is text of other vendors. It is passed on beside the spans, never within one: spans contain no texts of
// clients.

import {
  context,
  type Context,
  createContextKey,
  ROOT_CONTEXT,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { createSpan, type OpenSpan, type RootSpan, UnrecordedRoot } from './span.ts';
import type { Noted, SpanType } from './span-types.ts';
import { contextOf, type SentTraceHeaders, toHeaders, type TraceHeaders } from './trace-headers.ts';

export type { OpenSpan, RootSpan, SentTraceHeaders, TraceHeaders };

/** Whether this process traces. `startTracing` sets it. */
export const tracing: { on: boolean } = { on: false };

let tracer: Tracer | undefined;
let recordedShare: number | undefined;

/**
 * Starts to trace with this tracer, and to record this share of the traces that begin here; without a share, those that
 * the tracer's sampler chooses. Without a tracer, stops. Only start.ts calls it.
 */
export function setTracer(given?: Tracer, share?: number): void {
  tracer = given;
  recordedShare = share;
  tracing.on = given !== undefined;
}

const RECORDED = createContextKey('recorded');

/** Whether the trace that begins in this context is recorded; undefined if that is for the sampler to say. */
export const isChosen = (parent: Context): boolean | undefined =>
  parent.getValue(RECORDED) as boolean | undefined;

const recorded = ROOT_CONTEXT.setValue(RECORDED, true);
const unrecorded = ROOT_CONTEXT.setValue(RECORDED, false);

/** Whether there is a present trace that is recorded. */
export const isRecorded = (): boolean => tracing.on && trace.getActiveSpan()?.isRecording() === true;

/** Starts a span within the present trace. Returns undefined if there is none, or if it is not recorded. */
export function startSpan<Type extends SpanType>(
  type: Type,
  fields: Noted<Type>,
  startTime?: number,
): OpenSpan<Type> | undefined {
  return isRecorded() ? createSpan(tracer!, type, fields, context.active(), startTime) : undefined;
}

/** Starts a span that begins a trace, or continues the one of these headers. Of most spans nobody asks for the fields. */
export function startRoot<Type extends SpanType>(
  type: Type,
  fields: () => Noted<Type>,
  sent?: SentTraceHeaders,
): RootSpan<Type> | undefined {
  const present = tracer;
  if (!present) return undefined;
  const parent = contextOf(sent);
  if (parent !== ROOT_CONTEXT || recordedShare === undefined)
    return createSpan(present, type, fields(), parent);
  return Math.random() < recordedShare
    ? createSpan(present, type, fields(), recorded)
    : new UnrecordedRoot(() => createSpan(present, type, {}, unrecorded));
}

/** Runs `work` in a span within the present trace. */
export async function inSpan<Type extends SpanType, T>(
  type: Type,
  fields: Noted<Type>,
  work: () => Promise<T>,
): Promise<T> {
  const span = startSpan(type, fields);
  return span ? runIn(span, work) : work();
}

/** Runs `work` in this span and ends it. */
export async function runIn<T>(
  span: Pick<OpenSpan<SpanType>, 'run' | 'end'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    const result = await span.run(work);
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
}

/** Runs `work` in the trace of this span, unless it already runs in one. */
export const inTraceOf = <T>(span: Pick<RootSpan, 'run'> | undefined, work: () => T): T =>
  span && !trace.getActiveSpan() ? span.run(work) : work();

/** Runs `work`, which goes on longer than the present trace, outside of it. */
export const untraced = <T>(work: () => T): T => (tracing.on ? context.with(ROOT_CONTEXT, work) : work());

/** The present trace, for other processes; undefined without one. */
export function activeTrace(): TraceHeaders | undefined {
  const span = tracing.on ? trace.getActiveSpan() : undefined;
  return span && toHeaders(span, context.active());
}

/** The ids of the present trace, for a log line. */
export function traceIds(): { trace_id?: string; span_id?: string } {
  const active = tracing.on ? trace.getActiveSpan()?.spanContext() : undefined;
  return active ? { trace_id: active.traceId, span_id: active.spanId } : {};
}

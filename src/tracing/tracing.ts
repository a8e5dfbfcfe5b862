// Traces, by OpenTelemetry's API. docs/tracing.md lists the spans.
//
// Off. Without `OTEL_EXPORTER_OTLP_ENDPOINT` nothing is traced: each place that would start a span reads `tracing.on`, and
// neither spans nor the SDK nor an AsyncLocalStorage exist. start.ts turns tracing on.
//
// Requests of which nothing is recorded. Each promise of a request in a trace remembers it, which costs more than all else.
// A query without a recorded span therefore runs outside its trace, and only its log lines are written within.
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
  type Attributes,
  context,
  type Context,
  createContextKey,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Tracer,
} from '@opentelemetry/api';
import { errorType } from './error-type.ts';
import { readTraceState } from './trace-state.ts';
import { type Noted, type SpanType, spanTypes } from './span-types.ts';

/** The headers with which another process continues a trace. */
export interface TraceHeaders {
  traceparent: string;
  tracestate?: string | undefined;
}

/** The same as they arrive: absent, or with any text. */
export type SentTraceHeaders = { [Name in keyof TraceHeaders]?: unknown };

/** Whether this process traces. `startTracing` sets it. */
export const tracing: { on: boolean } = { on: false };

let tracer: Tracer | undefined;

/** Starts to trace with this tracer; without one, stops. Only start.ts calls it. */
export function setTracer(given: Tracer | undefined): void {
  tracer = given;
  tracing.on = given !== undefined;
}

/** A span that has started. */
export interface OpenSpan<Type extends SpanType> {
  /** Runs `work` with this span as the parent of those that it starts. */
  run<T>(work: () => T): T;
  note(fields: Noted<Type>): void;
  /** Marks the span as failed. Of the error, only its code or class is recorded. */
  fail(error: unknown): void;
  /** Ends the span; with an error, as failed. */
  end(error?: unknown): void;
}

/** A span with which a trace begins in this process. */
export interface RootSpan<Type extends SpanType = SpanType> extends OpenSpan<Type> {
  readonly headers: TraceHeaders;
  readonly isRecorded: boolean;
}

class StartedSpan<Type extends SpanType> implements OpenSpan<Type> {
  readonly #type: Type;
  readonly #span: Span;
  readonly #parent: Context;
  #context: Context | undefined;

  constructor(type: Type, span: Span, parent: Context) {
    this.#type = type;
    this.#span = span;
    this.#parent = parent;
  }

  get isRecorded(): boolean {
    return this.#span.isRecording();
  }

  run<T>(work: () => T): T {
    this.#context ??= trace.setSpan(this.#parent, this.#span);
    return context.with(this.#context, work);
  }

  note(fields: Noted<Type>): void {
    if (this.#span.isRecording()) this.#span.setAttributes(toAttributes(this.#type, fields));
  }

  fail(error: unknown): void {
    this.#span.setAttribute('error.type', errorType(error));
    this.#span.setStatus({ code: SpanStatusCode.ERROR });
  }

  end(error?: unknown): void {
    if (error !== undefined) this.fail(error);
    this.#span.end();
  }

  get headers(): TraceHeaders {
    return toHeaders(this.#span, this.#parent);
  }
}

/** Starts a span within the present trace. Returns undefined if there is none, or if it is not recorded. */
export function startSpan<Type extends SpanType>(
  type: Type,
  fields: Noted<Type>,
  startTime?: number,
): OpenSpan<Type> | undefined {
  if (!tracing.on) return undefined;
  const active = context.active();
  if (!trace.getSpan(active)?.isRecording()) return undefined;
  return start(type, fields, active, startTime);
}

/** Starts a span that begins a trace, or continues the one of these headers. */
export function startRoot<Type extends SpanType>(
  type: Type,
  fields: Noted<Type>,
  sent?: SentTraceHeaders,
): RootSpan<Type> | undefined {
  if (!tracing.on) return undefined;
  return start(type, fields, contextOf(sent));
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

function start<Type extends SpanType>(
  type: Type,
  fields: Noted<Type>,
  parent: Context,
  startTime?: number,
): StartedSpan<Type> {
  const { kind, name } = spanTypes[type];
  const words = name.flatMap((field) => fields[field] ?? []);
  const span = tracer!.startSpan(
    [...(named.has(type) ? [] : [type]), ...words].join(' '),
    { kind, attributes: toAttributes(type, fields), ...(startTime !== undefined && { startTime }) },
    parent,
  );
  return new StartedSpan(type, span, parent);
}

/** The types that their fields already tell. */
const named: ReadonlySet<SpanType> = new Set(['request', 'operation', 'statement']);

function toAttributes<Type extends SpanType>(type: Type, fields: Noted<Type>): Attributes {
  const { attributes } = spanTypes[type];
  const noted: Attributes = {};
  for (const field in fields) {
    const value = fields[field];
    if (value !== undefined) noted[attributes[field]] = value as string | number | boolean;
  }
  return noted;
}

const TRACEPARENT = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/;

const TRACE_STATE = createContextKey('tracestate');

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function contextOf({ traceparent, tracestate }: SentTraceHeaders = {}): Context {
  const [, version, traceId = '', spanId = '', flags = ''] =
    TRACEPARENT.exec(asText(traceparent) ?? '') ?? [];
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED };
  if (version === undefined || version === 'ff' || !isSpanContextValid(remote)) return ROOT_CONTEXT;
  const parent = trace.setSpanContext(ROOT_CONTEXT, { ...remote, isRemote: true });
  const state = readTraceState(asText(tracestate));
  return state === undefined ? parent : parent.setValue(TRACE_STATE, state);
}

function toHeaders(span: Span, of: Context): TraceHeaders {
  const { traceId, spanId, traceFlags } = span.spanContext();
  const traceparent = `00-${traceId}-${spanId}-0${traceFlags & TraceFlags.SAMPLED}`;
  const tracestate = of.getValue(TRACE_STATE) as string | undefined;
  return tracestate === undefined ? { traceparent } : { traceparent, tracestate };
}

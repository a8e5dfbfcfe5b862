import {
  type Context,
  createContextKey,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { readTraceState } from './trace-state.ts';

// The headers with which a trace goes on in another process (W3C Trace Context).

/** The headers with which another process continues a trace. */
export interface TraceHeaders {
  traceparent: string;
  tracestate?: string | undefined;
}

/** The same as they arrive: absent, or with any text. */
export type SentTraceHeaders = { [Name in keyof TraceHeaders]?: unknown };

const TRACEPARENT = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/;

const TRACE_STATE = createContextKey('tracestate');

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Returns the root context if the headers are absent or invalid. */
export function contextOf({ traceparent, tracestate }: SentTraceHeaders = {}): Context {
  if (traceparent === undefined) return ROOT_CONTEXT;
  const [, version, traceId = '', spanId = '', flags = ''] =
    TRACEPARENT.exec(asText(traceparent) ?? '') ?? [];
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED };
  if (version === undefined || version === 'ff' || !isSpanContextValid(remote)) return ROOT_CONTEXT;
  const parent = trace.setSpanContext(ROOT_CONTEXT, { ...remote, isRemote: true });
  const state = readTraceState(asText(tracestate));
  return state === undefined ? parent : parent.setValue(TRACE_STATE, state);
}

export function toHeaders(span: Span, of: Context): TraceHeaders {
  const { traceId, spanId, traceFlags } = span.spanContext();
  const traceparent = `00-${traceId}-${spanId}-0${traceFlags & TraceFlags.SAMPLED}`;
  const tracestate = of.getValue(TRACE_STATE) as string | undefined;
  return tracestate === undefined ? { traceparent } : { traceparent, tracestate };
}

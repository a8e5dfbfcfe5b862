import type { FastifyRequest } from 'fastify';
import { type OpenSpan, traceIds, tracing } from '../tracing/tracing.ts';

const ids = new WeakMap<FastifyRequest, ReturnType<typeof traceIds>>();

export const noteTraceIds = (request: FastifyRequest, span: OpenSpan<'request'>): void =>
  void ids.set(request, span.run(traceIds));

/** The ids of a request's trace, for its log line: that is written after the trace has been left. */
export const traceIdsOf = (request: FastifyRequest) => (tracing.on ? ids.get(request) : undefined);

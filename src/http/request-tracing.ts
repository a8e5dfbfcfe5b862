import type { FastifyInstance, FastifyRequest } from 'fastify';
import { label } from '../tracing/span-types.ts';
import { type OpenSpan, startRoot, tracing } from '../tracing/tracing.ts';
import { MONITORING_ROUTES } from './request-log.ts';
import { noteTraceIds } from './traced-requests.ts';

/** Starts the span of each request. Adds nothing if the process does not trace. */
export function traceRequests(app: FastifyInstance): void {
  if (!tracing.on) return;
  const spans = new WeakMap<FastifyRequest, OpenSpan<'request'>>();
  app.addHook('onRequest', (request, _reply, done) => {
    const { method, headers, routeOptions } = request;
    const { url = 'none' } = routeOptions;
    if (MONITORING_ROUTES.has(url)) return done();
    const { traceparent } = headers;
    const span = startRoot(
      'request',
      { method: label(method), route: label(url) },
      typeof traceparent === 'string' ? traceparent : undefined,
    );
    if (!span) return done();
    spans.set(request, span);
    noteTraceIds(request, span);
    return span.run(done);
  });
  // Reading the body leaves the trace: its events belong to the connection.
  app.addHook('preHandler', (request, _reply, done) => {
    const span = spans.get(request);
    return span ? span.run(done) : done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { statusCode } = reply;
    spans.get(request)?.note({ status: statusCode });
    spans.get(request)?.end(statusCode >= 500 ? { name: `Http${statusCode}` } : undefined);
    done();
  });
}

import type { FastifyInstance } from 'fastify';
import { label } from '../tracing/span-types.ts';
import { type RootSpan, startRoot, tracing } from '../tracing/tracing.ts';
import { MONITORING_ROUTES } from './request-log.ts';
import { RequestLogger } from './request-logger.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined if the process does not trace. */
    span: RootSpan<'request'> | undefined;
  }
}

/** The routes that put what leaves something behind into its trace themselves (operation-run.ts). */
const OPERATIONS = '/graphql';

/** Starts the span of each request. Adds no hooks if the process does not trace. */
export function traceRequests(app: FastifyInstance): void {
  app.decorateRequest('span', undefined);
  if (!tracing.on) return;
  app.addHook('onRequest', (request, _reply, done) => {
    const { method, routeOptions } = request;
    const { url = 'none' } = routeOptions;
    if (!MONITORING_ROUTES.has(url)) {
      const { traceparent, tracestate } = request.headers;
      request.span = startRoot(
        'request',
        { method: label(method), route: label(url) },
        { traceparent, tracestate },
      );
      if (request.log instanceof RequestLogger) request.log.span = request.span;
    }
    done();
  });
  // Not before: reading the body leaves the trace, because its events belong to the connection.
  app.addHook('preHandler', ({ span, routeOptions }, _reply, done) => {
    if (span && (span.isRecorded || routeOptions.url !== OPERATIONS)) span.run(done);
    else done();
  });
  app.addHook('onResponse', ({ span }, { statusCode }, done) => {
    if (span?.isRecorded) {
      span.note({ status: statusCode });
      span.end(statusCode >= 500 ? { name: `Http${statusCode}` } : undefined);
    }
    done();
  });
}

import type { FastifyInstance, FastifyReply } from 'fastify';
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

/** Starts the span of each request. Call it before the routes are added. Adds no hooks if the process does not trace. */
export function traceRequests(app: FastifyInstance): void {
  app.decorateRequest('span', undefined);
  if (!tracing.on) return;
  app.addHook('onRequest', (request, reply, done) => {
    const { method, routeOptions } = request;
    const { url = 'none' } = routeOptions;
    if (!MONITORING_ROUTES.has(url)) {
      const { traceparent, tracestate } = request.headers;
      const fields = () => ({ method: label(method), route: label(url) });
      const span = startRoot('request', fields, { traceparent, tracestate });
      request.span = span;
      if (request.log instanceof RequestLogger) request.log.span = span;
      if (span?.isRecorded) endWith(reply, span);
    }
    done();
  });
  // The handler runs in the span. Nothing before it can: reading the body leaves the trace, because its events belong to
  // the connection. A `preHandler` hook would do the same, but costs each request more than this wrapper.
  app.addHook('onRoute', (route) => {
    const { handler } = route;
    route.handler = function (request, reply) {
      const { span } = request;
      return span && (span.isRecorded || route.url !== OPERATIONS)
        ? span.run(() => handler.call(this, request, reply))
        : handler.call(this, request, reply);
    };
  });
}

function endWith({ raw }: FastifyReply, span: RootSpan<'request'>): void {
  raw.once('close', () => {
    span.note({ status: raw.statusCode });
    span.end(raw.statusCode >= 500 ? { name: `Http${raw.statusCode}` } : undefined);
  });
}

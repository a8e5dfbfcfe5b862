import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';

/** Routes that monitoring requests every few seconds. They are neither logged nor traced. */
export const MONITORING_ROUTES: ReadonlySet<string | undefined> = new Set(['/health', '/ready', '/metrics']);

/**
 * Logs one line per request, when it is completed.
 *
 * Security: URLs can contain tokens (`/unsubscribe?token=…`) and the variables of operations by GET, which a reader of the
 * log could use. Query strings are never logged.
 */
export class RequestLog extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    if (this.isLogDisabled(request) || MONITORING_ROUTES.has(request.routeOptions.url)) return;
    const line = {
      method: request.method,
      path: pathOf(request),
      ip: request.ip,
      status: reply.statusCode,
      responseTime: reply.elapsedTime,
    };
    if (error) reply.log.error({ ...line, err: error }, 'request failed');
    else reply.log.info(line, 'request completed');
  }

  override routeNotFound(): void {}

  override writeHeadError(error: Error, request: FastifyRequest, reply: FastifyReply): void {
    reply.log.warn(
      { method: request.method, path: pathOf(request), err: error },
      'response headers could not be written',
    );
  }
}

const pathOf = ({ url }: FastifyRequest) => url.split('?', 1)[0]!.slice(0, 200);

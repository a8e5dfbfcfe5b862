import type { FastifyRequest } from 'fastify';
import { readBearer } from '../authentication/bearer.ts';
import { isRouter } from '../authentication/router-secret.ts';
import type { RequestInfo } from '../core/request.ts';
import type { Services } from '../core/services.ts';
import type { Cancellation } from '../util/cancellation.ts';
import { READ_TOKEN, readTokens } from './read-token.ts';
import { isOwnPage } from './own-pages.ts';

/** Reads the credentials and headers of a request. */
export async function readRequest(
  { config, tokens, logger, replicas, secrets }: Services,
  request: FastifyRequest,
  cancellation?: Cancellation,
): Promise<RequestInfo> {
  return {
    cancellation,
    requestId: request.id,
    span: request.span,
    logger,
    ipAddress: request.ip,
    userAgent: header(request, 'user-agent')?.slice(0, 500),
    ...(await readBearer(tokens, request.headers.authorization)),
    organizationHeader: header(request, 'x-organization-id') || undefined,
    clientName: header(request, 'apollographql-client-name'),
    clientVersion: header(request, 'apollographql-client-version'),
    isTrustedRouter: isRouter(config, request.headers['router-authorization']),
    isOwnPage: isOwnPage(request.headers),
    idempotencyKey: header(request, 'idempotency-key'),
    seenPosition: replicas && readTokens(secrets, header(request, READ_TOKEN)),
    bodyBytes: bodyBytes(request, config.http.bodyLimit),
    // Set later. A property that is added then would give the object another shape.
    operation: undefined,
  };
}

/** Returns the size of the body. A chunked body counts as the maximum size. */
function bodyBytes({ headers }: FastifyRequest, limit: number): number {
  const length = headers['content-length'];
  if (length !== undefined) return Number(length);
  return headers['transfer-encoding'] === undefined ? 0 : limit;
}

const header = ({ headers }: FastifyRequest, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** The fields of a log line that describe the client. */
export const clientOf = (request: FastifyRequest) => ({
  client: header(request, 'apollographql-client-name')?.slice(0, 100),
  clientVersion: header(request, 'apollographql-client-version')?.slice(0, 100),
});

import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { RequestInfo } from '../core/request.ts';

export function pathOf({ url = '' }: IncomingMessage): string | undefined {
  const base = 'ws://localhost';
  return URL.canParse(url, base) ? new URL(url, base).pathname : undefined;
}

/**
 * Returns whether the `Origin` header is allowed: this host, or one of CORS_ORIGINS; any if there are none.
 * Security: a page of another site could connect with the user's browser. Browsers always send `Origin`, so with
 * CORS_ORIGINS that is rejected. Credentials are never cookies, so without it the connection would be anonymous.
 */
export function isAllowedOrigin({ headers }: IncomingMessage, origins: string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || origins.length === 0 || origins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Returns the request data of a client before `connection_init`. */
export const toRequestInfo = (
  { headers }: IncomingMessage,
  ipAddress: string,
  logger: Logger,
): RequestInfo => ({
  requestId: randomUUID(),
  logger,
  ipAddress,
  userAgent: headers['user-agent']?.slice(0, 500),
  claims: undefined,
  apiKeyHash: undefined,
  organizationHeader: undefined,
  clientName: undefined,
  clientVersion: undefined,
  isTrustedRouter: false,
  idempotencyKey: undefined,
});

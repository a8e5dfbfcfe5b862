import type { FastifyInstance, FastifyRequest } from 'fastify';
import helmet from 'helmet';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import { httpError } from './malformed-requests.ts';

type Directives = Record<string, string[]>;

/** Returns a content security policy that allows only what the directives name. */
export const policyOf = (directives: Directives) =>
  Object.entries({ ...denyAll, ...directives })
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');

/** The policy for data: a browser that displays it runs and loads nothing. */
const denyAll: Directives = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

export const newNonce = () => randomBytes(16).toString('base64');

const hostAndPort = /^(?:[a-z\d.-]+|\[[a-f\d:.]+\])(?::\d{1,5})?$/i;

/**
 * Returns the origin of subscriptions for a policy. Some browsers do not apply `'self'` to WebSockets.
 * Security: `Host: a;script-src *` would add directives to the policy. Only a valid host is inserted.
 * @throws 400 for an invalid Host header
 */
export function webSocketOrigin({ protocol, host }: FastifyRequest): string {
  if (!hostAndPort.test(host ?? '')) throw httpError(400, 'The Host header must name a valid host.');
  return `${protocol === 'https' ? 'wss' : 'ws'}://${host}`;
}

/** The policy for pages: these styles, no scripts, and forms only to this server. */
export const pagePolicy = (...styles: string[]) =>
  policyOf({ 'style-src': styles, 'form-action': ["'self'"] });

/** Adds security headers to every response. Pages replace the content security policy. */
export function addSecurityHeaders(app: FastifyInstance, config: Config): void {
  const headers = securityHeaders(config);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

/** Returns the headers that helmet adds to a response. They are the same for all, and helmet would build them for each. */
function securityHeaders({ development }: Config): Record<string, string> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => (headers[name] = value),
    removeHeader: () => undefined,
  };
  const addHeaders = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: denyAll },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    // Development uses HTTP, on a host that other programs share.
    strictTransportSecurity: development ? false : { maxAge: 31_536_000, includeSubDomains: false },
  });
  addHeaders({} as IncomingMessage, response as unknown as ServerResponse, (error) => {
    if (error) throw error;
  });
  return headers;
}

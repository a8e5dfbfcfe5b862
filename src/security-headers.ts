import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { Config } from './config.ts';
import { refused } from './unreadable.ts';

type Directives = Record<string, string[]>;

/** A policy that allows nothing but what the directives name. */
export const policyOf = (directives: Directives) =>
  Object.entries({ ...nothing, ...directives })
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');

/** For what is data: were a browser led to show it, nothing in it would run. */
const nothing: Directives = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** For Apollo Sandbox's page: its own scripts and styles, and Apollo's frame, whose operations the page sends. */
export const sandboxPolicy = (nonce: string, webSocket: string) =>
  policyOf({
    'script-src': [`'nonce-${nonce}'`],
    'style-src': [`'nonce-${nonce}'`],
    'img-src': ['data:'],
    'frame-src': ['https://sandbox.embed.apollographql.com'],
    'connect-src': ["'self'", webSocket],
  });

/** For the explorer that needs no network: all it loads is from here. */
export const explorerPolicy = (nonce: string, webSocket: string) =>
  policyOf({
    'script-src': ["'self'", `'nonce-${nonce}'`],
    'worker-src': ["'self'"],
    // The editor makes styles as it goes.
    'style-src': ["'self'", "'unsafe-inline'"],
    'font-src': ["'self'", 'data:'],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'", webSocket],
  });

export const newNonce = () => randomBytes(16).toString('base64');

const hostAndPort = /^(?:[a-z\d.-]+|\[[a-f\d:.]+\])(?::\d{1,5})?$/i;

/**
 * Where subscriptions connect to. Not every browser takes `'self'` for it.
 * Security: `Host: a;script-src *` would write the rest of the policy. Only what is a host comes into it.
 * @throws 400 for anything else
 */
export function webSocketOrigin({ protocol, host }: FastifyRequest): string {
  if (!hostAndPort.test(host ?? '')) throw refused(400, '`Host` must name a host.');
  return `${protocol === 'https' ? 'wss' : 'ws'}://${host}`;
}

/** For pages for people: their own style, no scripts, and forms that are sent to this server. */
export const pagePolicy = (...styles: string[]) =>
  policyOf({ 'style-src': styles, 'form-action': ["'self'"] });

/** Headers for every answer; pages for people have a policy of their own. */
export async function addSecurityHeaders(app: FastifyInstance, { development }: Config): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: nothing },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    // Development speaks HTTP, on a host that other programs share.
    strictTransportSecurity: development ? false : { maxAge: 31_536_000, includeSubDomains: false },
  });
}

import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';

type Directives = Record<string, string[]>;

const policy = (directives: Directives) =>
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

const apollo = (...names: string[]) => names.map((name) => `https://${name}.cdn.apollographql.com`);

/** For Apollo Sandbox's page, whose own policy names the nonces of its scripts: both hold. */
export const sandboxPolicy = policy({
  'script-src': ["'self'", "'unsafe-inline'", ...apollo('apollo-server-landing-page', 'embeddable-sandbox')],
  'style-src': [
    "'unsafe-inline'",
    ...apollo('apollo-server-landing-page', 'embeddable-sandbox'),
    'https://fonts.googleapis.com',
  ],
  'font-src': ['https://fonts.gstatic.com'],
  'img-src': apollo('apollo-server-landing-page'),
  'manifest-src': apollo('apollo-server-landing-page'),
  'frame-src': ['https://sandbox.embed.apollographql.com'],
  // The page sends the operations of the frame.
  'connect-src': ["'self'", 'ws:', 'wss:', 'https://*.apollographql.com'],
});

/** For the explorer that needs no network: all it loads is from here. */
export const explorerPolicy = policy({
  'script-src': ["'self'", "'unsafe-inline'", 'blob:'],
  'worker-src': ["'self'", 'blob:'],
  'style-src': ["'self'", "'unsafe-inline'"],
  'font-src': ["'self'", 'data:'],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'", 'ws:', 'wss:'],
});

/** For the pages that stand in for a front end. */
export const developerPagePolicy = policy({
  'script-src': ["'unsafe-inline'"],
  'style-src': ["'unsafe-inline'"],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
});

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

import type { Config } from '../config.ts';
import { isSecret } from './shared-secret.ts';

/** Whether a request's `Router-Authorization` is the secret that was given to the router alone. */
export function isRouter({ routerSecret }: Config, header: unknown): boolean {
  return routerSecret !== undefined && typeof header === 'string' && isSecret(header, routerSecret);
}

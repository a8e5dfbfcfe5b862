import type { Config } from '../config.ts';
import { isSecret } from './shared-secret.ts';

/** Whether the `Router-Authorization` header contains the secret that only the router knows. */
export function isRouter({ routerSecret }: Config, header: unknown): boolean {
  return routerSecret !== undefined && typeof header === 'string' && isSecret(header, routerSecret);
}

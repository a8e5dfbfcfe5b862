import { createHash, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config.ts';

/** Whether a request's `Router-Authorization` is the secret that was given to the router alone. */
export function isRouter({ routerSecret }: Config, header: unknown): boolean {
  if (!routerSecret || typeof header !== 'string') return false;
  return timingSafeEqual(hash(header), hash(routerSecret));
}

/** Of one length, whatever is sent. */
const hash = (text: string) => createHash('sha256').update(text).digest();

import type { Incoming } from '../context.ts';
import { networkOf } from '../network.ts';

/** Who a request is counted for before the database is asked: a user, an API key, or the network of who has neither. */
export function callerOf({ claims, apiKeyHash, ipAddress }: Incoming): string {
  if (claims) return `user:${claims.sub}`;
  if (apiKeyHash) return `key:${Buffer.from(apiKeyHash).toString('base64url')}`;
  return `network:${networkOf(ipAddress)}`;
}

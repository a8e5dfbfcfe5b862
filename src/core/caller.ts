import { networkOf } from '../util/client-network.ts';
import type { RequestInfo } from './request.ts';

/**
 * Returns the key of a request's caller, by which limits are counted: the user of the access token, the API key, or the
 * client's network if the request has neither. It is known before the database has confirmed the credentials.
 */
export function callerOf({ claims, apiKeyHash, ipAddress }: RequestInfo): string {
  if (claims) return `user:${claims.sub}`;
  if (apiKeyHash) return `key:${Buffer.from(apiKeyHash).toString('base64url')}`;
  return `network:${networkOf(ipAddress)}`;
}

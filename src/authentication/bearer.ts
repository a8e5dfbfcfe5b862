import { hashSecret, looksLikeKey } from './api-key-secret.ts';
import type { AccessClaims, Tokens } from './tokens.ts';

/** The credential of an `Authorization` header. */
export interface Bearer {
  /** The claims of an access token; null for an invalid credential; undefined without one, or with an API key. */
  claims: AccessClaims | null | undefined;
  /** The hash of an API key with a correct checksum. */
  apiKeyHash: Buffer | undefined;
  /** Whether the credential is an API key, valid or not. */
  byApiKey?: boolean;
}

/** Returns the token of an `Authorization: Bearer` header; undefined for any other value. */
export const bearerToken = (authorization: string): string | undefined =>
  /^bearer +(\S+)$/i.exec(authorization.trim())?.[1];

export async function readBearer(tokens: Tokens, authorization: string | undefined): Promise<Bearer> {
  if (authorization === undefined) return { claims: undefined, apiKeyHash: undefined };
  const token = bearerToken(authorization);
  if (!token) return { claims: null, apiKeyHash: undefined };
  if (!looksLikeKey(token)) return { claims: await tokens.verify(token), apiKeyHash: undefined };
  const apiKeyHash = hashSecret(token);
  return { claims: apiKeyHash ? undefined : null, apiKeyHash, byApiKey: true };
}

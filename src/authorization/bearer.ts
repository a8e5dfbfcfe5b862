import { hashSecret, looksLikeKey } from '../modules/api-key/secret.ts';
import type { AccessClaims, Tokens } from '../modules/session/tokens.ts';

/** What an `Authorization` header carries. */
export interface Bearer {
  /** Of an access token: undefined without a credential, null for one that does not verify. */
  claims: AccessClaims | null | undefined;
  /** Of an API key whose checksum is right. */
  apiKeyHash: Buffer | undefined;
  /** Whether it looks like an API key, right or wrong. */
  byApiKey?: boolean;
}

export async function readBearer(tokens: Tokens, authorization: string | undefined): Promise<Bearer> {
  if (authorization === undefined) return { claims: undefined, apiKeyHash: undefined };
  const [, token] = /^bearer +(\S+)$/i.exec(authorization.trim()) ?? [];
  if (!token) return { claims: null, apiKeyHash: undefined };
  if (!looksLikeKey(token)) return { claims: await tokens.verify(token), apiKeyHash: undefined };
  const apiKeyHash = hashSecret(token);
  return { claims: apiKeyHash ? undefined : null, apiKeyHash, byApiKey: true };
}

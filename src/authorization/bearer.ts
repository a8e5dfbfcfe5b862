import type { AccessClaims, Tokens } from '../modules/session/tokens.ts';

/** The claims of an `Authorization` header: undefined without one, null when what it carries does not verify. */
export async function bearerClaims(
  tokens: Tokens,
  authorization: string | undefined,
): Promise<AccessClaims | null | undefined> {
  if (authorization === undefined) return undefined;
  const [, token] = /^bearer +(\S+)$/i.exec(authorization.trim()) ?? [];
  return token ? tokens.verify(token) : null;
}

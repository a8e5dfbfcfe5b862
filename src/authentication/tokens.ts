import { randomUUID } from 'node:crypto';
import { importJWK, type JSONWebKeySet, type JWK, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

/** The claims of an access token: the user, the session and, if one is selected, the organization. */
export type AccessClaims = z.output<typeof accessClaims>;
/** Accepts only the spelling that `sign` writes, because gateways compare claims byte by byte. */
const idClaim = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
/** The platform administrator who acts as the user, as RFC 8693 names an actor, and whether they may change data. */
const actor = z.object({ sub: idClaim, writes: z.boolean() });
export type Impersonation = z.output<typeof actor>;
const accessClaims = z.object({
  sub: idClaim,
  sid: idClaim,
  org: idClaim.optional(),
  act: actor.optional(),
  exp: z.number(),
});

/** Maximum difference between the clocks of servers that share signing keys, in seconds. */
const CLOCK_SKEW = 30;

export interface Tokens {
  /** Returns a signed access token (a JWT of RFC 9068's type `at+jwt`) and its expiry in ISO 8601. */
  sign(
    userId: string,
    sessionId: string,
    organizationId: string | undefined,
    act?: Impersonation,
    /** When its session ends, if that may be earlier. */
    latest?: string,
  ): Promise<{ token: string; expiresAt: string }>;
  /** Returns the claims of a token that we signed and that has not expired; null otherwise. */
  verify(token: string): Promise<AccessClaims | null>;
  /** The public keys, published for gateways that verify tokens themselves. */
  jwks: JSONWebKeySet;
}

export interface TokenSettings {
  keys: JWK[];
  issuer: string;
  audience: string;
  /** Seconds. */
  accessTokenTtl: number;
}

/**
 * Security: a token could bring its own verification key (`jwk`, `jku`, `x5u`, `x5c`), or require an extension that we do
 * not know (`crit`). Tokens with one of these headers are rejected.
 */
const rejectedHeaders = ['jwk', 'jku', 'x5u', 'x5c', 'crit'];

/** Signs with the first key and verifies with all, so that keys can be rotated. Caches verified tokens. */
export async function createTokens({
  keys,
  issuer,
  audience,
  accessTokenTtl,
}: TokenSettings): Promise<Tokens> {
  const imported = await Promise.all(
    keys.map(async (key) => [key.kid!, await importJWK(key, 'EdDSA')] as const),
  );
  const [signingKid, signingKey] = imported[0]!;
  const publicJwks = keys.map(({ kty, crv, x, kid }) => ({ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' }));
  const verifying = new Map(
    await Promise.all(publicJwks.map(async (key) => [key.kid!, await importJWK(key, 'EdDSA')] as const)),
  );
  const verified = new LRUCache<string, AccessClaims>({ max: 10_000 });

  return {
    jwks: { keys: publicJwks as JWK[] },
    async sign(userId, sessionId, organizationId, act, latest) {
      const issuedAt = Math.floor(Date.now() / 1000);
      const ends = latest === undefined ? Infinity : Math.floor(Date.parse(latest) / 1000);
      const expires = Math.min(issuedAt + accessTokenTtl, ends);
      const token = await new SignJWT({
        sid: sessionId,
        ...(organizationId && { org: organizationId }),
        ...(act && { act }),
      })
        .setProtectedHeader({ alg: 'EdDSA', kid: signingKid, typ: 'at+jwt' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(userId)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(expires)
        .sign(signingKey);
      return { token, expiresAt: new Date(expires * 1000).toISOString() };
    },
    async verify(token) {
      const known = verified.get(token);
      if (known) return known.exp * 1000 > Date.now() ? known : null;
      if (token.length > 4096) return null;
      try {
        const { payload } = await jwtVerify(
          token,
          ({ kid, ...header }) => {
            const key = verifying.get(kid ?? '');
            if (!key || rejectedHeaders.some((name) => name in header)) throw new Error('not our key');
            return key;
          },
          {
            algorithms: ['EdDSA'],
            typ: 'at+jwt',
            issuer,
            audience,
            maxTokenAge: accessTokenTtl,
            clockTolerance: CLOCK_SKEW,
            requiredClaims: ['exp', 'iat', 'sub', 'sid', 'jti'],
          },
        );
        const claims = accessClaims.parse(payload);
        if (claims.exp - payload.iat! > accessTokenTtl) return null;
        // `clockTolerance` would also extend `exp`. We allow the tolerance only for `iat` and `nbf`.
        if (claims.exp * 1000 <= Date.now()) return null;
        verified.set(token, claims);
        return claims;
      } catch {
        return null;
      }
    },
  };
}

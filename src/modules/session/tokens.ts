import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import {
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

/** What an access token says: the user, the session and, when one is selected, the organization. */
export type AccessClaims = z.output<typeof accessClaims>;
/** An id exactly as `sign` writes it: gateways compare claims byte by byte, without folding their case. */
const idClaim = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const accessClaims = z.object({ sub: idClaim, sid: idClaim, org: idClaim.optional(), exp: z.number() });

/** Seconds by which the clocks of servers that share signing keys may differ. */
const CLOCK_SKEW = 30;

export interface Tokens {
  /** A signed access token (JWT, RFC 9068's `at+jwt`) and when it stops working, in ISO 8601. */
  sign(
    userId: string,
    sessionId: string,
    organizationId: string | undefined,
  ): Promise<{ token: string; expiresAt: string }>;
  /** The claims of a token that we signed and that has not expired; null otherwise. */
  verify(token: string): Promise<AccessClaims | null>;
  /** The public keys, for others to verify with. */
  jwks: JSONWebKeySet;
}

export interface TokenSettings {
  keys: JWK[];
  issuer: string;
  audience: string;
  /** Seconds. */
  accessTokenTtl: number;
}

const foreignKeyHeaders = ['jwk', 'jku', 'x5u', 'x5c', 'crit'];

/** Signs with the first key and verifies with all. A verified token is remembered until it expires. */
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
    async sign(userId, sessionId, organizationId) {
      const issuedAt = Math.floor(Date.now() / 1000);
      const expires = issuedAt + accessTokenTtl;
      const token = await new SignJWT({ sid: sessionId, ...(organizationId && { org: organizationId }) })
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
            if (!key || foreignKeyHeaders.some((name) => name in header)) throw new Error('not our key');
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
        // The tolerance is for `iat` and `nbf` alone: no token works after its `exp`.
        if (claims.exp * 1000 <= Date.now()) return null;
        verified.set(token, claims);
        return claims;
      } catch {
        return null;
      }
    },
  };
}

/** A new private Ed25519 key for `JWT_KEYS`. */
export async function generateSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID() };
}

/** 256 random bits. */
export const newToken = () => randomBytes(32).toString('base64url');

export const newRefreshToken = () => `rt_${newToken()}`;

export const hashToken = (token: string) => createHash('sha256').update(token).digest();

const successorKey = (token: string) =>
  Buffer.from(hkdfSync('sha256', token, '', 'polity refresh successor', 32));

/** The successor, readable only with the token that it replaces: nonce, tag and AES-256-GCM text. */
export function sealSuccessor(successor: string, token: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', successorKey(token), nonce);
  const sealed = Buffer.concat([cipher.update(successor, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

export function openSuccessor(sealed: Buffer, token: string): string {
  const decipher = createDecipheriv('aes-256-gcm', successorKey(token), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
}

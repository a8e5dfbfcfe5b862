import { createHmac, createPrivateKey, createPublicKey, randomUUID, sign } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, type JWK, jwtVerify } from 'jose';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { createTokens } from '../../../src/authentication/tokens.ts';
import { createServer } from '../../../src/bootstrap/create-server.ts';
import {
  hashToken,
  newRefreshToken,
  openSuccessor,
  sealSuccessor,
} from '../../../src/crypto/one-time-tokens.ts';
import { type Account, Client, password, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';
import { generateSigningKey } from '../../../src/crypto/signing-key.ts';

type Json = Record<string, unknown>;

const server = await startTestServer();
const [key, oldKey, foreignKey] = await Promise.all([1, 2, 3].map(generateSigningKey));
const settings = { issuer: 'polity', audience: 'polity', accessTokenTtl: 900 };
const tokens = await createTokens({ ...settings, keys: [key!, oldKey!] });
// Another server on the same database, with signing keys that the tests know.
const app = await createServer({ ...server.services, tokens });
const anonymous = new Client(await app.listen({ host: '127.0.0.1', port: 0 }));
afterAll(() => app.close());
afterEach(() => void vi.useRealTimers());

const ada = await register(anonymous);
const now = Math.floor(Date.now() / 1000);
const genuine = {
  header: decodeProtectedHeader(ada.accessToken) as Json,
  claims: decodeJwt(ada.accessToken),
};

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const eddsa = (jwk: JWK) => (data: string) =>
  sign(null, Buffer.from(data), createPrivateKey({ key: jwk as Json, format: 'jwk' }));
const hs256 = (secret: Buffer | string) => (data: string) =>
  createHmac('sha256', secret).update(data).digest();

/** Signs a token like a genuine one with other claims; undefined omits a claim. */
function forge(
  claims: Json = {},
  header: Json = {},
  signature: (data: string) => Buffer = eddsa(key!),
): string {
  const data = `${encode({ ...genuine.header, ...header })}.${encode({ ...genuine.claims, ...claims })}`;
  return `${data}.${signature(data).toString('base64url')}`;
}

const publicOf = ({ kty, crv, x, kid }: JWK) => ({ kty, crv, x, kid });
const publicPem = createPublicKey({ key: publicOf(key!) as Json, format: 'jwk' }).export({
  type: 'spki',
  format: 'pem',
});
const setStatus = (userId: string, status: string) =>
  server.db.updateTable('users').set({ status }).where('id', '=', userId).execute();
const meBy = (token: string, client = anonymous) =>
  client.with({ authorization: `Bearer ${token}` }).codes('{ me { id } }');

async function signIn({
  email,
  client,
}: Account): Promise<{ accessToken: string; accessTokenExpiresAt: string }> {
  const { login } = await new Client(client.url).ask(
    `mutation ($input: LoginInput!) { login(input: $input) { accessToken accessTokenExpiresAt userErrors { code } } }`,
    { input: { email, password } },
  );
  return login;
}

describe('an access token', () => {
  test('has the user, the session, the organization and the expiry', async () => {
    expect(genuine.header).toEqual({ alg: 'EdDSA', kid: key!.kid, typ: 'at+jwt' });
    expect(genuine.claims).toMatchObject({
      iss: 'polity',
      aud: 'polity',
      sub: ada.userId,
      org: ada.organizationId,
    });
    expect(Object.keys(genuine.claims).toSorted()).toEqual([
      'aud',
      'exp',
      'iat',
      'iss',
      'jti',
      'org',
      'sid',
      'sub',
    ]);
    expect(genuine.claims.exp! - genuine.claims.iat!).toBe(900);
  });

  test('that is signed correctly is accepted, also with an older key', async () => {
    expect(await tokens.verify(forge())).toMatchObject({ sub: ada.userId });
    expect(await meBy(forge())).toEqual([]);
    expect(await meBy(forge({}, { kid: oldKey!.kid }, eddsa(oldKey!)))).toEqual([]);
  });

  test.each<[string, string]>([
    ['without a signature', forge({}, { alg: 'none' }, () => Buffer.alloc(0))],
    ['without an algorithm', forge({}, { alg: undefined })],
    ['of HS256 with the public key', forge({}, { alg: 'HS256' }, hs256(Buffer.from(key!.x!, 'base64url')))],
    ['of HS256 with the public key as PEM', forge({}, { alg: 'HS256' }, hs256(publicPem as string))],
    [
      'of HS256 with the public key as JWK',
      forge({}, { alg: 'HS256' }, hs256(JSON.stringify(publicOf(key!)))),
    ],
    ['that claims another algorithm', forge({}, { alg: 'ES256' })],
    ['signed by another key under our name', forge({}, {}, eddsa(foreignKey!))],
    ['signed by another key that it brings', forge({}, { jwk: publicOf(foreignKey!) }, eddsa(foreignKey!))],
    ['that brings our key', forge({}, { jwk: publicOf(key!) })],
    ['that names a place of keys', forge({}, { jku: 'https://attacker.test/jwks.json' })],
    ['that names a place of certificates', forge({}, { x5u: 'https://attacker.test/cert.pem' })],
    ['that brings certificates', forge({}, { x5c: ['MIIB'] })],
    ['with a critical extension', forge({}, { crit: ['exp'] })],
    ['of an unknown key', forge({}, { kid: randomUUID() })],
    ['of no key', forge({}, { kid: undefined })],
    ['of another issuer', forge({ iss: 'https://attacker.test' })],
    ['of no issuer', forge({ iss: undefined })],
    ['for another audience', forge({ aud: 'elsewhere' })],
    ['for no audience', forge({ aud: undefined })],
    ['of another type', forge({}, { typ: 'JWT' })],
    ['of no type', forge({}, { typ: undefined })],
    ['that never ends', forge({ exp: undefined })],
    ['that never began', forge({ iat: undefined })],
    ['without a user', forge({ sub: undefined })],
    ['of a user who is no id', forge({ sub: 'admin' })],
    ['without a session', forge({ sid: undefined })],
    ['without an id', forge({ jti: undefined })],
    ['of an organization that is no id', forge({ org: "' or true --" })],
    ['of an organization without a name', forge({ org: '' })],
    ['of an organization that is null', forge({ org: null })],
    ['of several organizations', forge({ org: [ada.organizationId] })],
    ['of an organization in capitals', forge({ org: ada.organizationId.toUpperCase() })],
    ['of a user in capitals', forge({ sub: ada.userId.toUpperCase() })],
    ['of a user with a space', forge({ sub: `${ada.userId} ` })],
    ['of a session in capitals', forge({ sid: String(genuine.claims['sid']).toUpperCase() })],
    ['that has ended', forge({ iat: now - 800, exp: now - 1 })],
    ['that was made longer ago than ours live', forge({ iat: now - 1000, exp: now - 100 })],
    ['that is yet to begin', forge({ iat: now + 500, exp: now + 900 })],
    ['that is not valid yet', forge({ nbf: now + 500 })],
    ['that lives longer than ours', forge({ iat: now, exp: now + 901 })],
    ['that began long ago and lives on', forge({ iat: now - 901, exp: now + 100 })],
    [
      'whose claims were changed',
      ada.accessToken.replace(/\..*\./, `.${encode({ ...genuine.claims, sub: randomUUID() })}.`),
    ],
    ['that was cut short', ada.accessToken.slice(0, -4)],
    ['that is endless', forge({ more: 'x'.repeat(5000) })],
    ['that is none', 'a.b.c'],
  ])('%s is refused', async (_what, token) => {
    expect(await tokens.verify(token)).toBeNull();
    expect(await meBy(token)).toEqual(['UNAUTHENTICATED']);
  });

  test.each([
    ['that another clock made half a minute ahead', { iat: 25, exp: 800 }, []],
    ['that is valid from half a minute ahead', { nbf: 25 }, []],
    ['that was made a minute ahead', { iat: 60, exp: 800 }, ['UNAUTHENTICATED']],
    ['that is valid from a minute ahead', { nbf: 60 }, ['UNAUTHENTICATED']],
    ['that ended a second ago', { iat: -800, exp: -1 }, ['UNAUTHENTICATED']],
    ['that ends now', { iat: -800, exp: 0 }, ['UNAUTHENTICATED']],
  ])('%s causes %s', async (_what, times: Record<string, number>, codes) => {
    const seconds = Math.floor(Date.now() / 1000);
    const claims = Object.fromEntries(Object.entries(times).map(([name, delta]) => [name, seconds + delta]));
    expect(await meBy(forge(claims))).toEqual(codes);
  });

  test('whose sub is not the user of its session is refused', async () => {
    const eve = await register(anonymous);
    for (const sub of [eve.userId, randomUUID()]) {
      const token = forge({ sub });
      expect(await tokens.verify(token)).not.toBeNull();
      const client = anonymous.with({ authorization: `Bearer ${token}` });
      expect(await client.codes('{ me { id } organization { id } sessions { totalCount } }')).toEqual(
        Array(3).fill('UNAUTHENTICATED'),
      );
      expect(await client.codes('mutation { logout { userErrors { code } } }')).toEqual(['UNAUTHENTICATED']);
    }
    expect(await meBy(forge())).toEqual([]);
  });

  test('of an unknown session is refused, even with a valid signature', async () => {
    const token = forge({ sid: randomUUID() });
    expect(await tokens.verify(token)).not.toBeNull();
    expect(await meBy(token)).toEqual(['UNAUTHENTICATED']);
  });

  test('expires although it was verified before', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { token, expiresAt } = await tokens.sign(ada.userId, String(genuine.claims['sid']), undefined);
    expect(await meBy(token)).toEqual([]);
    vi.setSystemTime(new Date(expiresAt).getTime() - 1);
    expect(await meBy(token)).toEqual([]);
    vi.setSystemTime(new Date(expiresAt));
    expect(await tokens.verify(token)).toBeNull();
    expect(await meBy(token)).toEqual(['UNAUTHENTICATED']);
  });

  test('lives for ACCESS_TOKEN_TTL', async () => {
    const brief = await startTestServer({ ACCESS_TOKEN_TTL: '5' });
    const { accessToken, accessTokenExpiresAt } = await signIn(await register(brief.anonymous));
    const { iat, exp } = decodeJwt(accessToken);
    expect(exp! - iat!).toBe(5);
    expect(new Date(accessTokenExpiresAt).getTime()).toBe(exp! * 1000);
    expect(await meBy(accessToken, brief.anonymous)).toEqual([]);
    vi.useFakeTimers({ toFake: ['Date'], now: exp! * 1000 });
    expect(await meBy(accessToken, brief.anonymous)).toEqual(['UNAUTHENTICATED']);
  });
});

describe('a credential', () => {
  test('is invalid on the next request after its session ended; other sessions are not affected', async () => {
    const ada = await register(anonymous);
    const other = await signIn(ada);
    expect(await ada.client.codes('mutation { logout { userErrors { code } } }')).toEqual([]);
    expect(await ada.client.codes('{ me { id } }')).toEqual(['UNAUTHENTICATED']);
    expect(await ada.client.codes('mutation { logout { userErrors { code } } }')).toEqual([
      'UNAUTHENTICATED',
    ]);
    const again = anonymous.with({ authorization: `Bearer ${other.accessToken}` });
    expect((await again.ask('{ me { id } }')).me.id).toBe(ada.userId);
  });

  test.each(['SUSPENDED', 'DEACTIVATED', 'ARCHIVED'])(
    'of a user who becomes %s dies on the next request',
    async (status) => {
      const ada = await register(anonymous);
      await setStatus(ada.userId, status);
      expect(await ada.client.codes('{ me { id } organization { id } }')).toEqual([
        'UNAUTHENTICATED',
        'UNAUTHENTICATED',
      ]);
      await setStatus(ada.userId, 'ACTIVE');
      expect(await ada.client.codes('{ me { id } organization { id } }')).toEqual([]);
    },
  );

  test('is optional for me, but must be valid', async () => {
    expect((await anonymous.send('{ me { id } }')).body).toEqual({ data: { me: null } });
    for (const authorization of ['Bearer garbage', 'Basic YTpi', 'Bearer', '']) {
      const { status, data, errors } = await anonymous
        .with({ authorization })
        .send('{ me { id } plans { code } }');
      expect({ status, data }).toEqual({ status: 200, data: { me: null, plans: null } });
      expect(errors?.map(({ extensions }) => extensions['code'])).toEqual([
        'UNAUTHENTICATED',
        'UNAUTHENTICATED',
      ]);
    }
  });
});

describe('the public keys', () => {
  test('verify access tokens', async () => {
    const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', server.url));
    const { accessToken, userId }: Account = await register(server.anonymous);
    const { payload } = await jwtVerify(accessToken, keys, {
      issuer: 'polity',
      audience: 'polity',
      typ: 'at+jwt',
    });
    expect(payload.sub).toBe(userId);
    await expect(jwtVerify(ada.accessToken, keys)).rejects.toThrow('no applicable key');
  });

  test('have no private parts', async () => {
    const response = await fetch(`${anonymous.url}/.well-known/jwks.json`);
    expect(await response.json()).toEqual({
      keys: [key!, oldKey!].map((each) => ({ ...publicOf(each), alg: 'EdDSA', use: 'sig' })),
    });
  });
});

describe('a refresh token', () => {
  test('is 256 random bits', () => {
    const [one, other] = [newRefreshToken(), newRefreshToken()];
    expect(Buffer.from(one.slice(3), 'base64url')).toHaveLength(32);
    expect(one).not.toBe(other);
  });

  test('is stored as a hash, and its successor is encrypted with it', () => {
    const [token, successor] = [newRefreshToken(), newRefreshToken()];
    const sealed = sealSuccessor(successor, token);
    expect(openSuccessor(sealed, token)).toBe(successor);
    expect(sealed.includes(successor)).toBe(false);
    for (const wrong of [newRefreshToken(), hashToken(token).toString('hex')]) {
      expect(() => openSuccessor(sealed, wrong)).toThrow('authenticate');
    }
    sealed[40]! ^= 1;
    expect(() => openSuccessor(sealed, token)).toThrow('authenticate');
  });
});

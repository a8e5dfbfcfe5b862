import { decodeProtectedHeader, type JWK } from 'jose';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { createTokens } from '../../../src/authentication/tokens.ts';
import { createServer } from '../../../src/bootstrap/create-server.ts';
import { Client, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';
import { generateSigningKey } from '../../../src/crypto/signing-key.ts';

const { services } = await startTestServer();
const [before, after] = await Promise.all([generateSigningKey(), generateSigningKey()]);

/** Starts a server with these JWT_KEYS on the same database as the others. */
async function start(...keys: JWK[]): Promise<Client> {
  const { tokens } = readConfig({ NODE_ENV: 'test', JWT_KEYS: JSON.stringify(keys) });
  const app = await createServer({
    ...services,
    tokens: await createTokens({ ...tokens, keys: tokens.keys! }),
  });
  afterAll(() => app.close());
  return new Client(await app.listen({ host: '127.0.0.1', port: 0 }));
}

// The steps of a rotation: the new key is published, then it signs, then the old one is removed.
const steps = {
  old: await start(before),
  published: await start(before, after),
  rotated: await start(after, before),
  dropped: await start(after),
};

const me = (client: Client, accessToken: string) =>
  client.with({ authorization: `Bearer ${accessToken}` }).codes('{ me { id } organization { id } }');
const kidOf = (token: string) => decodeProtectedHeader(token).kid;

async function refresh(client: Client, refreshToken: string) {
  const { refreshSession } = await client.ask(
    `mutation ($token: String!) {
      refreshSession(input: { refreshToken: $token }) { accessToken refreshToken userErrors { code } } }`,
    { token: refreshToken },
  );
  return refreshSession as { accessToken: string; refreshToken: string };
}

test('the first key signs and every key verifies, so no step of a rotation ends a session', async () => {
  const { accessToken: oldToken, refreshToken } = await register(steps.old);
  expect(kidOf(oldToken)).toBe(before!.kid);
  for (const step of [steps.old, steps.published, steps.rotated])
    expect(await me(step, oldToken)).toEqual([]);

  const published = await refresh(steps.published, refreshToken);
  expect(kidOf(published.accessToken)).toBe(before!.kid);
  const rotated = await refresh(steps.rotated, published.refreshToken);
  expect(kidOf(rotated.accessToken)).toBe(after!.kid);
  for (const step of [steps.published, steps.rotated, steps.dropped])
    expect(await me(step, rotated.accessToken)).toEqual([]);
});

test('a token of a removed key fails, and its session continues with the refresh token', async () => {
  const { accessToken, refreshToken } = await register(steps.old);
  expect(await me(steps.dropped, accessToken)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  const next = await refresh(steps.dropped, refreshToken);
  expect(await me(steps.dropped, next.accessToken)).toEqual([]);
});

test('a token of a key that is not published yet fails', async () => {
  const { accessToken } = await register(steps.rotated);
  expect(await me(steps.old, accessToken)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
});

test('the public keys are those that verify, the signing one first, without private parts', async () => {
  const expected = { old: [before], published: [before, after], rotated: [after, before], dropped: [after] };
  for (const [step, keys] of Object.entries(expected)) {
    const response = await fetch(`${steps[step as keyof typeof steps].url}/.well-known/jwks.json`);
    expect(await response.json()).toEqual({
      keys: keys.map((key) => ({
        kty: 'OKP',
        crv: 'Ed25519',
        x: key!.x,
        kid: key!.kid,
        alg: 'EdDSA',
        use: 'sig',
      })),
    });
  }
});

import { expect, test } from 'vitest';
import { type Account, register } from './support/client.ts';
import { createTokens, generateSigningKey } from '../src/modules/session/tokens.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const [first, second] = [await generateSigningKey(), await generateSigningKey()];

/** What a restart with these `JWT_KEYS` does. */
async function restartWith(...keys: (typeof first)[]): Promise<void> {
  server.services.tokens = await createTokens({ ...server.services.config.tokens, keys });
}

const works = async ({ client }: Account) => (await client.codes('{ organization { id } }')).length === 0;
const kidOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()).kid;

test('keys rotate without any user noticing', async () => {
  await restartWith(first);
  const early = await register(server.anonymous);
  expect(kidOf(early.accessToken)).toBe(first.kid);

  await restartWith(second, first);
  const late = await register(server.anonymous);
  expect(kidOf(late.accessToken)).toBe(second.kid);
  expect([await works(early), await works(late)]).toEqual([true, true]);
  expect(server.services.tokens.jwks.keys.map(({ kid }) => kid)).toEqual([second.kid, first.kid]);
  for (const key of server.services.tokens.jwks.keys) expect(key).not.toHaveProperty('d');

  await restartWith(second);
  expect([await works(early), await works(late)]).toEqual([false, true]);
  const { refreshSession } = await server.anonymous.ask(
    'mutation ($t: String!) { refreshSession(input: { refreshToken: $t }) { accessToken userErrors { code } } }',
    { t: early.refreshToken },
  );
  expect(kidOf(refreshSession.accessToken)).toBe(second.kid);
});

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { register } from '../support/client.ts';
import { until } from '../support/mail.ts';
import { startTestServer } from '../support/server.ts';

const root = join(import.meta.dirname, '../..');
const server = await startTestServer();

/** The client of docs/accounts.md, unchanged except for the URL of the server. */
async function documentedClient() {
  const page = await readFile(join(root, 'docs/accounts.md'), 'utf8');
  const [, code] = /```js\n(.*?)```/s.exec(page)!;
  const folder = join(root, 'node_modules/.cache/polity');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'documented-client.mjs');
  await writeFile(file, code!.replace('http://localhost:4000', server.url));
  const { client } = await import(/* @vite-ignore */ pathToFileURL(file).href);
  const { gql } = await import('@apollo/client');
  return { client, gql };
}

test('the documented Apollo Client renews expired tokens once, and its operations succeed', async () => {
  const ada = await register(server.anonymous);
  const expired = await server.signBriefly(ada.accessToken, 1);
  await until(async () => (await server.services.tokens.verify(expired)) === null || undefined);
  const storage: Record<string, string> = { access: expired, refresh: ada.refreshToken };
  Object.assign(globalThis, { localStorage: storage });
  const { client, gql } = await documentedClient();
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      client.query({ query: gql(`query ${name} { me { id } }`), fetchPolicy: 'no-cache' }),
    ),
  );
  for (const { data } of answers) expect(data.me.id).toBe(ada.userId);
  expect(storage['refresh']).not.toBe(ada.refreshToken);
  const tokens = await server.db
    .selectFrom('refresh_tokens')
    .innerJoin('sessions', 'sessions.id', 'session_id')
    .select('used_at')
    .where('user_id', '=', ada.userId)
    .execute();
  expect(tokens).toHaveLength(2);
  expect(JSON.stringify(client.cache.extract())).not.toContain(expired);
});

import { Agent, interceptors, request } from 'undici';
import { afterAll, expect, test } from 'vitest';
import { register } from '../support/client.ts';
import { persistedQuery, sha256 } from '../support/persisted.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ CORS_ORIGINS: 'https://app.test' });
const ada = await register(server.anonymous);

type Headers = Record<string, string>;
const addressOf = (parameters: Record<string, unknown>) =>
  `${server.url}/graphql?${new URLSearchParams(
    Object.entries(parameters).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  )}`;
const preflighted = { 'apollo-require-preflight': 'true' };
const get = (query: string, headers: Headers = {}) =>
  fetch(addressOf({ query }), { headers: { ...preflighted, ...headers } });
const cacheOf = ({ headers }: Response) => headers.get('cache-control');

test('a response that is the same for everybody may be cached for the time in the schema', async () => {
  for (const query of [
    '{ plans { code } }',
    'query Plans { a: plans { code } b: plans { name limits { members } } }',
  ]) {
    const answer = await get(query);
    expect([answer.status, cacheOf(answer)]).toEqual([200, 'public, max-age=300']);
    expect(answer.headers.get('vary')?.toLowerCase().split(', ').toSorted()).toEqual(['accept', 'origin']);
  }
});

test.each([
  ['of a caller', '{ plans { code } }', { authorization: `Bearer ${ada.accessToken}` }],
  ['to a credential that does not verify', '{ plans { code } }', { authorization: 'Bearer x.y.z' }],
  ['with something of a caller in it', '{ plans { code } me { id } }', {}],
  ['that depends on a fragment', '{ ...all } fragment all on Query { plans { code } }', {}],
  ['with an error in it', '{ plans { code } tasks { totalCount } }', {}],
  ['that tells its cost', '{ plans { code } }', { 'x-cost': '1' }],
  ['about the schema', '{ __schema { queryType { name } } }', {}],
  ['that was refused', '{ plans { nothing } }', {}],
] as [string, string, Headers][])('an answer %s is kept by nobody', async (_what, query, headers) => {
  expect(cacheOf(await get(query, headers))).toBe('private, no-store');
});

test('the response to a POST is not cacheable', async () => {
  const { headers } = await server.anonymous.send('{ plans { code } }');
  expect(headers.get('cache-control')).toBe('private, no-store');
});

test('a shared cache serves a persisted query, and fetches each caller’s own data', async () => {
  const cache = new Agent().compose(interceptors.cache({ type: 'shared' }));
  afterAll(() => cache.close());
  const through = async (query: string, headers: Headers = {}) => {
    const { body, headers: answered } = await request(
      addressOf({ extensions: persistedQuery(sha256(query)).extensions }),
      { dispatcher: cache, headers: { ...preflighted, ...headers } },
    );
    return { body: await body.json(), id: answered['x-request-id'] };
  };
  for (const query of ['{ plans { code } }', '{ me { id } }'])
    await fetch(addressOf({ query, ...persistedQuery(sha256(query)) }), { headers: preflighted });
  const [first, again] = [await through('{ plans { code } }'), await through('{ plans { code } }')];
  expect(first.body).toEqual({ data: { plans: [{ code: 'FREE' }, { code: 'PRO' }] } });
  // The cached response.
  expect(again).toEqual(first);

  const hers = await through('{ me { id } }', { authorization: `Bearer ${ada.accessToken}` });
  const nobodys = await through('{ me { id } }');
  expect([hers.body, nobodys.body]).toEqual([{ data: { me: { id: ada.userId } } }, { data: { me: null } }]);
  expect(nobodys.id).not.toBe(hers.id);
});

import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { RememberedQueries } from '../src/graphql/remembered-queries.ts';
import { getWith, persistedQuery, postBody, sha256 } from './support/persisted.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { anonymous } = server;

const modern = { accept: 'application/graphql-response+json' };
const query = '{ plans { code } }';
const answer = { plans: [{ code: 'FREE' }, { code: 'PRO' }] };
const naming = persistedQuery(sha256(query));

describe('an automatic persisted query', () => {
  test('is asked for once, and known by its hash from then on, by GET too', async () => {
    const unknown = { code: 'PERSISTED_QUERY_NOT_FOUND', data: undefined };
    expect(await getWith(anonymous, naming)).toMatchObject({ ...unknown, status: 200 });
    expect(await postBody(anonymous, naming)).toMatchObject({
      ...unknown,
      status: 200,
      message: 'PersistedQueryNotFound',
    });
    expect(await postBody(anonymous, naming, modern)).toMatchObject({ ...unknown, status: 400 });
    expect(await postBody(anonymous, { query, ...naming })).toMatchObject({ status: 200, data: answer });
    for (const sent of [naming, persistedQuery(sha256(query).toUpperCase())]) {
      expect(await getWith(anonymous, sent)).toMatchObject({ status: 200, data: answer });
      expect(await postBody(anonymous, sent, modern)).toMatchObject({ status: 200, data: answer });
      expect(await postBody(anonymous, { ...sent, query: null })).toMatchObject({ data: answer });
    }
  });

  test('whose hash is not its own is 400, and takes the place of nothing', async () => {
    const wrong = { query: '{ me { id } }', ...naming };
    const refusal = { status: 400, code: 'PERSISTED_QUERY_HASH_MISMATCH', data: undefined };
    expect(await postBody(anonymous, wrong)).toMatchObject(refusal);
    expect(await getWith(anonymous, wrong)).toMatchObject(refusal);
    await postBody(anonymous, { query, ...naming });
    expect((await postBody(anonymous, naming)).data).toEqual(answer);
  });

  test.each([
    ['does not parse', '{ plans { code }'],
    ['is not valid', '{ plans { code { value } } }'],
    [
      'costs too much',
      '{ projects(first: 100) { nodes { tasks(first: 100) { nodes { project { id } } } } } }',
    ],
    ['subscribes', 'subscription { taskEvents { taskId } }'],
  ])('that %s is not remembered', async (_, text) => {
    const sent = persistedQuery(sha256(text));
    expect((await postBody(anonymous, { query: text, ...sent })).status).toBe(400);
    expect((await postBody(anonymous, sent)).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test('that writes is run by POST alone', async () => {
    const logout = 'mutation { logout { userErrors { code } } }';
    const sent = persistedQuery(sha256(logout));
    expect(await getWith(anonymous, { query: logout, ...sent })).toMatchObject({ status: 405 });
    expect((await postBody(anonymous, sent)).code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect((await postBody(anonymous, { query: logout, ...sent })).code).toBe('UNAUTHENTICATED');
    expect(await getWith(anonymous, sent)).toMatchObject({ status: 405, code: 'BAD_REQUEST' });
  });

  test.each([
    ['a hash that is no text', { extensions: { persistedQuery: { version: 1, sha256Hash: 5 } } }],
    ['no hash', { extensions: { persistedQuery: { version: 1 } } }],
    ['another version', { extensions: { persistedQuery: { version: 2, sha256Hash: sha256(query) } } }],
    ['no object', { extensions: { persistedQuery: 'x' } }],
  ])('with %s is 400', async (_, body) => {
    expect(await postBody(anonymous, body)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(await getWith(anonymous, body)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });
});

test('what was found by its hash is for its caller alone, as everything that is not the same for everybody', async () => {
  const own = { query: '{ me { id } }', ...persistedQuery(sha256('{ me { id } }')) };
  await postBody(anonymous, own);
  for (const { headers } of [
    await getWith(anonymous, persistedQuery(sha256(own.query))),
    await getWith(anonymous, persistedQuery(sha256('nothing'))),
    await postBody(anonymous, { query }),
    await postBody(anonymous, { query: '{' }),
    await postBody(anonymous, [] as object),
  ])
    expect(headers.get('cache-control')).toBe('private, no-store');
});

test('what is remembered is bounded by its size', async () => {
  const queries = new RememberedQueries(undefined, pino({ level: 'silent' }));
  const text = (index: number) => `${index}`.padEnd(99_000, ' ');
  for (let index = 0; index < 400; index++) queries.remember(String(index), text(index));
  const kept = await Promise.all(Array.from({ length: 400 }, (_, index) => queries.find(String(index))));
  expect(kept[399]).toBe(text(399));
  expect(kept[0]).toBeUndefined();
  const bytes = kept.reduce((sum, each) => sum + 2 * (each?.length ?? 0), 0);
  expect(bytes).toBeGreaterThan(20_000_000);
  expect(bytes).toBeLessThan(30_000_000);
  queries.remember('long', 'x'.repeat(100_001));
  expect(await queries.find('long')).toBeUndefined();
});

import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { RememberedQueries } from '../../../src/graphql/apq-cache.ts';
import { register } from '../../support/client.ts';
import { getWith, persistedQuery, postBody, sha256 } from '../../support/persisted.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous } = server;

const modern = { accept: 'application/graphql-response+json' };
const query = '{ plans { code } }';
const answer = { plans: [{ code: 'FREE' }, { code: 'PRO' }] };
const naming = persistedQuery(sha256(query));

describe('an automatic persisted query', () => {
  test('is sent once and then found by its hash, by GET too', async () => {
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

  test('with a wrong hash is 400 and is not stored', async () => {
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
  ])('that %s is not stored', async (_, text) => {
    const sent = persistedQuery(sha256(text));
    expect((await postBody(anonymous, { query: text, ...sent })).status).toBe(400);
    expect((await postBody(anonymous, sent)).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test('is stored only after an execution without errors', async () => {
    const text = 'query Own { organizations { totalCount } }';
    const sent = persistedQuery(sha256(text));
    expect((await postBody(anonymous, { query: text, ...sent })).code).toBe('UNAUTHENTICATED');
    expect((await postBody(anonymous, sent)).code).toBe('PERSISTED_QUERY_NOT_FOUND');
    const { client } = await register(anonymous);
    expect((await postBody(client, { query: text, ...sent })).data).toEqual({
      organizations: { totalCount: 1 },
    });
    expect((await postBody(anonymous, sent)).code).toBe('UNAUTHENTICATED');
  });

  test('of a mutation runs only by POST', async () => {
    const logout = 'mutation { logout { userErrors { code } } }';
    const sent = persistedQuery(sha256(logout));
    expect(await getWith(anonymous, { query: logout, ...sent })).toMatchObject({ status: 405 });
    expect((await postBody(anonymous, sent)).code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect((await postBody(anonymous, { query: logout, ...sent })).code).toBe('UNAUTHENTICATED');
    expect((await postBody(anonymous, sent)).code).toBe('PERSISTED_QUERY_NOT_FOUND');
    const { client } = await register(anonymous);
    expect(await postBody(client, { query: logout, ...sent })).toMatchObject({
      status: 200,
      code: undefined,
    });
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

test('the response to a hash is private unless it is the same for everybody', async () => {
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

describe('the stored queries are limited', () => {
  const logger = pino({ level: 'silent' });
  const text = (index: number, length = 10_000) => `${index}`.padEnd(length, ' ');
  const limits = { query: 20_000, caller: 100_000, all: 400_000, perMinute: 1_000_000 };
  const some = () => new RememberedQueries(undefined, logger, limits);
  const fill = (queries: RememberedQueries, caller: string, count: number, length?: number) => {
    for (let index = 0; index < count; index++)
      queries.remember(`${caller}-${index}`, text(index, length), caller);
  };
  /** Returns which of this many queries are still stored. */
  const kept = async (queries: RememberedQueries, caller: string, count: number) => {
    const found = await Promise.all(
      Array.from({ length: count }, (_, index) => queries.find(`${caller}-${index}`, 'nobody')),
    );
    return found.flatMap((query, index) => (query === undefined ? [] : [index]));
  };

  test('by the size of one query', async () => {
    const queries = some();
    queries.remember('fits', 'é'.repeat(10_000), 'a');
    queries.remember('long', 'é'.repeat(10_001), 'a');
    expect([await queries.find('fits', 'a'), await queries.find('long', 'a')]).toEqual([
      'é'.repeat(10_000),
      undefined,
    ]);
  });

  test('by the size of all queries of a caller, whose least recently used one is evicted', async () => {
    const queries = some();
    fill(queries, 'a', 9);
    expect(await kept(queries, 'a', 9)).toHaveLength(9);
    await queries.find('a-0', 'b');
    queries.remember('a-9', text(9), 'a');
    expect(await kept(queries, 'a', 10)).toEqual([0, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('in all, by evicting queries of the caller with the most', async () => {
    const queries = some();
    fill(queries, 'modest', 3);
    for (let attacker = 0; attacker < 10; attacker++) fill(queries, `attacker${attacker}`, 9);
    expect(await kept(queries, 'modest', 3)).toEqual([0, 1, 2]);
    const counts = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => (await kept(queries, `attacker${index}`, 9)).length),
    );
    expect((3 + counts.reduce((sum, count) => sum + count)) * 10_500).toBeLessThanOrEqual(limits.all);
  });

  test('by the size of the queries that a caller adds within a minute', async () => {
    const queries = new RememberedQueries(undefined, logger, { ...limits, perMinute: 50_000 });
    fill(queries, 'a', 9);
    fill(queries, 'b', 1);
    expect(await kept(queries, 'a', 9)).toEqual([0, 1, 2, 3, 4]);
    expect(await kept(queries, 'b', 1)).toEqual([0]);
  });
});

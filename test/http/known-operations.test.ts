import { createHash } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createProject } from '../fixtures/work.ts';
import { type Account, register } from '../support/client.ts';
import { requestStatements } from '../support/count-statements.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ INTROSPECTION: 'on' });
const byApollo = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');

let owner: Account;
let projectId: string;
beforeAll(async () => {
  owner = await register(server.anonymous, 'Olive Owner');
  projectId = await createProject(owner.client);
});
beforeEach(() => void byApollo.mockClear());

const modern = { accept: 'application/graphql-response+json' };
const project = 'query Project($id: ID!) { project(id: $id) { name tasks(first: 2) { nodes { title } } } }';
const two = 'query One { me { id } } query Other($first: Int) { tasks(first: $first) { nodes { id } } }';

/** Sends the body as the owner. Returns what the client sees, and whether Apollo Server took part. */
async function send(body: unknown, headers: Record<string, string> = {}, url = `${server.url}/graphql`) {
  byApollo.mockClear();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...owner.client.headers, ...headers },
    body: JSON.stringify(body),
  });
  const names = [...response.headers.keys()].filter((name) => name !== 'date' && name !== 'x-request-id');
  return {
    seen: {
      status: response.status,
      headers: names.map((name) => [name, response.headers.get(name)]),
      text: (await response.text()).replaceAll(/[0-9a-f-]{36}/g, 'id'),
    },
    byApollo: byApollo.mock.calls.length > 0,
  };
}

test.each<[name: string, body: () => { query: string }, headers?: Record<string, string>]>([
  ['a query', () => ({ query: project, variables: { id: projectId } })],
  ['an empty extension', () => ({ query: project, variables: { id: projectId }, extensions: {} })],
  ['another media type', () => ({ query: '{ me { fullName } }' }), modern],
  [
    'null in place of what is missing',
    () => ({ query: '{ me { id } }', variables: null, operationName: null, extensions: null }),
  ],
  ['one of two operations', () => ({ query: two, operationName: 'Other', variables: { first: 1 } })],
  ['a mutation', () => ({ query: 'mutation { updateProfile(input: { bio: "Sails" }) { user { bio } } }' })],
  ['the cost', () => ({ query: '{ me { email } }' }), { 'x-cost': '1' }],
  ['an introspection', () => ({ query: '{ __type(name: "Task") { name } }' })],
  [
    'an error of a field',
    () => ({ query: '{ organization { id } project(id: "x") { id } user: organization(id: "y") { id } }' }),
  ],
  ['no permission', () => ({ query: '{ organization { id } }' }), { authorization: '' }],
  ['a missing variable', () => ({ query: project }), modern],
  ['an invalid variable', () => ({ query: project, variables: { id: { a: 1 } } })],
])('a known operation with %s has the response of Apollo Server, without it', async (name, body, headers) => {
  // No other test has sent this text.
  const own = () => ({ ...body(), query: `${body().query} # ${name}` });
  const first = await send(own(), headers);
  expect(first.byApollo).toBe(true);
  const known = await send(own(), headers);
  expect(known).toEqual({ seen: first.seen, byApollo: false });
});

test.each<[name: string, body: object, headers?: Record<string, string>]>([
  ['invalid operation', { query: '{ nothing }' }],
  ['syntax error', { query: '{' }],
  ['subscription', { query: 'subscription { taskChanged { id } }' }],
  ['name of no operation', { query: two, operationName: 'Third' }],
  ['choice of two operations', { query: two }],
  [
    'operation over the limit of the cost',
    {
      query:
        '{ projects(first: 100) { nodes { tasks(first: 100) { nodes { comments(first: 100) { nodes { id } } } } } } }',
    },
  ],
  ['body of another form', { query: '{ me { id } }', variables: 'x' }],
  ['name of another form', { query: '{ me { id } }', operationName: 1 }],
  ['query of another form', { query: 1 }],
  ['unknown hash', { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }],
])('Apollo Server responds to each %s', async (_name, body, headers) => {
  const first = await send(body, headers);
  expect(first.seen.text).toContain('"errors"');
  expect(await send(body, headers)).toEqual({ ...first, byApollo: true });
});

test('a known operation that was sent by GET, or from a form, is left to Apollo Server', async () => {
  const query = '{ __typename }';
  for (let times = 0; times < 2; times++) await send({ query });
  byApollo.mockClear();
  const url = `${server.url}/graphql?${new URLSearchParams({ query })}`;
  const refused = await fetch(url);
  expect(refused.status).toBe(400);
  const form = await fetch(url, { method: 'POST', body: query, headers: { 'content-type': 'text/plain' } });
  expect(form.status).toBe(400);
  expect(byApollo).toHaveBeenCalledTimes(2);
});

test('a known operation is found by the hash of a persisted query', async () => {
  const query = 'query Persisted { me { fullName } }';
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  const first = await send({ query, extensions });
  expect(first.byApollo).toBe(true);
  const known = await send({ extensions });
  expect(known).toEqual({ seen: first.seen, byApollo: false });
  expect(known.seen.text).toContain('Olive Owner');
});

test('the cost of a known operation is that of its variables', async () => {
  const query = 'query Cost($first: Int!) { tasks(first: $first) { nodes { id } } }';
  const costOf = async (first: number) => {
    const { seen } = await send({ query, variables: { first } }, { 'x-cost': '1' });
    return JSON.parse(seen.text).extensions.cost.requested;
  };
  const costs = [await costOf(1), await costOf(50), await costOf(1), await costOf(50)];
  expect(costs.slice(2)).toEqual(costs.slice(0, 2));
  expect(costs[1]).toBeGreaterThan(costs[0]);
});

test('an infinite number, which JSON cannot write, is not taken for null, nor null for it', async () => {
  const query = 'query Finite($first: Int) { tasks(first: $first) { nodes { id } } }';
  const sendText = async (first: string) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...owner.client.headers },
      body: `{"query":${JSON.stringify(query)},"variables":{"first":${first}}}`,
    });
    return { status: response.status, text: await response.text() };
  };
  const before = await sendText('1e400');
  expect(before.status).toBe(400);
  for (let times = 0; times < 5; times++) expect((await sendText('null')).status).toBe(200);
  expect(await sendText('1e400')).toEqual(before);
});

test('a known operation over the limit of the cost asks the database no more often than Apollo Server', async () => {
  const query =
    'query Over($first: Int) { projects(first: $first) { nodes { tasks(first: $first) { nodes { id } } } } }';
  const over = () => requestStatements(() => send({ query, variables: { first: 100 } }));
  const first = await over();
  expect(first.result).toMatchObject({ seen: { status: 400 }, byApollo: true });
  await send({ query, variables: { first: 1 } });
  expect(await over()).toEqual(first);
});

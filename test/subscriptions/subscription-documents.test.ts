import { describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { createTenant } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';
import { connect, hear, RawSocket, repeat, serveWithin, taskEvents } from '../support/subscriber.ts';

const server = await startTestServer();
const tenant = await createTenant(server.anonymous);
const { client } = tenant.owner;

describe('a document', () => {
  const refusal = async (query: string, variables?: Record<string, unknown>) =>
    hear(connect(client), query, variables).ended;

  const refused: Record<string, [query: string, code: string]> = {
    'with a query': ['{ me { id } }', 'BAD_USER_INPUT'],
    'with a mutation': ['mutation { logout { userErrors { code } } }', 'BAD_USER_INPUT'],
    'that does not parse': ['subscription {', 'GRAPHQL_PARSE_FAILED'],
    'with an unknown field': ['subscription { taskEvents { nothing } }', 'GRAPHQL_VALIDATION_FAILED'],
    'with two root fields': [
      'subscription { taskEvents { type } projectEvents { type } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    'whose root field is left out': [
      'subscription { taskEvents @skip(if: true) { type } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    'whose root fragment is left out': [
      'subscription { ...Root } fragment Root on Subscription { ... @include(if: false) { taskEvents { type } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    'that describes the schema': [
      'subscription { __schema { queryType { name } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    'with two operations and no name': [
      'subscription A { taskEvents { type } } subscription B { taskEvents { type } }',
      'OPERATION_RESOLUTION_FAILURE',
    ],
    'with too many tokens': [
      `subscription { taskEvents { ${'type '.repeat(2000)} } }`,
      'GRAPHQL_PARSE_FAILED',
    ],
    'with too many aliases': [
      `subscription { taskEvents { ${repeat(61, (index) => `a${index}: type`)} } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    'that is too deep': [
      `subscription { taskEvents { task {
        ${'createdBy { memberships { organization { projects { nodes { '.repeat(3)} id ${'} } } } } '.repeat(3)} } } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    'that costs too much': [
      `subscription { taskEvents { task { project { tasks(first: 100) { nodes { project { organization {
        members(first: 100) { nodes { id } } } } } } } } } }`,
      'OPERATION_TOO_COMPLEX',
    ],
  };

  test.each(Object.entries(refused))('%s is rejected', async (_, [query, code]) => {
    expect(await refusal(query)).toEqual(expect.arrayContaining([code]));
  });

  test('with invalid variables is rejected', async () => {
    const query = 'subscription ($id: ID!) { taskEvents(projectId: $id) { type } }';
    expect(await refusal(query)).toEqual(['BAD_USER_INPUT']);
    expect(await refusal(query, { id: { of: 'an object' } })).toEqual(['BAD_USER_INPUT']);
    let deep: object = {};
    for (let level = 0; level < 40; level++) deep = { deep };
    expect(await refusal(query, { id: tenant.projectId, deep })).toEqual(['BAD_USER_INPUT']);
  });

  test('gets no suggestions from the schema when introspection is off', async () => {
    const url = await serveWithin(server, {}, { introspection: false });
    const raw = await RawSocket.connect(new Client(url, client.headers));
    raw.subscribe('1', 'subscription { taskEvents { typ } }');
    const { payload } = await raw.message('error', '1');
    expect(JSON.stringify(payload)).not.toContain('Did you mean');
    raw.subscribe('2', 'query Q { __schema { queryType { name } } } subscription S { taskEvents { type } }');
    expect((await raw.message('error', '2')).payload[0]!.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    raw.socket.close();
  });

  test('over HTTP is rejected with a hint to use a WebSocket', async () => {
    const { status, errors } = await client.send(taskEvents);
    expect([status, errors]).toMatchObject([400, [{ message: 'Subscribe over a WebSocket.' }]]);
  });
});

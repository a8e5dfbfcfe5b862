import { describe, expect, test } from 'vitest';
import { type Body, register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ BODY_LIMIT_BYTES: '2000' });

const json = { 'content-type': 'application/json' };
const post = (body: string, headers: Record<string, string> = json) =>
  fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
const get = (parameters: Record<string, unknown>, headers: Record<string, string> = {}) => {
  const texts = Object.entries(parameters).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return fetch(`${server.url}/graphql?${new URLSearchParams(texts)}`, { headers });
};

/** Expects a JSON response with one error of this code and no data. */
async function refused(response: Response, status: number, code: string, message = /./): Promise<void> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(await response.json()).toEqual({
    errors: [{ message: expect.stringMatching(message), extensions: { code, status } }],
  });
}

describe('a POST', () => {
  const query = JSON.stringify({ query: '{ __typename }' });

  test('of a JSON object with a query is executed', async () => {
    for (const type of [
      'application/json',
      'application/json; charset=utf-8',
      'application/json;charset=UTF-8',
    ]) {
      const response = await post(query, { 'content-type': type });
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
    }
  });

  test.each([
    ['malformed JSON', '{"query": '],
    ['an empty body', ''],
    ['a prototype to be poisoned', '{"query":"{ __typename }","variables":{"__proto__":{"a":1}}}'],
    ['no query', '{}'],
    ['null', 'null'],
    ['a number', '5'],
    ['a query that is no text', '{"query":5}'],
    ['variables that are no object', '{"query":"{ __typename }","variables":"x"}'],
    ['variables that are a list', '{"query":"{ __typename }","variables":[1]}'],
    ['extensions that are no object', '{"query":"{ __typename }","extensions":"x"}'],
    ['an operation name that is no text', '{"query":"{ __typename }","operationName":5}'],
  ])('of %s is 400', async (_, body) => {
    await refused(await post(body), 400, 'BAD_REQUEST');
  });

  test.each(['application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'x'])(
    'of %s is 415',
    async (type) => {
      await refused(await post(query, { 'content-type': type }), 415, 'BAD_REQUEST');
    },
  );

  test('of plain text, which a cross-site page can send, is 400', async () => {
    await refused(await post(query, { 'content-type': 'text/plain' }), 400, 'BAD_REQUEST', /CSRF/);
  });

  test('of more than the limit is 413', async () => {
    const body = (size: number) => query.padEnd(size, ' ');
    expect((await post(body(2000))).status).toBe(200);
    await refused(await post(body(2001)), 413, 'BAD_REQUEST');
  });

  test('of a query that does not parse or validate is 400', async () => {
    const refusal = async (text: string) => {
      const response = await post(JSON.stringify({ query: text }));
      const { errors, data } = (await response.json()) as Body;
      return [response.status, errors![0]!.extensions['code'], data];
    };
    expect(await refusal('{ __typename')).toEqual([400, 'GRAPHQL_PARSE_FAILED', undefined]);
    expect(await refusal('')).toEqual([400, 'BAD_REQUEST', undefined]);
    expect(await refusal('{ nothing }')).toEqual([400, 'GRAPHQL_VALIDATION_FAILED', undefined]);
    expect(await refusal('subscription { taskEvents { taskId } }')).toEqual([
      400,
      'BAD_USER_INPUT',
      undefined,
    ]);
    const two = 'query A { __typename } query B { __typename }';
    expect(await refusal(two)).toEqual([400, 'OPERATION_RESOLUTION_FAILURE', undefined]);
  });

  test('of an operation name that no operation has is 400', async () => {
    const body = { query: 'query A { __typename }', operationName: 'B' };
    const response = await post(JSON.stringify(body));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'Unknown operation named "B".',
          extensions: { code: 'OPERATION_RESOLUTION_FAILURE', status: 400 },
        },
      ],
    });
  });

  test('with invalid variables is 400, and the error names them', async () => {
    const body = { query: 'query ($id: ID!) { task(id: $id) { id } }', variables: { id: { a: 1 } } };
    const response = await post(JSON.stringify(body));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: expect.stringContaining('Variable "$id" got invalid value'),
          locations: [{ line: 1, column: 8 }],
          extensions: { code: 'BAD_USER_INPUT', status: 400 },
        },
      ],
    });
  });

  test('that was executed is 200, whatever failed in it', async () => {
    const response = await post(JSON.stringify({ query: '{ tasks { totalCount } plans { code } }' }));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      data: { tasks: null, plans: [{ code: 'FREE' }, { code: 'PRO' }] },
      errors: [{ path: ['tasks'], extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });
});

describe('a GET', () => {
  const preflight = { 'apollo-require-preflight': 'true' };

  test('of a query is executed, unless a cross-site page could have sent it', async () => {
    await refused(await get({ query: '{ __typename }' }), 400, 'BAD_REQUEST', /CSRF/);
    for (const headers of [preflight, { 'x-apollo-operation-name': 'x' }, json] as Record<string, string>[]) {
      const response = await get({ query: '{ __typename }' }, headers);
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
    }
  });

  test('can have variables, an operation name and credentials', async () => {
    const { client, organizationId } = await register(server.anonymous);
    const parameters = {
      query: 'query A($id: ID!) { node(id: $id) { id } } query B { __typename }',
      operationName: 'A',
      variables: { id: organizationId },
    };
    const response = await get(parameters, { ...preflight, ...client.headers });
    expect(await response.json()).toEqual({ data: { node: { id: organizationId } } });
    expect((await get({ ...parameters, variables: '{' }, preflight)).status).toBe(400);
  });

  test('of a mutation is 405 and writes nothing', async () => {
    const { client } = await register(server.anonymous);
    const query = 'mutation { logout { userErrors { code } } }';
    const response = await get({ query }, { ...preflight, ...client.headers });
    expect(response.headers.get('allow')).toBe('POST');
    await refused(response, 405, 'BAD_REQUEST');
    expect((await client.ask('{ me { id } }')).me).not.toBeNull();
  });
});

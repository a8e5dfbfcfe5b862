import { describe, expect, test } from 'vitest';
import { startTestServer } from '../support/server.ts';

/** The requirements and recommendations of the GraphQL over HTTP draft, item by item, and the deviations of this server. */
const server = await startTestServer();
const legacy = 'application/json';
const modern = 'application/graphql-response+json';
const json = { 'content-type': legacy };

async function read(response: Response) {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await response.arrayBuffer());
  const { headers, status } = response;
  return { status, headers, type: headers.get('content-type'), body: JSON.parse(text) };
}

const post = async (body: string | undefined, headers: Record<string, string> = {}) =>
  read(
    await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: body ?? null,
    }),
  );

const get = async (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  read(
    await fetch(`${server.url}/graphql?${new URLSearchParams(parameters)}`, {
      headers: { 'apollo-require-preflight': '1', ...headers },
    }),
  );

const typename = { query: '{ __typename }' };
const named = { query: 'query ($name: String!) { __type(name: $name) { name } }' };
const kinds = [{ an: 'object' }, 0, false, ['list'], 'text'];

describe('media types', () => {
  test.each([
    ['must: application/json is accepted', { accept: legacy }, legacy],
    ['must: application/graphql-response+json is accepted', { accept: modern }, modern],
    ['must: the encoding may be named', { accept: `${modern}; charset=utf-8` }, modern],
    ['must: the one that is wanted most is answered', { accept: `${legacy};q=0.1, ${modern}` }, modern],
    [
      'recommended to clients, and understood',
      { accept: `${modern}; charset=utf-8, ${legacy}; charset=utf-8` },
      modern,
    ],
    ['should: any type is answered', { accept: '*/*' }, legacy],
  ])('%s', async (_, headers, type) => {
    for (const answer of [await post(JSON.stringify(typename), headers), await get(typename, headers)])
      expect([answer.status, answer.type]).toEqual([200, `${type}; charset=utf-8`]);
  });

  test('recommended: an unsupported Accept is 406', async () => {
    expect((await post(JSON.stringify(typename), { accept: 'text/xml' })).status).toBe(406);
  });

  test('differs: without Accept it is application/json', async () => {
    const { port } = new URL(server.url);
    const { request } = await import('node:http');
    const type = await new Promise((resolve) => {
      const sent = request({ port, path: '/graphql', method: 'POST', headers: json }, (response) => {
        response.resume();
        resolve(response.headers['content-type']);
      });
      sent.end(JSON.stringify(typename));
    });
    expect(type).toBe(`${legacy}; charset=utf-8`);
  });

  test('must: a body is UTF-8, with or without a charset', async () => {
    for (const type of [legacy, `${legacy}; charset=utf-8`, `${legacy};charset="UTF-8"`])
      expect((await post(JSON.stringify(typename), { 'content-type': type })).status).toBe(200);
  });

  test('should: a body without a content type is rejected', async () => {
    const body = new Blob([JSON.stringify(typename)]);
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', body });
    expect(response.headers.get('content-type')).toMatch(/json/);
    expect([400, 415]).toContain(response.status);
  });
});

describe.each([legacy, modern])('in %s', (accept) => {
  const send = (body: unknown) => post(JSON.stringify(body), { accept });
  const refused = (answer: Awaited<ReturnType<typeof post>>, status = 400) => {
    expect([answer.status, answer.type]).toEqual([status, expect.stringMatching(/json; charset=utf-8$/)]);
    expect(Object.keys(answer.body)).toEqual(['errors']);
    for (const { message } of answer.body.errors) expect(message).toEqual(expect.any(String));
  };

  test('must: variables, operationName and extensions may be null or have their type', async () => {
    for (const more of [
      { variables: null },
      { operationName: null },
      { extensions: null },
      { variables: {} },
      { extensions: { some: 'value' } },
    ])
      expect((await send({ ...typename, ...more })).body).toEqual({ data: { __typename: 'Query' } });
    const answer = await send({
      query: 'query A { __typename } query B { b: __typename }',
      operationName: 'B',
    });
    expect(answer.body).toEqual({ data: { b: 'Query' } });
    expect((await send({ ...named, variables: { name: 'Task' } })).body).toEqual({
      data: { __type: { name: 'Task' } },
    });
  });

  test('empty parameters are treated as absent', async () => {
    const empty = { operationName: '', variables: '', extensions: '' };
    const data = { __typename: 'Query' };
    for (const name of Object.keys(empty)) {
      const one = { ...typename, [name]: '' };
      for (const answer of [await send(one), await get(one, { accept })])
        expect([name, answer.status, answer.body]).toEqual([name, 200, { data }]);
    }
    expect((await send({ ...typename, ...empty })).body).toEqual({ data });
    expect((await get({ ...typename, ...empty }, { accept })).body).toEqual({ data });
    for (const answer of [await send({ query: '' }), await get({ query: '' }, { accept })]) refused(answer);
  });

  test('should: parameters of a wrong type, or no query, are 400', async () => {
    refused(await send({ qeury: '{ __typename }' }));
    for (const query of kinds.slice(0, 4)) refused(await send({ query }));
    for (const operationName of kinds.slice(0, 4)) refused(await send({ ...typename, operationName }));
    for (const variables of kinds.slice(1)) refused(await send({ ...typename, variables }));
    for (const extensions of kinds.slice(1)) refused(await send({ ...typename, extensions }));
  });

  test('should: malformed JSON or an empty body is 400', async () => {
    for (const body of ['{ "not a JSON', 'NONSENSE', undefined]) refused(await post(body, { accept }));
  });

  // For application/json the draft recommends 200: the first deviation in docs/http.md.
  test('should: an operation that is not executed is 400, without data', async () => {
    for (const body of [
      { query: '{' },
      { query: '{ nothing }' },
      { query: 'query A { __typename }', operationName: 'B' },
      { query: 'query A { __typename } query B { __typename }' },
      named,
    ])
      refused(await send(body));
  });

  test('must: an executed operation is 200, whatever fails in it', async () => {
    const { status, body } = await send({ query: '{ organizations { totalCount } me { id } }' });
    expect([status, body.data]).toEqual([200, { organizations: null, me: null }]);
  });

  test('must: a GET has its parameters in the URL', async () => {
    const variables = JSON.stringify({ name: 'Task' });
    expect((await get({ ...named, variables }, { accept })).body).toEqual({
      data: { __type: { name: 'Task' } },
    });
    expect((await get({ ...typename, operationName: '' }, { accept })).body).toEqual({
      data: { __typename: 'Query' },
    });
    const query = 'query null { __typename }';
    expect((await get({ query, operationName: 'null' }, { accept })).status).toBe(200);
    for (const text of ['[]', '1', '"{}"', '{'])
      for (const name of ['variables', 'extensions'])
        refused(await get({ ...typename, [name]: text }, { accept }));
    refused(await get({}, { accept }));
  });

  test('must: a GET does not run a mutation', async () => {
    const query = 'mutation M { logout { userErrors { code } } } query Q { __typename }';
    const answer = await get({ query, operationName: 'M' }, { accept });
    refused(answer, 405);
    expect(answer.headers.get('allow')).toBe('POST');
    expect((await get({ query, operationName: 'Q' }, { accept })).status).toBe(200);
  });
});

import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { chooseMediaType } from '../../src/http/content-negotiation.ts';
import { type Body, register } from '../support/client.ts';
import { until } from '../support/mail.ts';
import { startTestServer } from '../support/server.ts';
import { serveWithin } from '../support/subscriber.ts';

const logged: Record<string, unknown>[] = [];
const logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
const server = await startTestServer({ REQUEST_TIMEOUT_MS: '1000' }, logger);
/** Each request is logged, as in production. */
const url = await serveWithin(server, {}, { development: false });

const json = { 'content-type': 'application/json' };
const query = JSON.stringify({ query: '{ __typename }' });
const modern = 'application/graphql-response+json';

/** Expects an error in JSON, and a line in the log with the request's id. */
async function refused(response: Response, status: number, code = 'BAD_REQUEST'): Promise<void> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
  const body = (await response.json()) as Body;
  expect(Object.keys(body)).toEqual(['errors']);
  expect(body.errors![0]!.extensions['code']).toBe(code);
  const id = response.headers.get('x-request-id');
  await until(() => logged.find(({ reqId, code: told }) => reqId === id && told === code));
}

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json) =>
  fetch(`${url}/graphql`, { method: 'POST', headers, body });

describe('the media type of the response', () => {
  test.each([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['application/json', 'application/json'],
    ['APPLICATION/JSON; Charset="UTF-8"', 'application/json'],
    [modern, modern],
    [`${modern}, application/json`, modern],
    [`application/json, ${modern}`, 'application/json'],
    [`application/json;q=0.5, ${modern};q=0.6`, modern],
    [`${modern};q=0.9, */*;q=0.1`, modern],
    [`*/*, ${modern}`, modern],
    ['application/json;q=0, */*', modern],
    [`text/html, ${modern};q=0.1`, modern],
    ['image/png', undefined],
    ['application/json;q=0', undefined],
    ['application/json;charset=utf-16', undefined],
    ['application/xml, text/*', undefined],
    ['application/json;q=high', undefined],
  ])('for %s is %s', (accept, type) => {
    expect(chooseMediaType(accept)).toBe(type);
  });

  test('is negotiated before anything is executed', async () => {
    const { client } = await register(server.anonymous);
    const headers = { ...json, ...client.headers };
    const logout = JSON.stringify({ query: 'mutation { logout { userErrors { code } } }' });
    for (const accept of ['image/png', 'application/json;charset=utf-16'])
      await refused(await post(logout, { ...headers, accept }), 406);
    expect((await client.ask('{ me { id } }')).me).not.toBeNull();
    const answer = await post(query, { ...headers, accept: `application/json;q=0, ${modern}` });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, `${modern}; charset=utf-8`]);
  });
});

describe('the status of the response', () => {
  test.each(['application/json', modern])(
    'in %s is 400 if nothing was executed, else 200',
    async (accept) => {
      const status = async (body: object) => {
        const response = await post(JSON.stringify(body), { ...json, accept });
        const { data, errors } = (await response.json()) as Body;
        return [response.status, data, errors?.[0]?.extensions['code']];
      };
      expect(await status({ query: '{ __typename }' })).toEqual([200, { __typename: 'Query' }, undefined]);
      expect(await status({ query: '{' })).toEqual([400, undefined, 'GRAPHQL_PARSE_FAILED']);
      expect(await status({ query: '{ nothing }' })).toEqual([400, undefined, 'GRAPHQL_VALIDATION_FAILED']);
      expect(await status({ query: 'query ($id: ID!) { node(id: $id) { id } }' })).toEqual([
        400,
        undefined,
        'BAD_USER_INPUT',
      ]);
      expect(await status({ query: '{ organizations { totalCount } }' })).toEqual([
        200,
        { organizations: null },
        'UNAUTHENTICATED',
      ]);
    },
  );

  test('for another method is 405, with the allowed ones', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const response = await fetch(`${url}/graphql`, { method, headers: json, body: query });
      expect(response.headers.get('allow')).toBe('GET, POST');
      await refused(response, 405);
    }
  });
});

describe('a body', () => {
  test.each([
    ['a list of operations', `[${query}]`],
    ['a list of nothing', '[]'],
    ['a text', '"{ __typename }"'],
    ['a boolean', 'true'],
    ['half an object', '{"query":"{ __typename }"'],
    ['two objects', `${query}${query}`],
    ['a list as a query', '{"query":["{ __typename }"]}'],
    ['a document as a query', '{"query":{"kind":"Document","definitions":[]}}'],
    ['a number as variables', '{"query":"{ __typename }","variables":1}'],
    ['false as extensions', '{"query":"{ __typename }","extensions":false}'],
    ['a list as extensions', '{"query":"{ __typename }","extensions":[]}'],
    ['an object as an operation name', '{"query":"{ __typename }","operationName":{}}'],
  ])('of %s is 400', async (_, body) => {
    await refused(await post(body), 400);
  });

  test('may have null for optional members, and unknown members', async () => {
    const body = { query: '{ __typename }', variables: null, operationName: null, extensions: null, more: 1 };
    const response = await post(JSON.stringify(body));
    expect([response.status, await response.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
  });

  test('in another charset is 415', async () => {
    for (const charset of ['utf-16', 'UTF-16LE', 'iso-8859-1', '"utf-32"']) {
      const body = Buffer.from(query, 'utf16le');
      await refused(await post(body, { 'content-type': `application/json; charset=${charset}` }), 415);
    }
  });

  test('that is compressed is 415, so that a small body cannot expand', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    for (const encoding of ['gzip', 'GZIP', 'br', 'deflate', 'gzip, identity']) {
      const response = await post(bomb, { ...json, 'content-encoding': encoding });
      expect(response.headers.get('accept-encoding')).toBe('identity');
      await refused(response, 415);
    }
    expect((await post(query, { ...json, 'content-encoding': 'identity' })).status).toBe(200);
  });

  test('of 2 MB is 413', async () => {
    await refused(await post(query.padEnd(2_000_000, ' ')), 413);
  });
});

describe('a connection', () => {
  /** Sends these bytes and returns everything until the connection ends. */
  function say(...parts: string[]): Promise<string> {
    const { hostname, port } = new URL(server.url);
    const socket = connect({ host: hostname, port: Number(port) });
    let answer = '';
    for (const part of parts) socket.write(part);
    return new Promise((resolve, reject) => {
      socket.on('data', (chunk) => (answer += String(chunk)));
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });
  }
  const head = 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';

  test.each([
    ['half a body', `${head}Content-Length: 100\r\n\r\n{"query":`],
    ['half its headers', head],
    ['half a chunk', `${head}Transfer-Encoding: chunked\r\n\r\n64\r\n{"query":`],
  ])('that sends %s and waits gets 408 and is closed', async (_, bytes) => {
    const before = logged.length;
    const answer = await say(bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toMatch(/\{"errors":\[\{"message":"The request took too long to arrive\."/);
    expect(logged.slice(before)).toContainEqual(expect.objectContaining({ status: 408 }));
  });

  test.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['two lengths', `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}`, 400],
    ['headers without end', `${head}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('that sends %s gets an error in JSON', async (_, bytes, status) => {
    const answer = await say(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!).errors[0].extensions).toEqual({
      code: 'BAD_REQUEST',
      status,
    });
  });
});

describe('the headers of a response', () => {
  const paths = ['/graphql', '/health', '/nothing', '/metrics'];

  test('permit no script, frame or content sniffing', async () => {
    for (const path of paths) {
      const { headers } = await fetch(`${server.url}${path}`, { redirect: 'manual' });
      expect([path, headers.get('content-security-policy')]).toEqual([
        path,
        "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      ]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  test('do not reveal the software of the server', async () => {
    for (const path of paths) {
      const { headers } = await fetch(`${server.url}${path}`);
      for (const name of ['x-powered-by', 'server']) expect(headers.has(name)).toBe(false);
    }
  });
});

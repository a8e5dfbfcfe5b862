import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { register } from '../support/client.ts';
import { until } from '../support/mail.ts';
import { startTestServer } from '../support/server.ts';
import { serveWithin } from '../support/subscriber.ts';

const logged: Record<string, unknown>[] = [];
const logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
const server = await startTestServer({}, logger);
/** Each request is logged, as in production. */
const url = await serveWithin(server, {}, { development: false });

/** Sends these bytes and returns everything until the connection ends. */
function say(bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let answer = '';
  socket.write(bytes);
  return new Promise((resolve, reject) => {
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const query = '{"query":"{ __typename }"}';

/** Returns a request in bytes, which closes the connection unless the headers say otherwise. */
function bytesOf(start: string, headers: Record<string, string> = {}, body = ''): string {
  const all = { Host: 'a', Connection: 'close', 'Content-Type': 'application/json', ...headers };
  const length = body && { 'Content-Length': String(body.length) };
  const lines = Object.entries({ ...length, ...all }).filter(([, value]) => value !== '');
  return [start, ...lines.map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n');
}

/** Returns status, headers and body of each response on a connection. */
const answersIn = (text: string) =>
  text.split(/(?=HTTP\/1\.1 \d)/).map((each) => {
    const [head = '', body = ''] = each.split('\r\n\r\n');
    return { status: Number(head.slice(9, 12)), head: head.toLowerCase(), body };
  });

async function refused(bytes: string, status: number): Promise<string> {
  const before = logged.length;
  const [answer] = answersIn(await say(bytes));
  expect(answer!.status).toBe(status);
  expect(JSON.parse(answer!.body).errors[0].extensions).toEqual({ code: 'BAD_REQUEST', status });
  await until(() => logged.slice(before).find(({ reason }) => reason));
  return answer!.head;
}

describe('a request', () => {
  test('with any other method is 405', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY'])
      expect(await refused(bytesOf(`${method} /graphql?a=b HTTP/1.1`, {}, query), 405)).toContain(
        'allow: get, post',
      );
    expect(await say(bytesOf('HEAD /graphql HTTP/1.1'))).toMatch(/^HTTP\/1\.1 405 [^]*\r\n\r\n$/);
  });

  test('with OPTIONS gets a response without a body', async () => {
    for (const path of ['/graphql', '*'])
      expect(await say(bytesOf(`OPTIONS ${path} HTTP/1.1`))).toMatch(/^HTTP\/1\.1 204 [^]*\r\n\r\n$/);
  });

  test('without Host, or with two, is rejected in JSON', async () => {
    await refused(bytesOf('POST /graphql HTTP/1.1', { Host: '' }, query), 400);
    await refused(bytesOf('POST /graphql HTTP/1.1', { host: 'b' }, query), 400);
  });

  test('with an unknown Expect is rejected in JSON', async () => {
    await refused(bytesOf('POST /graphql HTTP/1.1', { Expect: 'cake' }, query), 417);
    const answers = answersIn(
      await say(bytesOf('POST /graphql HTTP/1.1', { Expect: '100-Continue' }, query)),
    );
    expect(answers.map(({ status }) => status)).toEqual([100, 200]);
  });

  test('in HTTP/1.0 needs no Host', async () => {
    expect(await say(bytesOf('POST /graphql HTTP/1.0', { Host: '' }, query))).toMatch(/"__typename":"Query"/);
  });
});

describe('pipelined requests', () => {
  const first = bytesOf('POST /graphql HTTP/1.1', { Connection: 'keep-alive' }, query);

  test('get their responses in order', async () => {
    const other = bytesOf('POST /graphql HTTP/1.1', {}, '{"query":"{ plans { code } }"}');
    const answers = answersIn(await say(first + first + other));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.map(({ body }) => Object.keys(JSON.parse(body).data)[0])).toEqual([
      '__typename',
      '__typename',
      'plans',
    ]);
  });

  test.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['a header that is none', 'GET / HTTP/1.1\r\nBad header: x\r\n\r\n'],
  ])('get their own responses when %s follows', async (_, garbage) => {
    const [answer, ...more] = answersIn(await say(first + garbage));
    expect([answer!.status, JSON.parse(answer!.body)]).toEqual([200, { data: { __typename: 'Query' } }]);
    expect(answer!.head).toContain('connection: close');
    expect(more).toEqual([]);
  });
});

test('a malformed request is logged without its content', async () => {
  const before = logged.length;
  const headers = { Authorization: 'Bearer secret', 'Bad header': 'x' };
  await refused(bytesOf('POST /graphql HTTP/1.1', headers, query), 400);
  const [line] = logged.slice(before);
  expect(line).toMatchObject({ status: 400, code: 'HPE_INVALID_HEADER_TOKEN' });
  expect(line).not.toHaveProperty('err');
  expect(JSON.stringify(line).length).toBeLessThan(400);
});

describe('the log of a request', () => {
  const send = async (body: object, id: string) => {
    const { client } = await register(server.anonymous);
    const names = { 'apollographql-client-name': 'web', 'apollographql-client-version': '1.2' };
    await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': id, ...names, ...client.headers },
      body: JSON.stringify(body),
    });
    const lines = () => logged.filter(({ reqId }) => reqId === id);
    return until(() => (lines().some(({ responseTime }) => responseTime) ? lines() : undefined));
  };
  const from = { client: 'web', clientVersion: '1.2' };

  test('names the operation and its client', async () => {
    const lines = await send({ query: 'query Mine { me { id } }' }, 'named');
    expect(lines.at(-1)).toMatchObject({ ...from, operation: 'Mine' });
  });

  test('has the caller and the organization', async () => {
    const { client, userId, organizationId } = await register(server.anonymous);
    const linesOf = async (query: string, id: string, headers: Record<string, string>) => {
      await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-request-id': id, ...headers },
        body: JSON.stringify({ query }),
      });
      const lines = () => logged.filter(({ reqId }) => reqId === id);
      return until(() => (lines().some(({ responseTime }) => responseTime) ? lines() : undefined));
    };
    expect(await linesOf('query Mine { me { id } }', 'who', client.headers)).toEqual([
      expect.objectContaining({ operation: 'Mine', userId, organizationId }),
    ]);
    const [stranger] = await linesOf('query Plans { plans { code } }', 'stranger', {});
    expect(stranger).toMatchObject({ operation: 'Plans', status: 200 });
    expect(stranger).not.toHaveProperty('userId');
    expect(stranger).not.toHaveProperty('organizationId');
    const elsewhere = { ...client.headers, 'x-organization-id': randomUUID() };
    const lines = await linesOf('query Here { projects { nodes { id } } }', 'elsewhere', elsewhere);
    expect(lines.at(-1)).toMatchObject({ userId });
    expect(lines.at(-1)).not.toHaveProperty('organizationId');
  });

  test('has a hash for an unnamed operation, the same for all literals', async () => {
    const login = (password: string) =>
      `mutation { login(input: { email: "ada@polity.test", password: "${password}" }) { userErrors { code } } }`;
    const hashes = [];
    for (const [index, sent] of [login('first'), login('second'), '{ me { id } }'].entries())
      hashes.push((await send({ query: sent }, `hash-${index}`)).at(-1)!['operationHash']);
    expect(hashes).toEqual(hashes.map(() => expect.stringMatching(/^[0-9a-f]{64}$/)));
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  test('is one line, without the query string', async () => {
    const id = 'one-line';
    const search = new URLSearchParams({ query: '{ __typename }', variables: '{"token":"secret-1"}' });
    const headers = { 'apollo-require-preflight': '1', 'x-request-id': id };
    await fetch(`${url}/graphql?${search}`, { headers });
    for (const path of ['/unsubscribe', '/health', '/ready', '/metrics', '/nothing'])
      await fetch(`${url}${path}?token=secret-2`, {
        headers: { 'x-request-id': `${id}${path.replace('/', '.')}` },
      });
    const linesOf = (sought: string) => logged.filter(({ reqId }) => reqId === sought);
    await until(() => linesOf(`${id}.nothing`).find(({ responseTime }) => responseTime));
    expect(linesOf(id)).toEqual([expect.objectContaining({ method: 'GET', path: '/graphql', status: 200 })]);
    for (const path of ['/health', '/ready', '/metrics'])
      expect(linesOf(id + path.replace('/', '.'))).toEqual([]);
    expect(linesOf(`${id}.nothing`)).toHaveLength(1);
    expect(JSON.stringify(logged)).not.toMatch(/secret-[12]/);
  });

  test('logs the reason of a refused operation in one line', async () => {
    const dear = 'query Dear { projects(first: 100) { nodes { tasks(first: 100) { nodes { id } } } } }';
    for (const [id, sent, code] of [
      ['dear', dear, 'OPERATION_TOO_COMPLEX'],
      ['wrong', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ] as const)
      expect(await send({ query: sent }, id)).toEqual([
        expect.objectContaining({ ...from, status: 400, code }),
      ]);
    expect((await send({ query: dear }, 'dear-too')).at(-1)).toMatchObject({ operation: 'Dear' });
  });
});

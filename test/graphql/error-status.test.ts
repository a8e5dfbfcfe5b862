import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { publicError } from '../../src/graphql/public-error.ts';
import { type ErrorCode, errorStatuses, refusal } from '../../src/util/error-codes.ts';
import { type Body } from '../support/client.ts';
import { createTenant } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';
import { RawSocket } from '../support/subscriber.ts';

const METRICS_TOKEN = 'metrics-metrics-metrics-metrics-metrics';
const server = await startTestServer({ METRICS_TOKEN, BODY_LIMIT_BYTES: '100000' });
const tenant = await createTenant(server.anonymous);
const { client } = tenant.owner;

const codes = Object.entries(errorStatuses) as [ErrorCode, number][];

test.each(codes)('%s has the status %i, in its errors and in the documentation', (code, status) => {
  const { extensions } = publicError(
    refusal('No.', { code, reason: 'WHY' }),
    'id',
    pino({ level: 'silent' }),
  );
  expect(extensions).toEqual({ code, status, reason: 'WHY' });
  const rows = readFileSync('docs/http.md', 'utf8').split('\n');
  expect(
    rows.filter((row) => new RegExp(`^\\| ${status} +\\|`).test(row) && row.includes(`\`${code}\``)),
  ).toHaveLength(1);
});

test('every error code is created by `refusal`, which requires a status', () => {
  const others = globSync('src/**/*.ts').filter(
    (file) =>
      !file.includes('generated') &&
      /extensions: \{ code\b|new GraphQLError\([^;]*extensions: \{/.test(readFileSync(file, 'utf8')),
  );
  // A malformed request has the status of its response.
  expect(others).toEqual(['src/http/malformed-requests.ts']);
});

/** Returns the code and the status of the first error, and the status of the response. */
async function refused(path: string, init: RequestInit = {}): Promise<[string, number, number]> {
  const response = await fetch(`${server.url}${path}`, init);
  const { errors } = (await response.json()) as Body;
  const { code, status } = errors![0]!.extensions as { code: string; status: number };
  return [code, status, response.status];
}

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...client.headers, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const deep = `{ tasks { nodes ${'{ project { tasks { nodes '.repeat(8)}{ id }${' } } }'.repeat(8)} } }`;
const dear = '{ projects(first: 100) { nodes { tasks(first: 100) { nodes { labels { id } } } } } }';
const unknown = { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } };

describe('an error has a status, whichever part refuses the request', () => {
  test.each<[string, [string, number, number], string, RequestInit]>([
    ['a parse error', ['GRAPHQL_PARSE_FAILED', 400, 400], '/graphql', post({ query: '{' })],
    [
      'an invalid document',
      ['GRAPHQL_VALIDATION_FAILED', 400, 400],
      '/graphql',
      post({ query: '{ nothing }' }),
    ],
    ['a deep document', ['GRAPHQL_VALIDATION_FAILED', 400, 400], '/graphql', post({ query: deep })],
    ['a dear document', ['OPERATION_TOO_COMPLEX', 400, 400], '/graphql', post({ query: dear })],
    [
      'a variable of another type',
      ['BAD_USER_INPUT', 400, 400],
      '/graphql',
      post({ query: 'query ($n: Int!) { tasks(first: $n) { totalCount } }', variables: { n: 'x' } }),
    ],
    ['no operation', ['BAD_REQUEST', 400, 400], '/graphql', post({})],
    ['broken JSON', ['BAD_REQUEST', 400, 400], '/graphql', post('{')],
    ['an unknown hash', ['PERSISTED_QUERY_NOT_FOUND', 404, 200], '/graphql', post({ extensions: unknown })],
    [
      'a page too large',
      ['BAD_USER_INPUT', 400, 200],
      '/graphql',
      post({ query: '{ tasks(first: 101) { totalCount } }' }),
    ],
    [
      'no sign-in',
      ['UNAUTHENTICATED', 401, 200],
      '/graphql',
      post({ query: '{ tasks { totalCount } }' }, { authorization: '' }),
    ],
    [
      'a large body',
      ['BAD_REQUEST', 413, 413],
      '/graphql',
      post({ query: `{ me { id } } # ${'x'.repeat(100_000)}` }),
    ],
    ['a compressed body', ['BAD_REQUEST', 415, 415], '/graphql', post('x', { 'content-encoding': 'gzip' })],
    [
      'another media type',
      ['BAD_REQUEST', 406, 406],
      '/graphql',
      post({ query: '{ me { id } }' }, { accept: 'image/png' }),
    ],
    ['another method', ['BAD_REQUEST', 405, 405], '/graphql', { method: 'DELETE' }],
    ['another address', ['NOT_FOUND', 404, 404], '/nowhere', {}],
    ['metrics without their token', ['UNAUTHENTICATED', 401, 401], '/metrics', {}],
  ])('%s', async (_name, expected, path, init) => {
    expect(await refused(path, init)).toEqual(expected);
  });

  test('a malformed HTTP request', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.end('nonsense\r\n\r\n');
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!).errors[0].extensions).toEqual({
      code: 'BAD_REQUEST',
      status: 400,
    });
  });

  test('a subscription', async () => {
    const raw = await RawSocket.connect(client);
    const statusOf = async (id: string, query: string) => {
      raw.subscribe(id, query);
      const { extensions } = (await raw.message('error', id)).payload[0]!;
      return [extensions.code, extensions.status];
    };
    expect(await statusOf('1', '{')).toEqual(['GRAPHQL_PARSE_FAILED', 400]);
    expect(await statusOf('2', 'subscription { nothing }')).toEqual(['GRAPHQL_VALIDATION_FAILED', 400]);
    expect(await statusOf('3', '{ me { id } }')).toEqual(['BAD_USER_INPUT', 400]);
    const elsewhere = await RawSocket.connect(client.in(tenant.taskId));
    elsewhere.subscribe('4', 'subscription { taskEvents { type } }');
    const { extensions } = (await elsewhere.message('error', '4')).payload[0]!;
    expect([extensions.code, extensions.status]).toEqual(['NOT_FOUND', 404]);
    raw.socket.close();
    elsewhere.socket.close();
  });
});

import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { register } from '../support/client.ts';
import { serveWithin } from '../support/subscriber.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ CORS_ORIGINS: 'https://app.test, https://b.test' });
const closed = await startTestServer({ EXPLORER: 'off' });

const json = { 'content-type': 'application/json' };
const request = (path: string, init: RequestInit = {}, { url } = server) =>
  fetch(`${url}${path}`, { redirect: 'manual', ...init });
const post = (body: string, headers: Record<string, string>) =>
  request('/graphql', { method: 'POST', headers, body });

async function missing(response: Response): Promise<void> {
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(await response.json()).toEqual({
    errors: [{ message: expect.any(String), extensions: { code: 'NOT_FOUND', status: 404 } }],
  });
}

describe('a response', () => {
  test('has the requested media type', async () => {
    const typeFor = async (accept: string, query = '{ __typename }') => {
      const response = await post(JSON.stringify({ query }), { ...json, accept });
      return [response.status, response.headers.get('content-type')];
    };
    const modern = 'application/graphql-response+json; charset=utf-8';
    expect(await typeFor('application/graphql-response+json')).toEqual([200, modern]);
    expect(await typeFor('application/graphql-response+json, application/json;q=0.5')).toEqual([200, modern]);
    expect(await typeFor('application/graphql-response+json', '{ nothing }')).toEqual([400, modern]);
    const plain = 'application/json; charset=utf-8';
    for (const accept of [
      'application/json',
      '*/*',
      'application/json, application/graphql-response+json;q=0.5',
    ])
      expect(await typeFor(accept)).toEqual([200, plain]);
    expect((await typeFor('image/png'))[0]).toBe(406);
  });

  test('has the request id of the client if it is valid, else a new one', async () => {
    const idFor = async (sent: string) => {
      const responses = [await request('/health', { headers: { 'x-request-id': sent } })];
      responses.push(await post('{"query":"{ __typename }"}', { ...json, 'x-request-id': sent }));
      responses.push(await post('{', { ...json, 'x-request-id': sent }));
      responses.push(await request('/nothing', { headers: { 'x-request-id': sent } }));
      return new Set(responses.map((response) => response.headers.get('x-request-id')));
    };
    for (const id of ['abc', 'A-1_2:3.4', 'x'.repeat(128)]) expect(await idFor(id)).toEqual(new Set([id]));
    for (const id of ['x'.repeat(129), 'a b', 'a"b', '<script>', 'é', '{}']) {
      const answered = [...(await idFor(id))];
      expect(answered).toHaveLength(4);
      for (const each of answered) expect(each).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    }
  });

  test('may be read only by the configured origins', async () => {
    const headersFor = async (origin: string, method: string, where = server) => {
      const headers = { origin, 'access-control-request-method': 'POST', ...json };
      const asked = { ...headers, 'access-control-request-headers': 'authorization,x-organization-id' };
      const response = await request(
        '/graphql',
        { method, headers: asked, ...(method === 'POST' && { body: '{}' }) },
        where,
      );
      return Object.fromEntries(response.headers);
    };
    for (const origin of ['https://app.test', 'https://b.test']) {
      const allowed = { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' };
      expect(await headersFor(origin, 'OPTIONS')).toMatchObject({
        ...allowed,
        vary: expect.stringMatching(/origin/i),
        'access-control-allow-headers': 'authorization,x-organization-id',
        'access-control-allow-methods': expect.stringContaining('POST'),
      });
      const { 'access-control-expose-headers': exposed, ...headers } = await headersFor(origin, 'POST');
      expect(headers).toMatchObject(allowed);
      expect(exposed).toMatch(/x-request-id.*retry-after.*etag/i);
    }
    for (const origin of [
      'https://evil.test',
      'https://app.test.evil.test',
      'http://app.test',
      'null',
      'https://app.tes',
    ])
      for (const method of ['OPTIONS', 'POST'])
        expect(await headersFor(origin, method)).not.toHaveProperty('access-control-allow-origin');
    expect(await headersFor('https://app.test', 'OPTIONS', closed)).not.toHaveProperty(
      'access-control-allow-origin',
    );
  });
});

test('a front end on localhost may call a server in development, but not in production', async () => {
  const production = await serveWithin(server, {}, { development: false });
  const allowed = async (origin: string, url: string) => {
    const headers = { origin, 'access-control-request-method': 'POST' };
    const response = await fetch(`${url}/graphql`, { method: 'OPTIONS', headers });
    return response.headers.get('access-control-allow-origin');
  };
  for (const origin of [
    'http://localhost:5173',
    'https://localhost',
    'http://127.0.0.1:3000',
    'http://[::1]:80',
  ]) {
    expect(await allowed(origin, closed.url)).toBe(origin);
    expect(await allowed(origin, production)).toBeNull();
  }
  for (const origin of [
    'http://localhost.evil.test',
    'http://evil.test:5173',
    'http://localhost:5173.evil.test',
  ])
    expect(await allowed(origin, closed.url)).toBeNull();
});

test('invalid credentials and organizations are refused without an internal error', async () => {
  const { client, organizationId } = await register(server.anonymous);
  const ask = async (headers: Record<string, string>) =>
    client.with(headers).codes('{ me { id } organization { id } }');
  for (const authorization of [
    'Bearer',
    'Bearer ',
    'Bearer x',
    'bearer a.b.c',
    'Basic YTpi',
    'é',
    `Bearer ${'x'.repeat(9000)}`,
  ])
    expect(await ask({ authorization })).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  for (const id of ['x', 'é', organizationId.slice(1), `${organizationId}, ${organizationId}`, '%00', "'"])
    expect(await ask({ 'x-organization-id': id })).toEqual(['NOT_FOUND']);
  expect(await ask({ 'x-organization-id': ` ${organizationId.toUpperCase()} ` })).toEqual([]);
  expect(await ask({ 'x-organization-id': '', 'user-agent': 'é'.repeat(2000) })).toEqual([]);
});

test('the public keys verify an access token and contain nothing secret', async () => {
  const { accessToken, userId } = await register(server.anonymous);
  const response = await request('/.well-known/jwks.json');
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  const jwks = (await response.json()) as JSONWebKeySet;
  expect(jwks.keys.map((key) => Object.keys(key).toSorted())).toEqual([
    ['alg', 'crv', 'kid', 'kty', 'use', 'x'],
  ]);
  const { payload } = await jwtVerify(accessToken, createLocalJWKSet(jwks), {
    issuer: 'polity',
    typ: 'at+jwt',
  });
  expect(payload.sub).toBe(userId);
});

describe('the explorer', () => {
  const browser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

  test('is shown to browsers, to which / redirects', async () => {
    const home = await request('/', browser);
    expect([home.status, home.headers.get('location')]).toEqual([302, '/graphql']);
    const page = await request('/graphql', browser);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
    expect(await page.text()).toContain('Apollo Sandbox');
  });

  test('can be turned off', async () => {
    const home = await request('/', browser, closed);
    expect([home.status, home.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await home.text()).toContain('The API is at');
    await missing(await request('/', {}, closed));
    const page = await request('/graphql', browser, closed);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      400,
      expect.stringMatching(/^application\/json/),
    ]);
  });
});

test('an unknown path is 404 in JSON', async () => {
  for (const path of ['/nothing', '/graphql/x', '/Health', '/%00', '/../etc/passwd', '/.env'])
    await missing(await request(path));
});

import { describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();

test('/metrics has requests by route and status, the pool and the process for Prometheus', async () => {
  await server.anonymous.ask('{ plans { code } }');
  await fetch(`${server.url}/health`);
  await fetch(`${server.url}/nowhere`);
  const response = await fetch(`${server.url}/metrics`);
  const text = await response.text();
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  for (const labels of [
    'method="POST",route="/graphql",status="200"',
    'method="GET",route="/health",status="200"',
    'method="GET",route="none",status="404"',
  ])
    expect(text).toContain(`polity_http_request_duration_seconds_count{${labels}} 1\n`);
  expect(text).toMatch(/polity_database_connections\{state="total"\} [1-9]/);
  expect(text).toContain('polity_database_connections{state="waiting"} 0');
  expect(text).toContain('nodejs_eventloop_lag_seconds');
});

const get = (address: string, authorization?: string) =>
  fetch(address, { headers: authorization === undefined ? {} : { authorization } });

describe('with a token /metrics', async () => {
  const token = 'b'.repeat(32);
  const { url } = await startTestServer({ METRICS_TOKEN: token });

  test.each([
    undefined,
    '',
    token,
    'Bearer',
    `Bearer ${token}b`,
    `Bearer ${token.slice(1)}`,
    `Basic ${token}`,
  ])('refuses %s', async (authorization) => {
    const response = await get(`${url}/metrics`, authorization);
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test('accepts the token', async () => {
    const response = await get(`${url}/metrics`, `Bearer ${token}`);
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('polity_')]);
  });
});

test('with METRICS_PORT the API does not serve the metrics, and that port requires the token', async () => {
  const [port, token] = [await freePort(), 'c'.repeat(32)];
  const { url } = await startTestServer({
    HOST: '127.0.0.1',
    METRICS_PORT: String(port),
    METRICS_TOKEN: token,
  });
  await fetch(`${url}/health`);
  const own = `http://127.0.0.1:${port}`;
  const all = [`${url}/metrics`, `${own}/metrics`, `${own}/graphql`, `${own}/health`];
  const statuses = (authorization?: string) =>
    Promise.all(all.map(async (address) => (await get(address, authorization)).status));
  expect(await statuses()).toEqual([404, 401, 404, 404]);
  expect(await statuses(`Bearer ${token}`)).toEqual([404, 200, 404, 404]);
  expect(await (await get(`${own}/metrics`, `Bearer ${token}`)).text()).toContain(
    'polity_http_request_duration_seconds_count{method="GET",route="/health",status="200"} 1\n',
  );
});

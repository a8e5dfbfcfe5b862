import { expect, test } from 'vitest';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();

test('/metrics tells Prometheus of requests by route and status, of the pool and of the process', async () => {
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

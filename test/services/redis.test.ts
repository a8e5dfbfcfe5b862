import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, test } from 'vitest';
import type { Client } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/mail.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const port = await freePort();
let redis: ChildProcess;

async function startRedis(): Promise<void> {
  redis = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    {
      stdio: 'ignore',
    },
  );
  await once(redis, 'spawn');
}

async function stopRedis(): Promise<void> {
  redis.kill('SIGKILL');
  await once(redis, 'close');
}

await startRedis();
afterAll(stopRedis);
const environment = { REDIS_URL: `redis://127.0.0.1:${port}` };
const servers = [await startTestServer(environment), await startTestServer(environment)] as const;
const isReady = async ({ url }: TestServer) => (await fetch(`${url}/ready`)).status === 200;
const bothReady = async () => ((await Promise.all(servers.map(isReady))).every(Boolean) ? true : undefined);
await until(bothReady);

const ask = (client: Client, address: string) =>
  client
    .with({ 'x-forwarded-for': address })
    .codes(
      'mutation { requestPasswordReset(input: { email: "nobody@polity.test" }) { userErrors { code } } }',
    );

/** How many of `calls` parallel ones pass, spread over both servers. */
async function passing(calls: number, address: string): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: calls }, (_, index) => ask(servers[index % 2]!.anonymous, address)),
  );
  return answers.filter((codes) => codes.length === 0).length;
}

test('two servers count calls together, atomically', async () => {
  expect(await passing(60, '192.0.2.1')).toBe(10);
  expect(await passing(2, '192.0.2.1')).toBe(0);
  expect(await passing(4, '192.0.2.2')).toBe(4);
});

test('while Redis is away each server counts for itself and says so, and comes back by itself', async () => {
  await stopRedis();
  const response = await fetch(`${servers[0].url}/ready`);
  expect([response.status, await response.json()]).toEqual([
    503,
    { status: 'unavailable', failing: ['redis'] },
  ]);
  expect(await passing(60, '192.0.2.3')).toBe(20);
  await startRedis();
  await until(bothReady);
  expect(await passing(60, '192.0.2.4')).toBe(10);
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, test } from 'vitest';
import { password, register } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { createNetwork } from '../support/network.ts';
import { startTestServer } from '../support/server.ts';

const port = await freePort();
const redis = await startRedis();
afterAll(() => void redis.kill('SIGKILL'));
const network = await createNetwork(`redis://127.0.0.1:${port}`);
const server = await startTestServer({
  REDIS_URL: network.url,
  RATE_LIMITS: 'on',
  DATABASE_POOL_SIZE: '6',
});
const { anonymous, services } = server;
const patiently = { timeout: 20_000 };

async function startRedis(): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const started = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(started, 'spawn');
  for await (const line of started.stdout!) if (String(line).includes('Ready to accept connections')) break;
  return started;
}

const held = () => services.scheduler.counts.held.light + services.scheduler.counts.held.heavy;
const busy = () => server.servingPool.totalCount - server.servingPool.idleCount;

test('requests that wait for a Redis that hangs keep no connection', async () => {
  const [ada, eve] = [await register(anonymous), await register(anonymous)];
  await expect.poll(() => services.redis!.status, patiently).toBe('ready');
  // Longer than usual, so that there is time to look.
  Object.assign(services.redis!.options, { commandTimeout: 15_000, socketTimeout: 15_000 });
  network.fallSilent();
  let answered = 0;
  const count = () => void answered++;
  const reads = Array.from({ length: 6 }, () => eve.client.send('{ projects { totalCount } }'));
  const counted = Array.from({ length: 3 }, () =>
    ada.client.send('mutation { requestEmailVerification { userErrors { code } } }'),
  );
  const signIns = Array.from({ length: 3 }, (_, index) =>
    anonymous.with({ 'x-forwarded-for': `192.0.2.${index}` }).send(
      `mutation { register(input: { email: "hang${index}@polity.test", password: "${password}", fullName: "Ada" }) {
        userErrors { code } } }`,
    ),
  );
  const all = [...reads, ...counted, ...signIns];
  for (const each of all) void each.then(count, count);
  await expect.poll(() => services.scheduler.counts.waiting, patiently).toEqual({ light: 0, heavy: 0 });
  await expect.poll(held, patiently).toBe(0);
  expect(busy()).toBe(0);
  expect(answered).toBe(0);
  // Whoever need not be counted is served at once.
  expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  const { rows } = await server.servingPool.query('select 1 as one');
  expect(rows).toEqual([{ one: 1 }]);
  expect(answered).toBe(0);
  // Without Redis each process counts for itself.
  services.redis!.disconnect();
  for (const each of all) expect((await each).errors).toBeUndefined();
  expect(held()).toBe(0);
});

test('a request that has written something does not wait for it at all', async () => {
  const hanging = await createNetwork(`redis://127.0.0.1:${port}`);
  // Requests are not counted at the beginning: the first that asks Redis is the second field.
  const { anonymous: visitor, services: own } = await startTestServer({
    REDIS_URL: hanging.url,
    RATE_LIMITS: 'off',
  });
  const ada = await register(visitor);
  await expect.poll(() => own.redis!.status, patiently).toBe('ready');
  Object.assign(own.redis!.options, { commandTimeout: 60_000, socketTimeout: 60_000 });
  hanging.fallSilent();
  const ask = () =>
    ada.client.codes(
      'mutation { createProject(input: { name: "Pier" }) { userErrors { code } } requestEmailVerification { userErrors { code } } }',
    );
  // Counted for this process alone, and no less strictly.
  for (let asked = 0; asked < 4; asked++) expect(await ask()).toEqual([]);
  expect(own.redis!.status).toBe('ready');
  own.redis!.disconnect();
});

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

async function startRedis(): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const started = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(started, 'spawn');
  for await (const line of started.stdout!) if (String(line).includes('Ready to accept connections')) break;
  return started;
}

const held = () => services.scheduler.counts.held.light + services.scheduler.counts.held.heavy;
const busy = () => server.servingPool.totalCount - server.servingPool.idleCount;

test('requests that wait for a hanging Redis hold no database connection', async () => {
  const [ada, eve] = [await register(anonymous), await register(anonymous)];
  await expect.poll(() => services.redis!.status).toBe('ready');
  // Longer than the default, so that the test can observe the wait.
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
  await expect.poll(() => services.scheduler.counts.waiting).toEqual({ light: 0, heavy: 0 });
  await expect.poll(held).toBe(0);
  expect(busy()).toBe(0);
  expect(answered).toBe(0);
  // Requests that are not counted are served at once.
  expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  const { rows } = await server.servingPool.query('select 1 as one');
  expect(rows).toEqual([{ one: 1 }]);
  expect(answered).toBe(0);
  // Without Redis, each process counts by itself.
  services.redis!.disconnect();
  for (const each of all) expect((await each).errors).toBeUndefined();
  expect(held()).toBe(0);
});

test('a request that has written something does not wait for Redis', async () => {
  const hanging = await createNetwork(`redis://127.0.0.1:${port}`);
  // The request is not counted at its start: the second field is the first that needs Redis.
  const { anonymous: visitor, services: own } = await startTestServer({
    REDIS_URL: hanging.url,
    RATE_LIMITS: 'off',
  });
  const ada = await register(visitor);
  await expect.poll(() => own.redis!.status).toBe('ready');
  Object.assign(own.redis!.options, { commandTimeout: 60_000, socketTimeout: 60_000 });
  hanging.fallSilent();
  const client = ada.client.with({ 'x-forwarded-for': '192.0.2.20' });
  const ask = (name: number) =>
    client.codes(
      `mutation { updateOrganization(input: { name: "Pier ${name}" }) { userErrors { code } } requestEmailVerification { userErrors { code } } }`,
    );
  // Counted by this process only, with the same limit.
  for (const name of [1, 2, 3, 4]) expect(await ask(name)).toEqual([]);
  expect(own.redis!.status).toBe('ready');
  // Redis fails the four calls now, but each counts once, together with those that are sent while it is away.
  own.redis!.disconnect();
  for (const name of [5, 6, 7, 8, 9, 10]) expect(await ask(name)).toEqual([]);
  expect(await ask(11)).toEqual(['RATE_LIMITED']);
  hanging.cut();
  await expect.poll(() => own.redis!.status).toBe('end');
  hanging.restore();
  await own.redis!.connect();
  hanging.fallSilent();
  expect(await ask(12)).toEqual(['RATE_LIMITED']);
  own.redis!.disconnect();
});

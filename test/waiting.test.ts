import { expect, test } from 'vitest';
import { createKey } from './support/departure.ts';
import { register } from './support/client.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ DATABASE_POOL_SIZE: '6' });
const { anonymous, services } = server;
const { scheduler } = services;
const patiently = { timeout: 20_000 };
const PROJECTS = '{ projects { totalCount } }';

const held = () => scheduler.counts.held.light + scheduler.counts.held.heavy;
const busy = () => server.servingPool.totalCount - server.servingPool.idleCount;

test('requests with an API key that wait for the count of its quota keep no connection', async () => {
  const [ada, neighbour] = [await register(anonymous), await register(anonymous)];
  const { secret } = await createKey(ada.client);
  const robot = anonymous.with({ authorization: `Bearer ${secret}` });
  await robot.ask(PROJECTS);
  const locker = await server.systemPool.connect();
  await locker.query('begin; select from api_request_counts for update');
  let answered = 0;
  const asked = Array.from({ length: 2 }, () => robot.send(PROJECTS).finally(() => answered++));
  const waits = `select from pg_stat_clear_snapshot(), pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  await expect.poll(async () => (await locker.query(waits)).rowCount, patiently).toBe(2);
  await expect.poll(held, patiently).toBe(0);
  expect(busy()).toBe(0);
  expect(await neighbour.client.codes(PROJECTS)).toEqual([]);
  expect(answered).toBe(0);
  await locker.query('commit');
  locker.release();
  for (const each of asked) expect((await each).data).toEqual({ projects: { totalCount: 0 } });
  expect(held()).toBe(0);
});

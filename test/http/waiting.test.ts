import { expect, test } from 'vitest';
import { ConnectionScheduler } from '../../src/database/scheduler.ts';
import { sharePool } from '../../src/database/shared-pool.ts';
import { systemCounts } from '../../src/database/system.ts';
import { createKey } from '../support/departure.ts';
import { type Account, type Client, password, register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ DATABASE_POOL_SIZE: '8' });
const { anonymous, services } = server;
const { scheduler } = services;
const PROJECTS = '{ projects { totalCount } }';

const held = () => scheduler.counts.held.light + scheduler.counts.held.heavy;
const busy = () => server.servingPool.totalCount - server.servingPool.idleCount;

test('requests that wait for the quota of their API key hold no connection', async () => {
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
  await expect.poll(async () => (await locker.query(waits)).rowCount).toBe(2);
  await expect.poll(held).toBe(0);
  expect(busy()).toBe(0);
  expect(await neighbour.client.codes(PROJECTS)).toEqual([]);
  expect(answered).toBe(0);
  await locker.query('commit');
  locker.release();
  for (const each of asked) expect((await each).data).toEqual({ projects: { totalCount: 0 } });
  expect(held()).toBe(0);
});

const SIGN_IN = 'mutation ($input: LoginInput!) { login(input: $input) { userErrors { code } } }';
const from = (address: string, client: Client = anonymous) => client.with({ 'x-forwarded-for': address });
const signIn = (client: Client, { email }: Account) => client.codes(SIGN_IN, { input: { email, password } });
const SESSIONS = '{ sessions { totalCount } }';
const RENAME = 'mutation { updateProfile(input: { fullName: "Ada L" }) { userErrors { code } } }';

/** Blocks changes of the account and sign-ins to it until the returned function is called. */
async function lockUser({ userId }: Account): Promise<() => Promise<void>> {
  const client = await server.systemPool.connect();
  await client.query('begin');
  await client.query('select from users where id = $1 for update', [userId]);
  return async () => {
    await client.query('rollback');
    client.release();
  };
}

const system = () => systemCounts(services);

test('waiting sign-ins of one network hold a limited number of connections, and others can sign in', async () => {
  const [ada, bob] = [await register(anonymous), await register(anonymous)];
  const unlock = await lockUser(ada);
  const stuck = Array.from({ length: 8 }, () => signIn(from('192.0.2.1'), ada));
  await expect.poll(() => system().waiting.heavy).toBe(7);
  expect(system().held).toEqual({ light: 0, heavy: 1 });
  expect(await signIn(from('198.51.100.1'), bob)).toEqual([]);
  expect(await bob.client.codes(SESSIONS)).toEqual([]);
  expect(held()).toBe(0);
  await unlock();
  expect((await Promise.all(stuck)).flat()).toEqual([]);
  expect(system()).toMatchObject({ held: { light: 0, heavy: 0 }, waiting: { light: 0, heavy: 0 } });
});

test('waiting sign-ins of many networks leave connections for signed-in callers', async () => {
  const [ada, bob] = [await register(anonymous), await register(anonymous)];
  const unlock = await lockUser(ada);
  const stuck = Array.from({ length: 6 }, (_, index) => signIn(from(`192.0.${index}.1`), ada));
  await expect.poll(() => system().waiting.heavy).toBe(3);
  expect(system().held).toEqual({ light: 0, heavy: 3 });
  expect(await bob.client.codes(SESSIONS)).toEqual([]);
  expect(await bob.client.codes(RENAME)).toEqual([]);
  expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  await unlock();
  expect((await Promise.all(stuck)).flat()).toEqual([]);
});

test('a request that holds a connection waits at most a second for one of the system login', async () => {
  const shared = new ConnectionScheduler(2, { claims: 10, bytes: 1000 });
  const claim = (caller: string) => ({
    caller,
    organization: undefined,
    requested: undefined,
    weight: 1,
    light: true,
    bytes: 0,
  });
  const poolOf = (caller: string, holds: boolean) =>
    sharePool(server.systemPool, shared, {
      claim: () => claim(caller),
      holdsAnother: () => holds,
      cancellation: undefined,
    });
  const held = await poolOf('eve', true).connect();
  const patient = poolOf('bob', false).connect();
  await expect(poolOf('ada', true).connect()).rejects.toMatchObject({
    extensions: { reason: 'TOO_MANY_WAITING', retryAfterSeconds: 1 },
  });
  expect(shared.counts).toMatchObject({ held: { light: 1 }, waiting: { light: 1 } });
  held.release();
  (await patient).release();
  expect(shared.counts).toMatchObject({ held: { light: 0 }, waitingTenants: 0 });
});

import { expect, test } from 'vitest';
import { type Account, register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ DATABASE_POOL_SIZE: '3', REQUEST_DEADLINE_MS: '6000' });
const { anonymous, services } = server;
const { scheduler } = services;
const PROJECTS = '{ projects { totalCount } }';

/** Makes the opening statements of all transactions wait until the returned function is called. */
async function holdOpenings(): Promise<() => Promise<void>> {
  const client = await server.systemPool.connect();
  await client.query('begin; lock table sessions in access exclusive mode');
  return async () => {
    await client.query('rollback');
    client.release();
  };
}

const sumOf = ({ light, heavy }: { light: number; heavy: number }) => light + heavy;
const waiting = () => sumOf(scheduler.counts.waiting);

/** Sends so many queries that the next ones wait before their transaction. */
function crowd({ client }: Account) {
  const sent = Array.from({ length: 80 }, () => client.send(PROJECTS));
  return { sent, gathered: expect.poll(() => sumOf(scheduler.counts.held) + waiting()).toBe(80) };
}

const isQuiet = () =>
  expect
    .poll(() => scheduler.counts)
    .toEqual({ held: { light: 0, heavy: 0 }, waiting: { light: 0, heavy: 0 }, waitingTenants: 0 });

test('queries that wait in a crowd are identified when their turn comes', async () => {
  const [ada, bob] = [await register(anonymous), await register(anonymous)];
  const release = await holdOpenings();
  const { sent, gathered } = crowd(ada);
  await gathered;
  expect(scheduler.isCrowded).toBe(true);
  const before = waiting();
  const late = bob.client.send(PROJECTS);
  const anonymously = anonymous.codes(PROJECTS);
  await expect.poll(waiting).toBe(before + 1);
  expect(await anonymously).toEqual(['UNAUTHENTICATED']);
  await release();
  for (const each of sent) expect((await each).data).toEqual({ projects: { totalCount: 0 } });
  expect((await late).data).toEqual({ projects: { totalCount: 0 } });
  await isQuiet();
  expect(scheduler.isCrowded).toBe(false);
});

test('a session that is revoked while its query waits in a crowd is refused', async () => {
  const [ada, bob] = [await register(anonymous), await register(anonymous)];
  const locker = await server.systemPool.connect();
  await locker.query('begin; lock table sessions in access exclusive mode');
  const { sent, gathered } = crowd(ada);
  await gathered;
  const before = waiting();
  const late = bob.client.codes(PROJECTS);
  await expect.poll(waiting).toBe(before + 1);
  await locker.query('update sessions set revoked_at = now() where user_id = $1', [bob.userId]);
  await locker.query('commit');
  locker.release();
  expect(await late).toEqual(['UNAUTHENTICATED']);
  await Promise.all(sent);
  await isQuiet();
});

test('a client that disconnects while its query waits in a crowd leaves the queue', async () => {
  const [ada, bob] = [await register(anonymous), await register(anonymous)];
  const release = await holdOpenings();
  const { sent, gathered } = crowd(ada);
  await gathered;
  const before = waiting();
  const controller = new AbortController();
  const gone = fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bob.client.headers },
    body: JSON.stringify({ query: PROJECTS }),
    signal: controller.signal,
  }).catch((error: Error) => error.name);
  await expect.poll(waiting).toBe(before + 1);
  controller.abort();
  expect(await gone).toBe('AbortError');
  await expect.poll(waiting).toBe(before);
  await release();
  await Promise.all(sent);
  await isQuiet();
});

test('a query that waits in a crowd until its deadline gets SERVICE_UNAVAILABLE', async () => {
  const [ada, bob] = [await register(anonymous), await register(anonymous)];
  const release = await holdOpenings();
  const { sent, gathered } = crowd(ada);
  await gathered;
  const { status, errors } = await bob.client.send(PROJECTS);
  expect(status).toBe(503);
  expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE' } }]);
  await release();
  await Promise.all(sent);
  await isQuiet();
});

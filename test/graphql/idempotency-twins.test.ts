import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { idempotencyLockName } from '../../src/graphql/idempotency.ts';
import { register } from '../support/client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const server = await startTestServer({ DATABASE_POOL_SIZE: '6', CONNECTION_QUEUE: '10' });
const { anonymous, services } = server;

const CREATE =
  'mutation ($name: String!) { createProject(input: { name: $name }) { project { id } userErrors { code } } }';
const held = ({ services: { scheduler } }: TestServer) =>
  scheduler.counts.held.light + scheduler.counts.held.heavy;

/** Blocks writes of projects until the returned function is called. */
async function lockProjects(): Promise<() => Promise<void>> {
  const client = await server.systemPool.connect();
  await client.query('begin; lock table projects in share mode');
  return async () => {
    await client.query('rollback');
    client.release();
  };
}

test('requests with the same Idempotency-Key wait without a connection, and other callers are served meanwhile', async () => {
  const [ada, neighbour] = [await register(anonymous), await register(anonymous)];
  const unlock = await lockProjects();
  const client = ada.client.with({ 'idempotency-key': randomUUID() });
  const twins = Array.from({ length: 8 }, () => client.send(CREATE, { name: 'Once' }));
  await expect.poll(() => held(server)).toBe(1);
  // They arrived before the other caller, so they have come as far as they can.
  expect(await neighbour.client.codes('{ projects { totalCount } }')).toEqual([]);
  expect(held(server)).toBe(1);
  expect(services.scheduler.counts.waiting).toEqual({ light: 0, heavy: 0 });
  expect(server.servingPool.totalCount - server.servingPool.idleCount).toBe(1);
  await unlock();
  const answers = await Promise.all(twins);
  expect(new Set(answers.map(({ data }) => data?.createProject?.project?.id)).size).toBe(1);
  const replayed = answers.filter(({ headers }) => headers.has('idempotency-replayed'));
  expect(replayed).toHaveLength(7);
  expect((await ada.client.ask('{ projects { totalCount } }')).projects.totalCount).toBe(1);
});

test('a request waits for an identical one in another process without a connection', async () => {
  const ada = await register(anonymous);
  const key = randomUUID();
  const elsewhere = await server.systemPool.connect();
  await elsewhere.query('begin');
  await elsewhere.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    idempotencyLockName(ada.userId, key),
  ]);
  const twin = ada.client.with({ 'idempotency-key': key }).send(CREATE, { name: 'Once' });
  let answered = false;
  void twin.then(() => (answered = true));
  const seen = new Set<number>();
  await expect.poll(() => seen.add(held(server)).size, { interval: 5 }).toBe(2);
  await expect.poll(() => held(server)).toBe(0);
  expect(answered).toBe(false);
  await elsewhere.query('rollback');
  elsewhere.release();
  const { data, errors } = await twin;
  expect(errors).toBeUndefined();
  expect(data).toEqual({ createProject: { project: { id: expect.any(String) }, userErrors: [] } });
});

test('the number of waiting identical requests of one caller is limited', async () => {
  const ada = await register(anonymous);
  const unlock = await lockProjects();
  const client = ada.client.with({ 'idempotency-key': randomUUID() });
  const twins = Array.from({ length: 13 }, async () => client.send(CREATE, { name: 'Once' }));
  const first = await Promise.race(twins);
  expect(first.status).toBe(503);
  expect(first.errors?.[0]?.extensions).toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    reason: 'TOO_MANY_WAITING',
  });
  await unlock();
  const answers = await Promise.all(twins);
  expect(answers.filter(({ errors }) => errors)).toHaveLength(2);
  expect((await ada.client.ask('{ projects { totalCount } }')).projects.totalCount).toBe(1);
});

test('a waiting identical request whose client disconnects does not delay others', async () => {
  const ada = await register(anonymous);
  const unlock = await lockProjects();
  const client = ada.client.with({ 'idempotency-key': randomUUID() });
  const first = client.send(CREATE, { name: 'Once' });
  await expect.poll(() => held(server)).toBe(1);
  const gone = request(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...client.headers },
  });
  const closed = once(gone, 'error');
  gone.end(JSON.stringify({ query: CREATE, variables: { name: 'Once' } }));
  await once(gone, 'finish');
  await ada.client.ask('{ projects { totalCount } }');
  gone.destroy(new Error('gone'));
  await closed;
  const third = client.send(CREATE, { name: 'Once' });
  await unlock();
  expect((await first).errors).toBeUndefined();
  expect((await third).headers.get('idempotency-replayed')).toBe('true');
});

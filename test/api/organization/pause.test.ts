import { setImmediate as turn } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { TenantTransaction } from '../../../src/database/transaction.ts';
import { password, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

// One connection serves all requests, so a late statement on it would affect the transaction of another request.
const server = await startTestServer({ DATABASE_POOL_SIZE: '2' });
const { services, servingPool } = server;
const { scheduler } = services;

function begin(caller: string): TenantTransaction<{ one: number }> {
  const claim = { caller, organization: undefined, requested: undefined, weight: 8, light: true, bytes: 0 };
  return new TenantTransaction(
    servingPool,
    { readOnly: false, prepare: false, text: 'select 1 as one', values: [] },
    { acquire: () => scheduler.acquire(claim) },
  );
}

/** Runs statements of another caller, which fail if their transaction is ended in between. */
async function work(): Promise<void> {
  const transaction = begin('other');
  await transaction.opened();
  for (let count = 0; count < 3; count++) {
    await transaction.savepoint(async () => void (await transaction.reopen([])));
    await turn();
  }
  await transaction.commit();
}

const goneAway = new Error('gone');

test('a transaction that was cancelled cannot be paused', async () => {
  for (let count = 0; count < 20; count++) {
    const transaction = begin('one');
    await transaction.opened();
    expect(transaction.cancel(goneAway)).toBe(true);
    const paused = transaction.pause();
    const other = work();
    await expect(paused).rejects.toBe(goneAway);
    await other;
  }
  expect(scheduler.counts.held).toEqual({ light: 0, heavy: 0 });
});

test('a pause that is cancelled at any step does not affect other requests', async () => {
  for (let count = 0; count < 60; count++) {
    const transaction = begin('one');
    await transaction.savepoint(async () => void (await transaction.opened()));
    await transaction.savepoint(async () => void (await transaction.reopen([])));
    const paused = transaction.pause().catch((error: Error) => error);
    const other = work();
    for (let step = 0; step < count % 12; step++) await turn();
    expect(transaction.cancel(goneAway)).toBe(true);
    expect(await paused).toSatisfy((value) => value === goneAway || value === true);
    await expect(transaction.opened()).rejects.toBe(goneAway);
    await other;
  }
  await expect.poll(() => scheduler.counts.held).toEqual({ light: 0, heavy: 0 });
  expect(servingPool.idleCount).toBe(servingPool.totalCount);
});

test('a sign-in whose client disconnects while the password is hashed changes nothing and delays nobody', async () => {
  const ada = await register(server.anonymous);
  const { verify } = services.passwords;
  const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
  let hashing = 0;
  const spy = vi.spyOn(services.passwords, 'verify').mockImplementation(async (...args) => {
    hashing++;
    await mayGoOn;
    return verify(...args);
  });
  onTestFinished(() => spy.mockRestore());
  const sessions = async () =>
    (await server.systemPool.query('select from sessions where user_id = $1', [ada.userId])).rowCount;
  const before = await sessions();
  const controller = new AbortController();
  const gone = fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...ada.client.headers },
    body: JSON.stringify({
      query: 'mutation ($input: LoginInput!) { login(input: $input) { userErrors { code } } }',
      variables: { input: { email: ada.email, password } },
    }),
    signal: controller.signal,
  }).catch((error: Error) => error.name);
  await vi.waitUntil(() => hashing === 1, { timeout: 60_000 });
  controller.abort();
  expect(await gone).toBe('AbortError');
  await ada.client.ask('{ organization { id } }');
  goOn();
  await Promise.all(Array.from({ length: 10 }, () => ada.client.ask('{ projects { totalCount } }')));
  await expect.poll(() => scheduler.counts.held).toEqual({ light: 0, heavy: 0 });
  expect(await sessions()).toBe(before);
});

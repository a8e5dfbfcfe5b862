import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { createPasswords } from '../../../src/crypto/passwords.ts';
import { Client, password, register as registerAccount } from '../../support/client.ts';
import { serveWithin } from '../../support/subscriber.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const cheap = await createPasswords(4);
const costly = await createPasswords(12);
afterAll(() => Promise.all([cheap.close(), costly.close()]));

// More than the threads and their queue can hold on any machine.
const flood = Array.from({ length: 20 * availableParallelism() }, (_, i) => `password ${i}`);

const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { user { id } userErrors { code field } } }`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { accessToken userErrors { code } } }`;

async function registerWith(password: string) {
  const email = `${randomUUID()}@polity.test`;
  const { data } = await server.anonymous.send(REGISTER, { input: { email, password, fullName: 'Ada' } });
  const signIn = (attempt: string) => server.anonymous.codes(LOGIN, { input: { email, password: attempt } });
  return { userErrors: data?.register?.userErrors, signIn };
}

describe('a password', () => {
  test('has at least the configured number of characters, wherever it is set', async () => {
    const url = await serveWithin(server, {}, { passwordMinLength: 12 });
    const anonymous = new Client(url);
    const register = (password: string) =>
      anonymous.codes(REGISTER, {
        input: { email: `${randomUUID()}@polity.test`, password, fullName: 'Ada' },
      });
    expect(await register('gloomy otte')).toEqual(['TOO_SHORT']);
    expect(await register('gloomy otter')).toEqual([]);
    const ada = await registerAccount(server.anonymous);
    const change = (newPassword: string) =>
      new Client(url, ada.client.headers).codes(
        `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { userErrors { code } } }`,
        { input: { currentPassword: password, newPassword } },
      );
    expect(await change('brisk heron')).toEqual(['TOO_SHORT']);
    expect(await change('brisk heron 1')).toEqual([]);
  });

  test.each([
    ['8 characters', 'x'.repeat(8)],
    ['128 characters', 'x'.repeat(128)],
    ['128 characters of four bytes each', '🔑'.repeat(128)],
    ['8 characters of which each is two halves', '🔑'.repeat(8)],
    ['spaces', ' '.repeat(8)],
    ['letters of many scripts', 'Пароль密码كلمة'],
  ])('of %s signs its owner in', async (_what, password) => {
    const { userErrors, signIn } = await registerWith(password);
    expect(userErrors).toEqual([]);
    expect(await signIn(password)).toEqual([]);
    expect(await signIn(`${password}x`)).toEqual(['INVALID_CREDENTIALS']);
  });

  test.each([
    ['nothing', '', 'REQUIRED'],
    ['7 characters', 'x'.repeat(7), 'TOO_SHORT'],
    ['4 characters of two halves each', '🔑'.repeat(4), 'TOO_SHORT'],
    ['129 characters', 'x'.repeat(129), 'TOO_LONG'],
    ['100 000 characters', 'x'.repeat(100_000), 'TOO_LONG'],
    ['a NUL', 'with a \0 in it', 'INVALID'],
    ['half a character', 'with half a \ud83d', 'INVALID'],
  ])('of %s is rejected', async (_what, password, code) => {
    const { userErrors } = await registerWith(password);
    expect(userErrors).toEqual([{ code, field: ['password'] }]);
  });

  test('is not truncated at 72 bytes', async () => {
    const same = 'x'.repeat(72);
    const { signIn } = await registerWith(`${same}${'a'.repeat(28)}`);
    expect(await signIn(`${same}${'b'.repeat(28)}`)).toEqual(['INVALID_CREDENTIALS']);
    expect(await signIn(same)).toEqual(['INVALID_CREDENTIALS']);
    expect(await signIn(`${same}${'a'.repeat(28)}`)).toEqual([]);
  });

  test('keeps surrounding spaces and the case of letters', async () => {
    const { signIn } = await registerWith(' Open The Harbour ');
    expect(await signIn('Open The Harbour')).toEqual(['INVALID_CREDENTIALS']);
    expect(await signIn(' open the harbour ')).toEqual(['INVALID_CREDENTIALS']);
    expect(await signIn(' Open The Harbour ')).toEqual([]);
  });

  test('is the same in every Unicode form', async () => {
    const { signIn } = await registerWith('café crème'.normalize('NFC'));
    expect(await signIn('café crème'.normalize('NFD'))).toEqual([]);
  });
});

describe('hashing', () => {
  test('has cost 12 by default and a salt', async () => {
    expect(readConfig({}).bcryptCost).toBe(12);
    const [one, other] = await Promise.all([costly.hash('same'), costly.hash('same')]);
    expect(one).toMatch(/^\$2b\$12\$/);
    expect(one).not.toBe(other);
    expect(await costly.verify('same', other)).toBe(true);
    expect(await costly.verify('Same', other)).toBe(false);
  });

  test('rejects every password for a missing hash, with the same work', async () => {
    expect(await cheap.verify('nobody has this password', undefined)).toBe(false);
    const events: string[] = [];
    const verified = costly.verify('any', undefined).then(() => events.push('verified'));
    for (let turn = 0; turn < 100; turn++) await nextTurn();
    events.push('a hundred turns');
    await verified;
    expect(events).toEqual(['a hundred turns', 'verified']);
  });

  test('does not block the event loop', async () => {
    const events: string[] = [];
    const hashed = costly.hash('a password').then(() => events.push('hashed'));
    for (let turn = 0; turn < 100; turn++) await nextTurn();
    events.push('a hundred turns');
    await hashed;
    expect(events).toEqual(['a hundred turns', 'hashed']);
  });

  test('refuses work that would wait too long, and accepts it again afterwards', async () => {
    const outcomes = await Promise.allSettled(flood.map((each) => cheap.hash(each)));
    const hashes = outcomes.filter((each) => each.status === 'fulfilled').map((each) => each.value);
    const refusals = outcomes.filter((each) => each.status === 'rejected').map((each) => each.reason);
    expect(refusals.map((error) => error.extensions?.code ?? error)).toEqual(
      refusals.map(() => 'SERVICE_UNAVAILABLE'),
    );
    expect(refusals.length).toBeGreaterThan(0);
    expect(hashes.length).toBeGreaterThan(0);
    expect(await cheap.verify(flood[0]!, hashes[0])).toBe(true);
  });

  test('returns SERVICE_UNAVAILABLE to callers who sign in or register while it is overloaded', async () => {
    const { services, anonymous, db } = await startTestServer({ BCRYPT_COST: '10' });
    const enough = new AbortController();
    const fill = async () => {
      while (!enough.signal.aborted) await services.passwords.hash('one more').catch(() => nextTurn());
    };
    const filling = Promise.all(flood.map(fill));
    const input = { email: `${randomUUID()}@polity.test`, password: 'a good password' };
    const answers = await Promise.all([
      anonymous.codes(LOGIN, { input }),
      anonymous.codes(REGISTER, { input: { ...input, fullName: 'Ada' } }),
    ]);
    enough.abort();
    await filling;
    expect(answers).toEqual([['SERVICE_UNAVAILABLE'], ['SERVICE_UNAVAILABLE']]);
    expect(await db.selectFrom('users').select('email').execute()).toEqual([]);
    expect(await anonymous.codes(LOGIN, { input })).toEqual(['INVALID_CREDENTIALS']);
  });
});

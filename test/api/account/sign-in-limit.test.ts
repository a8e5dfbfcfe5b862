import { randomInt } from 'node:crypto';
import { getRounds } from 'bcryptjs';
import { Piscina } from 'piscina';
import { expect, test, vi } from 'vitest';
import { verify } from '../../support/acquaintance.ts';
import { type Client, password, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const login = `mutation ($email: String!, $password: String!) {
  login(input: { email: $email, password: $password }) { accessToken userErrors { code } } }`;
const signIn = (client: Client, email: string, secret = 'not the password') =>
  client.codes(login, { email, password: secret });
const from = (address: string) => anonymous.with({ 'x-forwarded-for': address });
const count = (answers: string[][], code: string) => answers.filter(([first]) => first === code).length;

/** Returns a network from which nobody has signed in. */
const stranger = () => from(`198.18.${randomInt(256)}.${randomInt(256)}`);

test('of forty concurrent attempts at one account from one network, ten are checked', async () => {
  const ada = await register(anonymous);
  const eve = stranger();
  const answers = await Promise.all(Array.from({ length: 40 }, () => signIn(eve, ada.email)));
  expect(count(answers, 'INVALID_CREDENTIALS')).toBe(10);
  expect(count(answers, 'RATE_LIMITED')).toBe(30);
});

test('the error and Retry-After have the seconds to wait, whether or not the account exists', async () => {
  const ada = await register(anonymous);
  for (const email of [ada.email, 'stranger@polity.test']) {
    const eve = stranger();
    for (let attempt = 0; attempt < 10; attempt++) await signIn(eve, email);
    const { errors, headers, status } = await eve.send(login, { email, password });
    expect(status).toBe(200);
    expect(errors).toEqual([
      expect.objectContaining({
        extensions: { code: 'RATE_LIMITED', status: 429, retryAfterSeconds: expect.any(Number) },
      }),
    ]);
    const { retryAfterSeconds } = errors![0]!.extensions as { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBeGreaterThan(880);
    expect(retryAfterSeconds).toBeLessThanOrEqual(900);
    expect(headers.get('retry-after')).toBe(String(retryAfterSeconds));
  }
});

test('thirty aliases in one operation count as thirty attempts', async () => {
  const ada = await register(anonymous);
  const eve = stranger();
  const aliases = Array.from(
    { length: 30 },
    (_, index) =>
      `a${index}: login(input: { email: "${ada.email}", password: "wrong ${index}" }) { userErrors { code } }`,
  );
  const codes = await eve.codes(`mutation { ${aliases.join('\n')} }`);
  expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(10);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(20);
});

test('one address has ten failures for all accounts together, an IPv6 address together with its network', async () => {
  for (const address of [
    () => '192.0.2.7',
    () => `2001:db8:1:2::${randomInt(65_536).toString(16)}`,
    () => `2001:db8::${randomInt(1, 65_536).toString(16)}:${randomInt(65_536).toString(16)}`,
    () => ['2001:DB8:7:0:1::', '2001:db8:7::9', '2001:db8:7:0:1:2:3:4'][randomInt(3)]!,
    () => ['198.51.100.3', '::ffff:198.51.100.3', '::ffff:c633:6403'][randomInt(3)]!,
  ]) {
    const answers: string[][] = [];
    for (let attempt = 0; attempt < 12; attempt++)
      answers.push(await signIn(from(address()), `somebody${attempt}@polity.test`));
    expect(count(answers, 'RATE_LIMITED')).toBe(2);
  }
  expect(await signIn(from('2001:db8:1:3::1'), 'somebody@polity.test')).toEqual(['INVALID_CREDENTIALS']);
});

test('a success resets the count of the network for the account, and the window ends', async () => {
  const home = stranger();
  const ada = await verify(await register(home));
  for (let attempt = 0; attempt < 9; attempt++) await signIn(home, ada.email);
  expect(await signIn(home, ada.email, password)).toEqual([]);
  for (let attempt = 0; attempt < 9; attempt++) await signIn(home, ada.email);
  expect(await signIn(home, ada.email, password)).toEqual([]);
  for (let attempt = 0; attempt < 10; attempt++) await signIn(home, ada.email);
  expect(await signIn(home, ada.email, password)).toEqual(['RATE_LIMITED']);
  await db.updateTable('sign_in_failures').set({ resets_at: '2020-01-01T00:00:00Z' }).execute();
  expect(await signIn(home, ada.email, password)).toEqual([]);
});

test('an unverified account has ten sign-ins in a window from one network, successful or not', async () => {
  const home = stranger();
  const ada = await register(home);
  for (let attempt = 0; attempt < 5; attempt++) {
    expect(await signIn(home, ada.email)).toEqual(['INVALID_CREDENTIALS']);
    expect(await signIn(home, ada.email, password)).toEqual([]);
  }
  expect(await signIn(home, ada.email, password)).toEqual(['RATE_LIMITED']);
  // Other accounts in the network are not affected.
  expect(await signIn(home, 'nobody@polity.test')).toEqual(['INVALID_CREDENTIALS']);
});

test('twenty successful sign-ins from one address do not count as failures', async () => {
  const ada = await verify(await register(anonymous));
  for (let attempt = 0; attempt < 20; attempt++)
    expect(await signIn(from('192.0.2.44'), ada.email, password)).toEqual([]);
});

test('a confirmed password is counted by session', async () => {
  const ada = await register(anonymous);
  const { login: elsewhere } = await anonymous.ask(login, { email: ada.email, password });
  const other = anonymous.with({ authorization: `Bearer ${elsewhere.accessToken}` });
  const change = `mutation ($current: String!) {
    changePassword(input: { currentPassword: $current, newPassword: "a wholly new phrase" }) { userErrors { code } } }`;
  const answers = await Promise.all(
    Array.from({ length: 14 }, () => ada.client.codes(change, { current: 'wrong' })),
  );
  expect(count(answers, 'INVALID_CREDENTIALS')).toBe(10);
  expect(await ada.client.codes(change, { current: password })).toEqual(['RATE_LIMITED']);
  expect(await signIn(anonymous, ada.email, password)).toEqual([]);
  expect(await other.codes(change, { current: password })).toEqual([]);
});

test('strangers can lock out neither the networks of an account nor its sessions', async () => {
  const home = stranger();
  const ada = await register(home);
  const eves = Array.from({ length: 11 }, stranger);
  const answers: string[][] = [];
  for (const eve of eves)
    answers.push(
      ...(await Promise.all(Array.from({ length: 10 }, () => signIn(eve, ada.email)))),
      await signIn(eve, ada.email, password),
    );
  // A hundred in a day, from all networks together.
  expect(count(answers, 'INVALID_CREDENTIALS')).toBe(100);
  expect(await signIn(stranger(), ada.email, password)).toEqual(['RATE_LIMITED']);
  expect(await signIn(home, ada.email, password)).toEqual([]);
  expect(
    await ada.client.codes(`mutation { changePassword(input: {
      currentPassword: "${password}", newPassword: "a wholly new phrase" }) { userErrors { code } } }`),
  ).toEqual([]);
  await Promise.all(Array.from({ length: 5 }, () => signIn(stranger(), ada.email)));
  const { rows } = await server.systemPool.query(
    `select count(*)::int as mails from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'send-sign-in-paused-mail' and payload ->> 'userId' = $1`,
    [ada.userId],
  );
  expect(rows).toEqual([{ mails: 1 }]);
});

test('a network where strangers are refused gives the same response for every address, with the same work', async () => {
  const office = stranger();
  const ada = await register(office);
  const elsewhere = await register(stranger());
  for (let attempt = 0; attempt < 10; attempt++) await signIn(office, `nobody${attempt}@polity.test`);
  const hashing = vi.spyOn(Piscina.prototype, 'run');
  for (const email of [ada.email, elsewhere.email, 'unknown@polity.test']) {
    hashing.mockClear();
    expect([email, await signIn(office, email)]).toEqual([email, ['RATE_LIMITED']]);
    expect(hashing.mock.calls).toHaveLength(1);
  }
  hashing.mockClear();
  expect(await signIn(stranger(), 'unknown@polity.test')).toEqual(['INVALID_CREDENTIALS']);
  expect(hashing.mock.calls).toHaveLength(1);
  hashing.mockRestore();
  expect(await signIn(office, elsewhere.email, password)).toEqual(['RATE_LIMITED']);
  expect(await signIn(office, ada.email, password)).toEqual([]);
  // A known network does not circumvent the limit: it has ten failures of its own.
  const answers: string[][] = [];
  for (let attempt = 0; attempt < 10; attempt++) answers.push(await signIn(office, ada.email));
  expect(count(answers, 'RATE_LIMITED')).toBe(10);
  expect(await signIn(office, ada.email, password)).toEqual(['RATE_LIMITED']);
});

test('an account has at most twenty networks, and refused attempts write no rows', async () => {
  const ada = await register(anonymous);
  for (let n = 0; n < 25; n++) await signIn(from(`203.0.113.${n}`), ada.email, password);
  const kept = await db
    .selectFrom('sign_in_networks')
    .select('network')
    .where('user_id', '=', ada.userId)
    .execute();
  expect(kept.map(({ network }) => network).toSorted()).toEqual(
    Array.from({ length: 20 }, (_, n) => `203.0.113.${n + 5}`).toSorted(),
  );
  const eve = stranger();
  for (let attempt = 0; attempt < 10; attempt++) await signIn(eve, `nobody${attempt}@polity.test`);
  const rows = () =>
    db
      .selectFrom('sign_in_failures')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
  const before = await rows();
  const refused = await Promise.all(
    Array.from({ length: 20 }, (_, n) => signIn(eve, `more${n}@polity.test`)),
  );
  expect(count(refused, 'RATE_LIMITED')).toBe(20);
  expect(await rows()).toEqual(before);
});

test('X-Forwarded-For is trusted only from configured proxies', async () => {
  const exposed = await startTestServer({ TRUSTED_PROXIES: '' });
  const answers: string[][] = [];
  for (let attempt = 0; attempt < 12; attempt++)
    answers.push(await signIn(exposed.anonymous, `somebody${attempt}@polity.test`));
  expect(count(answers, 'RATE_LIMITED')).toBe(2);
});

test('an unknown address and a wrong password cause the same work', async () => {
  const ada = await register(anonymous);
  const hashing = vi.spyOn(Piscina.prototype, 'run');
  const workFor = async (email: string) => {
    hashing.mockClear();
    const { body } = await anonymous.send(login, { email, password: 'not the password' });
    const tasks = hashing.mock.calls.map(([task, options]) => [
      options!.name,
      getRounds((task as { hash: string }).hash),
    ]);
    return { body, tasks };
  };
  const known = await workFor(ada.email);
  expect(known.tasks).toEqual([['matches', 4]]);
  for (const email of ['unknown@polity.test', 'no address', 'nul \0', '']) {
    expect(await workFor(email)).toEqual(known);
  }
  hashing.mockRestore();
});

test('many successful sign-ins at once from one address lock nobody out', async () => {
  const office = from('192.0.2.60');
  const people = await Promise.all(Array.from({ length: 30 }, () => register(anonymous)));
  for (let round = 0; round < 3; round++) {
    await Promise.all(people.map(({ email }) => signIn(office, email, password)));
  }
  expect(await signIn(office, people[0]!.email, password)).toEqual([]);
  const answers: string[][] = [];
  for (let attempt = 0; attempt < 12; attempt++)
    answers.push(await signIn(office, `nobody${attempt}@polity.test`));
  expect(count(answers, 'INVALID_CREDENTIALS')).toBe(10);
});

test('a refused attempt counts neither for the account nor for the address', async () => {
  const [ada, eve] = [await register(anonymous), await register(anonymous)];
  const here = stranger();
  for (let attempt = 0; attempt < 10; attempt++) await signIn(here, ada.email);
  for (let attempt = 0; attempt < 100; attempt++)
    expect(await signIn(here, ada.email)).toEqual(['RATE_LIMITED']);
  // The hundred would have filled the account's count.
  expect(await signIn(stranger(), ada.email, password)).toEqual([]);
  for (let attempt = 0; attempt < 12; attempt++)
    expect(await signIn(here, eve.email)).toEqual(['RATE_LIMITED']);
  expect(await signIn(stranger(), eve.email, password)).toEqual([]);
});

test('right and wrong attempts at once on the same account and address do not wait for each other', async () => {
  const ada = await register(anonymous);
  for (let round = 0; round < 5; round++) {
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        signIn(from('192.0.2.90'), ada.email, index % 3 === 0 ? 'wrong' : password),
      ),
    );
    for (const [code = 'signed in'] of answers)
      expect(['signed in', 'INVALID_CREDENTIALS', 'RATE_LIMITED']).toContain(code);
    await db.deleteFrom('sign_in_failures').execute();
  }
});

test('a request with an invalid X-Forwarded-For gets a response', async () => {
  for (const address of ['unknown', 'a:b', 'fe80::1%eth0', '192.0.2.1:4711', '[2001:db8::1]:443'])
    expect(await signIn(from(address), `nobody@${address.length}.test`)).toEqual(['INVALID_CREDENTIALS']);
});

test('registration can be disabled', async () => {
  const closed = await startTestServer({ ENABLE_REGISTRATION: 'false' });
  expect(
    await closed.anonymous.codes(
      'mutation { register(input: { email: "ada@polity.test", password: "correct horse battery", fullName: "Ada" }) { userErrors { code } } }',
    ),
  ).toEqual(['REGISTRATION_DISABLED']);
  expect(await closed.db.selectFrom('users').select('id').execute()).toEqual([]);
});

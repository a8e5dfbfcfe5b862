import { expect, test } from 'vitest';
import { type Client, password, register } from './support/client.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const login = `mutation ($email: String!, $password: String!) {
  login(input: { email: $email, password: $password }) { accessToken userErrors { code } } }`;
const signIn = (client: Client, email: string, secret = 'not the password') =>
  client.codes(login, { email, password: secret });
const from = (address: string) => anonymous.with({ 'x-forwarded-for': address });
const count = (answers: string[][], code: string) => answers.filter(([first]) => first === code).length;

test('forty attempts at once on one account, from anywhere, get ten answers', async () => {
  const ada = await register(anonymous);
  const answers = await Promise.all(Array.from({ length: 40 }, () => signIn(anonymous, ada.email)));
  expect(count(answers, 'INVALID_CREDENTIALS')).toBe(10);
  expect(count(answers, 'RATE_LIMITED')).toBe(30);
});

test('the refusal says when to come back, in the error and in Retry-After, known account or not', async () => {
  const ada = await register(anonymous);
  for (const email of [ada.email, 'stranger@polity.test']) {
    for (let attempt = 0; attempt < 10; attempt++) await signIn(anonymous, email);
    const { errors, headers, status } = await anonymous.send(login, { email, password });
    expect(status).toBe(200);
    expect(errors).toEqual([
      expect.objectContaining({
        extensions: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) },
      }),
    ]);
    const { retryAfterSeconds } = errors![0]!.extensions as { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBeGreaterThan(880);
    expect(retryAfterSeconds).toBeLessThanOrEqual(900);
    expect(headers.get('retry-after')).toBe(String(retryAfterSeconds));
  }
});

test('thirty aliases in one operation are thirty attempts', async () => {
  const ada = await register(anonymous);
  const aliases = Array.from(
    { length: 30 },
    (_, index) =>
      `a${index}: login(input: { email: "${ada.email}", password: "wrong ${index}" }) { userErrors { code } }`,
  );
  const codes = await anonymous.codes(`mutation { ${aliases.join('\n')} }`);
  expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(10);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(20);
});

test('one address has ten failures for all accounts together, an IPv6 one with its whole network', async () => {
  for (const address of [
    () => '192.0.2.7',
    () => `2001:db8:1:2::${Math.floor(Math.random() * 65_536).toString(16)}`,
  ]) {
    const answers: string[][] = [];
    for (let attempt = 0; attempt < 12; attempt++)
      answers.push(await signIn(from(address()), `somebody${attempt}@polity.test`));
    expect(count(answers, 'RATE_LIMITED')).toBe(2);
  }
  expect(await signIn(from('2001:db8:1:3::1'), 'somebody@polity.test')).toEqual(['INVALID_CREDENTIALS']);
});

test('a success starts the account afresh, and the window ends', async () => {
  const ada = await register(anonymous);
  for (let attempt = 0; attempt < 9; attempt++) await signIn(anonymous, ada.email);
  expect(await signIn(anonymous, ada.email, password)).toEqual([]);
  for (let attempt = 0; attempt < 10; attempt++)
    expect(await signIn(anonymous, ada.email)).toEqual(['INVALID_CREDENTIALS']);
  expect(await signIn(anonymous, ada.email, password)).toEqual(['RATE_LIMITED']);
  await db.updateTable('sign_in_failures').set({ resets_at: '2020-01-01T00:00:00Z' }).execute();
  expect(await signIn(anonymous, ada.email, password)).toEqual([]);
});

test('twenty sign-ins one after the other from one address are no failures', async () => {
  const ada = await register(anonymous);
  for (let attempt = 0; attempt < 20; attempt++)
    expect(await signIn(from('192.0.2.44'), ada.email, password)).toEqual([]);
});

test('a password asked for again counts with the sign-ins', async () => {
  const ada = await register(anonymous);
  const change = `mutation { changePassword(input: { currentPassword: "wrong", newPassword: "a wholly new phrase" }) {
    userErrors { code } } }`;
  for (let attempt = 0; attempt < 10; attempt++)
    expect(await ada.client.codes(change)).toEqual(['INVALID_CREDENTIALS']);
  expect(await ada.client.codes(change)).toEqual(['RATE_LIMITED']);
  expect(await signIn(anonymous, ada.email, password)).toEqual(['RATE_LIMITED']);
});

test('X-Forwarded-For is believed of configured proxies alone', async () => {
  const exposed = await startTestServer({ TRUSTED_PROXIES: '' });
  const answers: string[][] = [];
  for (let attempt = 0; attempt < 12; attempt++)
    answers.push(await signIn(exposed.anonymous, `somebody${attempt}@polity.test`));
  expect(count(answers, 'RATE_LIMITED')).toBe(2);
});

test('an unknown address and a wrong password do the same work', async () => {
  const ada = await register(anonymous);
  const verified: (string | undefined)[] = [];
  const { passwords } = server.services;
  const { verify } = passwords;
  passwords.verify = (secret, hash) => {
    verified.push(hash);
    return verify(secret, hash);
  };
  const statements = async (email: string) => {
    const before = verified.length;
    const { body } = await anonymous.send(login, { email, password: 'not the password' });
    expect(verified.length).toBe(before + 1);
    return body;
  };
  expect(await statements(ada.email)).toEqual(await statements('unknown@polity.test'));
  passwords.verify = verify;
});

test('sensitive mutations take so many calls of an address and no more, however they come', async () => {
  const ask = 'requestPasswordReset(input: { email: "nobody@polity.test" }) { userErrors { code } }';
  const parallel = await Promise.all(
    Array.from({ length: 50 }, () => from('192.0.2.80').codes(`mutation { ${ask} }`)),
  );
  expect(count(parallel, 'RATE_LIMITED')).toBe(40);
  const aliases = Array.from({ length: 30 }, (_, index) => `a${index}: ${ask}`).join('\n');
  const codes = await from('192.0.2.81').codes(`mutation { ${aliases} }`);
  expect(codes).toEqual(Array(20).fill('RATE_LIMITED'));
  expect(await from('192.0.2.82').codes(`mutation { ${ask} }`)).toEqual([]);
});

test('registration can be closed', async () => {
  const closed = await startTestServer({ ENABLE_REGISTRATION: 'false' });
  expect(
    await closed.anonymous.codes(
      'mutation { register(input: { email: "ada@polity.test", password: "correct horse battery", fullName: "Ada" }) { userErrors { code } } }',
    ),
  ).toEqual(['REGISTRATION_DISABLED']);
  expect(await closed.db.selectFrom('users').select('id').execute()).toEqual([]);
});

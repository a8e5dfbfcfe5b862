import { expect, test } from 'vitest';
import { password, register } from './support/client.ts';
import { receiveMails, until } from './support/mail.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);
const VERIFY = 'Verify your e-mail address';
const RESET = 'Set a new password';

const verify = (token: string) =>
  anonymous.codes(
    'mutation ($token: String!) { verifyEmail(input: { token: $token }) { userErrors { code } } }',
    { token },
  );
const reset = (token: string, newPassword = 'a wholly new phrase') =>
  anonymous.codes(
    `mutation ($token: String!, $newPassword: String!) {
      resetPassword(input: { token: $token, newPassword: $newPassword }) { userErrors { code field } } }`,
    { token, newPassword },
  );
const requestReset = (email: string) =>
  anonymous.send(
    'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { userErrors { code } } }',
    { email },
  );
const signIn = (email: string, secret: string) =>
  anonymous.codes(
    'mutation ($email: String!, $password: String!) { login(input: { email: $email, password: $password }) { userErrors { code } } }',
    { email, password: secret },
  );
const expire = (userId: string) =>
  db
    .updateTable('account_tokens')
    .set({ expires_at: '2020-01-01T00:00:00Z' })
    .where('user_id', '=', userId)
    .execute();

test('registering mails a link that verifies the address, once', async () => {
  const ada = await register(anonymous);
  const token = await mails.token(ada.email, VERIFY);
  expect(mails.to(ada.email, VERIFY)[0]!.text).toContain(`https://app.test/verify-email?token=${token}`);
  const answers = await Promise.all([verify(token), verify(token)]);
  expect(answers.toSorted()).toEqual([[], ['INVALID_TOKEN']]);
  expect(await ada.client.ask('{ me { account { emailVerified } } }')).toEqual({
    me: { account: { emailVerified: true } },
  });
  expect(await ada.client.codes('mutation { requestEmailVerification { userErrors { code } } }')).toEqual([]);
  expect(await verify('garbage')).toEqual(['INVALID_TOKEN']);
});

test('a verification link expires, and a used one takes the others with it', async () => {
  const ada = await register(anonymous);
  const first = await mails.token(ada.email, VERIFY);
  await expire(ada.userId);
  expect(await verify(first)).toEqual(['EXPIRED']);
  await ada.client.ask('mutation { requestEmailVerification { userErrors { code } } }');
  const second = await mails.token(ada.email, VERIFY, 2);
  await ada.client.ask('mutation { requestEmailVerification { userErrors { code } } }');
  const third = await mails.token(ada.email, VERIFY, 3);
  expect(await verify(third)).toEqual([]);
  expect(await verify(second)).toEqual(['INVALID_TOKEN']);
});

test('at most five mails of a kind go out in an hour', async () => {
  const ada = await register(anonymous);
  for (let asked = 0; asked < 7; asked++)
    await ada.client.ask('mutation { requestEmailVerification { userErrors { code } } }');
  await until(async () => (await pendingJobs(ada.userId)) === 0 || undefined);
  expect(mails.to(ada.email, VERIFY)).toHaveLength(5);
});

async function pendingJobs(userId: string): Promise<number> {
  const { rows } = await server.systemPool.query(
    `select count(*)::int as jobs from graphile_worker._private_jobs where payload ->> 'userId' = $1`,
    [userId],
  );
  return rows[0].jobs;
}

test('tokens are kept as hashes alone', async () => {
  const ada = await register(anonymous);
  const token = await mails.token(ada.email, VERIFY);
  const { rows } = await server.systemPool.query(`
    select t::text as row from account_tokens t union all select e::text from account_events e
    union all select j.payload::text from graphile_worker._private_jobs j`);
  expect(rows.length).toBeGreaterThan(1);
  for (const { row } of rows) expect(row).not.toContain(token);
});

test('a reset answers the same for everybody, and mails only who has an account', async () => {
  const ada = await register(anonymous);
  const known = await requestReset(` ${ada.email.toUpperCase()} `);
  const unknown = await requestReset('nobody@polity.test');
  expect(known.body).toEqual(unknown.body);
  expect(known.body).toEqual({ data: { requestPasswordReset: { userErrors: [] } } });
  await mails.token(ada.email, RESET);
  expect(mails.to('nobody@polity.test', RESET)).toEqual([]);
});

test('a reset sets the password once, ends every session, and proves the address', async () => {
  const ada = await register(anonymous);
  await requestReset(ada.email);
  const token = await mails.token(ada.email, RESET);
  expect(await reset(token, 'password1')).toEqual(['INVALID']);
  const answers = await Promise.all([reset(token), reset(token)]);
  expect(answers.toSorted()).toEqual([[], ['INVALID_TOKEN']]);
  expect(await ada.client.codes('{ me { id } }')).toEqual(['UNAUTHENTICATED']);
  const { data } = await anonymous.send(
    'mutation ($refreshToken: String!) { refreshSession(input: { refreshToken: $refreshToken }) { userErrors { code } } }',
    { refreshToken: ada.refreshToken },
  );
  expect(data).toEqual({ refreshSession: { userErrors: [{ code: 'INVALID_TOKEN' }] } });
  expect(await signIn(ada.email, password)).toEqual(['INVALID_CREDENTIALS']);
  expect(await signIn(ada.email, 'a wholly new phrase')).toEqual([]);
  await until(() => mails.to(ada.email, 'Your password was changed')[0]);
});

test('a reset link expires, and is of no use to a suspended account', async () => {
  const ada = await register(anonymous);
  await requestReset(ada.email);
  const token = await mails.token(ada.email, RESET);
  await db.updateTable('users').set({ status: 'SUSPENDED' }).where('id', '=', ada.userId).execute();
  expect(await reset(token)).toEqual(['ACCOUNT_INACTIVE']);
  await db.updateTable('users').set({ status: 'ACTIVE' }).where('id', '=', ada.userId).execute();
  await expire(ada.userId);
  expect(await reset(token)).toEqual(['EXPIRED']);
});

test('changing the password takes the present one and ends the other sessions', async () => {
  const ada = await register(anonymous);
  const { login } = await anonymous.ask(
    'mutation ($email: String!, $password: String!) { login(input: { email: $email, password: $password }) { accessToken userErrors { code } } }',
    { email: ada.email, password },
  );
  const elsewhere = anonymous.with({ authorization: `Bearer ${login.accessToken}` });
  const change = (currentPassword: string, newPassword: string) =>
    ada.client.send(
      `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { user { id } userErrors { code field } } }`,
      { input: { currentPassword, newPassword } },
    );
  expect((await change('wrong', 'a wholly new phrase')).data!.changePassword).toEqual({
    user: null,
    userErrors: [{ code: 'INVALID_CREDENTIALS', field: ['currentPassword'] }],
  });
  expect((await change(password, ada.email)).data!.changePassword!.userErrors).toEqual([
    { code: 'INVALID', field: ['newPassword'] },
  ]);
  expect((await change(password, 'a wholly new phrase')).data!.changePassword).toEqual({
    user: { id: ada.userId },
    userErrors: [],
  });
  expect(await elsewhere.codes('{ me { id } }')).toEqual(['UNAUTHENTICATED']);
  expect(await ada.client.codes('{ me { id } }')).toEqual([]);
  expect(await signIn(ada.email, 'a wholly new phrase')).toEqual([]);
  await until(() => mails.to(ada.email, 'Your password was changed')[0]);
});

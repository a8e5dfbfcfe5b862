import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { verify as proven } from '../../support/acquaintance.ts';
import { type Account, password, register } from '../../support/client.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);
const VERIFY = 'Verify your e-mail address';
const RESET = 'Set a new password';

/** Verifies with a session of the account, like the person who registered it. */
const verify = ({ client }: Account, token: string) =>
  client.codes(
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

test('registration mails a link that verifies the address once', async () => {
  const ada = await register(anonymous);
  const token = await mails.token(ada.email, VERIFY);
  expect(mails.to(ada.email, VERIFY)[0]!.text).toContain(`https://app.test/verify-email?token=${token}`);
  const answers = await Promise.all([verify(ada, token), verify(ada, token)]);
  expect(answers.toSorted()).toEqual([[], ['INVALID_TOKEN']]);
  expect(await ada.client.ask('{ me { account { emailVerified } } }')).toEqual({
    me: { account: { emailVerified: true } },
  });
  expect(await ada.client.codes('mutation { requestEmailVerification { userErrors { code } } }')).toEqual([]);
  expect(await verify(ada, 'garbage')).toEqual(['INVALID_TOKEN']);
});

test('a verification link expires, and using one invalidates the others', async () => {
  const ada = await register(anonymous);
  const first = await mails.token(ada.email, VERIFY);
  await expire(ada.userId);
  expect(await verify(ada, first)).toEqual(['EXPIRED']);
  await ada.client.ask('mutation { requestEmailVerification { userErrors { code } } }');
  const second = await mails.token(ada.email, VERIFY, 2);
  await ada.client.ask('mutation { requestEmailVerification { userErrors { code } } }');
  const third = await mails.token(ada.email, VERIFY, 3);
  expect(await verify(ada, third)).toEqual([]);
  expect(await verify(ada, second)).toEqual(['INVALID_TOKEN']);
});

test('at most five mails of a kind are sent in an hour, and the last link works', async () => {
  const ada = await register(anonymous);
  for (let asked = 0; asked < 7; asked++)
    await ada.client.ask('mutation { requestEmailVerification { userErrors { code } } }');
  await until(async () => (await pendingJobs(ada.userId)) === 0 || undefined);
  expect(mails.to(ada.email, VERIFY)).toHaveLength(5);
  expect(await verify(ada, await mails.token(ada.email, VERIFY, 5))).toEqual([]);
});

async function pendingJobs(userId: string): Promise<number> {
  const { rows } = await server.systemPool.query(
    `select count(*)::int as jobs from graphile_worker._private_jobs where payload ->> 'userId' = $1`,
    [userId],
  );
  return rows[0].jobs;
}

test('tokens are stored only as hashes', async () => {
  const ada = await register(anonymous);
  const token = await mails.token(ada.email, VERIFY);
  const { rows } = await server.systemPool.query(`
    select t::text as row from account_tokens t union all select e::text from account_events e
    union all select j.payload::text from graphile_worker._private_jobs j`);
  expect(rows.length).toBeGreaterThan(1);
  for (const { row } of rows) expect(row).not.toContain(token);
});

test('a reset has the same response for every address and sends mail only to accounts', async () => {
  const ada = await register(anonymous);
  const known = await requestReset(` ${ada.email.toUpperCase()} `);
  const unknown = await requestReset('nobody@polity.test');
  expect(known.body).toEqual(unknown.body);
  expect(known.body).toEqual({ data: { requestPasswordReset: { userErrors: [] } } });
  await mails.token(ada.email, RESET);
  expect(mails.to('nobody@polity.test', RESET)).toEqual([]);
});

test('a reset sets the password once and ends every session', async () => {
  const ada = await proven(await register(anonymous));
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

test('a reset link expires, and a suspension invalidates it', async () => {
  const ada = await register(anonymous);
  await requestReset(ada.email);
  const token = await mails.token(ada.email, RESET);
  await expire(ada.userId);
  expect(await reset(token)).toEqual(['EXPIRED']);
  await db.updateTable('users').set({ status: 'SUSPENDED' }).where('id', '=', ada.userId).execute();
  expect(await reset(token)).toEqual(['INVALID_TOKEN']);
});

/** The changes that invalidate earlier mailed links, made with the API or by an operator. */
const changes: Record<string, (account: Account) => Promise<unknown>> = {
  'a change of password': ({ client }) =>
    client.ask(`mutation { changePassword(input: { currentPassword: "${password}", newPassword: "a wholly new phrase" }) {
      userErrors { code } } }`),
  'a second factor that is turned on': (account) => enrol(account),
  'a suspension that was taken back': async ({ userId }) => {
    for (const status of ['SUSPENDED', 'ACTIVE'])
      await db.updateTable('users').set({ status }).where('id', '=', userId).execute();
  },
  'a change of address': ({ userId }) =>
    db
      .updateTable('users')
      .set({ email: `${userId}@elsewhere.test` })
      .where('id', '=', userId)
      .execute(),
};

test.each(Object.keys(changes))('%s invalidates earlier mailed links', async (change) => {
  const ada = await register(anonymous);
  const verification = await mails.token(ada.email, VERIFY);
  await requestReset(ada.email);
  const token = await mails.token(ada.email, RESET);
  await changes[change]!(ada);
  expect(await reset(token, 'another new phrase')).toEqual(['INVALID_TOKEN']);
  expect(await verify(ada, verification)).toEqual(['INVALID_TOKEN']);
});

test('turning the second factor off and a newer link invalidate earlier links', async () => {
  const ada = await register(anonymous);
  const recoveryCode = await enrol(ada);
  await requestReset(ada.email);
  const first = await mails.token(ada.email, RESET);
  await ada.client.ask(`mutation { disableTotp(input: { password: "${password}", code: "${recoveryCode}" }) {
    userErrors { code } } }`);
  expect(await reset(first)).toEqual(['INVALID_TOKEN']);
  await requestReset(ada.email);
  const second = await mails.token(ada.email, RESET, 2);
  await requestReset(ada.email);
  const third = await mails.token(ada.email, RESET, 3);
  expect(await reset(second)).toEqual(['INVALID_TOKEN']);
  expect(await reset(third)).toEqual([]);
});

test('of a reset and a change of the password at the same time, the link does not undo the change', async () => {
  for (let round = 0; round < 5; round++) {
    const ada = await register(anonymous);
    await requestReset(ada.email);
    const token = await mails.token(ada.email, RESET);
    const change =
      `mutation { changePassword(input: { currentPassword: "${password}", newPassword: "a wholly new phrase" }) {
      userErrors { code } } }` as const;
    const [changed, undone] = await Promise.all([
      ada.client.codes(change),
      reset(token, 'another new phrase'),
    ]);
    expect([changed, undone].filter((codes) => codes.length === 0)).toHaveLength(1);
  }
});

test('a change of each column of an account invalidates its links or is listed as harmless', async () => {
  const { rows } = await server.systemPool.query(
    `select column_name as name from information_schema.columns where table_name = 'users' and table_schema = 'public'`,
  );
  const ends = ['email', 'password_hash', 'totp_enabled_at', 'status', 'status_until'];
  const leaves = [
    'id full_name bio avatar_url created_at updated_at security_generation',
    // Data of the account that does not decide who may act for it.
    'email_verified_at password_changed_at status_reason platform_admin totp_last_step',
    // It takes effect once totp_enabled_at is set.
    'totp_secret',
    // It is set only for an account that claims an address, and changes together with `email`.
    'claimed_email',
    // It changes together with the password.
    'sign_in_tag',
    // Of a service account, which gets no mails. Never changes.
    'kind',
  ].flatMap((names) => names.split(' '));
  const unknown = rows.map(({ name }) => name).filter((name) => ![...ends, ...leaves].includes(name));
  expect(unknown).toEqual([]);
  const definition = await server.systemPool.query(
    `select pg_get_functiondef('app.count_security_change'::regproc) as text`,
  );
  for (const column of ends) expect(definition.rows[0].text).toContain(`new.${column}`);
});

/** Turns the second factor on. Returns a recovery code. */
async function enrol({ client }: Account): Promise<string> {
  const { beginTotpEnrollment } = await client.ask(
    `mutation { beginTotpEnrollment(input: { password: "${password}" }) { secret userErrors { code } } }`,
  );
  const code = new TOTP({ secret: Secret.fromBase32(beginTotpEnrollment.secret) }).generate();
  const { confirmTotpEnrollment } = await client.ask(
    `mutation ($code: String!) { confirmTotpEnrollment(input: { password: "${password}", code: $code }) { recoveryCodes userErrors { code } } }`,
    { code },
  );
  return confirmTotpEnrollment.recoveryCodes[0]!;
}

test('changing the password requires the current one and ends the other sessions', async () => {
  const ada = await proven(await register(anonymous));
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

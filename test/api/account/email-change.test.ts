import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verify } from '../../support/acquaintance.ts';
import { type Account, type Client, password, register } from '../../support/client.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db, url } = server;
const mails = await receiveMails(server);

const CHANGE = `mutation ($input: ChangeEmailInput!) { changeEmail(input: $input) { userErrors { code field } } }`;
const CONFIRM = `mutation ($input: ConfirmEmailChangeInput!) {
  confirmEmailChange(input: $input) { userErrors { code field } } }`;
const UNDO = `mutation ($input: UndoEmailChangeInput!) { undoEmailChange(input: $input) { userErrors { code field } } }`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { accessToken userErrors { code } } }`;

const CONFIRM_MAIL = 'Confirm your new e-mail address';
const UNDO_MAIL = 'The e-mail address of your account was changed';
const newPassword = 'brisk heron 17';

const fresh = () => `${randomUUID()}@polity.test`;
const change = (client: Client, newEmail: string, more: object = {}) =>
  client.codes(CHANGE, { input: { newEmail, password, ...more } });
const confirm = (client: Client, token: string, more: object = {}) =>
  client.codes(CONFIRM, { input: { token, ...more } });
const undo = (token: string, more: object = {}) =>
  anonymous.codes(UNDO, { input: { token, newPassword, ...more } });
const signIn = (email: string, secret = password) =>
  anonymous.codes(LOGIN, { input: { email, password: secret } });
const addressOf = async ({ userId }: Account) =>
  (await db.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirstOrThrow()).email!;
const holder = async () => verify(await register(anonymous));

async function session(email: string, secret = password): Promise<Client> {
  const { login } = await anonymous.ask(LOGIN, { input: { email, password: secret } });
  return anonymous.with({ authorization: `Bearer ${login.accessToken}` });
}

/** Changes the account's address. Returns the token that undoes the change. */
async function changed(account: Account, to: string, client = account.client, secret = password) {
  const from = await addressOf(account);
  expect(await change(client, to, { password: secret })).toEqual([]);
  expect(await confirm(client, await mails.token(to, CONFIRM_MAIL))).toEqual([]);
  return mails.token(from, UNDO_MAIL);
}

describe('a change of address', () => {
  test('takes effect when the new address confirms it, ends other sessions, and mails both addresses', async () => {
    const account = await holder();
    const [other, to] = [await session(account.email), fresh()];
    expect(await change(account.client, to.toUpperCase())).toEqual([]);
    await until(() => mails.to(account.email, 'A new e-mail address was requested')[0]);
    const token = await mails.token(to, CONFIRM_MAIL);
    expect(await addressOf(account)).toBe(account.email);
    expect(await confirm(account.client, token)).toEqual([]);
    const { me } = await account.client.ask('{ me { email account { emailVerified } } }');
    expect(me).toEqual({ email: to, account: { emailVerified: true } });
    expect(await other.codes('{ sessions { totalCount } }')).toEqual(['UNAUTHENTICATED']);
    expect(await signIn(to)).toEqual([]);
    expect(await signIn(account.email)).toEqual(['INVALID_CREDENTIALS']);
    await until(() => mails.to(to, 'Your e-mail address was changed')[0]);
    await mails.token(account.email, UNDO_MAIL);
    expect(await confirm(account.client, token)).toEqual(['INVALID_TOKEN']);
    const { accountEvents } = await account.client.ask(
      '{ accountEvents(filter: { action: { startsWith: "account.email" } }) { nodes { action details } } }',
    );
    expect(accountEvents.nodes).toEqual([
      { action: 'account.email_changed', details: { oldEmail: account.email, newEmail: to } },
      { action: 'account.email_change_requested', details: { newEmail: to } },
    ]);
  });

  test('requires the password, and the second factor of an account that has one', async () => {
    const account = await holder();
    expect(await change(account.client, fresh(), { password: 'wrong' })).toEqual(['INVALID_CREDENTIALS']);
    expect(await change(account.client, account.email)).toEqual(['INVALID']);
    expect(await change(account.client, 'nonsense')).toEqual(['INVALID']);
    expect(await change(anonymous, fresh())).toEqual(['UNAUTHENTICATED']);
    await db
      .updateTable('users')
      .set({ totp_secret: 'JBSWY3DPEHPK3PXP', totp_enabled_at: new Date().toISOString() })
      .where('id', '=', account.userId)
      .execute();
    expect(await change(account.client, fresh())).toEqual(['TOTP_REQUIRED']);
    expect(await change(account.client, fresh(), { code: '000000' })).toEqual(['INVALID_CREDENTIALS']);
    expect(
      await db.selectFrom('email_changes').select('id').where('user_id', '=', account.userId).execute(),
    ).toEqual([]);
  });

  test('is confirmed with a session of the account or its password, not with the link alone', async () => {
    const [account, stranger] = [await holder(), await holder()];
    const to = fresh();
    await change(account.client, to);
    const token = await mails.token(to, CONFIRM_MAIL);
    for (const client of [anonymous, stranger.client])
      expect(await confirm(client, token)).toEqual(['REQUIRED']);
    expect(await confirm(anonymous, token, { password: 'wrong' })).toEqual(['INVALID_CREDENTIALS']);
    expect(await addressOf(account)).toBe(account.email);
    expect(await confirm(anonymous, token, { password })).toEqual([]);
    expect(await addressOf(account)).toBe(to);
    for (const none of ['', 'unknown', '\0', '\ud800'])
      expect(await confirm(anonymous, none)).toEqual(['INVALID_TOKEN']);
  });

  test('does not reveal whether an address has an account, and sends no mail to one that has', async () => {
    const [account, taken, to] = [await holder(), await holder(), fresh()];
    const answers = [];
    for (const address of [taken.email, to])
      answers.push((await account.client.send(CHANGE, { input: { newEmail: address, password } })).body);
    expect(answers[0]).toEqual(answers[1]);
    // When the jobs of the later request have run, so have those of the earlier one.
    await mails.token(to, CONFIRM_MAIL);
    await until(() =>
      mails.to(account.email, 'A new e-mail address was requested').length === 2 ? true : undefined,
    );
    expect(mails.to(taken.email, 'address').map(({ subject }) => subject)).toEqual(
      mails.to(taken.email, 'Verify').map(({ subject }) => subject),
    );
  });

  test.each(['changePassword', 'resetPassword', 'a newer request', 'a suspension'])(
    'is over after %s',
    async (what) => {
      const [account, to] = [await holder(), fresh()];
      await change(account.client, to);
      const token = await mails.token(to, CONFIRM_MAIL);
      let secret = password;
      if (what === 'changePassword') {
        secret = newPassword;
        await account.client.ask(
          `mutation { changePassword(input: { currentPassword: "${password}", newPassword: "${secret}" }) { userErrors { code } } }`,
        );
      } else if (what === 'resetPassword') {
        secret = newPassword;
        await anonymous.ask(
          `mutation { requestPasswordReset(input: { email: "${account.email}" }) { userErrors { code } } }`,
        );
        const reset = await mails.token(account.email, 'Set a new password');
        await anonymous.ask(
          `mutation { resetPassword(input: { token: "${reset}", newPassword: "${secret}" }) { userErrors { code } } }`,
        );
      } else if (what === 'a newer request') await change(account.client, fresh());
      else
        for (const status of ['SUSPENDED', 'ACTIVE'])
          await db.updateTable('users').set({ status }).where('id', '=', account.userId).execute();
      expect(await confirm(anonymous, token, { password: secret })).toEqual(['INVALID_TOKEN']);
      expect(await addressOf(account)).toBe(account.email);
    },
  );

  test('expires after a day', async () => {
    const [account, to] = [await holder(), fresh()];
    await change(account.client, to);
    const token = await mails.token(to, CONFIRM_MAIL);
    await db
      .updateTable('email_changes')
      .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
      .where('user_id', '=', account.userId)
      .execute();
    expect(await confirm(account.client, token)).toEqual(['EXPIRED']);
  });

  test('is limited to five requests in an hour', async () => {
    const account = await holder();
    const answers = await Promise.all(Array.from({ length: 8 }, () => change(account.client, fresh())));
    expect(answers.flat()).toEqual(Array(3).fill('RATE_LIMITED'));
  });

  test('gives the address to one of two accounts that confirm it at the same time', async () => {
    const [one, two] = [await holder(), await holder()];
    const to = fresh();
    await change(one.client, to);
    const first = await mails.token(to, CONFIRM_MAIL);
    await change(two.client, to);
    const second = await mails.token(to, CONFIRM_MAIL, 2);
    const answers = await Promise.all([confirm(one.client, first), confirm(two.client, second)]);
    expect(answers.flat()).toEqual(['TAKEN']);
    const addresses = [await addressOf(one), await addressOf(two)];
    expect(addresses.filter((address) => address === to)).toHaveLength(1);
  });
});

describe('undoing a change', () => {
  test('restores the account once, whatever a thief has changed since', async () => {
    const account = await holder();
    const [theirs, further] = [fresh(), fresh()];
    const token = await changed(account, theirs);
    await account.client.ask(
      `mutation { changePassword(input: { currentPassword: "${password}", newPassword: "${newPassword}" }) { userErrors { code } } }`,
    );
    const { createApiKey } = await account.client.ask(
      'mutation { createApiKey(input: { name: "Thief" }) { secret userErrors { code } } }',
    );
    const thief = await session(theirs, newPassword);
    const later = await changed(account, further, thief, newPassword);
    await db
      .updateTable('users')
      .set({ totp_secret: 'JBSWY3DPEHPK3PXP', totp_enabled_at: new Date().toISOString() })
      .where('id', '=', account.userId)
      .execute();
    await change(thief, fresh(), { password: newPassword });
    const own = 'a wholly new phrase';
    expect(await undo(token, { newPassword: 'password1' })).toEqual(['INVALID']);
    expect(await undo(token, { newPassword: own })).toEqual([]);
    expect(await addressOf(account)).toBe(account.email);
    expect(await signIn(account.email, own)).toEqual([]);
    for (const client of [
      account.client,
      thief,
      anonymous.with({ authorization: `Bearer ${createApiKey.secret}` }),
    ])
      expect(await client.codes('{ projects { totalCount } }')).toEqual(['UNAUTHENTICATED']);
    expect(await undo(token)).toEqual(['INVALID_TOKEN']);
    expect(await undo(later)).toEqual(['INVALID_TOKEN']);
    expect(await addressOf(account)).toBe(account.email);
    await until(() => mails.to(account.email, 'The change of your e-mail address was undone')[0]);
  });

  test('keeps an older second factor on', async () => {
    const account = await holder();
    const token = await changed(account, fresh());
    const enabled = new Date(Date.now() - 4 * 86_400_000).toISOString();
    await db
      .updateTable('users')
      .set({ totp_secret: 'JBSWY3DPEHPK3PXP', totp_enabled_at: enabled })
      .where('id', '=', account.userId)
      .execute();
    expect(await undo(token)).toEqual([]);
    expect(await signIn(account.email, newPassword)).toEqual(['TOTP_REQUIRED']);
  });

  test('works for three days, and once for two calls at the same time', async () => {
    const account = await holder();
    const token = await changed(account, fresh());
    const { undo_expires_at: end } = await db
      .selectFrom('email_changes')
      .select('undo_expires_at')
      .where('user_id', '=', account.userId)
      .executeTakeFirstOrThrow();
    expect(Date.parse(end!) - Date.now()).toBeGreaterThan(71 * 3_600_000);
    const answers = await Promise.all([undo(token), undo(token)]);
    expect(answers.flat()).toEqual(['INVALID_TOKEN']);
    const late = await holder();
    const over = await changed(late, fresh());
    await db
      .updateTable('email_changes')
      .set({ undo_expires_at: new Date(Date.now() - 1000).toISOString() })
      .where('user_id', '=', late.userId)
      .execute();
    expect(await undo(over)).toEqual(['INVALID_TOKEN']);
  });

  test('reserves the previous address: nobody can take it by registering or by a change', async () => {
    const [account, other] = [await holder(), await holder()];
    const token = await changed(account, fresh());
    const REGISTER = `mutation ($email: String!) {
      register(input: { email: $email, password: "${password}", fullName: "Eve" }) { userErrors { code } } }` as const;
    expect(await anonymous.codes(REGISTER, { email: account.email })).toEqual([]);
    await until(() => mails.to(account.email, 'You have an account already').length === 1 || undefined);
    await change(other.client, account.email);
    const theirs = await mails.token(account.email, CONFIRM_MAIL);
    expect(await confirm(other.client, theirs)).toEqual(['TAKEN']);
    expect(await undo(token)).toEqual([]);
    const gone = await holder();
    await changed(gone, fresh());
    await db
      .updateTable('email_changes')
      .set({ undo_expires_at: new Date(Date.now() - 1000).toISOString() })
      .where('user_id', '=', gone.userId)
      .execute();
    expect(await anonymous.codes(REGISTER, { email: gone.email })).toEqual([]);
  });

  test('is not possible for an address that was never proven, which is free at once and gets no mail', async () => {
    const account = await register(anonymous);
    const to = fresh();
    await change(account.client, to);
    expect(await confirm(account.client, await mails.token(to, CONFIRM_MAIL))).toEqual([]);
    await until(() => mails.to(to, 'Your e-mail address was changed')[0]);
    expect(mails.to(account.email, 'address was')).toEqual([]);
    const again = await anonymous.codes(
      `mutation { register(input: { email: "${account.email}", password: "${password}", fullName: "Ann" }) { userErrors { code } } }`,
    );
    expect(again).toEqual([]);
  });
});

test('the pages of both links work without a script, and opening them changes nothing', async () => {
  const [account, to] = [await holder(), fresh()];
  await change(account.client, to);
  const token = await mails.token(to, CONFIRM_MAIL);
  const headers = { accept: 'text/html' };
  const get = async (path: string) => (await fetch(`${url}${path}`, { headers })).text();
  const post = async (path: string, fields: Record<string, string>) =>
    (await fetch(`${url}${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) })).text();
  expect(await get(`/confirm-email-change?token=${token}`)).toContain(to);
  expect(await addressOf(account)).toBe(account.email);
  expect(await post('/confirm-email-change', { token, password })).toContain(
    'Your account has its new address.',
  );
  const back = await mails.token(account.email, UNDO_MAIL);
  expect(await get(`/undo-email-change?token=${back}`)).toContain(account.email);
  expect(await addressOf(account)).toBe(to);
  expect(await post('/undo-email-change', { token: back, password: newPassword })).toContain(
    'every session has ended',
  );
  expect(await signIn(account.email, newPassword)).toEqual([]);
});

test('tokens are stored as hashes, and expired rows are deleted', async () => {
  const account = await holder();
  const token = await changed(account, fresh());
  const rows = () =>
    server.systemPool.query('select c::text as row from email_changes c where user_id = $1', [
      account.userId,
    ]);
  expect((await rows()).rows[0].row).not.toContain(token);
  const run = () => runScheduled(server, 'delete-old-email-changes');
  await run();
  expect((await rows()).rows).toHaveLength(1);
  const past = new Date(Date.now() - 1000).toISOString();
  await db
    .updateTable('email_changes')
    .set({ expires_at: past, undo_expires_at: past })
    .where('user_id', '=', account.userId)
    .execute();
  await run();
  expect((await rows()).rows).toHaveLength(0);
});

import { Secret, TOTP } from 'otpauth';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { verify } from '../../support/acquaintance.ts';
import { type Account, type Client, password, register } from '../../support/client.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

const lines: string[] = [];
const logger = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
const server = await startTestServer({}, logger);
const { anonymous, db } = server;
const mails = await receiveMails(server);

interface SignInOptions {
  secret?: string;
  organizationId?: string;
  client?: Client;
}

const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

const signIn = (
  account: Account,
  totpCode?: string,
  { secret = password, organizationId, client = anonymous }: SignInOptions = {},
) =>
  client.codes(
    `mutation ($input: LoginInput!) { login(input: $input) { accessToken userErrors { code field } } }`,
    { input: { email: account.email, password: secret, totpCode, organizationId } },
  );
const confirm = (account: Account, code: string, secret: string | undefined = password) =>
  account.client.send(
    `mutation ($input: ConfirmTotpEnrollmentInput!) {
      confirmTotpEnrollment(input: $input) { recoveryCodes userErrors { code field } } }`,
    { input: { code, password: secret } },
  );
const disable = (account: Account, secret: string, code: string) =>
  account.client.codes(
    `mutation ($input: DisableTotpInput!) { disableTotp(input: $input) { userErrors { code field } } }`,
    { input: { password: secret, code } },
  );

const BEGIN = `mutation ($input: BeginTotpEnrollmentInput) {
  beginTotpEnrollment(input: $input) { secret otpauthUri userErrors { code field } } }`;

async function begin(account: Account): Promise<string> {
  const { beginTotpEnrollment } = await account.client.ask(BEGIN, { input: { password } });
  expect(beginTotpEnrollment.otpauthUri).toMatch(/^otpauth:\/\/totp\/Polity:/);
  expect(beginTotpEnrollment.otpauthUri).toContain(`secret=${beginTotpEnrollment.secret}`);
  return beginTotpEnrollment.secret;
}

/** Registers a person with a second factor. The enrolment used the code of the previous step, so the current one is still valid. */
async function enrolled(): Promise<{ account: Account; secret: string; recoveryCodes: string[] }> {
  const account = await register(anonymous);
  const secret = await begin(account);
  // If the next step begins meanwhile, the first code is too old; then the second one is valid.
  for (let attempt = 0; attempt < 2; attempt++) {
    const { data } = await confirm(account, codeOf(secret, -1));
    const recoveryCodes = data!.confirmTotpEnrollment!.recoveryCodes;
    if (recoveryCodes) return { account, secret, recoveryCodes };
  }
  throw new Error('The second factor could not be turned on.');
}

test('an enrolment changes nothing until a correct code confirms it', async () => {
  const ada = await register(anonymous);
  expect((await confirm(ada, '123456')).data!.confirmTotpEnrollment!.userErrors).toEqual([
    { code: 'INVALID', field: ['code'] },
  ]);
  const secret = await begin(ada);
  expect(await signIn(ada)).toEqual([]);
  const wrong = String((Number(codeOf(secret)) + 1) % 1_000_000).padStart(6, '0');
  expect((await confirm(ada, wrong)).data!.confirmTotpEnrollment).toEqual({
    recoveryCodes: null,
    userErrors: [{ code: 'INVALID_CREDENTIALS', field: ['code'] }],
  });
  expect(await signIn(ada)).toEqual([]);
  const { recoveryCodes } = (await confirm(ada, codeOf(secret))).data!.confirmTotpEnrollment!;
  expect(new Set(recoveryCodes)).toHaveLength(10);
  expect(await signIn(ada)).toEqual(['TOTP_REQUIRED']);
  expect(await ada.client.ask('{ me { account { totpEnabled recoveryCodesLeft } } }')).toEqual({
    me: { account: { totpEnabled: true, recoveryCodesLeft: 10 } },
  });
  expect(await ada.client.codes(BEGIN, { input: { password } })).toEqual(['INVALID']);
});

test('the code is required only after the correct password', async () => {
  const { account } = await enrolled();
  expect(await signIn(account, undefined, { secret: 'wrong' })).toEqual(['INVALID_CREDENTIALS']);
  expect(await signIn(account)).toEqual(['TOTP_REQUIRED']);
});

test('a code signs in once, even with many attempts at the same time, and an earlier code does not sign in', async () => {
  const { account, secret } = await enrolled();
  const code = codeOf(secret);
  const answers = await Promise.all(Array.from({ length: 8 }, () => signIn(account, code)));
  expect(answers.filter((codes) => codes.length === 0)).toHaveLength(1);
  expect(await signIn(account, codeOf(secret, -1))).toEqual(['INVALID_CREDENTIALS']);
  const spaced = codeOf(secret, 1).replace(/^(...)/, '$1 ');
  expect(await signIn(account, spaced)).toEqual([]);
});

test('TOTP_REQUIRED does not count as a failed attempt', async () => {
  const { account, secret } = await enrolled();
  for (let attempt = 0; attempt < 15; attempt++) expect(await signIn(account)).toEqual(['TOTP_REQUIRED']);
  expect(await signIn(account, codeOf(secret))).toEqual([]);
});

test('the number of wrong codes is limited', async () => {
  const { account, secret } = await enrolled();
  const client = anonymous.with({ 'x-forwarded-for': '198.51.100.77' });
  const answers = [];
  for (let attempt = 0; attempt < 12; attempt++)
    answers.push((await signIn(account, '000000', { client }))[0]);
  expect(answers.slice(0, 10)).toEqual(Array(10).fill('INVALID_CREDENTIALS'));
  expect(answers.slice(10)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
  expect(await signIn(account, codeOf(secret), { client })).toEqual(['RATE_LIMITED']);
});

test('a sign-in that is refused for another reason does not use up its code', async () => {
  const { account, secret, recoveryCodes } = await enrolled();
  const organizationId = '01900000-0000-7000-8000-000000000000';
  const [first] = recoveryCodes;
  const code = codeOf(secret);
  for (const used of [first!, code])
    expect(await signIn(account, used, { organizationId })).toEqual(['NOT_FOUND']);
  await db.updateTable('users').set({ status: 'SUSPENDED' }).where('id', '=', account.userId).execute();
  for (const used of [first!, code]) expect(await signIn(account, used)).toEqual(['ACCOUNT_INACTIVE']);
  await db.updateTable('users').set({ status: 'ACTIVE' }).where('id', '=', account.userId).execute();
  expect(await account.client.ask('{ me { account { recoveryCodesLeft } } }')).toEqual({
    me: { account: { recoveryCodesLeft: 10 } },
  });
  for (const used of [first!, code]) expect(await signIn(account, used)).toEqual([]);
  for (const used of [first!, code]) expect(await signIn(account, used)).toEqual(['INVALID_CREDENTIALS']);
});

test('of concurrent sign-ins with one code into different organizations, at most one succeeds', async () => {
  const { account, secret, recoveryCodes } = await enrolled();
  for (const used of [recoveryCodes[0]!, codeOf(secret)]) {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        signIn(account, used, {
          organizationId: n % 2 ? account.organizationId : '01900000-0000-7000-8000-000000000000',
        }),
      ),
    );
    expect(answers.filter((codes) => codes.length === 0)).toHaveLength(1);
    for (const [code = 'signed in'] of answers)
      expect(['signed in', 'NOT_FOUND', 'INVALID_CREDENTIALS']).toContain(code);
  }
});

test('a password that is changed while it is checked does not sign in', async () => {
  const account = await register(anonymous);
  const other = await server.services.passwords.hash('a wholly new phrase');
  const { verify } = server.services.passwords;
  vi.spyOn(server.services.passwords, 'verify').mockImplementationOnce(async (...args) => {
    const matches = await verify(...args);
    await db.updateTable('users').set({ password_hash: other }).where('id', '=', account.userId).execute();
    return matches;
  });
  expect(await signIn(account)).toEqual(['INVALID_CREDENTIALS']);
  vi.restoreAllMocks();
});

test('both steps of an enrolment require the password, and the holder gets a mail', async () => {
  const account = await verify(await register(anonymous));
  for (const variables of [{}, { input: null }]) {
    const { data } = await account.client.send(BEGIN, variables);
    expect(data!.beginTotpEnrollment).toEqual({
      secret: null,
      otpauthUri: null,
      userErrors: [{ code: 'REQUIRED', field: ['password'] }],
    });
  }
  expect(await account.client.codes(BEGIN, { input: { password: 'wrong' } })).toEqual([
    'INVALID_CREDENTIALS',
  ]);
  const secret = await begin(account);
  const { data } = await account.client.send(
    `mutation ($code: String!) { confirmTotpEnrollment(input: { code: $code }) { userErrors { code field } } }`,
    { code: codeOf(secret) },
  );
  expect(data!.confirmTotpEnrollment!.userErrors).toEqual([{ code: 'REQUIRED', field: ['password'] }]);
  expect((await confirm(account, codeOf(secret), 'wrong')).data!.confirmTotpEnrollment!.userErrors).toEqual([
    { code: 'INVALID_CREDENTIALS', field: ['password'] },
  ]);
  expect(await signIn(account)).toEqual([]);
  const { recoveryCodes } = (await confirm(account, codeOf(secret))).data!.confirmTotpEnrollment!;
  await until(() => mails.to(account.email, 'The second factor was turned on')[0]);
  expect(await disable(account, password, recoveryCodes![0]!)).toEqual([]);
  await until(() => mails.to(account.email, 'The second factor was turned off')[0]);
  expect(mails.to(account.email, 'The second factor was turned on')).toHaveLength(1);
});

test('a failed attempt to turn the factor off does not use up the code', async () => {
  const { account, recoveryCodes } = await enrolled();
  const inactive = await register(anonymous);
  expect(await disable(inactive, password, recoveryCodes[0]!)).toEqual(['INVALID']);
  expect(await disable(account, 'wrong', recoveryCodes[0]!)).toEqual(['INVALID_CREDENTIALS']);
  expect(await signIn(account, recoveryCodes[0])).toEqual([]);
});

test('a recovery code signs in once, even with two attempts at the same time', async () => {
  const { account, recoveryCodes } = await enrolled();
  const [first, second] = recoveryCodes;
  const answers = await Promise.all([signIn(account, first), signIn(account, first)]);
  expect(answers.toSorted()).toEqual([[], ['INVALID_CREDENTIALS']]);
  expect(await signIn(account, second!.toUpperCase().replaceAll('-', ' '))).toEqual([]);
  expect(await account.client.ask('{ me { account { recoveryCodesLeft } } }')).toEqual({
    me: { account: { recoveryCodesLeft: 8 } },
  });
});

test('turning the factor off requires the password and a code', async () => {
  const { account, secret, recoveryCodes } = await enrolled();
  expect(await disable(account, 'wrong', codeOf(secret))).toEqual(['INVALID_CREDENTIALS']);
  expect(await disable(account, password, '000000')).toEqual(['INVALID_CREDENTIALS']);
  expect(await disable(account, password, recoveryCodes[0]!)).toEqual([]);
  expect(await signIn(account)).toEqual([]);
  expect(await disable(account, password, recoveryCodes[1]!)).toEqual(['INVALID']);
});

test('recovery codes are stored as hashes, and no secret is in the log or the account log', async () => {
  const { account, secret, recoveryCodes } = await enrolled();
  const { rows } = await server.systemPool.query(
    'select r::text as row from recovery_codes r union all select e::text from account_events e',
  );
  const kept = [...rows.map(({ row }) => row as string), ...lines].join('\n');
  for (const hidden of [
    secret,
    ...recoveryCodes,
    ...recoveryCodes.map((code) => code.replaceAll('-', '')),
    password,
  ])
    expect(kept).not.toContain(hidden);
  const events = await db
    .selectFrom('account_events')
    .select('action')
    .where('user_id', '=', account.userId)
    .execute();
  expect(events.map(({ action }) => action)).toContain('account.totp_enabled');
});

import { Secret, TOTP } from 'otpauth';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type Account, password, register } from './support/client.ts';
import { startTestServer } from './support/server.ts';

const lines: string[] = [];
const logger = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
const server = await startTestServer({}, logger);
const { anonymous, db } = server;

const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

const signIn = (account: Account, totpCode?: string, secret = password) =>
  anonymous.codes(
    `mutation ($input: LoginInput!) { login(input: $input) { accessToken userErrors { code field } } }`,
    { input: { email: account.email, password: secret, totpCode } },
  );
const confirm = (account: Account, code: string) =>
  account.client.send(
    `mutation ($code: String!) { confirmTotpEnrollment(input: { code: $code }) { recoveryCodes userErrors { code field } } }`,
    { code },
  );
const disable = (account: Account, secret: string, code: string) =>
  account.client.codes(
    `mutation ($input: DisableTotpInput!) { disableTotp(input: $input) { userErrors { code field } } }`,
    { input: { password: secret, code } },
  );

async function begin(account: Account): Promise<string> {
  const { beginTotpEnrollment } = await account.client.ask(
    'mutation { beginTotpEnrollment { secret otpauthUri userErrors { code } } }',
  );
  expect(beginTotpEnrollment.otpauthUri).toMatch(/^otpauth:\/\/totp\/Polity:/);
  expect(beginTotpEnrollment.otpauthUri).toContain(`secret=${beginTotpEnrollment.secret}`);
  return beginTotpEnrollment.secret;
}

/** Somebody with a second factor, whose enrolment took the code of the step before: the present one is still good. */
async function enrolled(): Promise<{ account: Account; secret: string; recoveryCodes: string[] }> {
  const account = await register(anonymous);
  const secret = await begin(account);
  const { data } = await confirm(account, codeOf(secret, -1));
  return { account, secret, recoveryCodes: data!.confirmTotpEnrollment!.recoveryCodes! };
}

test('an enrolment changes nothing until a right code confirms it', async () => {
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
  expect(await ada.client.codes('mutation { beginTotpEnrollment { userErrors { code } } }')).toEqual([
    'INVALID',
  ]);
});

test('the code is asked for only after the right password', async () => {
  const { account } = await enrolled();
  expect(await signIn(account, undefined, 'wrong')).toEqual(['INVALID_CREDENTIALS']);
  expect(await signIn(account)).toEqual(['TOTP_REQUIRED']);
});

test('a code signs in once, however many try at once, and an earlier one not at all', async () => {
  const { account, secret } = await enrolled();
  const code = codeOf(secret);
  const answers = await Promise.all(Array.from({ length: 8 }, () => signIn(account, code)));
  expect(answers.filter((codes) => codes.length === 0)).toHaveLength(1);
  expect(await signIn(account, codeOf(secret, -1))).toEqual(['INVALID_CREDENTIALS']);
  const spaced = codeOf(secret, 1).replace(/^(...)/, '$1 ');
  expect(await signIn(account, spaced)).toEqual([]);
});

test('asking for the code is no failed attempt', async () => {
  const { account, secret } = await enrolled();
  for (let attempt = 0; attempt < 15; attempt++) expect(await signIn(account)).toEqual(['TOTP_REQUIRED']);
  expect(await signIn(account, codeOf(secret))).toEqual([]);
});

test('codes cannot be tried out', async () => {
  const { account, secret } = await enrolled();
  const answers = [];
  for (let attempt = 0; attempt < 12; attempt++) answers.push((await signIn(account, '000000'))[0]);
  expect(answers.slice(0, 10)).toEqual(Array(10).fill('INVALID_CREDENTIALS'));
  expect(answers.slice(10)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
  expect(await signIn(account, codeOf(secret))).toEqual(['RATE_LIMITED']);
});

test('a recovery code signs in once, also when two use it at once', async () => {
  const { account, recoveryCodes } = await enrolled();
  const [first, second] = recoveryCodes;
  const answers = await Promise.all([signIn(account, first), signIn(account, first)]);
  expect(answers.toSorted()).toEqual([[], ['INVALID_CREDENTIALS']]);
  expect(await signIn(account, second!.toUpperCase().replaceAll('-', ' '))).toEqual([]);
  expect(await account.client.ask('{ me { account { recoveryCodesLeft } } }')).toEqual({
    me: { account: { recoveryCodesLeft: 8 } },
  });
});

test('turning it off takes the password and a code', async () => {
  const { account, secret, recoveryCodes } = await enrolled();
  expect(await disable(account, 'wrong', codeOf(secret))).toEqual(['INVALID_CREDENTIALS']);
  expect(await disable(account, password, '000000')).toEqual(['INVALID_CREDENTIALS']);
  expect(await disable(account, password, recoveryCodes[0]!)).toEqual([]);
  expect(await signIn(account)).toEqual([]);
  expect(await disable(account, password, recoveryCodes[1]!)).toEqual(['INVALID']);
});

test('recovery codes are kept as hashes, and no secret is logged or written to the account log', async () => {
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

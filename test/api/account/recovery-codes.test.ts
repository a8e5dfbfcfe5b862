import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashRecoveryCode, newRecoveryCodes } from '../../../src/modules/account/totp.ts';
import { verify } from '../../support/acquaintance.ts';
import { type Account, type Client, password, register } from '../../support/client.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);

const REGENERATE = `mutation ($input: RegenerateRecoveryCodesInput!) {
  regenerateRecoveryCodes(input: $input) { recoveryCodes userErrors { code field } } }`;

const regenerate = async (client: Client, input: object) =>
  (await client.send(REGENERATE, { input })).data!.regenerateRecoveryCodes!;
const signIn = ({ email }: Account, totpCode: string) =>
  anonymous.codes('mutation ($input: LoginInput!) { login(input: $input) { userErrors { code } } }', {
    input: { email, password, totpCode },
  });

/** Registers a person with a second factor and ten recovery codes. */
async function withSecondFactor(): Promise<{ account: Account; codes: string[] }> {
  const account = await verify(await register(anonymous));
  const codes = newRecoveryCodes();
  const secret = randomBytes(20)
    .toString('hex')
    .toUpperCase()
    .replaceAll(/[0189]/g, 'A');
  await db
    .updateTable('users')
    .set({ totp_secret: secret, totp_enabled_at: new Date().toISOString() })
    .where('id', '=', account.userId)
    .execute();
  await db
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ user_id: account.userId, code_hash: hashRecoveryCode(code) })))
    .execute();
  return { account, codes };
}

test('ten new codes replace the used and the unused ones, with a mail and an event', async () => {
  const { account, codes } = await withSecondFactor();
  expect(await signIn(account, codes[0]!)).toEqual([]);
  const { recoveryCodes, userErrors } = await regenerate(account.client, { password, code: codes[1] });
  expect(userErrors).toEqual([]);
  expect(new Set([...recoveryCodes!, ...codes]).size).toBe(20);
  const { me, accountEvents } = await account.client.ask(
    `{ me { account { recoveryCodesLeft } } accountEvents(first: 1) { nodes { action actor } } }`,
  );
  expect(me.account.recoveryCodesLeft).toBe(10);
  expect(accountEvents.nodes).toEqual([{ action: 'account.recovery_codes_regenerated', actor: 'SELF' }]);
  for (const old of codes) expect(await signIn(account, old)).toEqual(['INVALID_CREDENTIALS']);
  expect(await signIn(account, recoveryCodes![0]!)).toEqual([]);
  await until(() => mails.to(account.email, 'Your recovery codes were replaced')[0]);
});

test('the call requires the password and the second factor, and changes no code without them', async () => {
  const { account, codes } = await withSecondFactor();
  const refusals = [
    [{ password }, 'TOTP_REQUIRED', 'code'],
    [{ password, code: ' ' }, 'TOTP_REQUIRED', 'code'],
    [{ password, code: '000000' }, 'INVALID_CREDENTIALS', 'code'],
    [{ password: 'wrong', code: codes[0] }, 'INVALID_CREDENTIALS', 'password'],
  ] as const;
  for (const [input, code, field] of refusals)
    expect(await regenerate(account.client, input)).toEqual({
      recoveryCodes: null,
      userErrors: [{ code, field: [field] }],
    });
  expect(await anonymous.codes(REGENERATE, { input: { password } })).toEqual(['UNAUTHENTICATED']);
  expect(await signIn(account, codes[0]!)).toEqual([]);
  const without = await register(anonymous);
  expect((await regenerate(without.client, { password, code: codes[0] })).userErrors).toMatchObject([
    { code: 'INVALID' },
  ]);
});

test('of two concurrent calls with the same code, one returns codes that work', async () => {
  const { account, codes } = await withSecondFactor();
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => regenerate(account.client, { password, code: codes[0] })),
  );
  const given = answers.filter(({ recoveryCodes }) => recoveryCodes);
  expect(given).toHaveLength(1);
  expect(await signIn(account, given[0]!.recoveryCodes![0]!)).toEqual([]);
});

test('wrong codes are counted for the session', async () => {
  const { account, codes } = await withSecondFactor();
  for (let attempt = 0; attempt < 10; attempt++)
    await regenerate(account.client, { password, code: '000000' });
  expect(await account.client.codes(REGENERATE, { input: { password, code: codes[0] } })).toEqual([
    'RATE_LIMITED',
  ]);
});

test('a retry with the same Idempotency-Key does not return the codes again', async () => {
  const { account, codes } = await withSecondFactor();
  const client = account.client.with({ 'idempotency-key': 'again' });
  const input = { password, code: codes[0] };
  const first = await regenerate(client, input);
  expect(first.recoveryCodes).toHaveLength(10);
  expect(await regenerate(client, input)).toEqual({ recoveryCodes: null, userErrors: [] });
  expect(await signIn(account, first.recoveryCodes![0]!)).toEqual([]);
});

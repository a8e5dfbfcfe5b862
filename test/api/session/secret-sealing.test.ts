import { Secret, TOTP } from 'otpauth';
import { beforeEach, expect, test } from 'vitest';
import { generateSecretsKey } from '../../../src/crypto/key-store.ts';
import { sealTotpSecrets } from '../../../src/modules/account/totp-secret.ts';
import { resealWebhookSecrets } from '../../../src/modules/webhook/reseal.ts';
import { createSecretBox } from '../../../src/crypto/secret-box.ts';
import { type Account, password, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const [oldKey, newKey] = [generateSecretsKey(), generateSecretsKey()];
const boxOf = (...keys: string[]) => createSecretBox(keys.map((key) => Buffer.from(key, 'base64')));
const server = await startTestServer({ SECRETS_KEY: oldKey });
const { anonymous, db } = server;

const setSealing = (seals_totp: boolean) => db.updateTable('secret_sealing').set({ seals_totp }).execute();
beforeEach(() => setSealing(true));

const nothing = { sealed: 0, unreadable: [] };

const storedOf = async ({ userId }: Account) =>
  (await db.selectFrom('users').select('totp_secret').where('id', '=', userId).executeTakeFirstOrThrow())
    .totp_secret!;

async function begin({ client }: Account): Promise<string> {
  const { beginTotpEnrollment } = await client.ask(
    `mutation { beginTotpEnrollment(input: { password: "${password}" }) { secret userErrors { code } } }`,
  );
  return beginTotpEnrollment.secret;
}

/** The current code confirms and the next one signs in: each is valid also if the next step begins meanwhile. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

const confirm = ({ client }: Account, secret: string) =>
  client.codes(
    `mutation { confirmTotpEnrollment(input: { password: "${password}", code: "${codeOf(secret)}" }) { userErrors { code } } }`,
  );

const signIn = ({ email }: Account, totpCode: string) =>
  anonymous.codes('mutation ($input: LoginInput!) { login(input: $input) { userErrors { code } } }', {
    input: { email, password, totpCode },
  });

test('a new database encrypts all TOTP secrets', async () => {
  const { rows } = await server.systemPool.query('select seals_totp from secret_sealing');
  expect(rows).toEqual([{ seals_totp: true }]);
  const ada = await register(anonymous);
  const secret = await begin(ada);
  const stored = await storedOf(ada);
  expect(stored).toMatch(/^sealed:/);
  expect(stored).not.toContain(secret);
  expect(await confirm(ada, secret)).toEqual([]);
  expect(await signIn(ada, codeOf(secret, 1))).toEqual([]);
});

test('an encrypted secret can be decrypted only for its own account', async () => {
  const [ada, eve] = [await register(anonymous), await register(anonymous)];
  const secret = await begin(ada);
  await db
    .updateTable('users')
    .set({ totp_secret: await storedOf(ada) })
    .where('id', '=', eve.userId)
    .execute();
  expect(await confirm(eve, secret)).toEqual(['INTERNAL_SERVER_ERROR']);
  expect(await sealTotpSecrets(db, boxOf(oldKey))).toEqual({ sealed: 0, unreadable: [eve.userId] });
  await db.updateTable('users').set({ totp_secret: null }).where('id', '=', eve.userId).execute();
});

test('secrets stay unencrypted for servers of the previous release until the command has run, and work before and after', async () => {
  await setSealing(false);
  const ada = await register(anonymous);
  const secret = await begin(ada);
  expect(await storedOf(ada)).toBe(secret);
  expect(await confirm(ada, secret)).toEqual([]);
  expect((await sealTotpSecrets(db, boxOf(oldKey))).sealed).toBe(1);
  expect(await storedOf(ada)).toMatch(/^sealed:/);
  expect(await signIn(ada, codeOf(secret, 1))).toEqual([]);
  const next = await register(anonymous);
  await begin(next);
  expect(await storedOf(next)).toMatch(/^sealed:/);
  expect(await sealTotpSecrets(db, boxOf(oldKey))).toEqual(nothing);
});

test('enrolments while the command runs, and several commands at once, leave no unencrypted secret', async () => {
  await setSealing(false);
  const people = await Promise.all(Array.from({ length: 12 }, () => register(anonymous)));
  const secrets = await Promise.all([
    ...people.map(begin),
    sealTotpSecrets(db, boxOf(oldKey)).then(() => ''),
    sealTotpSecrets(db, boxOf(oldKey)).then(() => ''),
  ]);
  for (const person of people) expect(await storedOf(person)).toMatch(/^sealed:/);
  expect(await confirm(people[0]!, secrets[0]!)).toEqual([]);
});

test('the command encrypts secrets of an earlier key under the first one', async () => {
  const ada = await register(anonymous);
  const secret = await begin(ada);
  await ada.client.ask(`mutation {
    changePlan(input: { plan: PRO }) { userErrors { code } }
    createWebhookEndpoint(input: { url: "https://example.test/hook", events: ["task.created"] }) { userErrors { code } } }`);
  const both = boxOf(newKey, oldKey);
  expect((await sealTotpSecrets(db, both)).sealed).toBeGreaterThan(0);
  expect((await resealWebhookSecrets(db, both)).sealed).toBe(1);
  expect(await sealTotpSecrets(db, both)).toEqual(nothing);
  expect(await resealWebhookSecrets(db, both)).toEqual(nothing);
  // Encrypts again under the key of the server: the new key alone decrypts everything.
  const back = boxOf(oldKey, newKey);
  expect(await sealTotpSecrets(db, boxOf(newKey))).toEqual(nothing);
  expect(await resealWebhookSecrets(db, boxOf(newKey))).toEqual(nothing);
  await sealTotpSecrets(db, back);
  await resealWebhookSecrets(db, back);
  expect(await confirm(ada, secret)).toEqual([]);
});

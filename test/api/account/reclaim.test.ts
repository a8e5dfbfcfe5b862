import { expect, test } from 'vitest';
import { verify } from '../../support/acquaintance.ts';
import { type Account, add, join, password, register } from '../../support/client.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);
const NEW = 'a wholly new phrase';
const VERIFY = 'Verify your e-mail address';

const VERIFY_EMAIL = `mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) { userErrors { code field } } }`;
const RESET = `mutation ($token: String!, $newPassword: String!) {
  resetPassword(input: { token: $token, newPassword: $newPassword }) { userErrors { code field } } }`;
const LOGIN = `mutation ($email: String!, $password: String!) {
  login(input: { email: $email, password: $password }) { organization { id } user { memberships { id } } userErrors { code } } }`;

async function resetToken({ email }: Account, count = 1): Promise<string> {
  await anonymous.ask(
    'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { userErrors { code } } }',
    { email },
  );
  return mails.token(email, 'Set a new password', count);
}

/** Requests a new link, because turning the second factor on invalidated the previous one. */
async function verificationToken({ client, email }: Account): Promise<string> {
  await client.ask('mutation { requestEmailVerification { userErrors { code } } }');
  return mails.token(email, VERIFY, 2);
}

/** Registers another person's address, with a second factor, an API key and a membership. */
async function squat() {
  const owner = await register(anonymous, 'Olive Owner');
  const squatter = await register(anonymous, 'Mallory');
  // A job that runs after the address is marked as proven sends no mail.
  await mails.token(squatter.email, VERIFY);
  const { createApiKey } = await squatter.client.ask(
    'mutation { createApiKey(input: { name: "Later", role: ADMIN }) { secret userErrors { code } } }',
  );
  await add(owner, squatter, 'ADMIN');
  await db
    .updateTable('users')
    .set({
      email_verified_at: null,
      totp_secret: 'JBSWY3DPEHPK3PXP',
      totp_enabled_at: new Date().toISOString(),
    })
    .where('id', '=', squatter.userId)
    .execute();
  await db
    .insertInto('recovery_codes')
    .values({ user_id: squatter.userId, code_hash: Buffer.from('code') })
    .execute();
  return { owner, squatter, key: anonymous.with({ authorization: `Bearer ${createApiKey.secret}` }) };
}

const accountOf = ({ userId }: Account) =>
  db.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirstOrThrow();
const membershipsOf = ({ userId }: Account) =>
  db.selectFrom('memberships').select('role').where('user_id', '=', userId).execute();
const isEnded = async ({ squatter, key }: Awaited<ReturnType<typeof squat>>) => {
  expect(await squatter.client.codes('{ me { id } }')).toEqual(['UNAUTHENTICATED']);
  expect(await key.codes('{ organization { id } }')).toEqual(['UNAUTHENTICATED']);
  expect(await accountOf(squatter)).toMatchObject({ totp_secret: null, totp_enabled_at: null });
  expect((await accountOf(squatter)).email_verified_at).not.toBeNull();
  expect(await membershipsOf(squatter)).toEqual([]);
  for (const table of ['recovery_codes', 'account_tokens'] as const)
    expect(
      await db.selectFrom(table).select('user_id').where('user_id', '=', squatter.userId).execute(),
    ).toEqual([]);
  const organization = await db
    .selectFrom('organizations')
    .select('status')
    .where('id', '=', squatter.organizationId)
    .executeTakeFirstOrThrow();
  expect(organization.status).toBe('ARCHIVED');
};

test('a reset by the holder of an address ends everything of the person who registered it, and mails a notice', async () => {
  const scene = await squat();
  const { owner, squatter } = scene;
  const token = await resetToken(squatter);
  expect(await anonymous.payload(RESET, { token, newPassword: NEW })).toEqual({ userErrors: [] });
  await isEnded(scene);
  expect(await anonymous.payload(LOGIN, { email: squatter.email, password: NEW })).toEqual({
    organization: null,
    user: { memberships: [] },
    userErrors: [],
  });
  await until(() => mails.to(squatter.email, 'The account with your address is now yours')[0]);
  const { auditEvents } = await owner.client.ask(
    '{ auditEvents(filter: { action: { eq: "member.removed" } }) { nodes { before } } }',
  );
  expect(auditEvents.nodes).toEqual([{ before: { userId: squatter.userId, role: 'ADMIN' } }]);
  const event = await db
    .selectFrom('account_events')
    .select('details')
    .where('user_id', '=', squatter.userId)
    .where('action', '=', 'account.reclaimed')
    .executeTakeFirstOrThrow();
  expect(event.details).toMatchObject({ archivedOrganizations: [squatter.organizationId] });
});

test('two resets at the same time take effect once', async () => {
  const scene = await squat();
  const token = await resetToken(scene.squatter);
  const answers = await Promise.all([1, 2].map(() => anonymous.payload(RESET, { token, newPassword: NEW })));
  expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'INVALID_TOKEN' }]);
  await isEnded(scene);
});

test('a verification without a session or the password requires a new password and has the effect of a reset', async () => {
  const scene = await squat();
  const { squatter } = scene;
  const token = await verificationToken(squatter);
  const stranger = (await register(anonymous)).client;
  for (const client of [anonymous, stranger])
    expect(await client.payload(VERIFY_EMAIL, { input: { token } })).toEqual({
      userErrors: [{ code: 'REQUIRED', field: ['newPassword'] }],
    });
  expect(await anonymous.payload(VERIFY_EMAIL, { input: { token, password: 'wrong' } })).toEqual({
    userErrors: [{ code: 'INVALID_CREDENTIALS', field: ['password'] }],
  });
  expect(await anonymous.payload(VERIFY_EMAIL, { input: { token, newPassword: NEW } })).toEqual({
    userErrors: [],
  });
  await isEnded(scene);
});

test.each(['session', 'password'])(
  "a verification with the registrant's own %s ends nothing",
  async (proof) => {
    const { squatter: own } = await squat();
    const token = await verificationToken(own);
    const both = { token, newPassword: NEW, ...(proof === 'password' && { password }) };
    const client = proof === 'session' ? own.client : anonymous;
    expect(await client.payload(VERIFY_EMAIL, { input: both })).toEqual({
      userErrors: [{ code: 'INVALID', field: ['newPassword'] }],
    });
    const input = { token, ...(proof === 'password' && { password }) };
    expect(await client.payload(VERIFY_EMAIL, { input })).toEqual({ userErrors: [] });
    expect(await own.client.codes('{ me { id } }')).toEqual([]);
    expect(await membershipsOf(own)).toHaveLength(2);
    expect((await accountOf(own)).totp_enabled_at).not.toBeNull();
  },
);

test('a reset of a verified account ends nothing, and an organization with another owner stays active', async () => {
  const ada = await verify(await register(anonymous));
  await anonymous.payload(RESET, { token: await resetToken(ada), newPassword: NEW });
  expect(await membershipsOf(ada)).toEqual([{ role: 'OWNER' }]);
  const shared = await register(anonymous);
  const second = await join(shared, 'OWNER');
  await anonymous.payload(RESET, { token: await resetToken(shared), newPassword: NEW });
  expect(await membershipsOf(shared)).toEqual([]);
  const { organization } = await second.client.ask('{ organization { status } }');
  expect(organization.status).toBe('ACTIVE');
});

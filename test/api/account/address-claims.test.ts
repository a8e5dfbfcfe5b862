import { randomInt, randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { generateSecretsKey } from '../../../src/crypto/key-store.ts';
import { signInTags } from '../../../src/modules/account/sign-in-tag.ts';
import { createSecretBox } from '../../../src/crypto/secret-box.ts';
import { verify } from '../../support/acquaintance.ts';
import { type Account, type Client, password, register } from '../../support/client.ts';
import { ACCEPT, INVITE, invitationOf, roleOf, SUBJECT } from '../../support/invitations.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

/* An account with an address that another account holds claims it, until it proves it. */

const [key, oldKey] = [generateSecretsKey(), generateSecretsKey()];
const server = await startTestServer({ SECRETS_KEY: `${key},${oldKey}` });
const { anonymous, db } = server;
const mails = await receiveMails(server);
const LINK = 'Verify your e-mail address';
const EXISTS = 'You have an account already';
const theirs = 'the phrase of the claimant';

const VERIFY = `mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) { userErrors { code } } }`;
const RESET = `mutation ($token: String!, $newPassword: String!) {
  resetPassword(input: { token: $token, newPassword: $newPassword }) { userErrors { code } } }`;
const LOGIN = `mutation ($email: String!, $password: String!, $code: String) {
  login(input: { email: $email, password: $password, totpCode: $code }) { accessToken user { id } userErrors { code } } }`;
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) {
  accessToken refreshToken user { id } organization { id } userErrors { code field } } }`;
const CHANGE = `mutation ($email: String!, $password: String!) {
  changeEmail(input: { newEmail: $email, password: $password }) { userErrors { code } } }`;
const CONFIRM = `mutation ($token: String!) { confirmEmailChange(input: { token: $token }) { userErrors { code } } }`;
const DELETE = `mutation ($password: String!) { deleteAccount(input: { password: $password }) { userErrors { code } } }`;

/** Registers another account with an address that already has one. */
async function claim(email: string, secret = theirs, client: Client = anonymous): Promise<Account> {
  const input = { email, password: secret, fullName: 'Clara Claimant' };
  const { register: made } = await client.ask(REGISTER, { input });
  const { accessToken, refreshToken, user, organization } = made;
  return {
    client: client.with({ authorization: `Bearer ${accessToken}` }),
    userId: user.id,
    email,
    organizationId: organization.id,
    refreshToken,
    accessToken,
  };
}

const rowOf = ({ userId }: Account) =>
  db
    .selectFrom('users')
    .select(['email', 'claimed_email as claimed', 'email_verified_at as verifiedAt', 'sign_in_tag as tag'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
const stateOf = async (account: Account) => {
  const { email, verifiedAt } = await rowOf(account);
  return email === null ? 'claims' : verifiedAt ? 'has proven' : 'holds';
};
const signIn = async (
  email: string,
  secret: string,
  client: Client = anonymous,
  code?: string,
): Promise<string> => {
  const { data, errors } = await client.send(LOGIN, { email, password: secret, code });
  return data?.login?.user?.id ?? data?.login?.userErrors[0]?.code ?? String(errors![0]!.extensions['code']);
};
const prove = ({ client }: Account, token: string) => client.codes(VERIFY, { input: { token } });
/** Waits for the link of this account among the mails to the address. */
const link = ({ email }: Account, count: number) => mails.token(email, LINK, count);
const stranger = () => anonymous.with({ 'x-forwarded-for': `198.18.${randomInt(256)}.${randomInt(256)}` });

async function resetOf(email: string): Promise<string> {
  await anonymous.ask(
    'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { userErrors { code } } }',
    { email },
  );
  return mails.token(email, 'Set a new password');
}

describe('a claim', () => {
  test('becomes the holder when it is proven; an unproven holder keeps a claim and notices nothing', async () => {
    const squatter = await register(anonymous, 'Mallory');
    await link(squatter, 1);
    const { createApiKey } = await squatter.client.ask(
      'mutation { createApiKey(input: { name: "Later", role: ADMIN }) { secret userErrors { code } } }',
    );
    const robot = anonymous.with({ authorization: `Bearer ${createApiKey.secret}` });
    const ada = await claim(squatter.email);
    const token = await link(ada, 2);
    expect([await stateOf(squatter), await stateOf(ada)]).toEqual(['holds', 'claims']);
    expect(await anonymous.codes(VERIFY, { input: { token } })).toEqual(['REQUIRED']);
    expect(await prove(ada, token)).toEqual([]);
    expect([await stateOf(squatter), await stateOf(ada)]).toEqual(['claims', 'has proven']);
    // A proof by the person who registered ends nothing.
    expect(await roleOf(ada, ada)).toBe('OWNER');
    expect(await robot.codes('{ organization { id } }')).toEqual([]);
    const { me, organization, accountEvents } = await squatter.client.ask(
      '{ me { email account { emailVerified } } organization { status } accountEvents { nodes { action } } }',
    );
    expect(me).toEqual({ email: squatter.email, account: { emailVerified: false } });
    expect(organization.status).toBe('ACTIVE');
    expect(JSON.stringify(accountEvents)).not.toContain('address_lost');
    expect(await signIn(squatter.email, password)).toBe(squatter.userId);
    expect(await signIn(ada.email, theirs)).toBe(ada.userId);
    expect(await prove(ada, token)).toEqual(['INVALID_TOKEN']);
  });

  test('that is proven ends what others gave to an unproven holder on a server of an earlier release', async () => {
    const owner = await register(anonymous, 'Olive Owner');
    const squatter = await register(anonymous, 'Mallory');
    await link(squatter, 1);
    await db
      .insertInto('memberships')
      .values({ organization_id: owner.organizationId, user_id: squatter.userId, role: 'ADMIN' })
      .execute();
    const ada = await claim(squatter.email);
    expect(await prove(ada, await link(ada, 2))).toEqual([]);
    expect(await squatter.client.codes('{ me { id } }')).toEqual(['UNAUTHENTICATED']);
    const { login } = await anonymous.ask(LOGIN, { email: squatter.email, password });
    expect(login.user.id).toBe(squatter.userId);
    const left = anonymous.with({ authorization: `Bearer ${login.accessToken}` });
    const { me, accountEvents } = await left.ask(
      '{ me { email memberships { id } } accountEvents { nodes { action actor ipAddress userAgent } } }',
    );
    expect(me).toEqual({ email: squatter.email, memberships: [] });
    expect(accountEvents.nodes).toContainEqual({
      action: 'account.address_lost',
      actor: 'PLATFORM',
      ipAddress: null,
      userAgent: null,
    });
  });

  test('whose link a stranger requested verifies the account of the person who follows it', async () => {
    const boss = await register(anonymous, 'Boss One');
    await link(boss, 1);
    const planted = await claim(boss.email);
    const token = await link(planted, 2);
    expect(await prove(boss, token)).toEqual([]);
    expect([await stateOf(boss), await stateOf(planted)]).toEqual(['has proven', 'claims']);
    expect(await roleOf(boss, boss)).toBe('OWNER');
    // With the password as well as with the session.
    const other = await register(anonymous, 'Boss Two');
    await link(other, 1);
    const again = await claim(other.email);
    const input = { token: await link(again, 2), password };
    expect(await anonymous.codes(VERIFY, { input })).toEqual([]);
    expect([await stateOf(other), await stateOf(again)]).toEqual(['has proven', 'claims']);
  });

  test('that a repeated request created does not replace the account in use', async () => {
    const first = await register(anonymous);
    await link(first, 1);
    const second = await claim(first.email, password);
    const token = await link(second, 2);
    expect(await signIn(first.email, password)).toBe(first.userId);
    expect(await prove(first, token)).toEqual([]);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['has proven', 'claims']);
    expect(await signIn(first.email, password)).toBe(first.userId);
    expect(await roleOf(first, first)).toBe('OWNER');
  });

  test('cannot be verified with the session of a stranger or of another address', async () => {
    const first = await register(anonymous);
    await link(first, 1);
    const ada = await claim(first.email);
    const token = await link(ada, 2);
    const elsewhere = await register(anonymous);
    expect(await prove(elsewhere, token)).toEqual(['REQUIRED']);
    expect(await anonymous.codes(VERIFY, { input: { token, password: 'a phrase of nobody' } })).toEqual([
      'INVALID_CREDENTIALS',
    ]);
    expect([await stateOf(first), await stateOf(ada)]).toEqual(['holds', 'claims']);
  });

  test('without a tag, as in earlier releases, accepts its password', async () => {
    const first = await register(anonymous);
    const ada = await claim(first.email);
    await server.systemPool.query('update users set sign_in_tag = null where id = $1', [ada.userId]);
    expect(await signIn(ada.email, theirs)).toBe(ada.userId);
    expect((await rowOf(ada)).tag).not.toBeNull();
  });

  test('is taken over by the holder of the address with a new password, which ends everything of the person who registered', async () => {
    const first = await register(anonymous);
    await link(first, 1);
    const eve = await claim(first.email);
    const token = await link(eve, 2);
    expect(await anonymous.codes(VERIFY, { input: { token, newPassword: 'a wholly new phrase' } })).toEqual(
      [],
    );
    expect([await stateOf(first), await stateOf(eve)]).toEqual(['claims', 'has proven']);
    expect(await eve.client.codes('{ me { id } }')).toEqual(['UNAUTHENTICATED']);
    expect(await signIn(eve.email, theirs)).toBe('INVALID_CREDENTIALS');
    expect(await signIn(eve.email, 'a wholly new phrase')).toBe(eve.userId);
    await until(() => mails.to(eve.email, 'The account with your address').length === 1 || undefined);
  });

  test('is proven with its own password, which differs from that of the holder', async () => {
    const first = await register(anonymous);
    await link(first, 1);
    const ada = await claim(first.email);
    const token = await link(ada, 2);
    expect(await anonymous.codes(VERIFY, { input: { token, password: theirs } })).toEqual([]);
    expect([await stateOf(first), await stateOf(ada)]).toEqual(['claims', 'has proven']);
  });

  test('gets no link while an account has verified the address; the holder gets a notice', async () => {
    const owner = await register(anonymous, 'Olive Owner');
    // A job that runs after the address is marked as proven sends no mail.
    await until(() => mails.to(owner.email, LINK).length === 1 || undefined);
    await verify(owner);
    const eve = await claim(owner.email);
    await eve.client.ask('mutation { requestEmailVerification { userErrors { code } } }');
    await until(() => mails.to(owner.email, EXISTS).length === 2 || undefined);
    const [mail] = mails.to(owner.email, EXISTS);
    expect(mail!.text).not.toMatch(/token|Clara/);
    expect(mails.to(owner.email, LINK)).toHaveLength(1);
    const tokens = await db
      .selectFrom('account_tokens')
      .select('user_id')
      .where('user_id', '=', eve.userId)
      .execute();
    expect(tokens).toEqual([]);
    // Everything of the owner still works.
    expect(await signIn(owner.email, password)).toBe(owner.userId);
    expect(
      await anonymous.codes(RESET, { token: await resetOf(owner.email), newPassword: 'a wholly new phrase' }),
    ).toEqual([]);
    expect([await stateOf(owner), await stateOf(eve)]).toEqual(['has proven', 'claims']);
    expect(await signIn(owner.email, 'a wholly new phrase')).toBe(owner.userId);
    expect(await signIn(owner.email, theirs)).toBe(eve.userId);
  });

  test('has an invalid link once the holder has proven the address', async () => {
    const holder = await register(anonymous);
    const own = await link(holder, 1);
    const late = await claim(holder.email);
    const token = await link(late, 2);
    expect(await prove(holder, own)).toEqual([]);
    expect(await prove(late, token)).toEqual(['INVALID_TOKEN']);
    expect(await anonymous.codes(VERIFY, { input: { token, newPassword: 'a wholly new phrase' } })).toEqual([
      'INVALID_TOKEN',
    ]);
    expect([await stateOf(holder), await stateOf(late)]).toEqual(['has proven', 'claims']);
  });

  test('becomes the holder for one of several proofs at the same time', async () => {
    for (let round = 0; round < 4; round++) {
      const holder = await register(anonymous);
      const tokens = [await link(holder, 1)];
      const people = [holder];
      for (let n = 2; n <= 4; n++) {
        people.push(await claim(holder.email, `${theirs} ${n}`));
        tokens.push(await link(holder, n));
      }
      if (round > 1) await holder.client.ask(DELETE, { password });
      const from = round > 1 ? 1 : 0;
      const answers = await Promise.all(
        people.slice(from).map((person, index) => prove(person, tokens[from + index]!)),
      );
      const won = answers.filter((codes) => codes.length === 0);
      const refused = answers.filter((codes) => codes.length > 0).flat();
      expect([round, won.length]).toEqual([round, 1]);
      for (const code of refused) expect(['INVALID_TOKEN', 'REQUIRED']).toContain(code);
      const states = await Promise.all(people.slice(from).map(stateOf));
      expect(states.filter((state) => state === 'has proven')).toHaveLength(1);
      expect(states.filter((state) => state === 'holds')).toEqual([]);
    }
  });

  test('gives nothing: nobody finds the account by it, and only its verification mail is sent', async () => {
    const owner = await verify(await register(anonymous));
    const before = { to: mails.to(owner.email, '').length };
    const eve = await claim(owner.email);
    await eve.client.ask(
      `mutation { changePassword(input: { currentPassword: "${theirs}", newPassword: "a wholly new phrase" }) { userErrors { code } } }`,
    );
    const inviter = await register(anonymous);
    await inviter.client.ask(INVITE, { email: owner.email });
    const token = await mails.token(owner.email, SUBJECT);
    const { receivedInvitations } = await owner.client.ask('{ receivedInvitations { totalCount } }');
    expect(receivedInvitations.totalCount).toBe(1);
    expect(
      (await eve.client.ask('{ receivedInvitations { totalCount } }')).receivedInvitations.totalCount,
    ).toBe(0);
    expect(await eve.client.codes(ACCEPT, { token })).toEqual(['INVALID']);
    await eve.client.ask(DELETE, { password: 'a wholly new phrase' });
    expect(await owner.client.codes(ACCEPT, { token })).toEqual([]);
    expect(await roleOf(inviter, owner)).toBe('MEMBER');
    await until(() => mails.to(owner.email, EXISTS).length === 1 || undefined);
    const subjects = mails
      .to(owner.email, '')
      .slice(before.to)
      .map(({ subject }) => subject);
    expect(
      subjects.filter((subject) => !subject.startsWith(SUBJECT) && subject !== EXISTS && subject !== LINK),
    ).toEqual([]);
    expect(await stateOf(owner)).toBe('has proven');
  });

  test('can change to another address, of which it becomes the holder', async () => {
    const owner = await verify(await register(anonymous));
    const eve = await claim(owner.email);
    const squatter = await register(anonymous);
    await link(squatter, 1);
    await eve.client.ask(CHANGE, { email: squatter.email, password: theirs });
    const token = await mails.token(squatter.email, 'Confirm your new');
    expect(await eve.client.codes(CONFIRM, { token })).toEqual([]);
    expect(await rowOf(eve)).toMatchObject({ email: squatter.email, claimed: null, tag: null });
    // The previous holder had never proven it.
    expect([await stateOf(owner), await stateOf(squatter)]).toEqual(['has proven', 'claims']);
    expect(await squatter.client.codes('{ me { id } }')).toEqual([]);
    expect(await signIn(squatter.email, theirs)).toBe(eve.userId);
    expect(await signIn(owner.email, theirs)).toBe('INVALID_CREDENTIALS');
  });
});

describe('signing in', () => {
  test('finds each of many accounts of one address by its password, and the oldest of several with the same password', async () => {
    const holder = await register(anonymous);
    const people = [
      holder,
      ...(await Promise.all(['a', 'b', 'c'].map((each) => claim(holder.email, `${theirs} ${each}`)))),
    ];
    const twin = await claim(holder.email);
    await claim(holder.email);
    for (const [index, secret] of [password, `${theirs} a`, `${theirs} b`, `${theirs} c`].entries())
      expect(await signIn(holder.email, secret)).toBe(people[index]!.userId);
    expect(await signIn(holder.email, theirs)).toBe(twin.userId);
    await holder.client.ask(DELETE, { password });
    expect(await signIn(holder.email, password)).toBe('INVALID_CREDENTIALS');
    // Nobody holds the address now. The next registration does, and is younger than the account with the same password.
    const next = await claim(holder.email);
    expect(await stateOf(next)).toBe('holds');
    expect(await signIn(holder.email, theirs)).toBe(twin.userId);
    await verify(next);
    expect(await signIn(holder.email, theirs)).toBe(next.userId);
  });

  test('works after a change of the password, and requires the second factor', async () => {
    const owner = await verify(await register(anonymous));
    const eve = await claim(owner.email);
    const changed = 'a wholly new phrase';
    await eve.client.ask(
      `mutation { changePassword(input: { currentPassword: "${theirs}", newPassword: "${changed}" }) { userErrors { code } } }`,
    );
    expect(await signIn(owner.email, theirs)).toBe('INVALID_CREDENTIALS');
    expect(await signIn(owner.email, changed)).toBe(eve.userId);
    const { beginTotpEnrollment } = await eve.client.ask(
      `mutation { beginTotpEnrollment(input: { password: "${changed}" }) { secret userErrors { code } } }`,
    );
    const totp = new TOTP({ secret: Secret.fromBase32(beginTotpEnrollment.secret) });
    // The current code enrols and the next one signs in: each is valid also if the next step begins meanwhile.
    const code = (steps: number) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
    await eve.client.ask(
      `mutation { confirmTotpEnrollment(input: { password: "${changed}", code: "${code(0)}" }) { recoveryCodes userErrors { code } } }`,
    );
    expect(await signIn(owner.email, changed)).toBe('TOTP_REQUIRED');
    expect(await signIn(owner.email, changed, anonymous, '000000')).toBe('INVALID_CREDENTIALS');
    expect(await signIn(owner.email, changed, anonymous, code(1))).toBe(eve.userId);
    expect(await signIn(owner.email, password)).toBe(owner.userId);
  });

  test('finds a tag under an earlier key and renews it', async () => {
    const owner = await verify(await register(anonymous));
    const eve = await claim(owner.email);
    const tagsOf = (...keys: string[]) =>
      signInTags(createSecretBox(keys.map((each) => Buffer.from(each, 'base64'))), eve.email, theirs);
    const [current] = tagsOf(key);
    const [earlier] = tagsOf(oldKey);
    expect((await rowOf(eve)).tag).toBe(current);
    await db.updateTable('users').set({ sign_in_tag: earlier! }).where('id', '=', eve.userId).execute();
    expect(await signIn(owner.email, theirs)).toBe(eve.userId);
    expect((await rowOf(eve)).tag).toBe(current);
    expect((await rowOf(owner)).tag).toBeNull();
    expect(tagsOf(key, oldKey)).toEqual([current, earlier]);
  });

  test('to a claim counts like a guess at the password of the holder, within the same limits', async () => {
    const home = stranger();
    const owner = await verify(await register(home));
    const away = stranger();
    const eve = await claim(owner.email, theirs, away);
    // One password after the other, each of which is the current password of the claim.
    let current = theirs;
    for (let attempt = 0; attempt < 10; attempt++) {
      expect(await signIn(owner.email, current, away)).toBe(eve.userId);
      const next = `guess number ${attempt}`;
      await eve.client.ask(
        `mutation { changePassword(input: { currentPassword: "${current}", newPassword: "${next}" }) { userErrors { code } } }`,
      );
      current = next;
    }
    expect(await signIn(owner.email, current, away)).toBe('RATE_LIMITED');
    expect(await signIn(owner.email, password, away)).toBe('RATE_LIMITED');
    // From many networks: a hundred in a day, and the owner gets a mail.
    const answers: string[] = [];
    for (let network = 0; network < 100; network++)
      answers.push(await signIn(owner.email, current, stranger()));
    expect(answers.filter((answer) => answer === eve.userId)).toHaveLength(90);
    await until(() => mails.to(owner.email, 'Failed attempts').length === 1 || undefined);
    expect(await signIn(owner.email, password, stranger())).toBe('RATE_LIMITED');
    // The owner's network is not locked out.
    expect(await signIn(owner.email, password, home)).toBe(owner.userId);
  });

  test('from a network that is known only to the claim does not reach the holder while strangers are refused', async () => {
    const owner = await verify(await register(stranger()));
    const away = stranger();
    const eve = await claim(owner.email, theirs, away);
    for (let attempt = 0; attempt < 10; attempt++)
      await signIn(`nobody${attempt}@polity.test`, 'wrong', away);
    expect(await signIn(owner.email, password, away)).toBe('RATE_LIMITED');
    expect(await signIn(owner.email, theirs, away)).toBe(eve.userId);
  });
});

describe('registering with an invitation', () => {
  const enter = (email: string, invitationToken: string) =>
    anonymous.payload(REGISTER, {
      input: { email, password: theirs, fullName: 'Greta Guest', invitationToken },
    });

  async function invited(email: string) {
    const owner = await register(anonymous, 'Olive Owner');
    const { inviteMember } = await owner.client.ask(INVITE, { email });
    return { owner, id: inviteMember.invitation.id as string, token: await mails.token(email, SUBJECT) };
  }

  test('takes the address from a squatter, because only the reader of the mail has the token', async () => {
    const squatter = await register(anonymous);
    const { owner, token } = await invited(squatter.email);
    const made = await enter(squatter.email, token);
    expect(made).toMatchObject({ organization: { id: owner.organizationId }, userErrors: [] });
    const guest = { ...squatter, userId: made.user.id };
    expect([await stateOf(squatter), await stateOf(guest)]).toEqual(['claims', 'has proven']);
    // The account may be the reader's own, so it keeps its data.
    expect(await roleOf(squatter, squatter)).toBe('OWNER');
  });

  test('returns TAKEN to the reader of the mail if the address has a verified account, and writes nothing', async () => {
    const guest = await verify(await register(anonymous));
    const { id, token } = await invited(guest.email);
    const made = await enter(guest.email, token);
    expect(made.userErrors).toEqual([{ code: 'TAKEN', field: ['email'] }]);
    const claims = await db
      .selectFrom('users')
      .select('id')
      .where('claimed_email', '=', guest.email)
      .execute();
    expect(claims).toEqual([]);
    expect((await invitationOf(server, id)).status).toBe('PENDING');
    // Nobody else learns this.
    for (const email of [guest.email, `${randomUUID()}@polity.test`]) {
      const unknown = await enter(email, 'no such token');
      expect(unknown.userErrors).toEqual([{ code: 'INVALID_TOKEN', field: ['invitationToken'] }]);
    }
    const { token: another } = await invited(`${randomUUID()}@polity.test`);
    for (const email of [guest.email, `${randomUUID()}@polity.test`]) {
      const forOther = await enter(email, another);
      expect(forOther.userErrors).toEqual([{ code: 'INVALID', field: ['invitationToken'] }]);
    }
  });

  test('is not necessary for a claim that accepts with its session, which proves the address', async () => {
    const squatter = await register(anonymous);
    const guest = await claim(squatter.email);
    const { owner, token } = await invited(squatter.email);
    expect(await guest.client.codes(ACCEPT, { token })).toEqual([]);
    expect(await roleOf(owner, guest)).toBe('MEMBER');
    expect([await stateOf(squatter), await stateOf(guest)]).toEqual(['claims', 'has proven']);
  });
});

test('the database rejects an account that both holds and claims an address, a verified claim, and a claim of another spelling', async () => {
  const owner = await register(anonymous);
  const eve = await claim(owner.email);
  const update = (set: string, userId = eve.userId) =>
    server.systemPool.query(`update users set ${set} where id = $1`, [userId]);
  await expect(update('claimed_email = null')).rejects.toThrow('users_one_address');
  await expect(update(`claimed_email = 'x@polity.test'`, owner.userId)).rejects.toThrow('users_one_address');
  await expect(update('email_verified_at = now()')).rejects.toThrow('users_claim_unproven');
  for (const spelling of ['ADA@polity.test', 'ada@bücher.test', 'a\u0308@polity.test'])
    await expect(update(`claimed_email = '${spelling}'`)).rejects.toThrow('users_claim_canonical');
  await update('email_verified_at = now()', owner.userId);
  expect((await rowOf(owner)).tag).toBeNull();
});

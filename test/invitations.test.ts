import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Role } from '../src/generated/graphql.ts';
import { whileAcquainted } from './support/acquaintance.ts';
import { type Account, join, register } from './support/client.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const invitation = 'invitation { id email role status invitedBy { id } expiresAt } userErrors { code field }';
const INVITE = `mutation ($email: String!, $role: Role! = MEMBER) { inviteMember(input: { email: $email, role: $role }) { ${invitation} } }`;
const RESEND = `mutation ($id: ID!) { resendInvitation(input: { id: $id }) { ${invitation} } }`;
const REVOKE = `mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { ${invitation} } }`;
const ADD =
  'mutation ($email: String!) { addMember(input: { email: $email }) { membership { id } userErrors { code field } } }';
const LIST = `query ($filter: InvitationFilter) { invitations(filter: $filter) { totalCount nodes { id email status } } }`;
const USED = '{ organization { usage { members { used limit } } } }';

const someAddress = () => `${randomUUID()}@polity.test`;

async function registerOwner(plan: 'FREE' | 'PRO' = 'PRO'): Promise<Account> {
  const owner = await register(anonymous, 'Olive Owner');
  await owner.client.ask(`mutation { changePlan(input: { plan: ${plan} }) { userErrors { code } } }`);
  return { ...owner, client: owner.client.in(owner.organizationId) };
}

async function answer({ client }: Account, query: string, variables: Record<string, unknown>): Promise<any> {
  const { data, errors } = await client.send(query, variables);
  return errors ? errors.map((error) => error.extensions['code']) : Object.values(data!)[0];
}

/** Invites somebody and answers the invitation. @throws when that is refused */
async function invite(account: Account, email = someAddress(), role: Role = 'MEMBER'): Promise<any> {
  return (await account.client.ask(INVITE, { email, role })).inviteMember.invitation;
}

const change = (id: string, changes: Record<string, string>) =>
  db.updateTable('invitations').set(changes).where('id', '=', id).execute();

const past = () => new Date(Date.now() - 120_000).toISOString();
const expire = (id: string) => change(id, { expires_at: past(), mail_requested_at: past() });

const used = async ({ client }: Account) => (await client.ask(USED)).organization.usage.members.used;

const refused = (code: string, ...field: string[]) => ({
  invitation: null,
  userErrors: [{ code, field: field.length > 0 ? field : null }],
});

describe('inviting', () => {
  test('makes an invitation for 7 days, of a tidied address', async () => {
    const owner = await registerOwner();
    const email = someAddress();
    const made = await invite(owner, ` ${email.toUpperCase()} `, 'ADMIN');
    expect(made).toMatchObject({ email, role: 'ADMIN', status: 'PENDING', invitedBy: { id: owner.userId } });
    const days = (Date.parse(made.expiresAt) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    expect((await owner.client.ask(LIST)).invitations).toEqual({
      totalCount: 1,
      nodes: [{ id: made.id, email, status: 'PENDING' }],
    });
  });

  test('refuses members, those invited already, and what is no address', async () => {
    const owner = await registerOwner();
    const [member, invited] = [await join(owner, 'MEMBER'), await invite(owner)];
    const already = refused('ALREADY_A_MEMBER', 'email');
    expect(await answer(owner, INVITE, { email: member.email.toUpperCase() })).toEqual(already);
    expect(await answer(owner, INVITE, { email: owner.email })).toEqual(already);
    expect(await answer(owner, INVITE, { email: invited.email })).toEqual(refused('TAKEN', 'email'));
    expect(await answer(owner, INVITE, { email: 'nobody' })).toEqual(refused('INVALID', 'email'));
    expect(await answer(owner, INVITE, { email: ' ' })).toEqual(refused('REQUIRED', 'email'));
    expect((await owner.client.ask(LIST)).invitations.totalCount).toBe(1);
  });

  test('grants no role above the own one, and touches no invitation to one', async () => {
    const owner = await registerOwner();
    const admin = await join(owner, 'ADMIN');
    const above = refused('FORBIDDEN_ROLE', 'role');
    expect(await answer(admin, INVITE, { email: someAddress(), role: 'OWNER' })).toEqual(above);
    expect(await invite(admin, someAddress(), 'ADMIN')).toMatchObject({ role: 'ADMIN' });
    const { id } = await invite(owner, someAddress(), 'OWNER');
    for (const mutation of [RESEND, REVOKE])
      expect(await answer(admin, mutation, { id })).toEqual(refused('FORBIDDEN_ROLE', 'id'));
    expect((await answer(owner, REVOKE, { id })).invitation).toMatchObject({ status: 'REVOKED' });
  });

  test('is for administrators, of this organization, as long as they are', async () => {
    const owner = await registerOwner();
    const [member, admin, stranger] = [
      await join(owner, 'MEMBER'),
      await join(owner, 'ADMIN'),
      await registerOwner(),
    ];
    const { id, email } = await invite(admin);
    expect(await answer(member, INVITE, { email: someAddress() })).toEqual(['FORBIDDEN']);
    expect(await member.client.codes(LIST)).toEqual(['FORBIDDEN']);
    expect(
      (await stranger.client.ask(LIST, { filter: { email: { eq: email } } })).invitations.totalCount,
    ).toBe(0);
    for (const mutation of [RESEND, REVOKE])
      expect(await answer(stranger, mutation, { id })).toEqual(refused('NOT_FOUND', 'id'));
    await owner.client.ask(
      `mutation { removeMember(input: { userId: "${admin.userId}" }) { userErrors { code } } }`,
    );
    for (const mutation of [RESEND, REVOKE])
      expect(await answer(admin, mutation, { id })).toEqual(['NOT_FOUND']);
    const { invitations } = await owner.client.ask(
      '{ invitations(filter: { status: { in: [PENDING, REVOKED] } }) { nodes { id status invitedBy { id } } } }',
    );
    expect(invitations.nodes).toEqual([{ id, status: 'REVOKED', invitedBy: null }]);
  });

  test('waits for the end of a suspension, and is nobody’s in an archive', async () => {
    const owner = await registerOwner();
    const { id } = await invite(owner);
    await owner.client.ask(
      'mutation { suspendOrganization(input: { reason: "Storm" }) { userErrors { code } } }',
    );
    expect(await answer(owner, INVITE, { email: someAddress() })).toEqual(['ORGANIZATION_SUSPENDED']);
    for (const mutation of [RESEND, REVOKE])
      expect(await answer(owner, mutation, { id })).toEqual(['ORGANIZATION_SUSPENDED']);
    expect((await owner.client.ask(LIST)).invitations.totalCount).toBe(1);
    await owner.client.ask(
      'mutation { archiveOrganization(input: { reason: "Done" }) { userErrors { code } } }',
    );
    expect(await answer(owner, INVITE, { email: someAddress() })).toEqual(['NOT_FOUND']);
    expect(await owner.client.codes(LIST)).toEqual(['NOT_FOUND']);
  });

  test('makes one invitation when several administrators invite an address at once', async () => {
    const owner = await registerOwner();
    const admin = await join(owner, 'ADMIN');
    const email = someAddress();
    const answers = await Promise.all(
      [owner, admin, owner, admin, owner, admin].map((each) => answer(each, INVITE, { email })),
    );
    expect(answers.filter((each) => each.invitation)).toHaveLength(1);
    expect(answers.filter((each) => !each.invitation)).toEqual(
      Array.from({ length: 5 }, () => refused('TAKEN', 'email')),
    );
    expect((await owner.client.ask(LIST)).invitations.totalCount).toBe(1);
  });
});

describe('the limit of members', () => {
  test('counts invitations that can be accepted, not others', async () => {
    const owner = await registerOwner('FREE');
    const [revoked, expired] = [await invite(owner), await invite(owner)];
    expect(await used(owner)).toBe(3);
    expect(await answer(owner, INVITE, { email: someAddress() })).toEqual(refused('PLAN_LIMIT_REACHED'));
    await answer(owner, REVOKE, { id: revoked.id });
    await expire(expired.id);
    expect(await used(owner)).toBe(1);
    await invite(owner);
    await invite(owner);
    expect(await answer(owner, RESEND, { id: expired.id })).toEqual(refused('PLAN_LIMIT_REACHED'));
  });

  test('holds when ten are invited and added at once: at the limit less one, one comes in', async () => {
    const owner = await registerOwner('FREE');
    await invite(owner);
    const people = await Promise.all(Array.from({ length: 5 }, () => register(anonymous)));
    const answers = await Promise.all([
      ...people.map(({ email }) => answer(owner, ADD, { email })),
      ...people.map(() => answer(owner, INVITE, { email: someAddress() })),
    ]);
    expect(answers.filter((each) => each.userErrors.length === 0)).toHaveLength(1);
    const codes = answers.flatMap((each) => each.userErrors.map((error: { code: string }) => error.code));
    expect(codes).toEqual(Array.from({ length: 9 }, () => 'PLAN_LIMIT_REACHED'));
    expect(await used(owner)).toBe(3);
  });

  test('keeps an organization from a plan that its members and invitations exceed', async () => {
    const owner = await registerOwner();
    for (let times = 0; times < 3; times++) await invite(owner);
    const { changePlan } = (
      await owner.client.send(
        'mutation { changePlan(input: { plan: FREE }) { userErrors { code message } } }',
      )
    ).data!;
    expect(changePlan!.userErrors).toMatchObject([
      { code: 'PLAN_LIMIT_REACHED', message: expect.stringContaining('4 members') },
    ]);
  });

  test('does not count a person twice who is added while invited', async () => {
    const owner = await registerOwner('FREE');
    const ada = await register(anonymous);
    const { id } = await invite(owner, ada.email);
    await invite(owner);
    const added = await whileAcquainted(owner, ada, () => answer(owner, ADD, { email: ada.email }));
    expect(added.userErrors).toEqual([]);
    expect(await used(owner)).toBe(3);
    expect(
      (await owner.client.ask(LIST, { filter: { status: { eq: 'ACCEPTED' } } })).invitations.nodes,
    ).toMatchObject([{ id, status: 'ACCEPTED' }]);
  });
});

describe('sending again', () => {
  test('works once a minute, and says when next', async () => {
    const owner = await registerOwner();
    const { id } = await invite(owner);
    const { errors, headers } = await owner.client.send(RESEND, { id });
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    const seconds = Number(errors![0]!.extensions['retryAfterSeconds']);
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(headers.get('retry-after')).toBe(String(seconds));
    await change(id, { mail_requested_at: past() });
    expect(await answer(owner, RESEND, { id })).toMatchObject({
      invitation: { status: 'PENDING' },
      userErrors: [],
    });
    expect(await answer(owner, RESEND, { id })).toEqual(['RATE_LIMITED']);
  });

  test('makes an expired one pending again, unless it has been replaced or its person has come', async () => {
    const owner = await registerOwner();
    const ada = await register(anonymous);
    const first = await invite(owner, ada.email);
    await expire(first.id);
    const only = { filter: { status: { eq: 'EXPIRED' } } };
    expect((await owner.client.ask(LIST, only)).invitations.nodes).toMatchObject([{ id: first.id }]);
    expect((await owner.client.ask(LIST)).invitations.nodes).toEqual([]);
    expect((await answer(owner, RESEND, { id: first.id })).invitation).toMatchObject({ status: 'PENDING' });
    await expire(first.id);
    const second = await invite(owner, ada.email);
    await change(second.id, { mail_requested_at: past() });
    expect(await answer(owner, RESEND, { id: first.id })).toEqual(refused('TAKEN', 'id'));
    await expire(second.id);
    const added = await whileAcquainted(owner, ada, () => answer(owner, ADD, { email: ada.email }));
    expect(added.userErrors).toEqual([]);
    expect(await answer(owner, RESEND, { id: first.id })).toEqual(refused('ALREADY_A_MEMBER', 'id'));
  });

  test('or taking back is nothing for one that is over', async () => {
    const owner = await registerOwner();
    const { id, email } = await invite(owner);
    expect((await answer(owner, REVOKE, { id })).invitation).toMatchObject({ status: 'REVOKED' });
    for (const mutation of [RESEND, REVOKE]) {
      expect(await answer(owner, mutation, { id })).toEqual(refused('INVALID', 'id'));
      expect(await answer(owner, mutation, { id: randomUUID() })).toEqual(refused('NOT_FOUND', 'id'));
      expect(await answer(owner, mutation, { id: 'not-an-id' })).toEqual(refused('NOT_FOUND', 'id'));
    }
    expect(await answer(owner, INVITE, { email })).toEqual(['RATE_LIMITED']);
    await change(id, { mail_requested_at: past() });
    expect(await invite(owner, email)).toMatchObject({ email, status: 'PENDING' });
  });
});

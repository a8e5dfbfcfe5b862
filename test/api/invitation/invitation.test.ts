import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Role } from '../../../src/generated/enums.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { whileAcquainted } from '../../support/acquaintance.ts';
import { type Account, join, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const invitation = 'invitation { id email role status invitedBy { id } expiresAt } userErrors { code field }';
const INVITE =
  `mutation ($email: String!, $role: Role! = MEMBER) { inviteMember(input: { email: $email, role: $role }) { ${invitation} } }` as const;
const RESEND = `mutation ($id: ID!) { resendInvitation(input: { id: $id }) { ${invitation} } }` as const;
const REVOKE = `mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { ${invitation} } }` as const;
const ADD =
  'mutation ($email: String!) { addMember(input: { email: $email }) { membership { id } userErrors { code field } } }';
const LIST = `query ($filter: InvitationFilter) { invitations(filter: $filter) { totalCount nodes { id email status } } }`;
const USED = '{ organization { usage { members { used limit } } } }';

const someAddress = () => `${randomUUID()}@polity.test`;

/** Invites an address and returns the invitation. @throws when that is refused */
async function invite(account: Account, email = someAddress(), role: Role = 'MEMBER') {
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
  test('creates an invitation for 7 days with the normalized address', async () => {
    const owner = await createOwner(anonymous, 'PRO');
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

  test('refuses members, invited addresses and invalid addresses', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const [member, invited] = [await join(owner, 'MEMBER'), await invite(owner)];
    const already = refused('ALREADY_A_MEMBER', 'email');
    expect(await owner.client.payload(INVITE, { email: member.email.toUpperCase() })).toEqual(already);
    expect(await owner.client.payload(INVITE, { email: owner.email })).toEqual(already);
    expect(await owner.client.payload(INVITE, { email: invited.email })).toEqual(refused('TAKEN', 'email'));
    expect(await owner.client.payload(INVITE, { email: 'nobody' })).toEqual(refused('INVALID', 'email'));
    expect(await owner.client.payload(INVITE, { email: ' ' })).toEqual(refused('REQUIRED', 'email'));
    expect((await owner.client.ask(LIST)).invitations.totalCount).toBe(1);
  });

  test('cannot grant a role above the own one, or change an invitation that does', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const admin = await join(owner, 'ADMIN');
    const above = refused('FORBIDDEN_ROLE', 'role');
    expect(await admin.client.payload(INVITE, { email: someAddress(), role: 'OWNER' })).toEqual(above);
    expect(await invite(admin, someAddress(), 'ADMIN')).toMatchObject({ role: 'ADMIN' });
    const { id } = await invite(owner, someAddress(), 'OWNER');
    for (const mutation of [RESEND, REVOKE])
      expect(await admin.client.payload(mutation, { id })).toEqual(refused('FORBIDDEN_ROLE', 'id'));
    expect((await owner.client.payload(REVOKE, { id })).invitation).toMatchObject({ status: 'REVOKED' });
  });

  test('requires a current administrator of the organization', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const [member, admin, stranger] = [
      await join(owner, 'MEMBER'),
      await join(owner, 'ADMIN'),
      await createOwner(anonymous, 'PRO'),
    ];
    const { id, email } = await invite(admin);
    expect(await member.client.codes(INVITE, { email: someAddress() })).toEqual(['FORBIDDEN']);
    expect(await member.client.codes(LIST)).toEqual(['FORBIDDEN']);
    expect(
      (await stranger.client.ask(LIST, { filter: { email: { eq: email } } })).invitations.totalCount,
    ).toBe(0);
    for (const mutation of [RESEND, REVOKE])
      expect(await stranger.client.payload(mutation, { id })).toEqual(refused('NOT_FOUND', 'id'));
    await owner.client.ask(
      `mutation { removeMember(input: { userId: "${admin.userId}" }) { userErrors { code } } }`,
    );
    for (const mutation of [RESEND, REVOKE])
      expect(await admin.client.codes(mutation, { id })).toEqual(['NOT_FOUND']);
    const { invitations } = await owner.client.ask(
      '{ invitations(filter: { status: { in: [PENDING, REVOKED] } }) { nodes { id status invitedBy { id } } } }',
    );
    expect(invitations.nodes).toEqual([{ id, status: 'REVOKED', invitedBy: null }]);
  });

  test('is refused in a suspended or archived organization', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const { id } = await invite(owner);
    await owner.client.ask(
      'mutation { suspendOrganization(input: { reason: "Storm" }) { userErrors { code } } }',
    );
    expect(await owner.client.codes(INVITE, { email: someAddress() })).toEqual(['ORGANIZATION_SUSPENDED']);
    for (const mutation of [RESEND, REVOKE])
      expect(await owner.client.codes(mutation, { id })).toEqual(['ORGANIZATION_SUSPENDED']);
    expect((await owner.client.ask(LIST)).invitations.totalCount).toBe(1);
    await owner.client.ask(
      'mutation { archiveOrganization(input: { reason: "Done" }) { userErrors { code } } }',
    );
    expect(await owner.client.codes(INVITE, { email: someAddress() })).toEqual(['NOT_FOUND']);
    expect(await owner.client.codes(LIST)).toEqual(['NOT_FOUND']);
  });

  test('creates one invitation when several administrators invite an address at the same time', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const admin = await join(owner, 'ADMIN');
    const email = someAddress();
    const answers = await Promise.all(
      [owner, admin, owner, admin, owner, admin].map((each) => each.client.payload(INVITE, { email })),
    );
    expect(answers.filter((each) => each.invitation)).toHaveLength(1);
    expect(answers.filter((each) => !each.invitation)).toEqual(
      Array.from({ length: 5 }, () => refused('TAKEN', 'email')),
    );
    expect((await owner.client.ask(LIST)).invitations.totalCount).toBe(1);
  });
});

describe('the limit of members', () => {
  test('counts only pending invitations', async () => {
    const owner = await createOwner(anonymous, 'FREE');
    const [revoked, expired] = [await invite(owner), await invite(owner)];
    expect(await used(owner)).toBe(3);
    expect(await owner.client.payload(INVITE, { email: someAddress() })).toEqual(
      refused('PLAN_LIMIT_REACHED'),
    );
    await owner.client.payload(REVOKE, { id: revoked.id });
    await expire(expired.id);
    expect(await used(owner)).toBe(1);
    await invite(owner);
    await invite(owner);
    expect(await owner.client.payload(RESEND, { id: expired.id })).toEqual(refused('PLAN_LIMIT_REACHED'));
  });

  test('holds with ten concurrent calls: with one place left, one succeeds', async () => {
    const owner = await createOwner(anonymous, 'FREE');
    await invite(owner);
    const people = await Promise.all(Array.from({ length: 5 }, () => register(anonymous)));
    const answers = await Promise.all([
      ...people.map(({ email }) => owner.client.payload(ADD, { email })),
      ...people.map(() => owner.client.payload(INVITE, { email: someAddress() })),
    ]);
    expect(answers.filter((each) => each.userErrors.length === 0)).toHaveLength(1);
    const codes = answers.flatMap((each) => each.userErrors.map((error) => error.code));
    expect(codes).toEqual(Array.from({ length: 9 }, () => 'PLAN_LIMIT_REACHED'));
    expect(await used(owner)).toBe(3);
  });

  test('prevents a change to a plan that members and invitations exceed', async () => {
    const owner = await createOwner(anonymous, 'PRO');
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

  test('does not count an invited person twice who is added', async () => {
    const owner = await createOwner(anonymous, 'FREE');
    const ada = await register(anonymous);
    const { id } = await invite(owner, ada.email);
    await invite(owner);
    const added = await whileAcquainted(owner, ada, () => owner.client.payload(ADD, { email: ada.email }));
    expect(added.userErrors).toEqual([]);
    expect(await used(owner)).toBe(3);
    expect(
      (await owner.client.ask(LIST, { filter: { status: { eq: 'ACCEPTED' } } })).invitations.nodes,
    ).toMatchObject([{ id, status: 'ACCEPTED' }]);
  });
});

describe('resending', () => {
  test('works once a minute, and the error has the seconds to wait', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const { id } = await invite(owner);
    const { errors, headers } = await owner.client.send(RESEND, { id });
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    const seconds = Number(errors![0]!.extensions['retryAfterSeconds']);
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(headers.get('retry-after')).toBe(String(seconds));
    await change(id, { mail_requested_at: past() });
    expect(await owner.client.payload(RESEND, { id })).toMatchObject({
      invitation: { status: 'PENDING' },
      userErrors: [],
    });
    expect(await owner.client.codes(RESEND, { id })).toEqual(['RATE_LIMITED']);
  });

  test('makes an expired invitation pending again, unless it was replaced or the person is a member', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const ada = await register(anonymous);
    const first = await invite(owner, ada.email);
    await expire(first.id);
    const only = { filter: { status: { eq: 'EXPIRED' } } } as const;
    expect((await owner.client.ask(LIST, only)).invitations.nodes).toMatchObject([{ id: first.id }]);
    expect((await owner.client.ask(LIST)).invitations.nodes).toEqual([]);
    expect((await owner.client.payload(RESEND, { id: first.id })).invitation).toMatchObject({
      status: 'PENDING',
    });
    await expire(first.id);
    const second = await invite(owner, ada.email);
    await change(second.id, { mail_requested_at: past() });
    expect(await owner.client.payload(RESEND, { id: first.id })).toEqual(refused('TAKEN', 'id'));
    await expire(second.id);
    const added = await whileAcquainted(owner, ada, () => owner.client.payload(ADD, { email: ada.email }));
    expect(added.userErrors).toEqual([]);
    expect(await owner.client.payload(RESEND, { id: first.id })).toEqual(refused('ALREADY_A_MEMBER', 'id'));
  });

  test('and revoking are refused for an ended invitation', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const { id, email } = await invite(owner);
    expect((await owner.client.payload(REVOKE, { id })).invitation).toMatchObject({ status: 'REVOKED' });
    for (const mutation of [RESEND, REVOKE]) {
      expect(await owner.client.payload(mutation, { id })).toEqual(refused('INVALID', 'id'));
      expect(await owner.client.payload(mutation, { id: randomUUID() })).toEqual(refused('NOT_FOUND', 'id'));
      expect(await owner.client.payload(mutation, { id: 'not-an-id' })).toEqual(refused('NOT_FOUND', 'id'));
    }
    expect(await owner.client.codes(INVITE, { email })).toEqual(['RATE_LIMITED']);
    await change(id, { mail_requested_at: past() });
    expect(await invite(owner, email)).toMatchObject({ email, status: 'PENDING' });
  });
});

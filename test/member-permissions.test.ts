import { randomUUID } from 'node:crypto';
import { assertEnumType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { permissions } from '../src/authorization/permissions.ts';
import { type Account, add, join, register } from './support/client.ts';
import { schema } from './support/contract.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const SET = `mutation ($input: SetMemberRoleInput!) { setMemberRole(input: $input) {
  membership { role user { id } } userErrors { code field } } }`;
const MEMBERS = '{ organization { members { nodes { role permissions user { id } } } } }';

async function registerOwner(): Promise<Account> {
  const owner = await register(anonymous);
  await owner.client.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
  return { ...owner, client: owner.client.in(owner.organizationId) };
}

async function setRole({ client }: Account, input: Record<string, unknown>): Promise<any> {
  const { data, errors } = await client.send(SET, { input });
  expect(errors).toBeUndefined();
  return data!.setMemberRole;
}

const refused = (code: string, field: string) => ({
  membership: null,
  userErrors: [{ code, field: [field] }],
});

async function permissionsSeenBy({ client }: Account): Promise<Record<string, string[] | null>> {
  const { organization } = await client.ask(MEMBERS);
  return Object.fromEntries(
    organization.members.nodes.map((each: any) => [each.user.id, each.permissions] as const),
  );
}

describe('the role of a member is set', () => {
  test('by their address, however it is typed, and by their user id', async () => {
    const owner = await registerOwner();
    const member = await join(owner, 'MEMBER');
    const email = ` ${member.email.toUpperCase()} `;
    expect(await setRole(owner, { email, role: 'ADMIN' })).toEqual({
      membership: { role: 'ADMIN', user: { id: member.userId } },
      userErrors: [],
    });
    expect((await setRole(owner, { userId: member.userId, role: 'MEMBER' })).membership.role).toBe('MEMBER');
  });

  test("not for an address that is no member's, whether or not it has an account", async () => {
    const owner = await registerOwner();
    const stranger = await register(anonymous);
    for (const email of [stranger.email, `${randomUUID()}@polity.test`])
      expect(await setRole(owner, { email, role: 'ADMIN' })).toEqual(refused('NOT_FOUND', 'email'));
    await owner.client.ask(
      'mutation ($email: String!) { inviteMember(input: { email: $email }) { userErrors { code } } }',
      { email: stranger.email },
    );
    expect(await setRole(owner, { email: stranger.email, role: 'ADMIN' })).toEqual(
      refused('NOT_FOUND', 'email'),
    );
  });

  test('by exactly one of the two', async () => {
    const owner = await registerOwner();
    const { email, userId } = owner;
    expect(await setRole(owner, { role: 'ADMIN' })).toEqual(refused('REQUIRED', 'email'));
    expect(await setRole(owner, { email: null, userId: null, role: 'ADMIN' })).toEqual(
      refused('REQUIRED', 'email'),
    );
    expect(await setRole(owner, { email, userId, role: 'ADMIN' })).toEqual(refused('INVALID', 'email'));
    expect(await setRole(owner, { email: '', role: 'ADMIN' })).toEqual(refused('REQUIRED', 'email'));
    expect(await setRole(owner, { email: 'nobody', role: 'ADMIN' })).toEqual(refused('INVALID', 'email'));
  });

  test('neither above the own role, nor of somebody above it, nor of the last owner', async () => {
    const owner = await registerOwner();
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    expect(await setRole(admin, { email: member.email, role: 'OWNER' })).toEqual(
      refused('FORBIDDEN_ROLE', 'role'),
    );
    expect(await setRole(admin, { email: owner.email, role: 'MEMBER' })).toEqual(
      refused('FORBIDDEN_ROLE', 'email'),
    );
    expect(await setRole(owner, { email: owner.email, role: 'MEMBER' })).toEqual(
      refused('LAST_OWNER', 'email'),
    );
    expect(await member.client.codes(SET, { input: { email: owner.email, role: 'MEMBER' } })).toEqual([
      'FORBIDDEN',
    ]);
  });

  test('of two owners who demote themselves at once, for one', async () => {
    const owner = await registerOwner();
    const second = await join(owner, 'OWNER');
    const answers = await Promise.all(
      [owner, second].map((each) => setRole(each, { email: each.email, role: 'MEMBER' })),
    );
    expect(answers.flatMap((each) => each.userErrors)).toEqual([{ code: 'LAST_OWNER', field: ['email'] }]);
  });
});

describe('permissions of a member', () => {
  test('are those of the table, by its names', () => {
    const names = assertEnumType(schema.getType('Permission'))
      .getValues()
      .map(({ name }) => name);
    const wanted = Object.keys(permissions).map((name) => name.replace(/\.|(?=[A-Z])/g, '_').toUpperCase());
    expect(names).toEqual(wanted);
  });

  test('are seen by administrators, and by everybody of themselves', async () => {
    const owner = await registerOwner();
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    const seen = await permissionsSeenBy(owner);
    expect(seen[owner.userId]).toEqual(expect.arrayContaining(['ORGANIZATION_UPDATE', 'PLAN_CHANGE']));
    expect(seen[admin.userId]).toEqual(expect.arrayContaining(['MEMBER_ADD', 'PROJECT_MANAGE']));
    expect(seen[admin.userId]).not.toContain('ORGANIZATION_UPDATE');
    expect(seen[member.userId]).toEqual(expect.arrayContaining(['TASK_WRITE', 'ORGANIZATION_LEAVE']));
    expect(seen[member.userId]).not.toContain('PROJECT_MANAGE');
    expect(await permissionsSeenBy(admin)).toEqual(seen);
    expect(await permissionsSeenBy(member)).toEqual({
      [owner.userId]: null,
      [admin.userId]: null,
      [member.userId]: seen[member.userId],
    });
  });

  test('are those in the present state of the organization and of the account', async () => {
    const owner = await registerOwner();
    const member = await join(owner, 'MEMBER');
    await db.updateTable('users').set({ status: 'SUSPENDED' }).where('id', '=', member.userId).execute();
    expect((await permissionsSeenBy(owner))[member.userId]).toEqual([]);
    await owner.client.ask(
      'mutation { suspendOrganization(input: { reason: "Storm" }) { userErrors { code } } }',
    );
    const suspended = (await permissionsSeenBy(owner))[owner.userId];
    expect(suspended).toEqual(expect.arrayContaining(['TASK_SEE', 'ORGANIZATION_REINSTATE']));
    expect(suspended).not.toContain('TASK_WRITE');
    await owner.client.ask(
      'mutation { archiveOrganization(input: { reason: "Done" }) { userErrors { code } } }',
    );
    const { me } = await owner.client.ask('{ me { memberships { permissions } } }');
    expect(me.memberships).toEqual([{ permissions: ['ORGANIZATION_RESTORE', 'ORGANIZATION_DELETE'] }]);
  });

  test("are the own ones in every organization, and nobody else's in another than the selected one", async () => {
    const [owner, other] = [await registerOwner(), await registerOwner()];
    const member = await join(other, 'MEMBER');
    await add(other, owner, 'ADMIN');
    const { me, user } = await owner.client
      .in(other.organizationId)
      .ask(
        `query ($id: ID!) { me { memberships { role permissions } } user(id: $id) { memberships { permissions } } }`,
        { id: member.userId },
      );
    expect(me.memberships.map((each: any) => each.permissions.includes('MEMBER_ADD'))).toEqual([true, true]);
    expect(user.memberships[0].permissions).toContain('TASK_WRITE');
    expect(
      await owner.client.ask('query ($id: ID!) { user(id: $id) { id } }', { id: member.userId }),
    ).toEqual({
      user: null,
    });
  });
});

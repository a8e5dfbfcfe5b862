import { randomUUID } from 'node:crypto';
import { assertEnumType } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { SetMemberRoleInput } from '../../../src/generated/graphql.ts';
import { permissions } from '../../../src/authorization/permissions.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { type Account, add, join, register } from '../../support/client.ts';
import { schema } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const SET = `mutation ($input: SetMemberRoleInput!) { setMemberRole(input: $input) {
  membership { role user { id } } userErrors { code field } } }`;
const MEMBERS = '{ organization { members { nodes { role permissions user { id } } } } }';

const setRole = ({ client }: Account, input: SetMemberRoleInput) => client.payload(SET, { input });

const refused = (code: string, field: string) => ({
  membership: null,
  userErrors: [{ code, field: [field] }],
});

async function permissionsSeenBy({ client }: Account): Promise<Record<string, string[] | null>> {
  const { organization } = await client.ask(MEMBERS);
  return Object.fromEntries(
    organization.members.nodes.map((each) => [each.user.id, each.permissions] as const),
  );
}

describe('setMemberRole', () => {
  test('accepts an address in any spelling, or a user id', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const member = await join(owner, 'MEMBER');
    const email = ` ${member.email.toUpperCase()} `;
    expect(await setRole(owner, { email, role: 'ADMIN' })).toEqual({
      membership: { role: 'ADMIN', user: { id: member.userId } },
      userErrors: [],
    });
    expect((await setRole(owner, { userId: member.userId, role: 'MEMBER' })).membership.role).toBe('MEMBER');
  });

  test('returns NOT_FOUND for an address of no member, whether or not it has an account', async () => {
    const owner = await createOwner(anonymous, 'PRO');
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

  test('requires exactly one of the two', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const { email, userId } = owner;
    expect(await setRole(owner, { role: 'ADMIN' })).toEqual(refused('REQUIRED', 'email'));
    expect(await setRole(owner, { email: null, userId: null, role: 'ADMIN' })).toEqual(
      refused('REQUIRED', 'email'),
    );
    expect(await setRole(owner, { email, userId, role: 'ADMIN' })).toEqual(refused('INVALID', 'email'));
    expect(await setRole(owner, { email: '', role: 'ADMIN' })).toEqual(refused('REQUIRED', 'email'));
    expect(await setRole(owner, { email: 'nobody', role: 'ADMIN' })).toEqual(refused('INVALID', 'email'));
  });

  test('can neither grant a higher role than the own one, nor change a member with a higher role or the last owner', async () => {
    const owner = await createOwner(anonymous, 'PRO');
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

  test('succeeds for one of two owners who demote themselves at the same time', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const second = await join(owner, 'OWNER');
    const answers = await Promise.all(
      [owner, second].map((each) => setRole(each, { email: each.email, role: 'MEMBER' })),
    );
    expect(answers.flatMap((each) => each.userErrors)).toEqual([{ code: 'LAST_OWNER', field: ['email'] }]);
  });
});

describe('the permissions of a member', () => {
  test('have the names of the table of permissions', () => {
    const names = assertEnumType(schema.getType('Permission'))
      .getValues()
      .map(({ name }) => name);
    const wanted = Object.keys(permissions).map((name) => name.replace(/\.|(?=[A-Z])/g, '_').toUpperCase());
    expect(names).toEqual(wanted);
  });

  test('are visible to administrators and to the member', async () => {
    const owner = await createOwner(anonymous, 'PRO');
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

  test('depend on the current status of the organization and of the account', async () => {
    const owner = await createOwner(anonymous, 'PRO');
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

  test('are visible to the member in every organization, and to others only in the selected one', async () => {
    const [owner, other] = [await createOwner(anonymous, 'PRO'), await createOwner(anonymous, 'PRO')];
    const member = await join(other, 'MEMBER');
    await add(other, owner, 'ADMIN');
    const { me, user } = await owner.client
      .in(other.organizationId)
      .ask(
        `query ($id: ID!) { me { memberships { role permissions } } user(id: $id) { memberships { permissions } } }`,
        { id: member.userId },
      );
    expect(me.memberships.map((each) => each.permissions.includes('MEMBER_ADD'))).toEqual([true, true]);
    expect(user.memberships[0]!.permissions).toContain('TASK_WRITE');
    expect(
      await owner.client.ask('query ($id: ID!) { user(id: $id) { id } }', { id: member.userId }),
    ).toEqual({
      user: null,
    });
  });
});

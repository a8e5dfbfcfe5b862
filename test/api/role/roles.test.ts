import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { permissions } from '../../../src/authorization/permissions.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { assignRole, createRole } from '../../fixtures/roles.ts';
import { createProject } from '../../fixtures/work.ts';
import { type Account, add, join, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const UPDATE = 'mutation ($input: UpdateRoleInput!) { updateRole(input: $input) { userErrors { code } } }';
const CREATE = 'mutation ($input: CreateRoleInput!) { createRole(input: $input) { userErrors { code } } }';
const DELETE = 'mutation ($input: DeleteRoleInput!) { deleteRole(input: $input) { userErrors { code } } }';
const SET = `mutation ($input: UpdateMemberRoleInput!) {
  updateMemberRole(input: $input) { userErrors { code field } } }`;
const PROJECT = 'mutation { createProject(input: { name: "Pier" }) { userErrors { code } } }';
const INVITE =
  'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { userErrors { code } } }';

const address = () => `${randomUUID()}@polity.test`;

/** Somebody with a custom role in the owner's organization. */
async function hire(
  owner: Account,
  permitted: Parameters<typeof createRole>[1],
  { name = 'Clerk', basedOn = 'MEMBER' as 'ADMIN' | 'MEMBER' } = {},
): Promise<Account & { roleId: string }> {
  const roleId = await createRole(owner, permitted, { name, basedOn });
  const account = await join(owner, 'MEMBER');
  await assignRole(owner, account.userId, roleId);
  return { ...account, roleId };
}

describe('a custom role', () => {
  test('permits what it lists, and no more, from the next request on', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const clerk = await hire(owner, ['PROJECT_SEE', 'TASK_SEE', 'PROJECT_MANAGE']);
    const { organization, projects } = await clerk.client.ask(
      `{ organization { viewerRole viewerCanCreateProjects viewerCanCreateTasks viewerCanLeave
        members(filter: { role: { eq: MEMBER } }) { nodes { role permissions assignedRole { id name builtIn basedOn permissions } } } }
        projects { totalCount } }`,
    );
    expect(organization).toMatchObject({
      viewerRole: 'MEMBER',
      viewerCanCreateProjects: true,
      viewerCanCreateTasks: false,
      viewerCanLeave: true,
    });
    const listed = ['ORGANIZATION_LEAVE', 'ORGANIZATION_SEE', 'PROJECT_MANAGE', 'PROJECT_SEE', 'TASK_SEE'];
    expect(organization!.members.nodes).toEqual([
      {
        role: 'MEMBER',
        permissions: expect.toSatisfy((names: string[]) => names.toSorted().join() === listed.join()),
        assignedRole: {
          id: clerk.roleId,
          name: 'Clerk',
          builtIn: false,
          basedOn: 'MEMBER',
          permissions: listed,
        },
      },
    ]);
    expect(projects).toEqual({ totalCount: 0 });
    expect(await clerk.client.codes(PROJECT)).toEqual([]);
    expect(await clerk.client.codes('{ webhookEndpoints { totalCount } }')).toEqual(['FORBIDDEN']);
    expect(await clerk.client.codes('{ auditEvents { totalCount } }')).toEqual(['FORBIDDEN']);

    await owner.client.ask(UPDATE, { input: { id: clerk.roleId, permissions: ['WEBHOOK_SEE'] } });
    expect(await clerk.client.codes(PROJECT)).toEqual(['FORBIDDEN']);
    expect(await clerk.client.codes('{ webhookEndpoints { totalCount } }')).toEqual([]);
    await assignRole(owner, clerk.userId, 'ADMIN');
    expect(await clerk.client.codes(PROJECT)).toEqual([]);
  });

  test('changes what a repeated query returns', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const clerk = await hire(owner, ['PROJECT_SEE', 'TASK_SEE']);
    const QUERY = '{ organization { viewerCanCreateProjects } projects { nodes { name } } }';
    for (const _time of [1, 2, 3])
      expect((await clerk.client.ask(QUERY)).organization!.viewerCanCreateProjects).toBe(false);
    await owner.client.ask(UPDATE, {
      input: { id: clerk.roleId, permissions: ['PROJECT_SEE', 'TASK_SEE', 'PROJECT_MANAGE'] },
    });
    expect((await clerk.client.ask(QUERY)).organization!.viewerCanCreateProjects).toBe(true);
    await owner.client.ask(UPDATE, { input: { id: clerk.roleId, permissions: ['LABEL_MANAGE'] } });
    expect(await clerk.client.codes(QUERY)).toEqual(['FORBIDDEN']);
  });

  test('has a unique name, unlike that of a built-in role, and permissions that are not the owners’ own', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    await createRole(owner, ['PROJECT_SEE', 'TASK_SEE'], { name: 'Clerk' });
    const codes = (input: object) =>
      owner.client.codes(CREATE, {
        input: { name: 'New', permissions: ['PROJECT_SEE', 'TASK_SEE'], ...input },
      });
    expect(await codes({ name: ' clerk' })).toEqual(['TAKEN']);
    expect(await codes({ name: 'ADMIN' })).toEqual(['TAKEN']);
    expect(await codes({ name: 'Guest' })).toEqual(['TAKEN']);
    expect(await codes({ name: '  ' })).toEqual(['REQUIRED']);
    expect(await codes({ basedOn: 'OWNER' })).toEqual(['INVALID']);
    expect(await codes({ permissions: [] })).toEqual(['REQUIRED']);
    for (const own of ['OWNERSHIP_TRANSFER', 'ORGANIZATION_DELETE', 'ORGANIZATION_ARCHIVE'])
      expect(await codes({ permissions: [own] })).toEqual(['INVALID']);
    expect(await codes({ permissions: ['BILLING_SEE', 'PLAN_CHANGE'] })).toEqual([]);
  });

  test('is one of at most 100', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    await db
      .insertInto('organization_roles')
      .values(
        Array.from({ length: 99 }, (_, index) => ({
          organization_id: owner.organizationId,
          name: `Role ${index}`,
          based_on: 'MEMBER',
          permissions: ['organization.leave', 'organization.see'],
        })),
      )
      .execute();
    const create = (name: string) =>
      owner.client.codes(CREATE, { input: { name, permissions: ['PROJECT_SEE', 'TASK_SEE'] } });
    const codes = await Promise.all([create('One'), create('Other')]);
    expect(codes.toSorted()).toEqual([[], ['LIMIT_REACHED']]);
  });
});

describe('the roles of an organization', () => {
  test('include the built-in ones, which are the oldest and the same everywhere', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    await createRole(owner, ['PROJECT_SEE', 'TASK_SEE'], { name: 'Clerk' });
    const page = await owner.client.ask(
      '{ roles { totalCount nodes { id name builtIn version createdAt viewerCanUpdate viewerCanDelete viewerCanGrant permissions } } }',
    );
    expect(page.roles!.totalCount).toBe(4);
    const [clerk, ...builtIn] = page.roles!.nodes;
    expect(clerk).toMatchObject({
      name: 'Clerk',
      builtIn: false,
      viewerCanUpdate: true,
      viewerCanDelete: true,
    });
    expect(builtIn.map(({ id }) => id)).toEqual(['OWNER', 'ADMIN', 'MEMBER']);
    expect(builtIn[0]!.permissions).toHaveLength(Object.keys(permissions).length);
    for (const role of builtIn)
      expect(role).toMatchObject({
        builtIn: true,
        createdAt: null,
        viewerCanUpdate: false,
        viewerCanDelete: false,
        viewerCanGrant: true,
      });
    const { roles } = await owner.client.ask(
      '{ roles(orderBy: { field: NAME }, filter: { builtIn: true }, first: 2) { nodes { name } pageInfo { endCursor hasNextPage } } }',
    );
    expect(roles!.nodes.map(({ name }) => name)).toEqual(['Admin', 'Member']);
    const { roles: rest } = await owner.client.ask(
      'query ($after: String) { roles(orderBy: { field: NAME }, filter: { builtIn: true }, first: 2, after: $after) { nodes { name } } }',
      { after: roles!.pageInfo.endCursor },
    );
    expect(rest!.nodes.map(({ name }) => name)).toEqual(['Owner']);
    expect(await owner.client.ask('{ node(id: "ADMIN") { ... on OrganizationRole { name } } }')).toEqual({
      node: { name: 'Admin' },
    });
  });

  test('which are built in cannot be changed or deleted', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    expect(await owner.client.codes(UPDATE, { input: { id: 'MEMBER', name: 'New' } })).toEqual([
      'FORBIDDEN_ROLE',
    ]);
    expect(await owner.client.codes(DELETE, { input: { id: 'MEMBER' } })).toEqual(['FORBIDDEN_ROLE']);
  });

  test('of the viewer in other organizations are shown to the viewer alone', async () => {
    const [owner, other] = [await createOwner(anonymous, 'PRO'), await createOwner(anonymous, 'PRO')];
    const clerk = await hire(owner, ['PROJECT_SEE', 'TASK_SEE', 'PROJECT_MANAGE']);
    await add(other, clerk);
    const elsewhere = clerk.client.in(other.organizationId);
    const { me, node } = await elsewhere.ask(
      `query ($id: ID!) { me { organizationMemberships(filter: { role: { eq: MEMBER } }) { nodes {
        assignedRole { name } permissions organization { id viewerCanCreateProjects } } } } node(id: $id) { id } }`,
      { id: clerk.roleId },
    );
    expect(node).toBeNull();
    expect(
      me.organizationMemberships.nodes.map(({ assignedRole, organization }) => [
        organization.id,
        assignedRole.name,
        organization.viewerCanCreateProjects,
      ]),
    ).toEqual([
      [other.organizationId, 'Member', false],
      [owner.organizationId, 'Clerk', true],
    ]);
    const { user } = await other.client.ask(
      'query ($id: ID!) { user(id: $id) { memberships { assignedRole { name } } } }',
      { id: clerk.userId },
    );
    expect(user!.memberships).toEqual([{ assignedRole: { name: 'Member' } }]);
  });
});

describe('nobody', () => {
  test('makes, edits or grants a role with a permission that they lack', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const [admin, fellow] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    const billing = await createRole(owner, ['BILLING_SEE'], { name: 'Billing' });
    const { client } = admin;
    const create = (input: object) => client.codes(CREATE, { input: { name: 'New', ...input } });
    expect(await create({ permissions: ['BILLING_SEE'] })).toEqual(['FORBIDDEN_ROLE']);
    expect(
      await client.codes(UPDATE, { input: { id: billing, permissions: ['PROJECT_SEE', 'TASK_SEE'] } }),
    ).toEqual(['FORBIDDEN_ROLE']);
    expect(await client.codes(DELETE, { input: { id: billing } })).toEqual(['FORBIDDEN_ROLE']);
    expect(await client.codes(INVITE, { input: { email: address(), roleId: billing } })).toEqual([
      'FORBIDDEN_ROLE',
    ]);
    const answer = await client.payload(SET, { input: { userId: fellow.userId, roleId: billing } });
    expect(answer.userErrors).toEqual([{ code: 'FORBIDDEN_ROLE', field: ['roleId'] }]);
    const clerk = await createRole(admin, ['PROJECT_SEE', 'TASK_SEE'], { name: 'Clerk' });
    expect(
      await client.codes(UPDATE, {
        input: { id: clerk, permissions: ['PROJECT_SEE', 'TASK_SEE', 'BILLING_SEE'] },
      }),
    ).toEqual(['FORBIDDEN_ROLE']);
    await owner.client.ask(UPDATE, {
      input: { id: clerk, permissions: ['PROJECT_SEE', 'TASK_SEE', 'BILLING_SEE'] },
    });
    expect(await client.codes(UPDATE, { input: { id: clerk, name: 'Cleric' } })).toEqual(['FORBIDDEN_ROLE']);
    const { node } = await client.ask(
      `query ($id: ID!) { node(id: $id) { ... on OrganizationRole { viewerCanUpdate viewerCanDelete viewerCanGrant } } }`,
      { id: clerk },
    );
    expect(node).toEqual({ viewerCanUpdate: false, viewerCanDelete: false, viewerCanGrant: false });
  });

  test('changes, suspends or removes a member who has a permission that they lack', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const clerk = await hire(owner, ['BILLING_SEE', 'PROJECT_SEE', 'TASK_SEE']);
    const lesser = await hire(
      owner,
      ['MEMBER_REMOVE', 'MEMBER_SUSPEND', 'MEMBER_UPDATE_ROLE', 'PROJECT_SEE', 'TASK_SEE'],
      {
        name: 'Warden',
      },
    );
    const admin = await join(owner, 'ADMIN');
    for (const { client } of [admin, lesser]) {
      const { userId } = clerk;
      expect(await client.codes(SET, { input: { userId, role: 'MEMBER' } })).toEqual(['FORBIDDEN_ROLE']);
      expect(
        await client.codes(
          'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }',
          { id: userId },
        ),
      ).toEqual(['FORBIDDEN_ROLE']);
    }
    // MEMBER has permissions that the warden lacks.
    const member = await join(owner, 'MEMBER');
    expect(
      await lesser.client.codes(
        'mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "Lost" }) { userErrors { code } } }',
        { id: member.userId },
      ),
    ).toEqual(['FORBIDDEN_ROLE']);
  });

  test('ends a suspension by somebody who had a permission that they lack', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const all = ['MEMBER_SUSPEND', 'MEMBER_UPDATE_ROLE', 'PROJECT_SEE', 'TASK_SEE'] as const;
    const [strong, weak] = [
      await hire(owner, [...all, 'BILLING_SEE'], { name: 'Strong' }),
      await hire(owner, [...all], { name: 'Weak' }),
    ];
    const target = await hire(owner, ['PROJECT_SEE', 'TASK_SEE'], { name: 'Reader' });
    await strong.client.ask(
      'mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "Lost" }) { userErrors { code } } }',
      { id: target.userId },
    );
    const REINSTATE =
      'mutation ($id: ID!) { reinstateMember(input: { userId: $id }) { userErrors { code } } }';
    expect(await weak.client.codes(REINSTATE, { id: target.userId })).toEqual(['FORBIDDEN_ROLE']);
    expect(await strong.client.codes(REINSTATE, { id: target.userId })).toEqual([]);
  });

  test('names a role twice, or not at all', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const member = await join(owner, 'MEMBER');
    const set = async (input: object) =>
      (await owner.client.payload(SET, { input: { userId: member.userId, ...input } })).userErrors;
    expect(await set({})).toEqual([{ code: 'REQUIRED', field: ['role'] }]);
    expect(await set({ role: 'ADMIN', roleId: 'ADMIN' })).toEqual([{ code: 'INVALID', field: ['roleId'] }]);
    expect(await set({ roleId: 'ADMIN' })).toEqual([]);
    expect(await set({ roleId: 'GOD' })).toEqual([{ code: 'NOT_FOUND', field: ['roleId'] }]);
  });
});

describe('deleting a role', () => {
  test('that members or invitations have requires another one, which they get', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const clerk = await hire(owner, ['PROJECT_SEE', 'TASK_SEE']);
    const email = address();
    await owner.client.ask(INVITE, { input: { email, roleId: clerk.roleId } });
    expect(await owner.client.codes(DELETE, { input: { id: clerk.roleId } })).toEqual(['REQUIRED']);
    for (const [replaceWith, code] of [
      [clerk.roleId, 'INVALID'],
      ['OWNER', 'INVALID'],
      [randomUUID(), 'NOT_FOUND'],
    ])
      expect(await owner.client.codes(DELETE, { input: { id: clerk.roleId, replaceWith } })).toEqual([code]);
    const other = await createRole(owner, ['TASK_SEE', 'PROJECT_SEE'], { name: 'Other', basedOn: 'ADMIN' });
    expect(await owner.client.codes(DELETE, { input: { id: clerk.roleId, replaceWith: other } })).toEqual([]);
    const { organization, invitations } = await owner.client.ask(
      `{ organization { members { nodes { role assignedRole { id } } } }
        invitations { nodes { role assignedRole { id } } } }`,
    );
    const replaced = { role: 'ADMIN', assignedRole: { id: other } };
    expect(organization!.members.nodes).toContainEqual(replaced);
    expect(invitations!.nodes).toEqual([replaced]);
    const { auditEvents } = await owner.client.ask(
      '{ auditEvents(first: 3) { nodes { action before after } } }',
    );
    expect(auditEvents!.nodes.slice(0, 2)).toEqual([
      expect.objectContaining({ action: 'role.deleted' }),
      {
        action: 'member.role_updated',
        before: { userId: clerk.userId, role: 'MEMBER', roleId: clerk.roleId },
        after: { userId: clerk.userId, role: 'ADMIN', roleId: other },
      },
    ]);
  });

  test('revokes expired invitations to it, which would grant the built-in role when sent again', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const roleId = await createRole(owner, ['PROJECT_SEE', 'TASK_SEE'], { name: 'Clerk', basedOn: 'ADMIN' });
    await owner.client.ask(INVITE, { input: { email: address(), roleId } });
    await db
      .updateTable('invitations')
      .set({ status: 'EXPIRED', mail_requested_at: '2020-01-01' })
      .where('organization_id', '=', owner.organizationId)
      .execute();
    await owner.client.ask(DELETE, { input: { id: roleId } });
    const { invitations } = await owner.client.ask(
      '{ invitations(filter: { status: { in: [REVOKED, EXPIRED, PENDING] } }) { nodes { status role } } }',
    );
    expect(invitations!.nodes).toEqual([{ status: 'REVOKED', role: 'ADMIN' }]);
  });
});

test('an invitation grants the custom role, and the database knows the same permissions as the table', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  const roleId = await createRole(owner, ['PROJECT_SEE', 'TASK_SEE'], { name: 'Clerk' });
  const guest = await register(anonymous);
  await add(owner, guest);
  await assignRole(owner, guest.userId, roleId);
  await createProject(owner.client);
  const client = guest.client.in(owner.organizationId);
  expect((await client.ask('{ projects { totalCount } }')).projects).toEqual({ totalCount: 1 });
  const { rows } = await server.systemPool.query('select name, min_role from permissions');
  expect(Object.fromEntries(rows.map(({ name, min_role }) => [name, min_role]))).toEqual(
    Object.fromEntries(Object.entries(permissions).map(([name, { minRole }]) => [name, minRole])),
  );
});

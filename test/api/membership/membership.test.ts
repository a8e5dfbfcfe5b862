import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Role } from '../../../src/generated/enums.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { createProject, createTask } from '../../fixtures/work.ts';
import { whileAcquainted } from '../../support/acquaintance.ts';
import { type Account, add, join, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const membership = 'membership { id role user { id } organization { id } } userErrors { code field }';
const ADD =
  `mutation ($email: String!, $role: Role! = MEMBER) { addMember(input: { email: $email, role: $role }) { ${membership} } }` as const;
const UPDATE =
  `mutation ($userId: ID!, $role: Role!) { updateMemberRole(input: { userId: $userId, role: $role }) { ${membership} } }` as const;
const REMOVE = `mutation ($userId: ID!) { removeMember(input: { userId: $userId }) { deletedId userErrors { code field } } }`;
const ROLE = '{ organization { viewerRole } }';
const CREATE_PROJECT =
  'mutation { createProject(input: { name: "P" }) { project { id } userErrors { code } } }';

/** Returns the role of each member of the owner's organization, by user id. */
async function rolesIn({ organizationId }: Account): Promise<Record<string, string>> {
  const query = db.selectFrom('memberships').select(['user_id', 'role']);
  const rows = await query.where('organization_id', '=', organizationId).execute();
  return Object.fromEntries(rows.map((row) => [row.user_id, row.role]));
}

const ownersOf = async (owner: Account) =>
  Object.values(await rolesIn(owner)).filter((role) => role === 'OWNER').length;

/** Returns the organization's jobs except announcements. */
async function jobsOf({ organizationId }: Account) {
  const { rows } = await sql<{ task: string; payload: object }>`
    select t.identifier as task, j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier <> 'announce' and j.payload ->> 'organizationId' = ${organizationId}`.execute(db);
  return rows;
}

const refused = (code: string, ...field: string[]) => ({
  membership: null,
  userErrors: [{ code, field: field.length > 0 ? field : null }],
});

describe('adding a member', () => {
  test('adds them at once and enqueues a mail', async () => {
    const [owner, ada] = [await createOwner(anonymous, 'PRO'), await register(anonymous)];
    expect(await ada.client.in(owner.organizationId).codes(ROLE)).toEqual(['NOT_FOUND']);
    const added = await whileAcquainted(owner, ada, () =>
      owner.client.payload(ADD, { email: ` ${ada.email.toUpperCase()} `, role: 'ADMIN' }),
    );
    expect(added).toEqual({
      membership: {
        id: expect.any(String),
        role: 'ADMIN',
        user: { id: ada.userId },
        organization: { id: owner.organizationId },
      },
      userErrors: [],
    });
    const { organization } = await ada.client.in(owner.organizationId).ask(ROLE);
    expect(organization.viewerRole).toBe('ADMIN');
    const { organizationId, userId: addedById } = owner;
    expect(await jobsOf(owner)).toEqual([
      { task: 'send-member-added-mail', payload: { organizationId, userId: ada.userId, addedById } },
    ]);
  });

  test('rejects an invalid address', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    expect(await owner.client.payload(ADD, { email: 'nobody' })).toEqual(refused('INVALID', 'email'));
    expect(await owner.client.payload(ADD, { email: ' ' })).toEqual(refused('REQUIRED', 'email'));
    expect([await rolesIn(owner), await jobsOf(owner)]).toEqual([{ [owner.userId]: 'OWNER' }, []]);
  });

  test('adds nobody twice, even with ten concurrent calls', async () => {
    const [owner, ada] = [await createOwner(anonymous, 'PRO'), await register(anonymous)];
    const already = refused('ALREADY_A_MEMBER', 'email');
    const answers = await whileAcquainted(owner, ada, () =>
      Promise.all(Array.from({ length: 10 }, () => owner.client.payload(ADD, { email: ada.email }))),
    );
    expect(answers.filter((each) => each.membership)).toHaveLength(1);
    expect(answers.filter((each) => !each.membership)).toEqual(Array.from({ length: 9 }, () => already));
    expect(await owner.client.payload(ADD, { email: ada.email, role: 'OWNER' })).toEqual(already);
    expect(await owner.client.payload(ADD, { email: owner.email })).toEqual(already);
    expect(await rolesIn(owner)).toEqual({ [owner.userId]: 'OWNER', [ada.userId]: 'MEMBER' });
    expect(await jobsOf(owner)).toHaveLength(1);
  });

  test('cannot grant a role above the own one', async () => {
    const [owner, ada, bea] = [
      await createOwner(anonymous, 'PRO'),
      await register(anonymous),
      await register(anonymous),
    ];
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    expect(await admin.client.payload(ADD, { email: ada.email, role: 'OWNER' })).toEqual(
      refused('FORBIDDEN_ROLE', 'role'),
    );
    expect((await admin.client.payload(ADD, { email: ada.email, role: 'ADMIN' })).userErrors).toEqual([]);
    expect(await member.client.codes(ADD, { email: bea.email })).toEqual(['FORBIDDEN']);
    expect((await owner.client.payload(ADD, { email: bea.email, role: 'OWNER' })).userErrors).toEqual([]);
  });

  test('is limited by the plan, and enqueues no mail beyond the limit', async () => {
    const owner = await register(anonymous);
    await join(owner, 'MEMBER');
    await join(owner, 'MEMBER');
    const { email } = await register(anonymous);
    expect(await owner.client.payload(ADD, { email })).toEqual(refused('PLAN_LIMIT_REACHED'));
    expect([Object.keys(await rolesIn(owner)).length, (await jobsOf(owner)).length]).toEqual([3, 2]);
  });
});

describe("changing a member's role", () => {
  test('takes effect on their next request', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const member = await join(owner, 'MEMBER');
    const setRole = (role: Role) => owner.client.payload(UPDATE, { userId: member.userId, role });
    expect(await member.client.codes(CREATE_PROJECT)).toEqual(['FORBIDDEN']);
    expect((await setRole('ADMIN')).membership).toMatchObject({ role: 'ADMIN', user: { id: member.userId } });
    expect(await member.client.codes(CREATE_PROJECT)).toEqual([]);
    expect((await setRole('ADMIN')).userErrors).toEqual([]);
    await setRole('MEMBER');
    expect(await member.client.codes(CREATE_PROJECT)).toEqual(['FORBIDDEN']);
  });

  test('cannot exceed the own role or affect another organization', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const [admin, member, stranger] = [
      await join(owner, 'ADMIN'),
      await join(owner, 'MEMBER'),
      await register(anonymous),
    ];
    const before = await rolesIn(owner);
    const demotion = { userId: owner.userId, role: 'MEMBER' } as const;
    expect(await admin.client.payload(UPDATE, demotion)).toEqual(refused('FORBIDDEN_ROLE', 'userId'));
    expect(await admin.client.payload(REMOVE, { userId: owner.userId })).toMatchObject({
      deletedId: null,
      userErrors: [{ code: 'FORBIDDEN_ROLE', field: ['userId'] }],
    });
    for (const { userId } of [admin, member]) {
      expect(await admin.client.payload(UPDATE, { userId, role: 'OWNER' })).toEqual(
        refused('FORBIDDEN_ROLE', 'role'),
      );
    }
    for (const userId of [stranger.userId, randomUUID(), 'x']) {
      expect(await owner.client.payload(UPDATE, { userId, role: 'ADMIN' })).toEqual(
        refused('NOT_FOUND', 'userId'),
      );
      expect(await owner.client.payload(REMOVE, { userId })).toEqual({
        deletedId: null,
        userErrors: [{ code: 'NOT_FOUND', field: ['userId'] }],
      });
    }
    expect(await member.client.codes(UPDATE, demotion)).toEqual(['FORBIDDEN']);
    expect(await member.client.codes(REMOVE, { userId: member.userId })).toEqual(['FORBIDDEN']);
    expect(await rolesIn(owner)).toEqual(before);
  });
});

describe('removing a member', () => {
  test('ends their access at once and unassigns their tasks', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const [member, other] = [await join(owner, 'MEMBER'), await join(owner, 'MEMBER')];
    const projectId = await createProject(owner.client);
    const createFor = (author: Account, assigneeId: string) =>
      createTask(author.client, projectId, { title: 'T', assigneeId });
    const [own, theirs] = [await createFor(member, member.userId), await createFor(owner, other.userId)];
    const { organization } = await owner.client.ask(
      `query ($id: ID!) { organization { members(filter: { userId: { eq: $id } }) { nodes { id } } } }`,
      { id: member.userId },
    );
    expect(await owner.client.payload(REMOVE, { userId: member.userId })).toEqual({
      deletedId: organization.members.nodes[0]!.id,
      userErrors: [],
    });
    expect(await member.client.codes(ROLE)).toEqual(['NOT_FOUND']);
    const task = (id: string) =>
      owner.client.ask(
        `query ($id: ID!) { task(id: $id) { version title assignee { id } createdBy { id } } }`,
        { id },
      );
    expect((await task(own)).task).toEqual({ version: 2, title: 'T', assignee: null, createdBy: null });
    expect((await task(theirs)).task).toMatchObject({ version: 1, assignee: { id: other.userId } });
    await add(owner, member);
    expect((await task(own)).task).toMatchObject({ assignee: null, createdBy: { id: member.userId } });
  });

  test('is possible for members with the same role and for the viewer themselves', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const [admin, second] = [await join(owner, 'ADMIN'), await join(owner, 'ADMIN')];
    expect((await admin.client.payload(REMOVE, { userId: second.userId })).userErrors).toEqual([]);
    expect((await admin.client.payload(REMOVE, { userId: admin.userId })).userErrors).toEqual([]);
    expect(await rolesIn(owner)).toEqual({ [owner.userId]: 'OWNER' });
  });
});

describe('the last owner', () => {
  test('can be neither demoted nor removed until there is another owner', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const { userId } = owner;
    const lastOwner = [{ code: 'LAST_OWNER', field: ['userId'] }];
    expect((await owner.client.payload(UPDATE, { userId, role: 'ADMIN' })).userErrors).toEqual(lastOwner);
    expect((await owner.client.payload(REMOVE, { userId })).userErrors).toEqual(lastOwner);
    expect(await rolesIn(owner)).toEqual({ [userId]: 'OWNER' });
    const second = await join(owner, 'OWNER');
    expect((await second.client.payload(UPDATE, { userId, role: 'MEMBER' })).userErrors).toEqual([]);
    expect((await second.client.payload(REMOVE, { userId: second.userId })).userErrors).toEqual(lastOwner);
    expect(await rolesIn(owner)).toEqual({ [userId]: 'MEMBER', [second.userId]: 'OWNER' });
  });

  test.each<[string, string, 'own' | 'other', string[]]>([
    ['demote each other', UPDATE, 'other', ['FORBIDDEN_ROLE']],
    ['demote themselves', UPDATE, 'own', ['LAST_OWNER']],
    ['remove each other', REMOVE, 'other', ['FORBIDDEN', 'NOT_FOUND']],
    ['remove themselves', REMOVE, 'own', ['LAST_OWNER']],
  ])('remains when two owners %s at the same time', async (_what, mutation, whom, expected) => {
    const first = await createOwner(anonymous, 'PRO');
    let pair = [first, await join(first, 'OWNER')];
    for (let round = 0; round < 20; round++) {
      const [one, other] = pair as [Account, Account];
      const targets = whom === 'own' ? [one, other] : [other, one];
      const codes = await Promise.all(
        pair.map(({ client }, i) => client.codes(mutation, { userId: targets[i]!.userId, role: 'ADMIN' })),
      );
      expect(codes.filter((each) => each.length === 0)).toHaveLength(1);
      expect(expected).toContain(codes.flat()[0]);
      expect(await ownersOf(first)).toBe(1);
      const roles = await rolesIn(first);
      if (roles[one.userId] !== 'OWNER') pair = [other, one];
      const [kept, lost] = pair as [Account, Account];
      if (roles[lost.userId]) await kept.client.payload(UPDATE, { userId: lost.userId, role: 'OWNER' });
      else await add(kept, lost, 'OWNER');
    }
  });
});

test('members are listed newest first, by role, and counted', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
  const list = async (args: string): Promise<string[]> => {
    const { organization } = (await member.client.ask(
      `{ organization { members${args} { nodes { user { id } } totalCount } } }`,
    )) as { organization: { members: { nodes: { user: { id: string } }[]; totalCount: number } } };
    expect(organization.members.totalCount).toBe(organization.members.nodes.length);
    return organization.members.nodes.map((each) => each.user.id);
  };
  expect(await list('')).toEqual([member.userId, admin.userId, owner.userId]);
  expect(await list('(filter: { role: { in: [OWNER, ADMIN] } })')).toEqual([admin.userId, owner.userId]);
  expect(await list('(filter: { role: { ne: MEMBER } }, orderBy: { field: CREATED_AT })')).toEqual([
    owner.userId,
    admin.userId,
  ]);
});

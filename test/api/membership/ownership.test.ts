import { describe, expect, test } from 'vitest';
import type { Role } from '../../../src/generated/enums.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { createProject, createTask } from '../../fixtures/work.ts';
import { type Account, join, password, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const TRANSFER = `mutation ($userId: ID!) { transferOwnership(input: { userId: $userId }) {
  membership { role user { id } } userErrors { code field } } }`;
const LEAVE = 'mutation { leaveOrganization { deletedId userErrors { code field } } }';
const REMOVE = `mutation ($userId: ID!) { removeMember(input: { userId: $userId }) { deletedId userErrors { code field } } }`;
const UPDATE = `mutation ($userId: ID!, $role: Role!) {
  updateMemberRole(input: { userId: $userId, role: $role }) { membership { id } userErrors { code field } } }`;
const DELETE_ACCOUNT = `mutation ($password: String!) {
  deleteAccount(input: { password: $password }) { deletedId userErrors { code field } } }`;
const DEACTIVATE_USER = `mutation ($id: ID!) {
  deactivateUser(input: { id: $id, reason: "Left" }) { user { id } userErrors { code field } } }`;
const SUSPEND_USER = `mutation ($id: ID!, $until: DateTime) {
  suspendUser(input: { id: $id, reason: "Abuse", until: $until }) { user { id } userErrors { code field } } }`;
const ARCHIVE_USER = `mutation ($id: ID!) {
  archiveUser(input: { id: $id, reason: "Left" }) { user { id } userErrors { code field } } }`;

async function roles({ organizationId }: Account): Promise<Record<string, string>> {
  const query = db.selectFrom('memberships').select(['user_id', 'role']);
  const rows = await query.where('organization_id', '=', organizationId).execute();
  return Object.fromEntries(rows.map((row) => [row.user_id, row.role]));
}

const owners = async (account: Account) =>
  Object.values(await roles(account)).filter((role) => role === 'OWNER').length;

const setStatus = ({ userId }: Account, status: string) =>
  db.updateTable('users').set({ status }).where('id', '=', userId).execute();

const refused = (result: object, code: string, ...field: string[]) => ({
  ...result,
  userErrors: [{ code, field: field.length > 0 ? field : null }],
});

describe('transferring ownership', () => {
  test.each(['MEMBER', 'ADMIN', 'OWNER'] as Role[])(
    'makes a %s owner and the owner administrator',
    async (role) => {
      const owner = await createOwner(anonymous, 'PRO');
      const heir = await join(owner, role);
      expect(await owner.client.payload(TRANSFER, { userId: heir.userId })).toEqual({
        membership: { role: 'OWNER', user: { id: heir.userId } },
        userErrors: [],
      });
      expect(await roles(owner)).toEqual({ [owner.userId]: 'ADMIN', [heir.userId]: 'OWNER' });
      expect(await owner.client.codes(TRANSFER, { userId: heir.userId })).toEqual(['FORBIDDEN']);
      expect(
        await heir.client.codes(
          'mutation { updateOrganization(input: { name: "Ours" }) { userErrors { code } } }',
        ),
      ).toEqual([]);
    },
  );

  test('takes effect for the rest of the operation', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const heir = await join(owner, 'MEMBER');
    const { data, errors } = await owner.client.send(
      `mutation ($userId: ID!) {
        transferOwnership(input: { userId: $userId }) { userErrors { code } }
        updateOrganization(input: { name: "Still mine" }) { userErrors { code } } }`,
      { userId: heir.userId },
    );
    expect(data).toEqual({ transferOwnership: { userErrors: [] }, updateOrganization: null });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  test('requires another member with an active account', async () => {
    const [owner, outsider] = [await createOwner(anonymous, 'PRO'), await register(anonymous)];
    const none = { membership: null };
    for (const userId of [outsider.userId, 'not-an-id', '01900000-0000-7000-8000-000000000000'])
      expect(await owner.client.payload(TRANSFER, { userId })).toEqual(
        refused(none, 'NOT_A_MEMBER', 'userId'),
      );
    expect(await owner.client.payload(TRANSFER, { userId: owner.userId })).toEqual(
      refused(none, 'INVALID', 'userId'),
    );
    const member = await join(owner, 'MEMBER');
    for (const status of ['SUSPENDED', 'DEACTIVATED', 'ARCHIVED']) {
      await setStatus(member, status);
      expect(await owner.client.payload(TRANSFER, { userId: member.userId })).toEqual(
        refused(none, 'ACCOUNT_INACTIVE', 'userId'),
      );
    }
    expect(await roles(owner)).toEqual({ [owner.userId]: 'OWNER', [member.userId]: 'MEMBER' });
  });

  test('requires an owner, and takes effect once with two calls at the same time', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const [admin, ada, bea] = [
      await join(owner, 'ADMIN'),
      await join(owner, 'MEMBER'),
      await join(owner, 'MEMBER'),
    ];
    expect(await admin.client.codes(TRANSFER, { userId: admin.userId })).toEqual(['FORBIDDEN']);
    const answers = await Promise.all(
      [ada, bea].map(({ userId }) => owner.client.codes(TRANSFER, { userId })),
    );
    expect(answers.filter((each) => each.length === 0)).toHaveLength(1);
    expect(answers).toContainEqual(['FORBIDDEN']);
    expect(await owners(owner)).toBe(1);
  });
});

describe('leaving', () => {
  test('ends the membership at once, for the rest of the operation too, and unassigns the tasks', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const member = await join(owner, 'MEMBER');
    const projectId = await createProject(owner.client, { name: 'P' });
    const taskId = await createTask(member.client, projectId, { assigneeId: member.userId });
    const { data, errors } = await member.client.send(`mutation {
      leaveOrganization { deletedId userErrors { code } }
      createTask(input: { projectId: "${projectId}", title: "T" }) { userErrors { code } } }`);
    expect(data).toEqual({
      leaveOrganization: { deletedId: expect.any(String), userErrors: [] },
      createTask: null,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(await roles(owner)).toEqual({ [owner.userId]: 'OWNER' });
    const { task } = await owner.client.ask('query ($id: ID!) { task(id: $id) { assignee { id } } }', {
      id: taskId,
    });
    expect(task).toEqual({ assignee: null });
  });

  test('is possible for one of two owners', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const other = await join(owner, 'OWNER');
    expect((await owner.client.payload(LEAVE)).userErrors).toEqual([]);
    expect(await roles(owner)).toEqual({ [other.userId]: 'OWNER' });
    expect(await owner.client.codes(LEAVE)).toEqual(['NOT_FOUND']);
  });
});

interface Refusable {
  userErrors: { code: string }[];
}

describe('the last owner remains', () => {
  /** Every way in which an owner can lose the role, by their own or another's call. */
  const ways: Record<string, (owner: Account, admin: Account) => Promise<Refusable>> = {
    leaving: (owner) => owner.client.payload(LEAVE),
    'being removed': (owner) => owner.client.payload(REMOVE, { userId: owner.userId }),
    'being demoted': (owner) => owner.client.payload(UPDATE, { userId: owner.userId, role: 'ADMIN' }),
    'deleting the account': (owner) => owner.client.payload(DELETE_ACCOUNT, { password }),
    'being archived': (owner, admin) => admin.client.payload(ARCHIVE_USER, { id: owner.userId }),
    'being deactivated': (owner, admin) => admin.client.payload(DEACTIVATE_USER, { id: owner.userId }),
  };

  test.each(Object.entries(ways))('in spite of %s', async (_way, go) => {
    const [owner, platform] = [await createOwner(anonymous, 'PRO'), await createPlatformAdmin(server)];
    await join(owner, 'ADMIN');
    const { userErrors } = await go(owner, platform);
    expect(userErrors).toMatchObject([{ code: 'LAST_OWNER' }]);
    expect(await owners(owner)).toBe(1);
    expect(await owner.client.codes('{ organization { id } }')).toEqual([]);
  });

  const endings: Record<string, (platform: Account, id: string) => Promise<Refusable>> = {
    archived: (platform, id) => platform.client.payload(ARCHIVE_USER, { id }),
    deactivated: (platform, id) => platform.client.payload(DEACTIVATE_USER, { id }),
    suspended: (platform, id) => platform.client.payload(SUSPEND_USER, { id }),
    'suspended for a time': (platform, id) =>
      platform.client.payload(SUSPEND_USER, { id, until: '2999-01-01T00:00:00Z' }),
  };

  describe.each(Object.entries(endings))('when the co-owner’s account is %s', (_ending, end) => {
    test.each(Object.entries(ways))('in spite of %s', async (_way, go) => {
      const [owner, platform] = [await createOwner(anonymous, 'PRO'), await createPlatformAdmin(server)];
      const other = await join(owner, 'OWNER');
      expect((await end(platform, other.userId)).userErrors).toEqual([]);
      expect((await go(owner, platform)).userErrors).toMatchObject([{ code: 'LAST_OWNER' }]);
      expect(await owner.client.codes('{ organization { id } }')).toEqual([]);
    });
  });

  test('until the suspension of the co-owner is over', async () => {
    const [owner, platform] = [await createOwner(anonymous, 'PRO'), await createPlatformAdmin(server)];
    const other = await join(owner, 'OWNER');
    await platform.client.payload(SUSPEND_USER, { id: other.userId, until: '2999-01-01T00:00:00Z' });
    expect((await owner.client.payload(LEAVE)).userErrors).toMatchObject([{ code: 'LAST_OWNER' }]);
    await db
      .updateTable('users')
      .set({ status_until: '2020-01-01' })
      .where('id', '=', other.userId)
      .execute();
    expect((await owner.client.payload(LEAVE)).userErrors).toEqual([]);
  });

  test('except after a suspension by the platform, which must stop abuse at once', async () => {
    const [owner, platform] = [await createOwner(anonymous, 'PRO'), await createPlatformAdmin(server)];
    await join(owner, 'MEMBER');
    expect((await platform.client.payload(SUSPEND_USER, { id: owner.userId })).userErrors).toEqual([]);
  });

  test('when the co-owner is suspended at the same time as they leave', async () => {
    for (let round = 0; round < 5; round++) {
      const [owner, platform] = [await createOwner(anonymous, 'PRO'), await createPlatformAdmin(server)];
      const other = await join(owner, 'OWNER');
      const [left, suspended] = await Promise.all([
        owner.client.payload(LEAVE),
        platform.client.payload(SUSPEND_USER, { id: other.userId }),
      ]);
      expect(suspended.userErrors).toEqual([]);
      // Either they left before the suspension, or the call is refused because of it.
      const stayed = left.userErrors.length > 0;
      expect(await roles(owner)).toMatchObject(
        stayed ? { [owner.userId]: 'OWNER' } : { [other.userId]: 'OWNER' },
      );
    }
  });

  const pairs = Object.keys(ways).flatMap((a, index, all) => all.slice(index).map((b) => [a, b] as const));
  test.each(pairs)('when of two owners one is %s and one is %s at once', async (a, b) => {
    for (let round = 0; round < 3; round++) {
      const [owner, platform] = [await createOwner(anonymous, 'PRO'), await createPlatformAdmin(server)];
      const other = await join(owner, 'OWNER');
      await join(owner, 'MEMBER');
      const answers = await Promise.all([ways[a]!(owner, platform), ways[b]!(other, platform)]);
      const passed = answers.filter((each) => each.userErrors?.length === 0);
      expect([answers, passed.length]).toEqual([answers, 1]);
      const rest = answers.find((each) => !passed.includes(each));
      expect(rest!.userErrors).toMatchObject([{ code: 'LAST_OWNER' }]);
      const { rows } = await server.systemPool.query(
        `select from memberships m join users u on u.id = m.user_id
         where m.organization_id = $1 and m.role = 'OWNER' and u.status = 'ACTIVE'`,
        [owner.organizationId],
      );
      expect(rows).toHaveLength(1);
    }
  });

  test('when both demote each other at the same time', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const other = await join(owner, 'OWNER');
    await Promise.all([
      owner.client.codes(UPDATE, { userId: other.userId, role: 'MEMBER' }),
      other.client.codes(REMOVE, { userId: owner.userId }),
    ]);
    expect(await owners(owner)).toBe(1);
  });

  test('archiving a user who is changing members causes no deadlock', async () => {
    for (let round = 0; round < 10; round++) {
      const [owner, platform] = [await createOwner(anonymous, 'PRO'), await createPlatformAdmin(server)];
      const [other, member] = [await join(owner, 'OWNER'), await join(owner, 'MEMBER')];
      const [changed, archived] = await Promise.all([
        other.client.send(UPDATE, { userId: member.userId, role: 'ADMIN' }),
        platform.client.payload(ARCHIVE_USER, { id: other.userId }),
      ]);
      expect(archived.userErrors).toEqual([]);
      expect([
        ['UNAUTHENTICATED'],
        { membership: { id: expect.any(String) }, userErrors: [] },
      ]).toContainEqual(
        changed.errors?.map(({ extensions }) => extensions['code']) ?? changed.data?.updateMemberRole,
      );
    }
  });
});

import { describe, expect, test } from 'vitest';
import type { Role } from '../src/generated/graphql.ts';
import { type Account, join, password, register } from './support/client.ts';
import { startTestServer } from './support/server.ts';

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

/** An owner who acts in their organization, whatever else becomes of it. */
async function registerOwner(): Promise<Account> {
  const owner = await register(anonymous, 'Olive Owner');
  await owner.client.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
  return { ...owner, client: owner.client.in(owner.organizationId) };
}

async function registerPlatformAdmin(): Promise<Account> {
  const admin = await register(anonymous);
  await db.updateTable('users').set({ platform_admin: true }).where('id', '=', admin.userId).execute();
  return admin;
}

async function answer({ client }: Account, query: string, variables?: Record<string, unknown>): Promise<any> {
  const { data, errors } = await client.send(query, variables);
  return errors ? errors.map((error) => error.extensions['code']) : Object.values(data!)[0];
}

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
      const owner = await registerOwner();
      const heir = await join(owner, role);
      expect(await answer(owner, TRANSFER, { userId: heir.userId })).toEqual({
        membership: { role: 'OWNER', user: { id: heir.userId } },
        userErrors: [],
      });
      expect(await roles(owner)).toEqual({ [owner.userId]: 'ADMIN', [heir.userId]: 'OWNER' });
      expect(await answer(owner, TRANSFER, { userId: heir.userId })).toEqual(['FORBIDDEN']);
      expect(
        await heir.client.codes(
          'mutation { updateOrganization(input: { name: "Ours" }) { userErrors { code } } }',
        ),
      ).toEqual([]);
    },
  );

  test('binds the rest of the operation', async () => {
    const owner = await registerOwner();
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

  test('needs a member, another one, whose account is active', async () => {
    const [owner, outsider] = [await registerOwner(), await register(anonymous)];
    const none = { membership: null };
    for (const userId of [outsider.userId, 'not-an-id', '01900000-0000-7000-8000-000000000000'])
      expect(await answer(owner, TRANSFER, { userId })).toEqual(refused(none, 'NOT_A_MEMBER', 'userId'));
    expect(await answer(owner, TRANSFER, { userId: owner.userId })).toEqual(
      refused(none, 'INVALID', 'userId'),
    );
    const member = await join(owner, 'MEMBER');
    for (const status of ['SUSPENDED', 'DEACTIVATED', 'ARCHIVED']) {
      await setStatus(member, status);
      expect(await answer(owner, TRANSFER, { userId: member.userId })).toEqual(
        refused(none, 'ACCOUNT_INACTIVE', 'userId'),
      );
    }
    expect(await roles(owner)).toEqual({ [owner.userId]: 'OWNER', [member.userId]: 'MEMBER' });
  });

  test('is no administrator’s, and happens once when it is asked for twice at once', async () => {
    const owner = await registerOwner();
    const [admin, ada, bea] = [
      await join(owner, 'ADMIN'),
      await join(owner, 'MEMBER'),
      await join(owner, 'MEMBER'),
    ];
    expect(await answer(admin, TRANSFER, { userId: admin.userId })).toEqual(['FORBIDDEN']);
    const answers = await Promise.all([ada, bea].map(({ userId }) => answer(owner, TRANSFER, { userId })));
    expect(answers.filter((each) => each.membership)).toHaveLength(1);
    expect(answers).toContainEqual(['FORBIDDEN']);
    expect(await owners(owner)).toBe(1);
  });
});

describe('leaving', () => {
  test('ends the membership at once, for the rest of the operation too, and unassigns one’s tasks', async () => {
    const owner = await registerOwner();
    const member = await join(owner, 'MEMBER');
    const { createProject } = await owner.client.ask(
      'mutation { createProject(input: { name: "P" }) { project { id } userErrors { code } } }',
    );
    const { createTask } = await member.client.ask(
      `mutation ($p: ID!, $u: ID!) { createTask(input: { projectId: $p, title: "T", assigneeId: $u }) { task { id } userErrors { code } } }`,
      { p: createProject.project.id, u: member.userId },
    );
    const { data, errors } = await member.client.send(`mutation {
      leaveOrganization { deletedId userErrors { code } }
      createTask(input: { projectId: "${createProject.project.id}", title: "T" }) { userErrors { code } } }`);
    expect(data).toEqual({
      leaveOrganization: { deletedId: expect.any(String), userErrors: [] },
      createTask: null,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(await roles(owner)).toEqual({ [owner.userId]: 'OWNER' });
    const { task } = await owner.client.ask('query ($id: ID!) { task(id: $id) { assignee { id } } }', {
      id: createTask.task.id,
    });
    expect(task).toEqual({ assignee: null });
  });

  test('is one of two owners’ right', async () => {
    const owner = await registerOwner();
    const other = await join(owner, 'OWNER');
    expect((await answer(owner, LEAVE)).userErrors).toEqual([]);
    expect(await roles(owner)).toEqual({ [other.userId]: 'OWNER' });
    expect(await answer(owner, LEAVE)).toEqual(['NOT_FOUND']);
  });
});

describe('the last owner stays', () => {
  /** Every way in which somebody stops being an owner, as done by themself or about them. */
  const ways: Record<string, (owner: Account, admin: Account) => Promise<any>> = {
    leaving: (owner) => answer(owner, LEAVE),
    'being removed': (owner) => answer(owner, REMOVE, { userId: owner.userId }),
    'being demoted': (owner) => answer(owner, UPDATE, { userId: owner.userId, role: 'ADMIN' }),
    'deleting the account': (owner) => answer(owner, DELETE_ACCOUNT, { password }),
    'being archived': (owner, admin) => answer(admin, ARCHIVE_USER, { id: owner.userId }),
    'being deactivated': (owner, admin) => answer(admin, DEACTIVATE_USER, { id: owner.userId }),
  };

  test.each(Object.entries(ways))('in spite of %s', async (_way, go) => {
    const [owner, platform] = [await registerOwner(), await registerPlatformAdmin()];
    await join(owner, 'ADMIN');
    const { userErrors } = await go(owner, platform);
    expect(userErrors).toMatchObject([{ code: 'LAST_OWNER' }]);
    expect(await owners(owner)).toBe(1);
    expect(await owner.client.codes('{ organization { id } }')).toEqual([]);
  });

  const endings: Record<string, (platform: Account, id: string) => Promise<any>> = {
    archived: (platform, id) => answer(platform, ARCHIVE_USER, { id }),
    deactivated: (platform, id) => answer(platform, DEACTIVATE_USER, { id }),
    suspended: (platform, id) => answer(platform, SUSPEND_USER, { id }),
    'suspended for a time': (platform, id) =>
      answer(platform, SUSPEND_USER, { id, until: '2999-01-01T00:00:00Z' }),
  };

  describe.each(Object.entries(endings))('when the co-owner’s account is %s', (_ending, end) => {
    test.each(Object.entries(ways))('in spite of %s', async (_way, go) => {
      const [owner, platform] = [await registerOwner(), await registerPlatformAdmin()];
      const other = await join(owner, 'OWNER');
      expect((await end(platform, other.userId)).userErrors).toEqual([]);
      expect((await go(owner, platform)).userErrors).toMatchObject([{ code: 'LAST_OWNER' }]);
      expect(await owner.client.codes('{ organization { id } }')).toEqual([]);
    });
  });

  test('until the co-owner’s suspension is over', async () => {
    const [owner, platform] = [await registerOwner(), await registerPlatformAdmin()];
    const other = await join(owner, 'OWNER');
    await answer(platform, SUSPEND_USER, { id: other.userId, until: '2999-01-01T00:00:00Z' });
    expect((await answer(owner, LEAVE)).userErrors).toMatchObject([{ code: 'LAST_OWNER' }]);
    await db
      .updateTable('users')
      .set({ status_until: '2020-01-01' })
      .where('id', '=', other.userId)
      .execute();
    expect((await answer(owner, LEAVE)).userErrors).toEqual([]);
  });

  test('but is suspended, which stops abuse at once, whatever the organization loses by it', async () => {
    const [owner, platform] = [await registerOwner(), await registerPlatformAdmin()];
    await join(owner, 'MEMBER');
    expect((await answer(platform, SUSPEND_USER, { id: owner.userId })).userErrors).toEqual([]);
  });

  test('when the co-owner is suspended in the moment in which they leave', async () => {
    for (let round = 0; round < 5; round++) {
      const [owner, platform] = [await registerOwner(), await registerPlatformAdmin()];
      const other = await join(owner, 'OWNER');
      const [left, suspended] = await Promise.all([
        answer(owner, LEAVE),
        answer(platform, SUSPEND_USER, { id: other.userId }),
      ]);
      expect(suspended.userErrors).toEqual([]);
      // Either they left before there was a suspension, or they see it and stay.
      const stayed = left.userErrors.length > 0;
      expect(await roles(owner)).toMatchObject(
        stayed ? { [owner.userId]: 'OWNER' } : { [other.userId]: 'OWNER' },
      );
    }
  });

  const pairs = Object.keys(ways).flatMap((a, index, all) => all.slice(index).map((b) => [a, b] as const));
  test.each(pairs)('when of two owners one is %s and one is %s at once', async (a, b) => {
    for (let round = 0; round < 3; round++) {
      const [owner, platform] = [await registerOwner(), await registerPlatformAdmin()];
      const other = await join(owner, 'OWNER');
      await join(owner, 'MEMBER');
      const answers = await Promise.all([ways[a]!(owner, platform), ways[b]!(other, platform)]);
      const passed = answers.filter((each) => each.userErrors?.length === 0);
      expect([answers, passed.length]).toEqual([answers, 1]);
      const rest = answers.find((each) => !passed.includes(each));
      expect(rest.userErrors).toMatchObject([{ code: 'LAST_OWNER' }]);
      const { rows } = await server.systemPool.query(
        `select from memberships m join users u on u.id = m.user_id
         where m.organization_id = $1 and m.role = 'OWNER' and u.status = 'ACTIVE'`,
        [owner.organizationId],
      );
      expect(rows).toHaveLength(1);
    }
  });

  test('when both take the other’s role away at once', async () => {
    const owner = await registerOwner();
    const other = await join(owner, 'OWNER');
    await Promise.all([
      answer(owner, UPDATE, { userId: other.userId, role: 'MEMBER' }),
      answer(other, REMOVE, { userId: owner.userId }),
    ]);
    expect(await owners(owner)).toBe(1);
  });

  test('and whoever is archived while they change members keeps nobody waiting', async () => {
    for (let round = 0; round < 10; round++) {
      const [owner, platform] = [await registerOwner(), await registerPlatformAdmin()];
      const [other, member] = [await join(owner, 'OWNER'), await join(owner, 'MEMBER')];
      const [changed, archived] = await Promise.all([
        answer(other, UPDATE, { userId: member.userId, role: 'ADMIN' }),
        answer(platform, ARCHIVE_USER, { id: other.userId }),
      ]);
      expect(archived.userErrors).toEqual([]);
      expect([
        ['UNAUTHENTICATED'],
        { membership: { id: expect.any(String) }, userErrors: [] },
      ]).toContainEqual(changed);
    }
  });
});

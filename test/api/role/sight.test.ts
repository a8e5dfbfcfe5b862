import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { withMigrator } from '../../../src/database/migrate.ts';
import type { Permission } from '../../../src/generated/enums.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { assignRole, createRole } from '../../fixtures/roles.ts';
import { createTeam } from '../../fixtures/teams.ts';
import { createProject, createTask } from '../../fixtures/work.ts';
import { type Client, join } from '../../support/client.ts';
import { bearer, createKey } from '../../support/departure.ts';
import { settled } from '../../support/jobs.ts';
import { notificationsOf } from '../../support/notifications.ts';
import { startTestServer } from '../../support/server.ts';
import { connect, listen } from '../../support/subscriber.ts';
import { startWebhookWorker } from '../../support/webhooks.ts';

const server = await startTestServer();
await startWebhookWorker(server);

const CREATE = `mutation ($input: CreateRoleInput!) { createRole(input: $input) { userErrors { code field message } } }`;
const UPDATE = `mutation ($input: UpdateRoleInput!) { updateRole(input: $input) { userErrors { code field message } } }`;
const CREATE_KEY = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { userErrors { code field message } } }`;
const UPDATE_KEY = `mutation ($input: UpdateApiKeyInput!) { updateApiKey(input: $input) { userErrors { code field message } } }`;
const COUNT = '{ organization { projects { totalCount nodes { tasks { totalCount } } } } }';
const ASSIGN = `mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { userErrors { code field } } }`;

const sight: Permission[] = ['PROJECT_SEE', 'TASK_SEE'];

/** An organization with a task in a project, and a member with a custom role. */
async function createScene(permissions: Permission[], basedOn: 'ADMIN' | 'MEMBER' = 'MEMBER') {
  const owner = await createOwner(server.anonymous, 'PRO');
  const projectId = await createProject(owner.client);
  const taskId = await createTask(owner.client, projectId);
  const roleId = await createRole(owner, permissions, { name: 'Clerk', basedOn });
  const clerk = await join(owner, 'MEMBER');
  await assignRole(owner, clerk.userId, roleId);
  const change = (held: Permission[]) =>
    owner.client.ask(UPDATE, { input: { id: roleId, permissions: held } });
  return { owner, projectId, taskId, roleId, clerk, change };
}

/** The numbers of tasks in the projects that the caller is shown. */
const shown = async (client: Client): Promise<number[]> => {
  const { totalCount, nodes } = (await client.ask(COUNT)).organization.projects;
  expect(nodes).toHaveLength(totalCount);
  return nodes.map(({ tasks }) => tasks.totalCount);
};

describe('permissions within projects', () => {
  const incomplete: [Permission[], missing: string][] = [
    [['TASK_SEE'], 'PROJECT_SEE'],
    [['PROJECT_SEE'], 'TASK_SEE'],
    [['PROJECT_SEE', 'TASK_WRITE'], 'TASK_SEE'],
    ...(
      [
        'TASK_WRITE',
        'TASK_DELETE_OTHERS',
        'COMMENT_WRITE',
        'COMMENT_DELETE_OTHERS',
        'PROJECT_MANAGE',
        'PROJECT_SEE_ALL',
        'WEBHOOK_MANAGE',
      ] as const
    ).map((each): [Permission[], string] => [[each, 'AUDIT_SEE'], 'PROJECT_SEE and TASK_SEE']),
  ];

  test.each(incomplete)(
    '%j are refused without those to see projects and tasks',
    async (permissions, missing) => {
      const { owner, roleId } = await createScene(sight);
      const { id } = await createKey(owner.client);
      const refusal = {
        code: 'INVALID',
        field: ['permissions'],
        message: `\`permissions\` must also include ${missing}, which permissions within projects and WEBHOOK_MANAGE need.`,
      };
      const refused = async (operation: string, input: object) =>
        ((await owner.client.payload(operation, { input })) as { userErrors: unknown[] }).userErrors;
      // All faults of an input are reported at once.
      const blank = { code: 'REQUIRED', field: ['name'], message: expect.anything() };
      expect(await refused(CREATE, { name: ' ', permissions })).toEqual([blank, refusal]);
      expect(await refused(UPDATE, { id: roleId, permissions })).toEqual([refusal]);
      expect(await refused(CREATE_KEY, { name: 'K', role: 'ADMIN', permissions })).toEqual([refusal]);
      expect(await refused(UPDATE_KEY, { id, permissions })).toEqual([refusal]);
    },
  );

  test('that an earlier release wrote without show nothing, until a migration adds what is missing', async () => {
    const { owner, roleId, clerk } = await createScene(['LABEL_MANAGE']);
    const { id, secret } = await createKey(owner.client, { permissions: ['LABEL_MANAGE'] });
    const key = bearer(owner.client, secret);
    const write = async (table: 'organization_roles' | 'api_keys', row: string, names: string) =>
      server.systemPool.query(`update ${table} set permissions = permissions || $1::text[] where id = $2`, [
        names,
        row,
      ]);
    await write('organization_roles', roleId, '{task.write}');
    await write('api_keys', id, '{project.see}');
    for (const client of [clerk.client, key]) expect(await shown(client)).toEqual([]);
    const untouched = await createScene(['LABEL_MANAGE']);
    await withMigrator(server.urls.systemUrl, async (migrator) => {
      for (let taken = ''; taken !== '0088_permissions_to_see';) {
        const { error, results = [] } = await migrator.migrateDown();
        if (error) throw error;
        taken = results[0]!.migrationName;
      }
      const { error } = await migrator.migrateToLatest();
      if (error) throw error;
    });
    for (const client of [clerk.client, key]) expect(await shown(client)).toEqual([1]);
    expect(await shown(untouched.clerk.client)).toEqual([]);
    const { node } = await owner.client.ask(
      'query ($id: ID!) { node(id: $id) { ... on OrganizationRole { permissions version } } }',
      { id: roleId },
    );
    expect(node).toEqual({
      permissions: [
        'LABEL_MANAGE',
        'ORGANIZATION_LEAVE',
        'ORGANIZATION_SEE',
        'PROJECT_SEE',
        'TASK_SEE',
        'TASK_WRITE',
      ],
      version: 2,
    });
  });
});

describe('who may not see projects', () => {
  test('is shown them again, and no more, from the request on after the role has changed', async () => {
    const { clerk, change } = await createScene(['LABEL_MANAGE']);
    const twice = async () => [
      await shown(clerk.client),
      await shown(clerk.client),
      await shown(clerk.client),
    ];
    expect(await twice()).toEqual([[], [], []]);
    await change(sight);
    expect(await twice()).toEqual([[1], [1], [1]]);
    await change(['LABEL_MANAGE']);
    expect(await twice()).toEqual([[], [], []]);
  });

  test('sees none, although they belong to some, private or not, also by a team, and as a guest', async () => {
    const { owner, projectId, clerk, change } = await createScene(sight);
    const hidden = await createProject(owner.client, { visibility: 'PRIVATE' });
    for (const id of [projectId, hidden])
      await owner.client.ask(
        'mutation ($input: AddProjectMemberInput!) { addProjectMember(input: $input) { userErrors { code } } }',
        { input: { projectId: id, userId: clerk.userId, level: 'MANAGE' } },
      );
    const become = (guest: boolean) =>
      owner.client.ask(
        'mutation ($input: SetMemberGuestInput!) { setMemberGuest(input: $input) { userErrors { code } } }',
        { input: { userId: clerk.userId, guest } },
      );
    for (const isGuest of [false, true]) {
      await change(sight);
      await become(isGuest);
      expect((await shown(clerk.client)).toSorted()).toEqual([0, 1]);
      await change(['LABEL_MANAGE']);
      expect(await shown(clerk.client)).toEqual([]);
    }
    expect(await clerk.client.codes('{ organization { usage { members { used } } } }')).toEqual([
      'FORBIDDEN',
    ]);
  });

  test('is not sent again what a write showed of them', async () => {
    const { owner, projectId, clerk, change } = await createScene(['TEAM_MANAGE', ...sight]);
    const teamId = await createTeam(owner.client);
    await owner.client.ask(
      'mutation ($input: AddProjectTeamInput!) { addProjectTeam(input: $input) { userErrors { code } } }',
      { input: { projectId, teamId, level: 'VIEW' } },
    );
    const client = clerk.client.with({ 'idempotency-key': randomUUID() });
    const rename = async () =>
      JSON.stringify(
        await client.send(
          `mutation ($id: ID!) { updateTeam(input: { id: $id, name: "Crane" }) {
            team { projects { nodes { project { id } } } } userErrors { code } } }`,
          { id: teamId },
        ),
      );
    expect(await rename()).toContain(projectId);
    await change(['TEAM_MANAGE']);
    expect(await rename()).not.toContain(projectId);
  });

  test('sees none by a key that was made for something else', async () => {
    const { owner } = await createScene(sight);
    const { secret } = await createKey(owner.client, { role: 'ADMIN', scopes: ['MEMBERS_WRITE'] });
    const { userId } = await join(owner, 'MEMBER');
    const { updateMemberRole } = await bearer(owner.client, secret).ask(
      `mutation ($userId: ID!) { updateMemberRole(input: { userId: $userId, role: ADMIN }) {
        membership { organization { projects { totalCount } } } userErrors { code } } }`,
      { userId },
    );
    expect(updateMemberRole.membership.organization.projects).toEqual({ totalCount: 0 });
  });

  test('hears of them neither beside a subscriber who sees them nor alone', async () => {
    const { owner, clerk } = await createScene(['LABEL_MANAGE']);
    const subscription = `subscription { organizationEvents { organization { name projects { totalCount } } } }`;
    const fellow = await join(owner, 'MEMBER');
    const heard = [];
    for (const { client } of [owner, fellow, clerk])
      heard.push(await listen(server, connect(client), subscription));
    await owner.client.ask(
      'mutation { updateOrganization(input: { name: "Anchor" }) { userErrors { code } } }',
    );
    const counts = await Promise.all(
      heard.map(async (each) =>
        (await each.first(1)).map(({ organization }) => organization.projects.totalCount),
      ),
    );
    expect(counts).toEqual([[1], [1], [0]]);
  });

  test('is assigned nothing, mentioned nowhere, and told of nothing in them', async () => {
    const { owner, taskId, clerk, change } = await createScene([
      ...sight,
      'NOTIFICATION_SEE',
      'NOTIFICATION_MANAGE',
    ]);
    const assign = async (assigneeId: string | null) =>
      (await owner.client.payload(ASSIGN, { input: { id: taskId, assigneeId } })).userErrors;
    const told = async () => {
      await settled(server.db, owner.organizationId);
      return (await notificationsOf(clerk.client)).filter(({ task }) => task?.id === taskId).length;
    };
    await clerk.client.ask('mutation ($id: ID!) { watchTask(input: { id: $id }) { userErrors { code } } }', {
      id: taskId,
    });
    expect(await assign(clerk.userId)).toEqual([]);
    const heard = await told();
    expect(heard).toBeGreaterThan(0);
    await change(['NOTIFICATION_SEE', 'NOTIFICATION_MANAGE']);
    expect(await told()).toBe(0);
    expect(await assign(null)).toEqual([]);
    const missing = [{ code: 'NOT_FOUND', field: ['assigneeId'] }];
    expect(await assign(clerk.userId)).toEqual(missing);
    await owner.client.ask(
      'mutation ($input: CreateCommentInput!) { createComment(input: $input) { comment { id } userErrors { code } } }',
      { input: { taskId, body: 'Aye' } },
    );
    await settled(server.db, owner.organizationId);
    await change([...sight, 'NOTIFICATION_SEE']);
    expect(await told()).toBe(heard);
  });

  test('still removes members with tasks, and labels that tasks have', async () => {
    const { owner, taskId, clerk } = await createScene(['MEMBER_REMOVE', 'LABEL_MANAGE'], 'ADMIN');
    const leaver = await join(owner, 'MEMBER');
    const roleId = await createRole(owner, ['LABEL_MANAGE', ...sight], { name: 'Leaver' });
    await assignRole(owner, leaver.userId, roleId);
    const labelId = (await owner.client.ask('{ labels { nodes { id } } }')).labels.nodes[0]!.id;
    await owner.client.ask(ASSIGN, {
      input: { id: taskId, assigneeId: leaver.userId, labelIds: [labelId] },
    });
    // Nobody removes somebody who has permissions that they lack.
    await owner.client.ask(UPDATE, { input: { id: roleId, permissions: ['LABEL_MANAGE'] } });
    const codes = await clerk.client.codes(
      `mutation ($userId: ID!, $labelId: ID!) {
        removeMember(input: { userId: $userId }) { userErrors { code } }
        deleteLabel(input: { id: $labelId }) { userErrors { code } } }`,
      { userId: leaver.userId, labelId },
    );
    expect(codes).toEqual([]);
    const { task } = await owner.client.ask(
      'query ($id: ID!) { task(id: $id) { assignee { id } labels { id } history { nodes { fields { field } } } } }',
      { id: taskId },
    );
    expect(task).toMatchObject({ assignee: null, labels: [] });
    expect(task.history.nodes[0]!.fields).toEqual([{ field: 'assignee' }]);
  });
});

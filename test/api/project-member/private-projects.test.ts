import { expect, test } from 'vitest';
import type { ProjectLevel } from '../../../src/generated/enums.ts';
import { createRole, assignRole } from '../../fixtures/roles.ts';
import { createComment, createProject, createTask } from '../../fixtures/work.ts';
import { type Account, type Client, join, register } from '../../support/client.ts';
import { createServiceAccount, createServiceKey } from '../../support/service-accounts.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const NOBODY = '01900000-0000-7000-8000-000000000000';

const WRITES = {
  add: `mutation ($input: AddProjectMemberInput!) {
    addProjectMember(input: $input) { projectMember { level } userErrors { code field message } } }`,
  change: `mutation ($input: UpdateProjectMemberInput!) {
    updateProjectMember(input: $input) { projectMember { level } userErrors { code field message } } }`,
  remove: `mutation ($input: RemoveProjectMemberInput!) {
    removeProjectMember(input: $input) { deletedId userErrors { code field message } } }`,
  project: `mutation ($input: UpdateProjectInput!) {
    updateProject(input: $input) { project { name visibility } userErrors { code field message } } }`,
  task: `mutation ($input: UpdateTaskInput!) {
    updateTask(input: $input) { task { id } userErrors { code field message } } }`,
};

/** An organization with a private project of its owner's, which has a task with a comment. */
async function createPrivate() {
  const owner = await register(server.anonymous, 'Olive Owner');
  await owner.client.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
  const admin = await join(owner, 'ADMIN', 'Adam Admin');
  const member = await join(owner, 'MEMBER', 'Mia Member');
  const stranger = await join(owner, 'MEMBER', 'Stan Stranger');
  const open = await createProject(owner.client, { name: 'Open' });
  const projectId = await createProject(owner.client, { name: 'Hidden', visibility: 'PRIVATE' });
  const taskId = await createTask(owner.client, projectId, { title: 'Secret quay' });
  const commentId = await createComment(owner.client, taskId);
  const give = (account: Account, level: ProjectLevel) =>
    owner.client.ask(WRITES.add, { input: { projectId, userId: account.userId, level } });
  const change = (account: Account, level: ProjectLevel) =>
    owner.client.ask(WRITES.change, { input: { projectId, userId: account.userId, level } });
  const take = (account: Account) =>
    owner.client.ask(WRITES.remove, { input: { projectId, userId: account.userId } });
  return { owner, admin, member, stranger, open, projectId, taskId, commentId, give, change, take };
}

/** All that somebody can read of a project, its task and its comment, by every path. */
async function read(
  { client }: { client: Client },
  ids: Record<'projectId' | 'taskId' | 'commentId', string>,
) {
  const { data, errors } = await client.send(
    `query ($projectId: ID!, $taskId: ID!, $commentId: ID!) {
      project(id: $projectId) { id tasks { totalCount } taskCounts { count } members { totalCount } }
      task(id: $taskId) { id comments { totalCount } history { totalCount } labels { id } }
      nodes(ids: [$projectId, $taskId, $commentId]) { id }
      projects { totalCount nodes { name } }
      ofOne: tasks(filter: { projectId: { eq: $projectId } }) { totalCount nodes { id } }
      tasks { totalCount }
      search(query: "secret") { task { id } }
      searchTasks(query: "secret") { totalCount }
      found: tasks(filter: { search: "secret" }) { totalCount } }`,
    ids,
  );
  return errors ?? data;
}

test('who does not belong to a private project finds it nowhere, like one that does not exist', async () => {
  const { stranger, member, admin, give, ...ids } = await createPrivate();
  const { projectId, taskId, commentId } = ids;
  const hidden = await read(stranger, ids);
  expect(hidden).toEqual(await read(stranger, { projectId: NOBODY, taskId: NOBODY, commentId: NOBODY }));
  expect(hidden).toMatchObject({
    project: null,
    task: null,
    nodes: [null, null, null],
    projects: { totalCount: 1, nodes: [{ name: 'Open' }] },
    ofOne: { totalCount: 0 },
    tasks: { totalCount: 0 },
    search: [],
    searchTasks: { totalCount: 0 },
  });
  await give(member, 'VIEW');
  for (const account of [member, admin])
    expect(await read(account, ids)).toMatchObject({
      project: { id: projectId, tasks: { totalCount: 1 }, members: { totalCount: 2 } },
      task: { id: taskId, comments: { totalCount: 1 } },
      nodes: [{ id: projectId }, { id: taskId }, { id: commentId }],
      projects: { totalCount: 2 },
      search: [{ task: { id: taskId } }],
      found: { totalCount: 1 },
    });
  const other = await register(server.anonymous);
  expect(await read(other, ids)).toMatchObject({ project: null, task: null, nodes: [null, null, null] });
});

test('writes to what one does not see answer as for what does not exist', async () => {
  const { stranger, open, projectId, taskId, commentId } = await createPrivate();
  const own = await createTask(stranger.client, open);
  const { client } = stranger;
  const attempts = (project: string, task: string, comment: string): [string, object][] => [
    ['createTask', { projectId: project, title: 'A' }],
    ['createComment', { taskId: task, body: 'A' }],
    ['updateTask', { id: task, title: 'A' }],
    ['moveTask', { id: task }],
    ['moveTask', { id: own, projectId: project }],
    ['moveTask', { id: own, afterId: task }],
    ['archiveTask', { id: task }],
    ['deleteTask', { id: task }],
    ['updateComment', { id: comment, body: 'A' }],
    ['deleteComment', { id: comment }],
    ['watchTask', { id: task }],
    ['watchProject', { id: project }],
    ['updateProject', { id: project, name: 'A' }],
    ['deleteProject', { id: project }],
    ['addProjectMember', { projectId: project, userId: stranger.userId, level: 'MANAGE' }],
    ['removeProjectMember', { projectId: project, userId: stranger.userId }],
  ];
  const answers = async (ids: [string, string, string]) => {
    const found = [];
    for (const [name, input] of attempts(...ids)) {
      const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
      const { data, errors } = await client.send(
        `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code message field } } }`,
        { input },
      );
      found.push([name, data, errors?.map(({ message, extensions }) => [message, extensions['code']])]);
    }
    return found;
  };
  const hidden = await answers([projectId, taskId, commentId]);
  expect(hidden).toEqual(await answers([NOBODY, NOBODY, NOBODY]));
  expect(JSON.stringify(hidden)).not.toContain('"userErrors":[]');
});

test('each level permits what it says, and no more', async () => {
  const scene = await createPrivate();
  const { member, owner, projectId, taskId, give, change } = scene;
  const { client } = member;
  const outcome = async () => {
    const [comment, write, manage] = [
      await client.codes(
        `mutation ($taskId: ID!) { createComment(input: { taskId: $taskId, body: "Aye" }) { userErrors { code } } }`,
        { taskId },
      ),
      await client.codes(WRITES.task, { input: { id: taskId, title: `By hand ${Math.random()}` } }),
      await client.codes(WRITES.project, { input: { id: projectId, name: `Hidden ${Math.random()}` } }),
    ];
    const { project, task } = await client.ask(
      `query ($projectId: ID!, $taskId: ID!) {
        project(id: $projectId) { viewerLevel viewerCanUpdate viewerCanDelete }
        task(id: $taskId) { viewerCanUpdate } }`,
      { projectId, taskId },
    );
    return { comment, write, manage, shown: { ...project, writes: task?.viewerCanUpdate } };
  };
  const no = ['FORBIDDEN'];
  const shown = (viewerLevel: string, writes: boolean, manages: boolean) => ({
    viewerLevel,
    viewerCanUpdate: manages,
    viewerCanDelete: manages,
    writes,
  });
  await give(member, 'VIEW');
  expect(await outcome()).toEqual({ comment: no, write: no, manage: no, shown: shown('VIEW', false, false) });
  await change(member, 'COMMENT');
  expect(await outcome()).toEqual({
    comment: [],
    write: no,
    manage: no,
    shown: shown('COMMENT', false, false),
  });
  await change(member, 'EDIT');
  expect(await outcome()).toEqual({ comment: [], write: [], manage: no, shown: shown('EDIT', true, false) });
  const moved = await createTask(client, projectId);
  expect(
    await client.codes(`mutation ($id: ID!) { deleteTask(input: { id: $id }) { userErrors { code } } }`, {
      id: moved,
    }),
  ).toEqual([]);
  await change(member, 'MANAGE');
  expect(await outcome()).toEqual({ comment: [], write: [], manage: [], shown: shown('MANAGE', true, true) });
  // MANAGE includes the members of the project.
  const input = { projectId, userId: scene.stranger.userId, level: 'VIEW' };
  expect(await client.codes(WRITES.add, { input })).toEqual([]);
  expect(await client.codes(WRITES.add, { input })).toEqual(['TAKEN']);
  expect(await scene.stranger.client.codes(WRITES.change, { input: { ...input, level: 'MANAGE' } })).toEqual(
    no,
  );
  // Everybody may leave.
  expect(
    await scene.stranger.client.codes(WRITES.remove, { input: { projectId, userId: scene.stranger.userId } }),
  ).toEqual([]);
  expect(await read(scene.stranger, scene)).toMatchObject({ project: null });
  const actions = await owner.client.ask(
    `query ($id: ID!) { auditEvents(filter: { targetId: { eq: $id } }) { nodes { action } } }`,
    { id: projectId },
  );
  expect(actions.auditEvents!.nodes.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['project.member_added', 'project.member_updated', 'project.member_removed']),
  );
});

test('in a project that is not private, members act by their role, and MANAGE lets them change it', async () => {
  const { owner, member, open } = await createPrivate();
  const { client } = member;
  await createTask(client, open);
  expect(await client.codes(WRITES.project, { input: { id: open, name: 'Wide' } })).toEqual(['FORBIDDEN']);
  await owner.client.ask(WRITES.add, { input: { projectId: open, userId: member.userId, level: 'VIEW' } });
  await createTask(client, open);
  await owner.client.ask(WRITES.change, {
    input: { projectId: open, userId: member.userId, level: 'MANAGE' },
  });
  expect(await client.codes(WRITES.project, { input: { id: open, name: 'Wide' } })).toEqual([]);
});

test('a project becomes private for those who see it by their role alone, and open again', async () => {
  const { owner, member, stranger, open } = await createPrivate();
  const seen = async (account: Account) =>
    (await account.client.ask('query ($id: ID!) { project(id: $id) { visibility } }', { id: open })).project;
  await owner.client.ask(WRITES.add, { input: { projectId: open, userId: member.userId, level: 'MANAGE' } });
  expect(await seen(stranger)).toEqual({ visibility: 'ORGANIZATION' });
  await member.client.ask(WRITES.project, { input: { id: open, visibility: 'PRIVATE' } });
  expect(await seen(stranger)).toBeNull();
  expect(await seen(member)).toEqual({ visibility: 'PRIVATE' });
  await member.client.ask(WRITES.project, { input: { id: open, visibility: 'ORGANIZATION' } });
  expect(await seen(stranger)).toEqual({ visibility: 'ORGANIZATION' });
});

test('a custom role manages private projects that it creates, and sees no others', async () => {
  const scene = await createPrivate();
  const { owner, member } = scene;
  const permissions = [
    'ORGANIZATION_SEE',
    'PROJECT_SEE',
    'PROJECT_MANAGE',
    'TASK_SEE',
    'TASK_WRITE',
    'AUDIT_SEE',
  ] as const;
  await assignRole(
    owner,
    member.userId,
    await createRole(owner, [...permissions], { name: 'Lead', basedOn: 'ADMIN' }),
  );
  const own = await createProject(member.client, { name: 'Mine', visibility: 'PRIVATE' });
  const { project } = await member.client.ask(
    'query ($id: ID!) { project(id: $id) { viewerLevel members { nodes { user { id } level } } } }',
    { id: own },
  );
  expect(project).toEqual({
    viewerLevel: 'MANAGE',
    members: { nodes: [{ user: { id: member.userId }, level: 'MANAGE' }] },
  });
  expect(await read(member, scene)).toMatchObject({ project: null, task: null });
  const { auditEvents } = await member.client.ask('query { auditEvents(first: 100) { nodes { targetId } } }');
  const targets = auditEvents!.nodes.map(({ targetId }) => targetId);
  expect(targets).toContain(own);
  expect(targets).not.toContain(scene.projectId);
  // The plan counts all projects, also those that the caller does not see.
  await server.systemPool.query(
    `insert into organization_overrides (organization_id, project_limit, reason) values ($1, 3, 'A test')`,
    [owner.organizationId],
  );
  expect(
    await member.client.codes(
      'mutation { createProject(input: { name: "More" }) { project { id } userErrors { code } } }',
    ),
  ).toEqual(['PLAN_LIMIT_REACHED']);
});

test('while members do not see all projects, they see those to which they belong', async () => {
  const { owner, member, open } = await createPrivate();
  await owner.client.ask(
    `mutation { updateOrganizationSettings(input: { membersSeeAllProjects: false }) {
      organization { settings { membersSeeAllProjects } } userErrors { code } } }`,
  );
  const seen = async () => (await member.client.ask('{ projects { totalCount nodes { id } } }')).projects;
  expect(await seen()).toEqual({ totalCount: 0, nodes: [] });
  await owner.client.ask(WRITES.add, { input: { projectId: open, userId: member.userId, level: 'COMMENT' } });
  expect(await seen()).toEqual({ totalCount: 1, nodes: [{ id: open }] });
  expect(
    await member.client.codes(
      `mutation ($id: ID!) { createTask(input: { projectId: $id, title: "A" }) { userErrors { code } } }`,
      { id: open },
    ),
  ).toEqual(['FORBIDDEN']);
});

test('an API key sees what its owner was given; a service account is given projects like a person', async () => {
  const scene = await createPrivate();
  const { owner, projectId, taskId } = scene;
  const serviceId = await createServiceAccount(owner.client, owner.userId);
  const { secret } = await createServiceKey(owner.client, serviceId, {
    role: 'MEMBER',
    scopes: ['READ', 'WRITE'],
  });
  const robot = { client: server.anonymous.with({ authorization: `Bearer ${secret}` }) };
  expect(await read(robot, scene)).toMatchObject({ project: null, task: null, projects: { totalCount: 1 } });
  await owner.client.ask(WRITES.add, { input: { projectId, userId: serviceId, level: 'VIEW' } });
  expect(await read(robot, scene)).toMatchObject({ project: { id: projectId }, task: { id: taskId } });
  expect(await robot.client.codes(WRITES.task, { input: { id: taskId, title: 'By a robot' } })).toEqual([
    'FORBIDDEN',
  ]);
});

test('tasks are assigned only to those who see them', async () => {
  const { owner, member, taskId, projectId, give } = await createPrivate();
  const assign = () =>
    owner.client.payload(WRITES.task, { input: { id: taskId, assigneeId: member.userId } });
  expect(await assign()).toMatchObject({
    userErrors: [{ code: 'NOT_FOUND', message: 'No such member.', field: ['assigneeId'] }],
  });
  expect(
    await owner.client.codes(
      `mutation ($input: CreateTaskInput!) { createTask(input: $input) { userErrors { code } } }`,
      { input: { projectId, title: 'A', assigneeId: member.userId } },
    ),
  ).toEqual(['NOT_FOUND']);
  await give(member, 'VIEW');
  expect(await assign()).toMatchObject({ userErrors: [] });
});

test('a kept response is not sent after the caller has lost the project', async () => {
  const { member, projectId, give, take } = await createPrivate();
  await give(member, 'VIEW');
  const seen = async () =>
    (await member.client.ask('query ($id: ID!) { project(id: $id) { id name } }', { id: projectId })).project;
  for (let round = 0; round < 3; round++) expect(await seen()).toMatchObject({ id: projectId });
  await take(member);
  for (let round = 0; round < 3; round++) expect(await seen()).toBeNull();
  await give(member, 'VIEW');
  expect(await seen()).toMatchObject({ id: projectId });
});

test('a mutation is not answered again with what its caller does not see any more', async () => {
  const { member, open, projectId, give, take } = await createPrivate();
  await give(member, 'EDIT');
  const create = (project: string) =>
    member.client
      .with({ 'idempotency-key': `create in ${project}`.replaceAll(' ', '-') })
      .send(
        `mutation ($id: ID!) { createTask(input: { projectId: $id, title: "Once" }) { task { id } userErrors { code } } }`,
        { id: project },
      );
  const [first, elsewhere] = [await create(projectId), await create(open)];
  expect((await create(projectId)).body).toEqual(first.body);
  await take(member);
  const again = await create(projectId);
  expect(again.errors?.map(({ extensions }) => extensions['code'])).toEqual(['NOT_FOUND']);
  expect(again.data ?? null).toBeNull();
  expect((await create(open)).body).toEqual(elsewhere.body);
});

test('of two managers who remove each other at once, one fails', async () => {
  const { member, stranger, projectId, give } = await createPrivate();
  await give(member, 'MANAGE');
  await give(stranger, 'MANAGE');
  const remove = (by: Account, whom: Account) =>
    by.client.codes(WRITES.remove, { input: { projectId, userId: whom.userId } });
  const outcomes = await Promise.all([remove(member, stranger), remove(stranger, member)]);
  expect(outcomes.map((codes) => codes.join()).toSorted()).toEqual(['', 'FORBIDDEN']);
});

test('members of a project are limited to those of the organization, and end with their membership', async () => {
  const { owner, member, projectId, give } = await createPrivate();
  const outsider = await register(server.anonymous);
  const input = { projectId, userId: outsider.userId, level: 'VIEW' };
  expect(await owner.client.payload(WRITES.add, { input })).toMatchObject({
    userErrors: [{ code: 'NOT_FOUND', field: ['userId'] }],
  });
  await give(member, 'VIEW');
  const members = async () =>
    (
      await owner.client.ask('query ($id: ID!) { project(id: $id) { members { totalCount } } }', {
        id: projectId,
      })
    ).project!.members.totalCount;
  expect(await members()).toBe(2);
  await owner.client.ask(
    `mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }`,
    { id: member.userId },
  );
  expect(await members()).toBe(1);
});

test("a task's history names no project that one does not see, like one that was deleted", async () => {
  const { owner, member, open, projectId, give } = await createPrivate();
  const deleted = await createProject(owner.client, { name: 'Old' });
  const taskId = await createTask(owner.client, deleted);
  for (const to of [projectId, open])
    await owner.client.ask(
      'mutation ($input: MoveTaskInput!) { moveTask(input: $input) { userErrors { code } } }',
      { input: { id: taskId, projectId: to } },
    );
  await owner.client.ask('mutation ($id: ID!) { deleteProject(input: { id: $id }) { deletedId } }', {
    id: deleted,
  });
  const moves = async ({ client }: Account) => {
    const { task } = await client.ask(
      'query ($id: ID!) { task(id: $id) { history { nodes { fields { field from to } } } } }',
      { id: taskId },
    );
    const fields = task!.history.nodes.flatMap((node) => node.fields);
    return fields.filter(({ field }) => field === 'project').map(({ from, to }) => [from, to]);
  };
  expect(await moves(owner)).toEqual([
    [projectId, open],
    [null, projectId],
  ]);
  expect(await moves(member)).toEqual([
    [null, open],
    [null, null],
  ]);
  await give(member, 'VIEW');
  expect(await moves(member)).toEqual(await moves(owner));
});

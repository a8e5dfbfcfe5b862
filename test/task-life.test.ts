import { describe, expect, test } from 'vitest';
import { type Client, join, password } from './support/client.ts';
import { createComment, createTask, createTenant, type Tenant } from './support/contract.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();

const update = (client: Client, input: object) =>
  client.ask(
    `mutation ($input: UpdateTaskInput!) { updateTask(input: $input) {
      task { version completedAt labels { name } } userErrors { code field } } }`,
    { input },
  );

const historyOf = async ({ owner, taskId }: Tenant) =>
  (
    await owner.client.ask(
      `query ($id: ID!) { task(id: $id) { version history { totalCount nodes {
        actor { id } fields { field from to } } } } }`,
      { id: taskId },
    )
  ).task;

describe('the history of a task', () => {
  test('tells who changed what, from what and to what', async () => {
    const tenant = await createTenant(server.anonymous);
    const { owner, fellow, taskId, labelId } = tenant;
    const member = await join(owner, 'MEMBER');
    await update(member.client, {
      id: taskId,
      title: 'Swept',
      description: 'With a broom',
      status: 'DONE',
      priority: 'HIGH',
      assigneeId: fellow.userId,
      dueAt: '2026-12-24T18:00:00Z',
      labelIds: [labelId],
    });
    const { history } = await historyOf(tenant);
    expect(history.nodes).toEqual([
      {
        actor: { id: member.userId },
        fields: [
          { field: 'title', from: 'Sweep the quay', to: 'Swept' },
          { field: 'description', from: null, to: 'With a broom' },
          { field: 'status', from: 'TODO', to: 'DONE' },
          { field: 'priority', from: 'MEDIUM', to: 'HIGH' },
          { field: 'assignee', from: null, to: fellow.userId },
          { field: 'dueAt', from: null, to: '2026-12-24T18:00:00Z' },
          { field: 'labels', from: [], to: [labelId] },
        ],
      },
    ]);
  });

  test('has nothing of an update that changes nothing, which raises no version either', async () => {
    const tenant = await createTenant(server.anonymous);
    const { owner, taskId } = tenant;
    await update(owner.client, { id: taskId, dueAt: '2026-12-24T18:00:00.5Z', labelIds: [] });
    await update(owner.client, {
      id: taskId,
      dueAt: '2026-12-24T18:00:00.5Z',
      title: 'Sweep the quay',
      labelIds: [],
    });
    const { version, history } = await historyOf(tenant);
    expect([version, history.totalCount]).toEqual([2, 1]);
  });

  test('keeps that a task lost its assignee with their membership, and with their account that it had one', async () => {
    const tenant = await createTenant(server.anonymous);
    const { owner, taskId } = tenant;
    for (const leave of ['leaveOrganization { deletedId }', 'remove'] as const) {
      const member = await join(owner, 'MEMBER');
      await update(owner.client, { id: taskId, assigneeId: member.userId });
      if (leave === 'remove')
        await owner.client.ask(
          `mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }`,
          { id: member.userId },
        );
      else await member.client.ask(`mutation { ${leave} }`);
      const { history } = await historyOf(tenant);
      expect(history.nodes[0].fields).toEqual([{ field: 'assignee', from: member.userId, to: null }]);
    }
    const member = await join(owner, 'MEMBER');
    await update(owner.client, { id: taskId, assigneeId: member.userId });
    await member.client.ask(
      `mutation { deleteAccount(input: { password: "${password}" }) { userErrors { code } } }`,
    );
    const { history } = await historyOf(tenant);
    expect(history.nodes[0]).toEqual({ actor: null, fields: [{ field: 'assignee', from: null, to: null }] });
  });
});

describe('a finished task', () => {
  test('tells when, until it is opened again', async () => {
    const { owner, taskId } = await createTenant(server.anonymous);
    const done = (await update(owner.client, { id: taskId, status: 'DONE' })).updateTask.task;
    expect(done.completedAt).toMatch(/Z$/);
    const renamed = (await update(owner.client, { id: taskId, title: 'Swept' })).updateTask.task;
    expect(renamed.completedAt).toBe(done.completedAt);
    expect(
      (await update(owner.client, { id: taskId, status: 'TODO' })).updateTask.task.completedAt,
    ).toBeNull();
  });
});

describe('an archived task', () => {
  test('is left out of lists until they ask for it, and comes back', async () => {
    const { owner, taskId, projectId } = await createTenant(server.anonymous);
    const write = (field: string, more = '') =>
      owner.client.ask(
        `mutation ($id: ID!) { ${field}(input: { id: $id ${more} }) { task { archivedAt version } userErrors { code } } }`,
        { id: taskId },
      );
    const lists = async () => {
      const { tasks, put, project } = await owner.client.ask(
        `query ($id: ID!) { tasks { totalCount } put: tasks(filter: { archivedAt: { isNull: false } }) { totalCount }
          project(id: $id) { tasks { totalCount } } }`,
        { id: projectId },
      );
      return [tasks.totalCount, put.totalCount, project.tasks.totalCount];
    };
    const { archiveTask } = await write('archiveTask', 'expectedVersion: 1');
    expect([archiveTask.task.archivedAt !== null, archiveTask.task.version]).toEqual([true, 2]);
    expect(await lists()).toEqual([0, 1, 0]);
    expect((await write('archiveTask')).archiveTask.task).toEqual(archiveTask.task);
    expect((await write('restoreTask')).restoreTask.task).toEqual({ archivedAt: null, version: 3 });
    expect(await lists()).toEqual([1, 0, 1]);
  });
});

describe('labels', () => {
  const CREATE = `mutation ($name: String!, $color: String!) {
    createLabel(input: { name: $name, color: $color }) { label { id name color } userErrors { code field } } }`;

  test('are unique in upper and lower case alike, coloured, and the plan must have them', async () => {
    const { owner } = await createTenant(server.anonymous);
    const { createLabel } = await owner.client.ask(CREATE, { name: ' Sea ', color: '#00FF00' });
    expect(createLabel.label).toMatchObject({ name: 'Sea', color: '#00ff00' });
    for (const [name, color, code, field] of [
      ['sEA', '#000000', 'TAKEN', 'name'],
      ['', '#000000', 'REQUIRED', 'name'],
      ['x'.repeat(51), '#000000', 'TOO_LONG', 'name'],
      ['Red', 'red', 'INVALID', 'color'],
    ]) {
      const { data } = await owner.client.send(CREATE, { name, color });
      expect(data?.createLabel?.userErrors).toEqual([{ code, field: [field] }]);
    }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => owner.client.codes(CREATE, { name: 'Tide', color: '#000000' })),
    );
    expect(answers.flat()).toEqual(Array(9).fill('TAKEN'));
    const member = await join(owner, 'MEMBER');
    expect(await member.client.codes(CREATE, { name: 'Mine', color: '#000000' })).toEqual(['FORBIDDEN']);
  });

  test('filter tasks, change, and go from all tasks when they are deleted', async () => {
    const { owner, taskId, projectId, labelId } = await createTenant(server.anonymous);
    await createTask(owner.client, projectId, { title: 'Bare' });
    await update(owner.client, { id: taskId, labelIds: [labelId, labelId] });
    const having = async (filter: string) =>
      (
        await owner.client.ask(`{ tasks(filter: { labelId: { ${filter} } }) { nodes { title } } }`)
      ).tasks.nodes.map(({ title }: { title: string }) => title);
    expect(await having(`eq: "${labelId}"`)).toEqual(['Sweep the quay']);
    expect(await having(`notIn: ["${labelId}"]`)).toEqual(['Bare']);
    expect([await having('isNull: true'), await having('isNull: false')]).toEqual([
      ['Bare'],
      ['Sweep the quay'],
    ]);
    expect(
      await owner.client.codes(
        `mutation ($id: ID!) { updateLabel(input: { id: $id, name: "feature", expectedVersion: 2 }) { userErrors { code } } }`,
        { id: labelId },
      ),
    ).toEqual(['STALE_VERSION']);
    await owner.client.ask(
      `mutation ($id: ID!) { deleteLabel(input: { id: $id }) { userErrors { code } } }`,
      {
        id: labelId,
      },
    );
    expect(await having('isNull: true')).toHaveLength(2);
  });

  test('are at most twenty to a task', async () => {
    const { owner, taskId, labelId } = await createTenant(server.anonymous);
    const labelIds = Array<string>(21).fill(labelId);
    expect(
      await owner.client.codes(
        'mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { userErrors { code } } }',
        { input: { id: taskId, labelIds } },
      ),
    ).toEqual(['TOO_LONG']);
  });
});

describe('comments', () => {
  const EDIT = `mutation ($input: UpdateCommentInput!) { updateComment(input: $input) {
    comment { body editedAt version mentions { id } } userErrors { code field } } }`;
  const DELETE = `mutation ($id: ID!) { deleteComment(input: { id: $id }) { deletedId userErrors { code } } }`;

  test('are changed by their author alone, and deleted by administrators, too', async () => {
    const { owner, fellow, taskId, organizationId } = await createTenant(server.anonymous);
    const member = await join(owner, 'MEMBER');
    const id = await createComment(member.client, taskId);
    const { updateComment } = await member.client.ask(EDIT, {
      input: { id, body: 'Changed', mentionedUserIds: [fellow.userId], expectedVersion: 1 },
    });
    expect(updateComment.comment).toMatchObject({
      body: 'Changed',
      version: 2,
      mentions: [{ id: fellow.userId }],
    });
    expect(updateComment.comment.editedAt).not.toBeNull();
    expect(await member.client.codes(EDIT, { input: { id, body: 'Late', expectedVersion: 1 } })).toEqual([
      'STALE_VERSION',
    ]);
    expect(await owner.client.codes(EDIT, { input: { id, body: 'Mine' } })).toEqual(['FORBIDDEN']);
    expect(await fellow.client.in(organizationId).codes(DELETE, { id })).toEqual(['FORBIDDEN']);
    expect(await owner.client.codes(DELETE, { id })).toEqual([]);
    expect(await owner.client.codes(DELETE, { id })).toEqual(['NOT_FOUND']);
  });

  test('are paged, newest first, and mention members alone', async () => {
    const { owner, taskId } = await createTenant(server.anonymous);
    const stranger = await createTenant(server.anonymous);
    for (let index = 0; index < 3; index++) await createComment(owner.client, taskId);
    const { task } = await owner.client.ask(
      `query ($id: ID!) { task(id: $id) { comments(first: 2) { totalCount nodes { createdAt author { id } } pageInfo { hasNextPage } } } }`,
      { id: taskId },
    );
    expect([task.comments.totalCount, task.comments.pageInfo.hasNextPage]).toEqual([4, true]);
    expect(task.comments.nodes[0].createdAt > task.comments.nodes[1].createdAt).toBe(true);
    for (const [body, ids, code] of [
      ['Hello', [stranger.owner.userId], 'NOT_FOUND'],
      [' ', [], 'REQUIRED'],
      ['x'.repeat(10_001), [], 'TOO_LONG'],
    ] as const)
      expect(
        await owner.client.codes(
          'mutation ($input: CreateCommentInput!) { createComment(input: $input) { userErrors { code } } }',
          { input: { taskId, body, mentionedUserIds: ids } },
        ),
      ).toEqual([code]);
  });
});

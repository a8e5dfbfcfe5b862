import { describe, expect, test } from 'vitest';
import type { UpdateTaskInput } from '../../../src/generated/graphql.ts';
import { type Client, join, password } from '../../support/client.ts';
import { createTenant, type Tenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const update = (client: Client, input: UpdateTaskInput) =>
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
  test('has the author, fields, and values before and after of each change', async () => {
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

  test('has no entry for an update that changes nothing, which does not increase the version', async () => {
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

  test('records the removal of an assignee with the membership, without their id after the account is deleted', async () => {
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
      expect(history.nodes[0]!.fields).toEqual([{ field: 'assignee', from: member.userId, to: null }]);
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
  test('has the time of completion until it is reopened', async () => {
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
  test('is excluded from lists by default, and can be restored', async () => {
    const { owner, taskId, projectId } = await createTenant(server.anonymous);
    const archive = async (expectedVersion?: number) =>
      (
        await owner.client.ask(
          `mutation ($input: ArchiveTaskInput!) {
            archiveTask(input: $input) { task { archivedAt version } userErrors { code } } }`,
          { input: { id: taskId, expectedVersion } },
        )
      ).archiveTask.task;
    const lists = async () => {
      const { tasks, put, project } = await owner.client.ask(
        `query ($id: ID!) { tasks { totalCount } put: tasks(filter: { archivedAt: { isNull: false } }) { totalCount }
          project(id: $id) { tasks { totalCount } } }`,
        { id: projectId },
      );
      return [tasks.totalCount, put.totalCount, project.tasks.totalCount];
    };
    const archived = await archive(1);
    expect([archived.archivedAt !== null, archived.version]).toEqual([true, 2]);
    expect(await lists()).toEqual([0, 1, 0]);
    expect(await archive()).toEqual(archived);
    const { restoreTask } = await owner.client.ask(
      `mutation ($input: RestoreTaskInput!) {
        restoreTask(input: $input) { task { archivedAt version } userErrors { code } } }`,
      { input: { id: taskId } },
    );
    expect(restoreTask.task).toEqual({ archivedAt: null, version: 3 });
    expect(await lists()).toEqual([1, 0, 1]);
  });
});

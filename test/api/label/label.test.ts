import { describe, expect, test } from 'vitest';
import type { TaskLabelFilter, UpdateTaskInput } from '../../../src/generated/graphql.ts';
import { createTask } from '../../fixtures/work.ts';
import { type Client, join } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const update = (client: Client, input: UpdateTaskInput) =>
  client.ask('mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { userErrors { code } } }', {
    input,
  });

describe('labels', () => {
  const CREATE = `mutation ($name: String!, $color: String!) {
    createLabel(input: { name: $name, color: $color }) { label { id name color } userErrors { code field } } }`;

  test('are unique ignoring case, have a colour, and require a plan that includes them', async () => {
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

  test('filter tasks, can be changed, and are removed from all tasks when they are deleted', async () => {
    const { owner, taskId, projectId, labelId } = await createTenant(server.anonymous);
    await createTask(owner.client, projectId, { title: 'Bare' });
    await update(owner.client, { id: taskId, labelIds: [labelId, labelId] });
    const having = async (labelId: TaskLabelFilter) => {
      const { tasks } = await owner.client.ask(
        'query ($filter: TaskFilter) { tasks(filter: $filter) { nodes { title } } }',
        { filter: { labelId } },
      );
      return tasks.nodes.map(({ title }) => title);
    };
    expect(await having({ eq: labelId })).toEqual(['Sweep the quay']);
    expect(await having({ notIn: [labelId] })).toEqual(['Bare']);
    expect([await having({ isNull: true }), await having({ isNull: false })]).toEqual([
      ['Bare'],
      ['Sweep the quay'],
    ]);
    expect(
      await owner.client.codes(
        `mutation ($id: ID!) { updateLabel(input: { id: $id, name: "feature", expectedVersion: 2 }) { userErrors { code } } }`,
        { id: labelId },
      ),
    ).toEqual(['STALE_VERSION']);
    const { updateLabel } = await owner.client.ask(
      `mutation ($id: ID!) {
        updateLabel(input: { id: $id, name: "Quay", expectedVersion: 1 }) { label { name version } } }`,
      { id: labelId },
    );
    expect(updateLabel).toEqual({ label: { name: 'Quay', version: 2 } });
    await owner.client.ask(
      `mutation ($id: ID!) { deleteLabel(input: { id: $id }) { userErrors { code } } }`,
      {
        id: labelId,
      },
    );
    expect(await having({ isNull: true })).toHaveLength(2);
  });

  test('are limited to twenty for a task', async () => {
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

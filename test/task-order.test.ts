import { describe, expect, test } from 'vitest';
import type { Client } from './support/client.ts';
import { createTask, createTenant } from './support/contract.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();

const MOVE = `mutation ($input: MoveTaskInput!) { moveTask(input: $input) {
  task { id position project { id } version } userErrors { code field } } }`;

const move = (client: Client, input: object) => client.ask(MOVE, { input });

/** The titles of a project's tasks in their manual order. */
async function order(client: Client, projectId: string): Promise<string[]> {
  const { project } = await client.ask(
    `query ($id: ID!) { project(id: $id) { tasks(first: 100, orderBy: { field: POSITION }) { nodes { title position } } } }`,
    { id: projectId },
  );
  const nodes: { title: string; position: string }[] = project.tasks.nodes;
  const positions = nodes.map(({ position }) => position);
  expect(new Set(positions).size).toBe(positions.length);
  expect(positions).toEqual(positions.toSorted());
  return nodes.map(({ title }) => title);
}

async function createProject(client: Client, name = 'Pier'): Promise<string> {
  const { createProject: made } = await client.ask(
    `mutation ($name: String!) { createProject(input: { name: $name }) { project { id } userErrors { code } } }`,
    { name },
  );
  return made.project.id;
}

describe('a task', () => {
  test('is made at the end, and moved before, after and to the end of others', async () => {
    const { owner } = await createTenant(server.anonymous);
    const projectId = await createProject(owner.client);
    const [a, b, c] = [
      await createTask(owner.client, projectId, { title: 'a' }),
      await createTask(owner.client, projectId, { title: 'b' }),
      await createTask(owner.client, projectId, { title: 'c' }),
    ];
    expect(await order(owner.client, projectId)).toEqual(['a', 'b', 'c']);
    await move(owner.client, { id: c, beforeId: a });
    expect(await order(owner.client, projectId)).toEqual(['c', 'a', 'b']);
    await move(owner.client, { id: c, afterId: a });
    expect(await order(owner.client, projectId)).toEqual(['a', 'c', 'b']);
    await move(owner.client, { id: a });
    expect(await order(owner.client, projectId)).toEqual(['c', 'b', 'a']);
    await move(owner.client, { id: b, afterId: c });
    expect(await order(owner.client, projectId)).toEqual(['c', 'b', 'a']);
  });

  test('goes to another project, beside a task there', async () => {
    const { owner } = await createTenant(server.anonymous);
    const [from, to] = [await createProject(owner.client), await createProject(owner.client, 'Quay')];
    const moved = await createTask(owner.client, from, { title: 'moved' });
    const there = await createTask(owner.client, to, { title: 'there' });
    const { moveTask } = await move(owner.client, { id: moved, projectId: to, beforeId: there });
    expect(moveTask.task).toMatchObject({ project: { id: to }, version: 2 });
    expect([await order(owner.client, from), await order(owner.client, to)]).toEqual([
      [],
      ['moved', 'there'],
    ]);
  });

  test('is not moved to what is no place', async () => {
    const { owner, taskId, projectId } = await createTenant(server.anonymous);
    const other = await createTenant(server.anonymous);
    const elsewhere = await createTask(owner.client, await createProject(owner.client));
    const archived = await createProject(owner.client);
    await owner.client.ask(
      `mutation ($id: ID!) { archiveProject(input: { id: $id }) { userErrors { code } } }`,
      { id: archived },
    );
    const refusals: [object, string, string][] = [
      [{ id: taskId, afterId: elsewhere }, 'NOT_FOUND', 'afterId'],
      [{ id: taskId, beforeId: other.taskId }, 'NOT_FOUND', 'beforeId'],
      [{ id: taskId, projectId: other.projectId }, 'NOT_FOUND', 'projectId'],
      [{ id: other.taskId }, 'NOT_FOUND', 'id'],
      [{ id: taskId, afterId: taskId }, 'INVALID', 'afterId'],
      [{ id: taskId, afterId: elsewhere, beforeId: elsewhere }, 'INVALID', 'beforeId'],
      [{ id: taskId, projectId: archived }, 'INVALID', 'projectId'],
      [{ id: taskId, projectId, expectedVersion: 9 }, 'STALE_VERSION', 'expectedVersion'],
    ];
    for (const [input, code, field] of refusals) {
      const { data } = await owner.client.send(MOVE, { input });
      expect([input, data?.moveTask]).toEqual([
        input,
        { task: null, userErrors: [{ code, field: [field] }] },
      ]);
    }
    expect(
      await owner.client.codes(
        `mutation ($p: ID!) {
      createTask(input: { projectId: $p, title: "late" }) { userErrors { code } } }`,
        { p: archived },
      ),
    ).toEqual(['INVALID']);
  });
});

describe('the order survives', () => {
  test('twenty who make tasks at once', async () => {
    const { owner } = await createTenant(server.anonymous);
    const projectId = await createProject(owner.client);
    const titles = Array.from({ length: 20 }, (_, index) => `t${index}`);
    await Promise.all(titles.map((title) => createTask(owner.client, projectId, { title })));
    expect((await order(owner.client, projectId)).toSorted()).toEqual(titles.toSorted());
  });

  test('twenty who move to the same place at once', async () => {
    const { owner } = await createTenant(server.anonymous);
    const projectId = await createProject(owner.client);
    const [first] = [await createTask(owner.client, projectId, { title: 'first' })];
    await createTask(owner.client, projectId, { title: 'last' });
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, index) => createTask(owner.client, projectId, { title: `t${index}` })),
    );
    await Promise.all(ids.map((id) => move(owner.client, { id, afterId: first })));
    const titles = await order(owner.client, projectId);
    expect(titles).toHaveLength(22);
    expect([titles[0], titles.at(-1)]).toEqual(['first', 'last']);
  });

  test('two who move tasks between two projects in opposite directions, again and again', async () => {
    const { owner } = await createTenant(server.anonymous);
    const [left, right] = [await createProject(owner.client), await createProject(owner.client)];
    const [one, other] = [await createTask(owner.client, left), await createTask(owner.client, right)];
    for (let round = 0; round < 10; round++) {
      const [to, from] = round % 2 === 0 ? [right, left] : [left, right];
      await Promise.all([
        move(owner.client, { id: one, projectId: to }),
        move(owner.client, { id: other, projectId: from }),
      ]);
    }
    expect((await order(owner.client, left)).length + (await order(owner.client, right)).length).toBe(2);
  });

  test('hundreds of moves to the same gap, with short positions', async () => {
    const { owner } = await createTenant(server.anonymous);
    const projectId = await createProject(owner.client);
    const ids = [];
    for (const title of ['a', 'b', 'c']) ids.push(await createTask(owner.client, projectId, { title }));
    const [a, b, c] = ids as [string, string, string];
    for (let round = 0; round < 60; round++) {
      const fields = [b, c].map(
        (id, index) => `m${index}: moveTask(input: { id: "${id}", afterId: "${a}" }) { userErrors { code } }`,
      );
      await owner.client.ask(`mutation { ${fields.join(' ')} }`);
    }
    expect(await order(owner.client, projectId)).toEqual(['a', 'c', 'b']);
    const { tasks } = await owner.client.ask('{ tasks(first: 100) { nodes { position } } }');
    for (const { position } of tasks.nodes) expect(position.length).toBeLessThan(40);
  });
});

import { describe, expect, test } from 'vitest';
import type { MoveTaskInput } from '../../../src/generated/graphql.ts';
import { createProject, createTask } from '../../fixtures/work.ts';
import type { Client } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const MOVE = `mutation ($input: MoveTaskInput!) { moveTask(input: $input) {
  task { id position project { id } version } userErrors { code field } } }`;

const move = (client: Client, input: MoveTaskInput) => client.ask(MOVE, { input });

/** Returns the titles of a project's tasks in the manual order. */
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

describe('a task', () => {
  test('is created at the end, and can be moved before, after and to the end of others', async () => {
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

  test('has a position of its own when many are created at once', async () => {
    const { owner } = await createTenant(server.anonymous);
    const [one, other] = [await createProject(owner.client), await createProject(owner.client)];
    const titles = Array.from({ length: 12 }, (_, index) => `t${index}`);
    const CREATE = `mutation ($tasks: [CreateTaskInput!]!) {
      createTasks(input: { tasks: $tasks }) { tasks { title } userErrors { code } } }`;
    const created = await Promise.all(
      titles.map((title) =>
        owner.client.ask(CREATE, {
          tasks: [
            { projectId: one, title },
            { projectId: other, title },
            { projectId: one, title: `${title}, again` },
          ],
        }),
      ),
    );
    expect(created[3]!.createTasks.tasks!.map(({ title }) => title)).toEqual(['t3', 't3', 't3, again']);
    const listed = await order(owner.client, one);
    expect(listed).toHaveLength(24);
    for (const title of titles) expect(listed[listed.indexOf(title) + 1]).toBe(`${title}, again`);
    expect(new Set(await order(owner.client, other))).toEqual(new Set(titles));
  });

  test('is not put into a project that is archived while the request waits for it', async () => {
    const { owner } = await createTenant(server.anonymous);
    const projectId = await createProject(owner.client);
    const archiving = await server.systemPool.connect();
    await archiving.query('begin');
    await archiving.query(`update projects set status = 'ARCHIVED' where id = $1`, [projectId]);
    const answered = owner.client.send(
      `mutation ($input: CreateTaskInput!) { createTask(input: $input) { task { id } userErrors { code field } } }`,
      { input: { projectId, title: 'late' } },
    );
    await expect
      .poll(async () => {
        const { rowCount } = await server.systemPool.query(
          `select from pg_locks where not granted and locktype = 'transactionid'
            and pid in (select pid from pg_stat_activity where datname = current_database())`,
        );
        return rowCount;
      })
      .toBe(1);
    await archiving.query('commit');
    archiving.release();
    expect((await answered).data).toEqual({
      createTask: { task: null, userErrors: [{ code: 'INVALID', field: ['projectId'] }] },
    });
    expect(await order(owner.client, projectId)).toEqual([]);
  });

  test('can be moved to another project, beside a task there', async () => {
    const { owner } = await createTenant(server.anonymous);
    const [from, to] = [
      await createProject(owner.client),
      await createProject(owner.client, { name: 'Quay' }),
    ];
    const moved = await createTask(owner.client, from, { title: 'moved' });
    const there = await createTask(owner.client, to, { title: 'there' });
    const { moveTask } = await move(owner.client, { id: moved, projectId: to, beforeId: there });
    expect(moveTask.task).toMatchObject({ project: { id: to }, version: 2 });
    expect([await order(owner.client, from), await order(owner.client, to)]).toEqual([
      [],
      ['moved', 'there'],
    ]);
  });

  test('cannot be moved to an invalid place', async () => {
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

describe('the order is correct after', () => {
  test('twenty tasks are created at the same time', async () => {
    const { owner } = await createTenant(server.anonymous);
    const projectId = await createProject(owner.client);
    const titles = Array.from({ length: 20 }, (_, index) => `t${index}`);
    await Promise.all(titles.map((title) => createTask(owner.client, projectId, { title })));
    expect((await order(owner.client, projectId)).toSorted()).toEqual(titles.toSorted());
  });

  test('twenty tasks are moved to the same place at the same time', async () => {
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

  test('two callers repeatedly move tasks between two projects in opposite directions', async () => {
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

  describe('positions that have grown long', () => {
    /** Creates a project whose tasks a, b, c have long positions, like after hundreds of moves between two neighbours. */
    async function crowded() {
      const { owner } = await createTenant(server.anonymous);
      const projectId = await createProject(owner.client);
      const ids: string[] = [];
      for (const [index, title] of ['a', 'b', 'c'].entries()) {
        const id = await createTask(owner.client, projectId, { title });
        const position = `a0${'V'.repeat(60)}${index + 1}`;
        await server.db.updateTable('tasks').set({ position }).where('id', '=', id).execute();
        ids.push(id);
      }
      const [a, b, c] = ids as [string, string, string];
      return { owner, projectId, a, b, c };
    }

    const rows = (projectId: string) =>
      server.db
        .selectFrom('tasks')
        .select(['id', 'position', 'version', 'updated_at'])
        .where('project_id', '=', projectId)
        .orderBy('position')
        .execute();
    const traces = async () => {
      const counts = [];
      for (const table of ['task_changes', 'live_events', 'audit_events'] as const) {
        const { count } = await server.db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<string>().as('count'))
          .executeTakeFirstOrThrow();
        counts.push(Number(count));
      }
      return counts;
    };

    test('are shortened by the next move, which does not change the version of other tasks', async () => {
      const { owner, projectId, a, b, c } = await crowded();
      const before = await rows(projectId);
      const [history, live, audit] = await traces();
      expect((await move(owner.client, { id: c, afterId: a })).moveTask.task.version).toBe(2);
      expect(await order(owner.client, projectId)).toEqual(['a', 'c', 'b']);
      const after = await rows(projectId);
      expect(Math.max(...after.map(({ position }) => position.length))).toBeLessThan(10);
      for (const id of [a, b]) {
        const [old, now] = [before, after].map((all) => all.find((row) => row.id === id)!);
        expect(now).toEqual({ ...old, position: expect.any(String) });
      }
      expect(await traces()).toEqual([history! + 1, live! + 1, audit]);
      expect(await order(owner.client, projectId)).toEqual(['a', 'c', 'b']);
    });

    test('remain while another transaction writes one of the tasks, and are shortened later', async () => {
      const { owner, projectId, a, b, c } = await crowded();
      await server.db.transaction().execute(async (tx) => {
        await tx.updateTable('tasks').set({ priority: 2 }).where('id', '=', b).execute();
        expect((await move(owner.client, { id: c, afterId: a })).moveTask.userErrors).toEqual([]);
      });
      expect(await order(owner.client, projectId)).toEqual(['a', 'c', 'b']);
      expect(Math.max(...(await rows(projectId)).map(({ position }) => position.length))).toBeGreaterThan(50);
      await move(owner.client, { id: b, afterId: a });
      expect(await order(owner.client, projectId)).toEqual(['a', 'b', 'c']);
      expect(Math.max(...(await rows(projectId)).map(({ position }) => position.length))).toBeLessThan(10);
    });

    test('are shortened during ten concurrent moves', async () => {
      const { owner, projectId, a, c } = await crowded();
      const ids = await Promise.all(
        Array.from({ length: 10 }, (_, index) => createTask(owner.client, projectId, { title: `t${index}` })),
      );
      await Promise.all([c, ...ids].map((id) => move(owner.client, { id, afterId: a })));
      const titles = await order(owner.client, projectId);
      expect([titles.length, titles[0], titles.at(-1)]).toEqual([13, 'a', 'b']);
    });

    test.each(['CREATED_AT', 'UPDATED_AT', 'TITLE', 'DUE_AT', 'PRIORITY', 'POSITION'] as const)(
      'leave every cursor of an order by %s valid, before and after',
      async (field) => {
        const { owner, projectId, a, c } = await crowded();
        const page = async (after: string | null) =>
          (
            await owner.client.ask(
              `query ($p: ID!, $field: TaskOrderField!, $after: String) {
                tasks(filter: { projectId: { eq: $p } }, orderBy: { field: $field }, first: 1, after: $after) {
                  pageInfo { endCursor } } }`,
              { p: projectId, field, after },
            )
          ).tasks.pageInfo.endCursor as string | null;
        const cursors: string[] = [];
        for (let after: string | null = null; ; cursors.push(after)) {
          after = await page(after);
          if (after === null) break;
        }
        expect(cursors).toHaveLength(3);
        await move(owner.client, { id: c, afterId: a });
        for (const cursor of cursors) await page(cursor);
      },
    );

    test('are accepted as cursors even with thousands of characters', async () => {
      const { owner, projectId, c } = await crowded();
      await server.db
        .updateTable('tasks')
        .set({ position: `a1${'V'.repeat(1500)}` })
        .where('id', '=', c)
        .execute();
      const list = `query ($p: ID!, $after: String) {
        tasks(filter: { projectId: { eq: $p } }, orderBy: { field: POSITION }, after: $after) {
          nodes { id } pageInfo { endCursor } } }`;
      const { tasks } = await owner.client.ask(list, { p: projectId });
      const rest = await owner.client.ask(list, { p: projectId, after: tasks.pageInfo.endCursor });
      expect(rest.tasks.nodes).toEqual([]);
    });
  });
});

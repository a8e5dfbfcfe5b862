import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createProject, createTask } from '../../fixtures/work.ts';
import { type Account, type Answer, register } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const zoned = await startTestServer();

const LIST = `query ($orderBy: TaskOrder, $filter: TaskFilter, $first: Int, $after: String, $last: Int, $before: String) {
  tasks(orderBy: $orderBy, filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    nodes { id } edges { cursor } totalCount
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`;

const list = async ({ client }: Account, variables: object) =>
  (await client.ask(LIST, { ...variables })).tasks;
const ids = (nodes: { id: string }[]) => nodes.map((node) => node.id);
const forge = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const refused = ({ status, errors, data }: Answer, field = 'tasks') => {
  expect({ status, data }).toEqual({ status: 200, data: { [field]: null } });
  expect(errors).toMatchObject([{ path: [field], extensions: { code: 'BAD_USER_INPUT' } }]);
};

async function ownerWithTasks(count: number): Promise<Account & { projectId: string }> {
  const { owner, projectId } = await createTenant(server.anonymous);
  for (let made = 1; made < count; made++)
    await createTask(owner.client, projectId, { title: `Task ${made}` });
  return { ...owner, projectId };
}

describe('the size of a page', () => {
  test.each([{ first: 101 }, { last: 101 }, { first: -1 }, { last: -1 }, { first: 1, last: 1 }])(
    '%j is refused',
    async (sizes) => {
      const { client } = await register(server.anonymous);
      refused(await client.send(LIST, sizes));
    },
  );

  test('100 is permitted, and null is treated as absent', async () => {
    const owner = await ownerWithTasks(22);
    expect((await list(owner, { first: 100 })).nodes).toHaveLength(22);
    expect((await list(owner, { last: 100, first: null })).nodes).toHaveLength(22);
    const nulls = { first: null, last: null, after: null, before: null, orderBy: null, filter: null };
    expect((await list(owner, nulls)).nodes).toHaveLength(20);
  });

  test('totalCount counts all rows that match the filter, not only the page', async () => {
    const owner = await ownerWithTasks(12);
    const filter = { title: { contains: 'task 1' } };
    const { endCursor } = (await list(owner, { filter, first: 1 })).pageInfo;
    expect(await list(owner, { filter, first: 2, after: endCursor })).toMatchObject({
      nodes: [{}, {}],
      totalCount: 3,
    });
  });
});

describe('paging through a list that changes', () => {
  test('neither misses nor repeats remaining rows', async () => {
    const owner = await ownerWithTasks(12);
    const all = ids((await list(owner, { first: 100 })).nodes);
    const start = await list(owner, { first: 4 });
    const gone = [all[3]!, all[6]!];
    for (const id of gone)
      await owner.client.ask(
        'mutation ($id: ID!) { deleteTask(input: { id: $id }) { userErrors { code } } }',
        {
          id,
        },
      );
    await createTask(owner.client, owner.projectId, { title: 'Newest' });
    const rest = await list(owner, { first: 100, after: start.pageInfo.endCursor });
    expect(ids(rest.nodes)).toEqual(all.slice(4).filter((id) => !gone.includes(id)));
    const back = await list(owner, { last: 100, before: start.pageInfo.endCursor });
    expect(ids(back.nodes).slice(1)).toEqual(all.slice(0, 3));
    expect(back.nodes).toHaveLength(4);
  });

  test('works in a database with another time zone', async () => {
    const name = new URL(zoned.urls.systemUrl).pathname.slice(1);
    await sql`alter database ${sql.id(name)} set timezone = 'Asia/Kolkata'`.execute(zoned.db);
    const { owner, projectId } = await createTenant(zoned.anonymous);
    const dueAt = ['2026-07-01T00:00:00.000001Z', '2026-07-01T00:00:00.000002Z', '2026-07-01T00:00:00.5Z'];
    for (const each of dueAt) await createTask(owner.client, projectId, { dueAt: each });
    const page = async (after: string | null) =>
      (
        await owner.client.ask(
          `query ($after: String) { tasks(orderBy: { field: DUE_AT }, first: 1, after: $after) {
            nodes { dueAt } pageInfo { endCursor } } }`,
          { after },
        )
      ).tasks;
    let after = null;
    for (const each of [...dueAt, null]) {
      const { nodes, pageInfo } = await page(after);
      expect(nodes).toEqual([{ dueAt: each }]);
      after = pageInfo.endCursor;
    }
    expect((await page(after)).nodes).toEqual([]);
  });
});

describe('a cursor', () => {
  const orders = ['CREATED_AT', 'UPDATED_AT', 'TITLE', 'DUE_AT', 'PRIORITY'].flatMap((field) =>
    ['ASC', 'DESC'].map((direction) => ({ field, direction })),
  );

  test('of another order is rejected', async () => {
    const { owner } = await createTenant(server.anonymous);
    const cursors = await Promise.all(
      orders.map(async (orderBy) => (await list(owner, { orderBy })).pageInfo.endCursor),
    );
    for (const [index, orderBy] of orders.entries())
      for (const [other, after] of cursors.entries()) {
        const answer = await owner.client.send(LIST, { orderBy, after });
        if (index === other) expect(answer.data?.tasks?.nodes).toEqual([]);
        else refused(answer);
        if (index !== other) refused(await owner.client.send(LIST, { orderBy, before: after }));
      }
  });

  test('that is malformed is rejected without an internal error', async () => {
    const { owner } = await createTenant(server.anonymous);
    const garbage = ['', ' ', 'x', 'null', '\0', '🚢', '\ud800', 'A'.repeat(100_000), 'e30', 'W10', 'bnVsbA'];
    for (const after of garbage) refused(await owner.client.send(LIST, { after }));
    for (const before of garbage) refused(await owner.client.send(LIST, { before }));
    for (const after of garbage)
      refused(
        await owner.client.send('query ($after: String) { organizations(after: $after) { totalCount } }', {
          after,
        }),
        'organizations',
      );
  });

  const id = '01900000-0000-7000-8000-000000000000';
  const instant = '2026-01-31 00:00:00+00';
  const odd = [
    null,
    5,
    true,
    {},
    [],
    ['x'],
    { length: 5 },
    '',
    '\0',
    '\ud800',
    '9'.repeat(1_000),
    'x'.repeat(10_001),
  ];
  const instants = [
    '2026-02-30 00:00:00+00',
    '2026-04-31 00:00:00+00',
    '2025-02-29 00:00:00+00',
    '2026-13-01 00:00:00+00',
    '2026-00-10 00:00:00+00',
    '2026-01-00 00:00:00+00',
    '2026-01-01 29:00:00+00',
    '2026-01-01 24:00:01+00',
    '2026-01-01 00:60:00+00',
    '0000-01-01 00:00:00+00',
    '99999-01-01 00:00:00+00',
    '2026-01-01 00:00:00+99',
    '2026-01-01T00:00:00Z',
    '2026-01-01 00:00:00',
    '2026-01-01 00:00:00.1234567+00',
    'now',
    'nan',
    'epoch',
    `${instant}\n`,
  ];
  const forgeries = [
    ...[...odd, ...instants, 'infinity', '-infinity'].map((key) => ['CREATED_AT', key, id]),
    ...[...odd, ...instants, '-infinity', ' infinity'].map((key) => ['DUE_AT', key, id]),
    ...[...odd, '-1', '1.5', '99999', '32768', '1e3', ' 1', 'x'].map((key) => ['PRIORITY', key, id]),
    ...odd.filter((key) => key !== '' && key !== '9'.repeat(1_000)).map((key) => ['TITLE', key, id]),
    ...[...odd, `${id} `, `{${id}}`, id.replaceAll('-', '')].map((other) => ['CREATED_AT', instant, other]),
  ] as [string, unknown, unknown][];

  test('of a nested list is rejected by every other list', async () => {
    const { owner, taskId } = await createTenant(server.anonymous);
    const lists = [
      `query { task(id: "${taskId}") { history(after: "no cursor") { nodes { id } } } }`,
      `query { task(id: "${taskId}") { comments(after: "no cursor") { nodes { id } } } }`,
      'query { projects { nodes { tasks(after: "no cursor") { nodes { id } } } } }',
      'query { me { account { statusHistory(after: "no cursor") { nodes { id } } } } }',
    ];
    for (const query of lists) {
      const { errors } = await owner.client.send(query);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  test('with a forged position is rejected without an internal error', async () => {
    const { owner } = await createTenant(server.anonymous);
    for (const [field, ...place] of forgeries) {
      const answer = await owner.client.send(LIST, {
        orderBy: { field },
        after: forge(`${field} ASC`, ...place),
      });
      expect({ field, place, code: answer.errors?.[0]?.extensions['code'] }).toEqual({
        field,
        place,
        code: 'BAD_USER_INPUT',
      });
      expect(answer.status).toBe(200);
    }
  });

  test('with a possible position is accepted', async () => {
    const { owner } = await createTenant(server.anonymous);
    const places = { CREATED_AT: instant, DUE_AT: 'infinity', TITLE: '', PRIORITY: '9999' };
    for (const [field, key] of Object.entries(places)) {
      const variables = { orderBy: { field }, before: forge(`${field} ASC`, key, id) };
      expect((await list(owner, variables)).totalCount).toBe(1);
    }
  });
});

describe('the tasks of several projects in one query', () => {
  test('are the same as in the list of all tasks, filtered by project', async () => {
    const { owner, projectId } = await createTenant(server.anonymous);
    const projects = [projectId, await createProject(owner.client, { name: 'Second' })];
    for (let made = 0; made < 16; made++)
      await createTask(owner.client, projects[made % 2]!, {
        title: `Task ${made % 5}`,
        priority: made % 3 ? 'LOW' : 'HIGH',
        ...(made % 4 && { dueAt: `2026-01-0${made % 4}T00:00:00Z` }),
      });
    const cursor = (await list(owner, { orderBy: { field: 'TITLE' }, first: 8 })).pageInfo.endCursor;
    const pages = [
      { first: 3 },
      { first: 2, orderBy: { field: 'DUE_AT', direction: 'DESC' } },
      { last: 4, orderBy: { field: 'DUE_AT' } },
      { first: 4, after: cursor, orderBy: { field: 'TITLE' } },
      { last: 3, before: cursor, orderBy: { field: 'TITLE' } },
      { first: 0 },
      { filter: { priority: { eq: 'HIGH' }, title: { ne: 'Task 3' } } },
      { filter: { id: { isNull: true } } },
    ].map((page) => Object.assign({ first: undefined, filter: {} }, page));
    const aliases = (list: string, filterOf: (index: number) => string) =>
      pages.map(
        (
          _,
          at,
        ) => `p${at}: ${list}(first: $first${at}, after: $after${at}, last: $last${at}, before: $before${at},
          orderBy: $orderBy${at}, filter: ${filterOf(at)}) {
          nodes { id title } totalCount
          edges { cursor } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }`,
      );
    const declared = pages.map(
      (_, at) => `$first${at}: Int, $after${at}: String, $last${at}: Int, $before${at}: String,
        $orderBy${at}: TaskOrder, $filter${at}: TaskFilter!`,
    );
    const variables = Object.fromEntries(
      pages.flatMap((page, at) => Object.entries(page).map(([name, value]) => [`${name}${at}`, value])),
    );
    const { projects: nested } = (await owner.client.ask(
      `query (${declared}) { projects { nodes { id ${aliases('tasks', (at) => `$filter${at}`).join(' ')} } } }`,
      variables,
    )) as { projects: { nodes: ({ id: string } & Record<'p6', { nodes: unknown[] }>)[] } };
    expect(nested.nodes).toHaveLength(2);
    for (const { id, ...found } of nested.nodes) {
      const root = await owner.client.ask(
        `query (${declared}, $id: ID!) {
          ${aliases('tasks', (at) => `{ projectId: { eq: $id }, and: [$filter${at}] }`).join(' ')} }`,
        { ...variables, id },
      );
      expect(found).toEqual(root);
      expect(found.p6.nodes.length).toBeGreaterThan(0);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { createProject, createTask } from '../../fixtures/work.ts';
import { requestStatements } from '../../support/count-statements.ts';
import { createTenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { owner, projectId, taskId } = await createTenant(server.anonymous);
const { client } = owner;
const PAGE = `pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }`;
const VARIABLES = '$first: Int, $after: String, $last: Int, $before: String, $title: StringFilter';
const ARGUMENTS = 'first: $first, after: $after, last: $last, before: $before, filter: { title: $title }';
const ROOT =
  `query (${VARIABLES}) { page: tasks(${ARGUMENTS}, orderBy: { field: TITLE }) { ${PAGE} } }` as const;
const NESTED = `query (${VARIABLES}) {
  projects(first: 5) { nodes { page: tasks(${ARGUMENTS}, orderBy: { field: TITLE }) { ${PAGE} } } } }` as const;

interface TaskPage {
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string; startCursor: string };
  edges: { cursor: string; node: { id: string } }[];
}

const lists: Record<string, (args: object) => Promise<TaskPage>> = {
  'a root list': async (args) => (await client.ask(ROOT, { ...args })).page,
  'a list within another': async (args) => {
    const pages = (await client.ask(NESTED, { ...args })).projects.nodes;
    // The other project has no tasks, so its page is empty for every cursor.
    expect(pages[0]!.page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    return pages[1]!.page;
  },
};

/** The titles sort in the order of creation; the tenant's first task comes last. */
const ids: string[] = [];
for (let index = 0; index < 6; index++)
  ids.push(await createTask(client, projectId, { title: `Edge ${index}` }));
ids.push(taskId);
await createProject(client, { name: 'Empty' });

const cursorsOf = async (list: (args: object) => Promise<TaskPage>) =>
  new Map((await list({ first: 100 })).edges.map(({ cursor, node }) => [node.id, cursor]));

describe.each(Object.entries(lists))('hasNextPage and hasPreviousPage of %s', (_name, list) => {
  const edges = async (args: object) => {
    const { pageInfo, edges: rows } = await list(args);
    return [pageInfo.hasPreviousPage, rows.length, pageInfo.hasNextPage];
  };

  test('say whether rows follow or precede, forward and backward', async () => {
    const cursors = await cursorsOf(list);
    const at = (index: number) => cursors.get(ids[index]!);
    expect(await edges({ first: 7 })).toEqual([false, 7, false]);
    expect(await edges({ last: 7 })).toEqual([false, 7, false]);
    expect(await edges({ first: 6 })).toEqual([false, 6, true]);
    expect(await edges({ last: 6 })).toEqual([true, 6, false]);
    expect(await edges({ first: 2, after: at(0) })).toEqual([true, 2, true]);
    expect(await edges({ last: 2, before: at(6) })).toEqual([true, 2, true]);
    expect(await edges({ last: 3, before: at(3) })).toEqual([false, 3, true]);
    expect(await edges({ first: 3, after: at(3) })).toEqual([true, 3, false]);
    expect(await edges({ first: 5, after: at(0), before: at(6) })).toEqual([true, 5, true]);
    expect(await edges({ last: 4, after: at(0), before: at(6) })).toEqual([true, 4, true]);
  });

  test('are correct on empty pages', async () => {
    const cursors = await cursorsOf(list);
    const [start, end] = [cursors.get(ids[0]!), cursors.get(ids[6]!)];
    expect(await edges({ first: 5, after: end })).toEqual([true, 0, false]);
    expect(await edges({ last: 5, before: start })).toEqual([false, 0, true]);
    expect(await edges({ first: 0 })).toEqual([false, 0, true]);
    expect(await edges({ last: 0 })).toEqual([true, 0, false]);
    expect(await edges({ first: 5, title: { eq: 'none' } })).toEqual([false, 0, false]);
  });

  test('consider only rows that match the filter', async () => {
    const cursors = await cursorsOf(list);
    const title = { in: ['Edge 3', 'Edge 4'] };
    expect(await edges({ first: 5, after: cursors.get(ids[1]!), title })).toEqual([false, 2, false]);
    expect(await edges({ first: 5, after: cursors.get(ids[3]!), title })).toEqual([true, 1, false]);
    expect(await edges({ last: 5, before: cursors.get(ids[5]!), title })).toEqual([false, 2, false]);
    expect(await edges({ last: 5, before: cursors.get(ids[4]!), title })).toEqual([false, 1, true]);
  });

  test('are correct for the cursor of a deleted row', async () => {
    const gone = await createTask(client, projectId, { title: 'A first' });
    const cursor = (await cursorsOf(list)).get(gone);
    expect(await edges({ first: 100, after: cursor })).toEqual([true, 7, false]);
    await client.ask('mutation ($id: ID!) { deleteTask(input: { id: $id }) { userErrors { code } } }', {
      id: gone,
    });
    expect(await edges({ first: 100, after: cursor })).toEqual([false, 7, false]);
    expect(await edges({ last: 100, before: cursor })).toEqual([false, 0, true]);
  });
});

test('hasNextPage and hasPreviousPage take a statement each, only when they are selected', async () => {
  const cursor = (await cursorsOf(lists['a root list']!)).get(ids[2]!);
  const count = async (query: string) => {
    const { statements } = await requestStatements(() => client.ask(query.replace('AFTER', cursor!)));
    return statements.filter((sql) => sql.includes('"tasks"')).length;
  };
  const list = (page: string) =>
    `{ tasks(first: 2, after: "AFTER", orderBy: { field: TITLE }) { nodes { id } pageInfo { ${page} } } }`;
  expect(await count(list('endCursor'))).toBe(1);
  expect(await count(list('endCursor hasNextPage'))).toBe(1);
  expect(await count(list('endCursor hasNextPage hasPreviousPage'))).toBe(2);
});

import { getNamedType, isObjectType, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createTask } from '../../fixtures/work.ts';
import { operationCost } from '../../../src/graphql/cost.ts';
import { createTenant, schema } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { owner, projectId, taskId } = await createTenant(server.anonymous);
const { client } = owner;
const PAGE = 'totalCount pageInfo { hasNextPage hasPreviousPage endCursor } nodes { id }';
const ASKED = `query ($first: Int, $after: String, $last: Int, $before: String, $offset: Int) {
  page: tasks(first: $first, after: $after, last: $last, before: $before, offset: $offset, orderBy: { field: TITLE }) { ${PAGE} } }` as const;

/** The titles sort in the order of creation; the tenant's first task comes last. */
const ids: string[] = [];
for (let index = 0; index < 6; index++)
  ids.push(await createTask(client, projectId, { title: `Page ${index}` }));
ids.push(taskId);

const list = async (args: object) => (await client.ask(ASKED, { ...args })).page;
const edges = async (args: object) => {
  const { pageInfo, nodes } = await list(args);
  return [pageInfo.hasPreviousPage, nodes.map(({ id }) => ids.indexOf(id)), pageInfo.hasNextPage];
};

describe('an offset', () => {
  test('skips this many rows, and the page info is correct', async () => {
    expect(await edges({ first: 3, offset: 0 })).toEqual([false, [0, 1, 2], true]);
    expect(await edges({ first: 3, offset: 3 })).toEqual([true, [3, 4, 5], true]);
    expect(await edges({ first: 3, offset: 6 })).toEqual([true, [6], false]);
    expect(await edges({ offset: 5 })).toEqual([true, [5, 6], false]);
    expect(await edges({ first: 3, offset: 7 })).toEqual([true, [], false]);
    expect(await edges({ first: 0, offset: 2 })).toEqual([true, [], true]);
    expect(await edges({ first: 0, offset: 7 })).toEqual([true, [], false]);
    expect((await list({ first: 1, offset: 10_000 })).totalCount).toBe(7);
  });

  test('of an empty list has no previous page', async () => {
    const { tasks } = await client.ask(
      `{ tasks(offset: 5, filter: { title: { eq: "None" } }) { pageInfo { hasNextPage hasPreviousPage } } }`,
    );
    expect(tasks.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false });
  });

  test('returns cursors that can be used to continue', async () => {
    const { pageInfo } = await list({ first: 2, offset: 2 });
    expect(await edges({ first: 2, after: pageInfo.endCursor })).toEqual([true, [4, 5], true]);
    expect(await edges({ last: 2, before: pageInfo.endCursor })).toEqual([true, [1, 2], true]);
  });

  test('of null is treated as absent', async () => {
    const { pageInfo } = await list({ first: 1 });
    expect(await edges({ first: 1, offset: null, after: pageInfo.endCursor })).toEqual([true, [1], true]);
  });

  test('costs the skipped rows', () => {
    const cost = (args: string) => {
      const document = parse(`query ($offset: Int) { tasks(first: 1 ${args}) { nodes { id } } }`);
      const [operation] = document.definitions as OperationDefinitionNode[];
      return operationCost(schema, document, operation!, { offset: 500 });
    };
    expect(cost(', offset: 0')).toBe(cost(''));
    expect(cost(', offset: 1')).toBe(cost('') + 10);
    expect(cost(', offset: $offset')).toBe(cost('') + 10);
  });
});

/** Every root list, the members of an organization and the memberships of a user. */
const lists = Object.values(schema.getQueryType()!.getFields())
  .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
  .map(({ name, args }) => ({ name, args: args.map((argument) => argument.name) }));

test('every root list accepts an offset', () => {
  expect(lists.length).toBeGreaterThan(12);
  expect(lists.filter(({ args }) => !args.includes('offset'))).toEqual([]);
  for (const [name, list] of [
    ['Organization', 'members'],
    ['User', 'organizationMemberships'],
  ] as const) {
    const type = schema.getType(name)!;
    expect(isObjectType(type) && type.getFields()[list]!.args.map((argument) => argument.name)).toContain(
      'offset',
    );
  }
});

describe.each([
  [{ offset: -1 }, '`offset` is at least 0 and at most 10000. Page on with `after`, or narrow the list.'],
  [{ offset: 10_001 }, '`offset` is at least 0 and at most 10000. Page on with `after`, or narrow the list.'],
  [{ offset: 1, after: 'x' }, 'Give `offset` or a cursor, not both.'],
  [{ offset: 1, before: 'x' }, 'Give `offset` or a cursor, not both.'],
  [{ offset: 1, last: 1 }, '`offset` counts from the start: give `first` with it, not `last`.'],
])('%o is rejected', (args, message) => {
  const platform = new Set(['users', 'clientVersions', 'allOrganizations']);
  test.each(lists.filter(({ name }) => !platform.has(name)))('by $name', async ({ name, args: known }) => {
    const sent = Object.entries(args).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    const { errors } = await client.send(
      `{ ${name}(${known.includes('query') ? 'query: "gulls", ' : ''}${sent.join(', ')}) { totalCount } }`,
    );
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

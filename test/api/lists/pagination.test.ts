import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { PageInfo } from '../../../src/generated/graphql.ts';
import type { TaskPriority } from '../../../src/generated/enums.ts';
import { join, register } from '../../support/client.ts';
import { unfreezeTerms } from '../../support/plan-terms.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const ROWS = 55;
await unfreezeTerms(server.db);
await server.db.updateTable('plan_versions').set({ member_limit: null, project_limit: null }).execute();
const owner = await register(server.anonymous);

/** Sends these mutations, a few in each operation, and returns the created objects. */
async function makeAll(
  field: string,
  type: string,
  thing: string,
  inputs: object[],
): Promise<{ id: string }[]> {
  const made: { id: string }[] = [];
  for (let start = 0; start < inputs.length; start += 20) {
    const part = inputs.slice(start, start + 20);
    const fields = part.map(
      (_, at) => `m${at}: ${field}(input: $i${at}) { ${thing} { id } userErrors { code } }`,
    );
    const answer = (await owner.client.ask(
      `mutation (${part.map((_, at) => `$i${at}: ${type}!`).join(' ')}) { ${fields.join(' ')} }`,
      Object.fromEntries(part.map((input, at) => [`i${at}`, input])),
    )) as Record<string, Record<string, { id: string }>>;
    made.push(...Object.values(answer).map((payload) => payload[thing]!));
  }
  return made;
}

const names = ['beta', 'Beta', 'BETA', 'alpha', 'Ägypten', 'ägypten', 'zeta', '10', '9', '_1', '🚢', '漢字'];
const count = <T>(make: (index: number) => T) => Array.from({ length: ROWS }, (_, index) => make(index));
const nameOf = (index: number) => names[(index * 7) % names.length]!;

const projects = await makeAll(
  'createProject',
  'CreateProjectInput',
  'project',
  count((index) => ({ name: nameOf(index) })),
);
await makeAll(
  'createTask',
  'CreateTaskInput',
  'task',
  count((index) => ({
    projectId: projects[index % 3]!.id,
    title: nameOf(index),
    priority: ['LOW', 'MEDIUM', 'HIGH', 'URGENT'][(index * 3) % 4],
    dueAt: index % 3 === 0 ? null : `2026-0${1 + (index % 5)}-01T00:00:00.${index % 2 ? '5' : '123456'}Z`,
  })),
);
await makeAll(
  'createOrganization',
  'CreateOrganizationInput',
  'organization',
  count((index) => ({ name: nameOf(index) })),
);
for (let index = 1; index < ROWS; index++) await join(owner, 'MEMBER');
for (const table of ['tasks', 'projects', 'organizations', 'memberships']) {
  // Groups of rows with the same instant, some with fewer digits of the fraction.
  await sql`
    alter table ${sql.table(table)} disable trigger user;
    update ${sql.table(table)} t set
      created_at = timestamptz '2026-01-01Z' + (hashtext(t.id::text) % 9) * interval '0.05 seconds',
      updated_at = timestamptz '2026-02-01Z' + (hashtext(t.id::text || 'u') % 9) * interval '0.000123 seconds';
    alter table ${sql.table(table)} enable trigger user`.execute(server.db);
}

/** Returns a text that sorts like the instant in PostgreSQL, with six digits of the fraction. */
const instant = (value: string) => {
  const [seconds, fraction = ''] = value.slice(0, -1).split('.');
  return `${seconds}.${fraction.padEnd(6, '0')}`;
};
/** The fields of all lists; each list has some of them. */
interface Row {
  id: string;
  title: string;
  name: string;
  priority: TaskPriority;
  dueAt: string | null;
  createdAt: string;
  updatedAt: string;
}

interface Page {
  nodes: Row[];
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: PageInfo;
  totalCount: number;
}

const times = {
  CREATED_AT: (row: Row) => instant(row.createdAt),
  UPDATED_AT: (row: Row) => instant(row.updatedAt),
};
const codePoints = (text: string) =>
  [...text.toLowerCase()].map((each) => each.codePointAt(0)!.toString(16).padStart(6, '0')).join();

interface List {
  order: string;
  fields: string;
  /** Undefined sorts last in either direction. */
  keys: Record<string, (row: Row) => string | undefined>;
  within?: string;
}

const lists: Record<string, List> = {
  tasks: {
    order: 'TaskOrder',
    fields: 'title priority dueAt createdAt updatedAt',
    keys: {
      ...times,
      TITLE: (row) => codePoints(row.title),
      PRIORITY: (row) => String(['LOW', 'MEDIUM', 'HIGH', 'URGENT'].indexOf(row.priority)),
      DUE_AT: (row) => (row.dueAt === null ? undefined : instant(row.dueAt)),
    },
  },
  projects: {
    order: 'ProjectOrder',
    fields: 'name createdAt updatedAt',
    keys: { ...times, NAME: (row) => codePoints(row.name) },
  },
  organizations: {
    order: 'OrganizationOrder',
    fields: 'name createdAt updatedAt',
    keys: { ...times, NAME: (row) => codePoints(row.name) },
  },
  members: { order: 'MembershipOrder', fields: 'createdAt updatedAt', keys: times, within: 'organization' },
  organizationMemberships: {
    order: 'MembershipOrder',
    fields: 'createdAt updatedAt',
    keys: { ...times, NAME: () => 'one name' },
    within: 'me',
  },
};

async function page(name: string, variables: object): Promise<Page> {
  const { order, fields, within } = lists[name]!;
  const list = `${name}(orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    nodes { id ${fields} } edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount }`;
  const data = (await owner.client.ask(
    `query ($orderBy: ${order}, $first: Int, $after: String, $last: Int, $before: String) {
      ${within ? `${within} { ${list} }` : list} }`,
    { ...variables },
  )) as Record<string, Page> & Record<string, Record<string, Page>>;
  const found: Page = (within ? data[within]! : data)[name]!;
  const cursors = found.edges.map((edge) => edge.cursor);
  expect(found.edges.map((edge) => edge.node.id)).toEqual(found.nodes.map((node) => node.id));
  expect(found.pageInfo).toMatchObject({
    startCursor: cursors[0] ?? null,
    endCursor: cursors.at(-1) ?? null,
  });
  return found;
}

/** Returns all rows, by pages from the start. */
async function walkForward(name: string, variables: object, size: number): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | null | undefined = null;
  for (;;) {
    const { nodes, pageInfo, totalCount } = await page(name, { ...variables, first: size, after });
    rows.push(...nodes);
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    expect(pageInfo.hasNextPage).toBe(rows.length < totalCount);
    if (!pageInfo.hasNextPage) return rows;
    expect(nodes).toHaveLength(size);
    after = pageInfo.endCursor;
  }
}

/** Returns all rows, by pages from the end. */
async function walkBackward(name: string, variables: object, size: number): Promise<Row[]> {
  const rows: Row[] = [];
  let before: string | null | undefined = null;
  for (;;) {
    const { nodes, pageInfo, totalCount } = await page(name, { ...variables, last: size, before });
    rows.unshift(...nodes);
    expect(pageInfo.hasNextPage).toBe(before !== null);
    expect(pageInfo.hasPreviousPage).toBe(rows.length < totalCount);
    if (!pageInfo.hasPreviousPage) return rows;
    expect(nodes).toHaveLength(size);
    before = pageInfo.startCursor;
  }
}

/** Sorts rows by the documented order: rows without a value last, equal ones by id in the same direction. */
function sorted(rows: Row[], key: (row: Row) => string | undefined, direction: string): Row[] {
  const sign = direction === 'ASC' ? 1 : -1;
  const compare = (a: string, b: string) => (a < b ? -sign : a > b ? sign : 0);
  return rows.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)];
    if ((left == null) !== (right == null)) return left == null ? 1 : -1;
    return compare(left ?? '', right ?? '') || compare(a.id, b.id);
  });
}

const cases = Object.entries(lists).flatMap(([name, { keys }]) =>
  Object.keys(keys).flatMap((field) => ['ASC', 'DESC'].map((direction) => ({ name, field, direction }))),
);

describe('paging through a list', () => {
  test.each(cases)('$name by $field $direction: each row once, in order, from both ends', async (each) => {
    const { name, field, direction } = each;
    const orderBy = { field, direction };
    const forward = await walkForward(name, { orderBy }, 7);
    expect(forward.length).toBeGreaterThanOrEqual(ROWS);
    expect(new Set(forward.map((row) => row.id)).size).toBe(forward.length);
    const key = lists[name]!.keys[field]!;
    expect(new Set(forward.map(key)).size).toBeLessThan(forward.length / 2);
    expect(forward).toEqual(sorted(forward, key, direction));
    expect(await walkBackward(name, { orderBy }, 8)).toEqual(forward);
    const middle = forward.slice(20, 30);
    const [start, end] = [await page(name, { orderBy, first: 20 }), await page(name, { orderBy, first: 30 })];
    const within = { orderBy, after: start.pageInfo.endCursor, before: end.edges.at(-1)!.cursor };
    expect((await page(name, { ...within, first: 50 })).nodes).toEqual(middle.slice(0, -1));
    expect((await page(name, { ...within, last: 3 })).nodes).toEqual(middle.slice(-4, -1));
  });

  test.each(Object.keys(lists))('the default of %s is the 20 newest, newest first', async (name) => {
    const { nodes, pageInfo } = await page(name, {});
    expect(nodes).toHaveLength(20);
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const orderBy = { field: 'CREATED_AT', direction: 'DESC' };
    expect(nodes).toEqual((await walkForward(name, { orderBy }, 100)).slice(0, 20));
    const ascending = await page(name, { orderBy: { field: 'CREATED_AT' }, first: 100 });
    expect(ascending.nodes.toReversed().slice(0, 20)).toEqual(nodes);
  });

  test('works with pages of one row', async () => {
    const variables = { orderBy: { field: 'TITLE', direction: 'ASC' } };
    const rows = await walkForward('tasks', variables, 1);
    expect(rows).toEqual(await walkForward('tasks', variables, 100));
    expect(await walkBackward('tasks', variables, 1)).toEqual(rows);
  });
});

test('hasNextPage and hasPreviousPage are correct from both ends', async () => {
  const { edges } = await page('tasks', { first: 10 });
  const cursor = edges[5]!.cursor;
  const infoOf = async (variables: object) => (await page('tasks', variables)).pageInfo;
  expect(await infoOf({ first: 100, before: cursor })).toMatchObject({ hasNextPage: true });
  expect(await infoOf({ last: 100, after: cursor })).toMatchObject({ hasPreviousPage: true });
  const empty = { startCursor: null, endCursor: null };
  expect(await infoOf({ first: 0 })).toEqual({ ...empty, hasNextPage: true, hasPreviousPage: false });
  expect(await infoOf({ last: 0 })).toEqual({ ...empty, hasNextPage: false, hasPreviousPage: true });
  const { endCursor } = await infoOf({ last: 1 });
  expect(await page('tasks', { first: 5, after: endCursor })).toMatchObject({
    nodes: [],
    pageInfo: { ...empty, hasNextPage: false, hasPreviousPage: true },
    totalCount: ROWS,
  });
});

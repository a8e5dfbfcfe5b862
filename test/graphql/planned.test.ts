import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statements } from '../../src/database/statements.ts';
import { createProject, createTask } from '../fixtures/work.ts';
import { type Account, Client, join, register } from '../support/client.ts';
import { type Data, type Present, valueAt } from '../support/operations.ts';
import { isPlanned, serveWithoutPlannedReads } from '../support/planned.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ PLANNED_READS: 'on', VALIDATED_ANSWERS: 'off' });
const resolvingUrl = await serveWithoutPlannedReads(server);
const sent: string[] = [];
const listener = (message: unknown) => {
  const { sql, login } = message as { sql: string; login: string };
  if (login === 'serving') sent.push(sql);
};
statements.subscribe(listener);
afterAll(() => statements.unsubscribe(listener));

let owner: Account;
let stranger: Account;
const TASKS = 25;

beforeAll(async () => {
  owner = await register(server.anonymous, 'Olive Owner');
  stranger = await register(server.anonymous, 'Sven Stranger');
  for (const name of ['North', 'South']) {
    const projectId = await createProject(owner.client, { name });
    for (let index = 0; index < TASKS; index++)
      await createTask(owner.client, projectId, {
        title: `${name} ${index}`,
        assigneeId: index % 2 ? owner.userId : undefined,
        dueAt: index % 3 ? `2027-01-31T09:${10 + index}:00.${index}Z` : undefined,
      });
  }
});

/** Sends the operation until it is planned. Returns the last response and the statements that the server sent for it. */
async function askOften(client: Client, query: string, variables: Record<string, unknown> = {}) {
  for (let times = 0; times < 2; times++) await client.send(query, variables);
  sent.length = 0;
  const { body } = await client.send(query, variables);
  return { body, statements: [...sent] };
}

/** As askOften. Expects that one statement reads the whole response. */
async function askPlanned(client: Client, query: string, variables: Record<string, unknown> = {}) {
  const { body, statements } = await askOften(client, query, variables);
  expect(statements).toEqual([expect.stringContaining('begin_request'), expect.toSatisfy(isPlanned)]);
  return body;
}

const page = `query ($first: Int, $after: String, $order: TaskOrder, $filter: TaskFilter) {
  tasks(first: $first, after: $after, orderBy: $order, filter: $filter) {
    edges { cursor node { id title dueAt } } pageInfo { hasNextPage endCursor startCursor } } }`;
const board = `query ($first: Int!) { projects(first: 2) { nodes { name
  tasks(first: $first) { nodes { title priority assignee { fullName } project { name } } pageInfo { hasNextPage endCursor } } } } }`;

/** The same caller on the server without planned reads. */
const resolver = (client: Client) => new Client(resolvingUrl, client.headers);

/** Returns the response of the resolvers to the same operation. */
const resolved = async (client: Client, query: string, variables: Record<string, unknown> = {}) =>
  (await resolver(client).send(query, variables)).body;

test('a frequent read sends one statement, for many rows as for one', async () => {
  for (const first of [1, TASKS]) {
    const body = await askPlanned(owner.client, board, { first });
    expect(body).toEqual(await resolved(owner.client, board, { first }));
    expect(valueAt(body.data, 'projects.nodes.0.tasks.nodes')).toHaveLength(first);
  }
});

test('hasPreviousPage alone is one value, of a page in the root and of one in an object', async () => {
  for (const query of [
    '{ tasks(first: 3) { pageInfo { hasPreviousPage } } }',
    '{ organization { name projects(first: 2) { pageInfo { hasPreviousPage } nodes { name } } } }',
  ]) {
    const body = await askPlanned(owner.client, query);
    expect(body).toEqual(await resolved(owner.client, query));
  }
});

test('introspection is left to the resolvers, alone and beside a list', async () => {
  const source =
    '{ __schema { queryType { name } } __type(name: "Task") { name } tasks(first: 1) { nodes { title } } }';
  for (const query of [source, '{ __type(name: "Task") { name } }']) {
    const { body, statements: found } = await askOften(owner.client, query);
    expect(found.filter(isPlanned)).toEqual([]);
    expect(body).toEqual(await resolved(owner.client, query));
    expect(valueAt(body.data, '__type.name')).toBe('Task');
  }
});

test('a malformed id is null, alone and beside an object', async () => {
  const alone = 'query ($id: ID!) { task(id: $id) { id } }';
  const beside =
    'query ($id: ID!) { task(id: $id) { id } project(id: $id) { id } projects(first: 1) { nodes { name } } }';
  expect(await askPlanned(owner.client, alone, { id: 'x' })).toEqual({ data: { task: null } });
  const body = await askPlanned(owner.client, beside, { id: '\ud800' });
  expect(body).toEqual(await resolved(owner.client, beside, { id: '\ud800' }));
});

test.each([
  ['by time', undefined],
  ['by title', { field: 'TITLE', direction: 'DESC' }],
  ['by due date, some without', { field: 'DUE_AT', direction: 'ASC' }],
  ['by due date, some without, last first', { field: 'DUE_AT', direction: 'DESC' }],
  ['by priority, all equal', { field: 'PRIORITY', direction: 'ASC' }],
])('pages follow one another %s, with the cursors of the resolvers', async (_name, order) => {
  const titles: string[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < 6; pages++) {
    const variables = { first: 12, after, order };
    const body = await askPlanned(owner.client, page, variables);
    expect(body).toEqual(await resolved(owner.client, page, variables));
    const { edges, pageInfo } = (body.data as Present<Data<typeof page>>).tasks;
    titles.push(...edges.map(({ node }) => node.title));
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage) break;
  }
  expect(new Set(titles).size).toBe(2 * TASKS);
  expect(titles).toHaveLength(2 * TASKS);
});

test.each<[name: string, query: string, variables: Record<string, unknown>]>([
  ['the last page', '{ tasks(last: 2) { nodes { title } } }', {}],
  ['a count', '{ tasks(first: 1) { totalCount nodes { title } } }', {}],
  ['a field with its own logic', '{ tasks(first: 1) { nodes { title viewerCanUpdate } } }', {}],
  ['a cursor of another order', page, { after: Buffer.from('["x","y","z"]').toString('base64url') }],
  ['too large a page', page, { first: 101 }],
  ['a missing variable', 'query ($first: Int!) { tasks(first: $first) { nodes { id } } }', {}],
])('resolvers execute an operation with %s', async (_name, query, variables) => {
  const { body, statements: found } = await askOften(owner.client, query, variables);
  expect(found.filter(isPlanned)).toEqual([]);
  expect(body).toEqual(await resolved(owner.client, query, variables));
});

test('the selected organization is planned, an organization by its id is not', async () => {
  const query = 'query ($id: ID) { organization(id: $id) { name } }';
  for (const [id, planned] of [
    [null, 1],
    [owner.organizationId, 0],
    [stranger.organizationId, 0],
  ] as const) {
    const { body, statements: found } = await askOften(owner.client, query, { id });
    expect(found.filter(isPlanned)).toHaveLength(planned);
    expect(body).toEqual(await resolved(owner.client, query, { id }));
  }
});

describe('a caller whom the rules reject', () => {
  test('gets the error of the resolvers, and no row', async () => {
    await askPlanned(owner.client, board, { first: 2 });
    const client = stranger.client.in(owner.organizationId);
    const { body } = await askOften(client, board, { first: 2 });
    expect(body).toEqual(await resolved(client, board, { first: 2 }));
    expect(body).toMatchObject({ data: { projects: null }, errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  test('is rejected at once when they are removed', async () => {
    const member = await join(owner, 'MEMBER', 'Mia Member');
    const body = await askPlanned(member.client, board, { first: 1 });
    expect(valueAt(body.data, 'projects.nodes')).toHaveLength(2);
    await owner.client.ask(
      'mutation ($userId: ID!) { removeMember(input: { userId: $userId }) { userErrors { code } } }',
      { userId: member.userId },
    );
    expect((await member.client.send(board, { first: 1 })).body).toMatchObject({
      data: { projects: null },
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
  });

  test('without credentials is UNAUTHENTICATED', async () => {
    const { body } = await askOften(server.anonymous, board, { first: 1 });
    expect(body.errors![0]!.extensions['code']).toBe('UNAUTHENTICATED');
  });
});

test("another organization's rows are not shown, whichever the request names", async () => {
  await createProject(stranger.client, { name: 'Secret' });
  const own = await askPlanned(stranger.client, board, { first: 5 });
  expect(valueAt(own.data, 'projects.nodes')).toMatchObject([{ name: 'Secret' }]);
  const upper = await askPlanned(owner.client.in(owner.organizationId.toUpperCase()), board, { first: 5 });
  const shown = valueAt(upper.data, 'projects.nodes') as { name: string }[];
  expect(shown.map(({ name }) => name)).toEqual(['South', 'North']);
});

test('a key without a header reads as planned, once its organization is known', async () => {
  const { createApiKey } = await owner.client.ask(
    'mutation { createApiKey(input: { name: "Robot" }) { secret userErrors { code } } }',
  );
  const robot = server.anonymous.with({ authorization: `Bearer ${createApiKey.secret}` });
  const { body, statements: found } = await askOften(robot, board, { first: 1 });
  expect(valueAt(body.data, 'projects.nodes')).toHaveLength(2);
  expect(found.filter(isPlanned)).toHaveLength(1);
});

test('with PLANNED_READS=off resolvers execute every operation', async () => {
  const { statements: found } = await askOften(resolver(owner.client), board, { first: 1 });
  expect(found.length).toBeGreaterThan(2);
  expect(found.filter(isPlanned)).toEqual([]);
});

test('the viewer is read with the opening statement alone', async () => {
  const query = '{ __typename me { __typename mail: email createdAt bio } }';
  const { body, statements: found } = await askOften(owner.client, query);
  expect(found).toEqual([expect.stringContaining('begin_request')]);
  expect(body).toEqual(await resolved(owner.client, query));
  expect(valueAt(body.data, 'me')).toEqual({
    __typename: 'User',
    mail: owner.email,
    createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    bio: null,
  });
  const nobody = await askOften(server.anonymous, query);
  expect(nobody.body).toEqual({ data: { __typename: 'Query', me: null } });
  const expired = await askOften(server.anonymous.with({ authorization: 'Bearer expired' }), query);
  expect(expired.body.errors![0]!.extensions['code']).toBe('UNAUTHENTICATED');
});

test('a planned read does not fail after a column has changed', async () => {
  const query = '{ projects(first: 3) { nodes { description } } }';
  const expected = await askOften(owner.client, query);
  const alter = (type: string) =>
    sql.raw(`alter table projects alter column description type ${type}`).execute(server.db);
  const often = () => Promise.all(Array.from({ length: 12 }, () => owner.client.send(query)));
  await often();
  await alter('varchar(20000)');
  sent.length = 0;
  try {
    for (const { body } of await often()) expect(body).toEqual(expected.body);
    expect(sent.filter(isPlanned)).toHaveLength(12);
  } finally {
    await alter('text');
  }
});

test('concurrent planned reads of different callers get their own responses', async () => {
  const clients = [owner.client, stranger.client, server.anonymous];
  const expected = await Promise.all(clients.map((client) => resolved(client, board, { first: 3 })));
  sent.length = 0;
  const responses = await Promise.all(
    Array.from({ length: 60 }, (_, index) => clients[index % 3]!.send(board, { first: 3 })),
  );
  // The third caller has no organization to read.
  expect(sent.filter(isPlanned)).toHaveLength(40);
  responses.forEach(({ body }, index) => {
    const { data, errors } = expected[index % 3]!;
    expect(body.data ?? null).toEqual(data ?? null);
    expect(body.errors?.[0]?.extensions['code']).toBe(errors?.[0]?.extensions['code']);
  });
});

test('texts with characters that JSON escapes are those of the resolvers', async () => {
  const text = `"quoted" \\ \n\t\b\f\r \u0001\u001f\u007f / \u2028 é 漢 😀 {"a":[null]} '%s' $1`;
  const projectId = await createProject(owner.client, { name: '"A" \\ é 😀', description: text });
  const query = 'query ($id: ID!) { project(id: $id) { name description } }';
  const body = await askPlanned(owner.client, query, { id: projectId });
  expect(body).toEqual({ data: { project: { name: '"A" \\ é 😀', description: text } } });
  expect(body).toEqual(await resolved(owner.client, query, { id: projectId }));
});

test('names may be longer than those of columns', async () => {
  const [one, other] = [`${'a'.repeat(64)}1`, `${'a'.repeat(64)}2`];
  const query = `{ tasks(first: 2) { nodes { ${one}: title ${other}: project { ${one}: name ${other}: status } } } }`;
  expect(await askPlanned(owner.client, query)).toEqual(await resolved(owner.client, query));
});

test('/metrics counts the planned root fields and those that resolvers execute', async () => {
  const read = async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return ['yes', 'no'].map((planned) =>
      Number(
        new RegExp(`polity_planned_root_fields_total\\{planned="${planned}"\\} (\\d+)`).exec(text)?.[1] ?? 0,
      ),
    );
  };
  const [yes, no] = await read();
  const query =
    '{ ...Both } fragment Both on Query { a: tasks(first: 1) { nodes { id } } b: labels { nodes { id } } }';
  await askOften(owner.client, query);
  expect(await read()).toEqual([yes! + 2, no! + 4]);
});

test.each(['o', 'object', 'key', 'rank', 'row', 'p0', 'r0', 'to_json'])(
  'an alias %s is not taken for a name of the statement',
  async (alias) => {
    const query = `{ ${alias}: tasks(first: 2, orderBy: { field: TITLE, direction: ASC }) {
      nodes { ${alias}: title project { ${alias}: name } } edges { ${alias}: node { ${alias}: id } }
      ${alias}: pageInfo { ${alias}: hasNextPage endCursor } } labels { nodes { ${alias}: name } } organization { ${alias}: name } }`;
    expect(await askPlanned(owner.client, query)).toEqual(await resolved(owner.client, query));
  },
);

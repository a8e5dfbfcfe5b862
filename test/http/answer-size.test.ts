import { beforeAll, describe, expect, test } from 'vitest';
import { createProject } from '../fixtures/work.ts';
import { type Account, register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';
import { RawSocket, repeat } from '../support/subscriber.ts';

const server = await startTestServer();
let owner: Account;
let projectId: string;

beforeAll(async () => {
  owner = await register(server.anonymous);
  projectId = await createProject(owner.client);
  const tasks = Array.from({ length: 100 }, (_, index) => ({ projectId, title: `Task ${index}` }));
  await owner.client.ask(
    'mutation ($tasks: [CreateTaskInput!]!) { createTasks(input: { tasks: $tasks }) { userErrors { code } } }',
    { tasks },
  );
});

/** Returns the errors and the size of a rejected response in bytes. */
async function refusal(query: string, variables?: Record<string, unknown>) {
  const { status, body } = await owner.client.send(query, variables);
  const codes = new Set(body.errors!.map((error) => error.extensions['code']));
  return { status, codes: [...codes], data: body.data, size: JSON.stringify(body).length };
}

describe('the size of a response is proportional to the request', () => {
  test('with a long alias that is repeated for each item of a list', async () => {
    const query = (alias: string) => `{ tasks(first: 100) { nodes { ${alias}: id } } }`;
    expect(await refusal(query('a'.repeat(500_000)))).toMatchObject({
      status: 400,
      codes: ['GRAPHQL_VALIDATION_FAILED'],
      data: undefined,
    });
    expect(await refusal(query('a'.repeat(101)))).toMatchObject({ status: 400 });
    const { tasks } = (await owner.client.ask(query('a'.repeat(100)))) as { tasks: { nodes: unknown[] } };
    expect(tasks.nodes).toHaveLength(100);
    const raw = await RawSocket.connect(owner.client);
    raw.subscribe('1', `subscription { taskEvents { ${'a'.repeat(101)}: taskId } }`);
    expect((await raw.message('error', '1')).payload[0]!.message).toMatch(/alias of 101 characters/);
  });

  test('with aliases of one scalar, each of which costs', async () => {
    const scalars = repeat(50, (index) => `a${index}: description`);
    const query = `{ projects(first: 2) { nodes { tasks(first: 100) { nodes { ${scalars} } } } } }`;
    expect(await refusal(query)).toMatchObject({ status: 400, codes: ['OPERATION_TOO_COMPLEX'] });
    const { status, body } = await owner.client
      .with({ 'x-cost': '1' })
      .send('{ tasks(first: 10) { nodes { title a: title b: description c: __typename } } }');
    expect([status, body.extensions?.cost?.requested]).toEqual([200, 1 + 10 * (1 + 1 + 5 + 1)]);
  });

  test('with invalid variables, whose error does not repeat the object around them', async () => {
    const query = 'query ($filter: TaskFilter) { tasks(filter: $filter) { totalCount } }';
    const keys = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`z${index}`, 1]));
    for (const filter of [keys(50_000), { ...keys(900), z: 'x'.repeat(500_000) }]) {
      const { status, codes, size } = await refusal(query, { filter });
      expect([status, codes]).toEqual([400, ['BAD_USER_INPUT']]);
      expect(size).toBeLessThan(20_000);
    }
  });

  test.each([
    [
      'variables that are not declared, with the name of the operation',
      `query ${'A'.repeat(500_000)} { ${repeat(30, (index) => `a${index}: node(id: $v${index}) { id }`)} }`,
    ],
    ['a field that there is not', `{ ${'x'.repeat(900_000)} }`],
    ['a number that is none', `{ tasks(first: ${'9'.repeat(900_000)}) { totalCount } }`],
  ])('with error messages about %s', async (_, query) => {
    const { status, size } = await refusal(query);
    expect(status).toBe(400);
    expect(size).toBeLessThan(50_000);
  });
});

describe('each item of a list in the input costs', () => {
  const cost = async (query: string, variables: Record<string, unknown>) => {
    const { body } = await owner.client.with({ 'x-cost': '1' }).send(query, variables);
    return body.extensions?.cost?.requested ?? body.errors![0]!.extensions;
  };
  const ids = (count: number) => Array.from({ length: count }, () => projectId);

  test('and so does each item of the payload', async () => {
    const query = `mutation ($ids: [ID!]!) { deleteTasks(input: { ids: $ids }) { deletedIds userErrors { code } } }`;
    expect(await cost(query, { ids: ids(100) })).toBe(10 + 100 + 100);
    expect(await cost(query, { ids: ids(2) })).toBe(10 + 2 + 10);
    const record = `mutation ($events: [UsageEventInput!]!) { recordUsage(input: { events: $events }) {
      receipts { eventId status } userErrors { code } } }`;
    const events = Array.from({ length: 1000 }, (_, index) => ({
      eventId: `${index}`,
      meter: 'm',
      quantity: 1,
    }));
    expect(await cost(record, { events })).toBe(10 + 1000 + 2 * 1000);
  });

  // A condition costs once for the page and once for `totalCount`: 1, or 50 for `contains`.
  test('in filters too, before the conditions are checked', async () => {
    const query = 'query ($filter: TaskFilter) { tasks(filter: $filter) { totalCount } }';
    expect(await cost(query, { filter: { projectId: { in: ids(50) } } })).toBe(1 + 10 + 50 + 2);
    const or = Array.from({ length: 20_000 }, () => ({ title: { contains: 'x' } }));
    expect(await cost(query, { filter: { or } })).toEqual({
      code: 'OPERATION_TOO_COMPLEX',
      status: 400,
      cost: 20_011 + 2 * 20_000 * 50,
      limit: 7500,
    });
    const literal = `{ tasks(filter: { or: [${repeat(5, () => '{ status: { in: [TODO, DONE] } }')}] }) { totalCount } }`;
    expect(await cost(literal, {})).toBe(1 + 10 + 5 + 5 * 2 + 2 * 5);
  });
});

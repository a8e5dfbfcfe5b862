import { getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import { type Answer, register } from '../support/client.ts';
import { valueAt } from '../support/operations.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const production = await startTestServer({ INTROSPECTION: 'off', COST_LIMIT: '100' });
const { client } = await register(server.anonymous);

const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

/** Expects a rejection before execution: no data, HTTP 400. */
function refused({ status, body }: Answer, code: string, message = /./): void {
  expect({ status, fields: Object.keys(body) }).toEqual({ status: 400, fields: ['errors'] });
  expect(new Set(body.errors!.map((error) => error.extensions.code))).toEqual(new Set([code]));
  expect(body.errors!.map((error) => error.message).join('\n')).toMatch(message);
}

describe('the shape of an operation', () => {
  test('a selection that follows a cycle of types for 50 levels is rejected', async () => {
    const query = `{ me ${'{ memberships { user '.repeat(25)} { id } ${'} }'.repeat(25)} }`;
    refused(await client.send(query), 'GRAPHQL_VALIDATION_FAILED', /52 levels deep; at most 15/);
  });

  test('15 levels are accepted', async () => {
    const query = (leaf: string) => `{ organization { members(first: 1) { nodes { user { memberships {
      organization { members(first: 1) { nodes { user { memberships {
        organization { projects(first: 1) { nodes { createdBy { ${leaf} } } } } } } } } } } } } } } }`;
    expect(await client.ask(query('id'))).toMatchObject({ organization: { members: { nodes: [{}] } } });
    refused(await client.send(query('memberships { id }')), 'GRAPHQL_VALIDATION_FAILED', /16 levels deep/);
  });

  test('too many aliases are rejected, whatever they select', async () => {
    const names = `{ me { ${times(61, (index) => `a${index}: fullName`)} } }`;
    refused(await client.send(names), 'GRAPHQL_VALIDATION_FAILED', /61 aliases; at most 60/);
    const logins = times(
      31,
      (index) => `a${index}: login(input: { email: "a@b.c", password: "${index}" }) { userErrors { code } }`,
    );
    refused(await client.send(`mutation { ${logins} }`), 'GRAPHQL_VALIDATION_FAILED', /31 root fields/);
  });

  test('a document of 3000 tokens is rejected', async () => {
    const query = `{ ${times(3000, () => '__typename')} }`;
    refused(await client.send(query), 'GRAPHQL_PARSE_FAILED', /2000 tokens/);
    const argument = `{ tasks(filter: { ${'and: [{ '.repeat(5000)} }] }`;
    refused(await client.send(argument), 'GRAPHQL_PARSE_FAILED');
  });

  test('thirty fragments that each spread the next twice are counted without expanding them', async () => {
    const links = times(30, (index) => `fragment f${index} on Query { ...f${index + 1} ...f${index + 1} }`);
    const query = `{ ...f0 } ${links} fragment f30 on Query { __typename }`;
    refused(await client.send(query), 'GRAPHQL_VALIDATION_FAILED', /1073741824 root fields/);
  });

  test('a fragment that spreads itself is rejected', async () => {
    const query = '{ me { ...a } } fragment a on User { ...b } fragment b on User { ...a }';
    refused(await client.send(query), 'GRAPHQL_VALIDATION_FAILED', /within itself/);
  });

  test('a list that repeatedly contains itself is rejected', async () => {
    const query = `{ projects(first: 1) { nodes ${'{ tasks(first: 1) { nodes { project '.repeat(3)} { id }
      ${'} } }'.repeat(3)} } }`;
    refused(await client.send(query), 'GRAPHQL_VALIDATION_FAILED', /Project\.tasks 3 times/);
  });

  test('too many directives are rejected', async () => {
    const query = `{ ${times(51, () => '__typename @skip(if: false)')} }`;
    const { status, errors } = await client.send(query);
    expect(status).toBe(400);
    expect(errors!.map((error) => error.message).join()).toMatch(/51 directives; at most 50/);
  });

  test('several operations in one request are rejected', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...client.headers, 'content-type': 'application/json' },
      body: JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [
        { message: expect.stringMatching(/batch/i), extensions: { code: 'BAD_REQUEST', status: 400 } },
      ],
    });
  });
});

describe('variables', () => {
  const query = 'query ($filter: TaskFilter) { tasks(filter: $filter) { totalCount } }';
  const nested = (levels: number, name: string) =>
    `{"filter":${`{"${name}":[`.repeat(levels)}{}${']}'.repeat(levels)}}`;

  /** Written as text, because the variables nest too deep for JSON.stringify. */
  async function send(variables: string): Promise<Answer> {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...client.headers, 'content-type': 'application/json' },
      body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
    });
    return { status: response.status, body: await response.json() } as Answer;
  }

  test.each(['and', 'or', 'unknown'])('that nest 5000 levels of %s are rejected', async (name) => {
    refused(await send(nested(5000, name)), 'BAD_USER_INPUT', /at most 30 levels/);
  });

  test('of 30 levels are accepted, one level more is rejected', async () => {
    expect((await send(nested(14, 'and'))).body).toEqual({ data: { tasks: { totalCount: 0 } } });
    refused(await send(nested(15, 'and')), 'BAD_USER_INPUT', /at most 30 levels/);
  });

  test('that nest as deep as a body can contain are rejected', async () => {
    const lists = `{"filter":${'['.repeat(400_000)}${']'.repeat(400_000)}}`;
    refused(await send(lists), 'BAD_USER_INPUT', /at most 30 levels/);
  });
});

describe('the cost of an operation', () => {
  const tooComplex = ({ status, body }: Answer, cost: unknown, limit = 7500) =>
    expect({ status, body }).toEqual({
      status: 400,
      body: {
        errors: [
          {
            message: expect.stringContaining(`at most ${limit}`),
            extensions: { code: 'OPERATION_TOO_COMPLEX', status: 400, cost, limit },
          },
        ],
      },
    });
  const list = (tasks: string, declared = '') =>
    `query ${declared} { projects(first: 100) { nodes { tasks(${tasks}) { nodes { id } } } } }`;

  test('includes page sizes in literals, variables and defaults', async () => {
    const cost = 1 + 100 * (1 + 1 + 100);
    tooComplex(await client.send(list('first: 100')), cost);
    tooComplex(await client.send(list('last: 100')), cost);
    tooComplex(await client.send(list('first: $n', '($n: Int)'), { n: 100 }), cost);
    tooComplex(await client.send(list('first: $n', '($n: Int = 100)')), cost);
    tooComplex(await client.send(list('first: $n', '($n: Int = 1)'), { n: 100 }), cost);
    const passing = await client.send(list('first: $n', '($n: Int = 100)'), { n: 1 });
    expect(passing.data).toEqual({ projects: { nodes: [] } });
  });

  test('assumes pages of 20 by default', async () => {
    const inner = 'tasks { nodes { project { tasks { nodes { id } } } } }';
    tooComplex(await client.send(`{ projects { nodes { ${inner} } } }`), expect.any(Number));
    const nulls = '{ projects(first: null) { nodes { ...a } } } fragment a on Project';
    tooComplex(await client.send(`${nulls} { ${inner} }`), expect.any(Number));
  });

  test('is not lowered by negative page sizes, which are rejected', async () => {
    const query = '{ a: projects(first: -100) { nodes { id } } b: projects(first: 100) { nodes { id } } }';
    expect(await client.codes(query)).toEqual(['BAD_USER_INPUT']);
    const lowered = `{ a: projects(first: -2000000000) { nodes { id } } b: ${list('first: 100').slice(8, -1)} }`;
    tooComplex(await client.send(lowered), 1 + 1 + 100 * 102);
  });

  test('has a configured limit, and a rejected mutation writes nothing', async () => {
    const { client: other } = await register(production.anonymous);
    const query = (first: number) => `{ projects(first: ${first}) { nodes { id } } }`;
    expect((await other.send(query(99))).data).toEqual({ projects: { nodes: [] } });
    tooComplex(await other.send(query(100)), 101, 100);
    const mutation = `mutation { createProject(input: { name: "never" }) {
      project { tasks(first: 100) { nodes { id } } } userErrors { code } } }`;
    tooComplex(await other.send(mutation), expect.any(Number), 100);
    expect((await other.send(query(1))).data).toEqual({ projects: { nodes: [] } });
  });
});

describe('introspection', () => {
  test('is permitted in development, but not repeatedly in one operation', async () => {
    const { status, data } = await server.anonymous.send(
      getIntrospectionQuery({ inputValueDeprecation: true }),
    );
    expect(status).toBe(200);
    expect(valueAt(data, '__schema.queryType')).toEqual({ name: 'Query', kind: 'OBJECT' });
    const many = times(4, (index) => `a${index}: __schema { types { name } }`);
    refused(await server.anonymous.send(`{ ${many} }`), 'OPERATION_TOO_COMPLEX');
  });

  test('is rejected when it is off', async () => {
    for (const query of [getIntrospectionQuery(), '{ __type(name: "User") { name } }'])
      refused(await production.anonymous.send(query), 'GRAPHQL_VALIDATION_FAILED', /introspection/i);
    expect((await production.anonymous.send('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  test.each([
    ['a field', '{ taskz { nodes { id } } }', {}],
    ['a field within', '{ me { fullNam } }', {}],
    ['an argument', '{ tasks(filtre: {}) { totalCount } }', {}],
    ['a type', 'query ($filter: TaskFiltre) { tasks(filter: $filter) { totalCount } }', {}],
    ['an input field', '{ tasks(filter: { statuz: {} }) { totalCount } }', {}],
    ['an enum value', '{ tasks(filter: { status: { eq: TODOO } }) { totalCount } }', {}],
    [
      'an input field in a variable',
      'query ($filter: TaskFilter) { tasks(filter: $filter) { totalCount } }',
      { filter: { statuz: {} } },
    ],
    [
      'an enum value in a variable',
      'query ($filter: TaskFilter) { tasks(filter: $filter) { totalCount } }',
      { filter: { status: { eq: 'TODOO' } } },
    ],
  ])(
    'where it is on, a misspelt name of %s is met with a suggestion, otherwise not',
    async (_, query, variables) => {
      const [open, closed] = [
        await client.send(query, variables),
        await production.anonymous.send(query, variables),
      ];
      expect([open.status, closed.status]).toEqual([400, 400]);
      expect(open.errors!.map((error) => error.message).join()).toContain('Did you mean');
      expect(JSON.stringify(closed.body)).not.toContain('Did you mean');
    },
  );
});

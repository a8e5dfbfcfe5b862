import { isInputObjectType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { publicSchema } from '../../src/graphql/type-definitions.ts';
import { conditionCosts, fieldCosts } from '../../src/generated/features.ts';
import { createPlatformAdmin } from '../fixtures/platform-admin.ts';
import { Client, register } from '../support/client.ts';
import { getWith, headersOf, persistedQuery, postBody, release, sha256 } from '../support/persisted.ts';
import { startTestServer } from '../support/server.ts';
import { RawSocket, repeat } from '../support/subscriber.ts';

const server = await startTestServer({ PERSISTED_OPERATIONS: 'prefer' });
const { anonymous } = server;
const user = (await register(anonymous)).client;
const { client: admin } = await createPlatformAdmin(server);
const tighter = await startTestServer({ COST_LIMIT: '100', COST_LIMIT_ADMIN: '100' });

const shown = { 'x-cost': '1' };
/** An operation that costs 1 + 102 for each of this many projects. */
const boards = (projects: number) =>
  `query Boards { projects(first: ${projects}) { nodes { tasks(first: 100) { nodes { id } } } } }`;
const costOf = (projects: number) => 1 + projects * 102;

describe('the cost of an operation', () => {
  test('is returned on request, with the limit of the caller', async () => {
    const cost = async (client: Client, headers = {}) => {
      const { answer } = await postBody(client, { query: '{ plans { code } }' }, headers);
      return answer.extensions;
    };
    const requested = 10;
    expect(await cost(anonymous, shown)).toEqual({ cost: { requested, limit: 3000 } });
    expect(await cost(user, shown)).toEqual({ cost: { requested, limit: 7500 } });
    expect(await cost(admin, shown)).toEqual({ cost: { requested, limit: 30_000 } });
    const stale = user.with({ authorization: 'Bearer x' });
    expect(await cost(stale, shown)).toEqual({ cost: { requested, limit: 3000 } });
    for (const headers of [{}, { 'x-cost': '0' }, { 'x-cost': '' }])
      expect(await cost(user, headers)).toBeUndefined();
  });

  test('is returned for failures too, and by GET', async () => {
    const failed = await postBody(anonymous, { query: boards(1) }, shown);
    expect(failed.answer).toMatchObject({
      data: { projects: null },
      extensions: { cost: { requested: 103, limit: 3000 } },
    });
    const response = await fetch(`${server.url}/graphql?query={__typename}`, {
      headers: { ...shown, 'apollo-require-preflight': '1' },
    });
    expect(await response.json()).toMatchObject({ extensions: { cost: { requested: 0, limit: 3000 } } });
  });

  test('includes the weights of expensive fields', async () => {
    const requested = async (query: string) =>
      (await postBody(user, { query }, shown)).answer.extensions?.cost?.requested;
    expect(await requested('{ projects(first: 5) { nodes { id } } }')).toBe(6);
    expect(await requested('{ projects(first: 5) { totalCount nodes { id } } }')).toBe(16);
    expect(await requested('{ search(query: "x") { task { id } } }')).toBe(50 + 20 * 2);
    expect(await requested('{ search(query: "x", first: 100) { rank } }')).toBe(50 + 100);
    expect(await requested('{ unreadNotificationCount }')).toBe(10);
    expect(await requested('{ usageSeries(meter: "api.requests") { total } }')).toBe(50);
    expect(await requested('{ organization { usage { members { used } } } }')).toBe(12);
    expect(await requested('mutation { requestEmailVerification { userErrors { code } } }')).toBe(20);
  });

  test('includes the conditions of filters for each time they are evaluated', async () => {
    const cost = async (fields: string, filter: object) => {
      const query = `query ($filter: TaskFilter) { ${fields} }`;
      const { answer } = await postBody(user, { query, variables: { filter } }, shown);
      return answer.extensions?.cost?.requested ?? NaN;
    };
    const list = 'tasks(filter: $filter, first: 1) { nodes { id } }';
    const counted = 'tasks(filter: $filter, first: 1) { totalCount nodes { id } }';
    const id = '019a0000-0000-7000-8000-000000000000';
    expect(await cost(list, { status: { eq: 'TODO' }, projectId: { eq: id } })).toBe(2 + 2);
    expect(await cost(list, { title: { contains: 'a', startsWith: 'b' } })).toBe(2 + 100);
    expect(await cost(list, { description: { contains: 'a' } })).toBe(2 + 500);
    expect(await cost(list, { labelId: { in: [id, id] } })).toBe(2 + 2 + 5);
    expect(await cost(list, { search: 'words' })).toBe(2 + 50);
    expect(await cost(counted, { title: { contains: 'a' } })).toBe(2 + 10 + 2 * 50);
    expect(
      await cost(list, { or: [{ title: { contains: 'a' } }, { and: [{ title: { contains: 'b' } }] }] }),
    ).toBe(2 + 2 + 1 + 100);
    const nested = 'projects(first: 10) { nodes { tasks(filter: $filter, first: 1) { nodes { id } } } }';
    expect(await cost(nested, { title: { contains: 'a' } })).toBe(1 + 10 * (1 + 2 + 50));
  });

  test('exceeds the limit for operations that could occupy every connection', async () => {
    const fields = Array.from(
      { length: 10 },
      (_, index) => `f${index}: tasks(filter: $filter) { totalCount }`,
    );
    const query = `query ($filter: TaskFilter) { ${fields.join(' ')} }`;
    const or = Array.from({ length: 99 }, (_, index) => ({ title: { contains: `zz${index}` } }));
    expect(await postBody(user, { query, variables: { filter: { or } } })).toMatchObject({
      status: 400,
      code: 'OPERATION_TOO_COMPLEX',
    });
  });

  test('is declared only for existing fields', () => {
    const types = publicSchema();
    for (const [type, field] of [fieldCosts, conditionCosts]
      .flatMap(Object.keys)
      .map((each) => each.split('.'))) {
      const declared = types.getType(type!);
      const fields = isObjectType(declared) || isInputObjectType(declared) ? declared.getFields() : {};
      expect(Object.keys(fields)).toContain(field);
    }
  });
});

describe('the limit', () => {
  const verdict = async (client: Client, query: string, headers = {}) => {
    const { status, code, answer } = await postBody(client, { query }, headers);
    return code === 'OPERATION_TOO_COMPLEX' ? [status, answer.errors?.[0]?.extensions] : status;
  };
  const refusal = (cost: number, limit: number) => [
    400,
    { code: 'OPERATION_TOO_COMPLEX', status: 400, cost, limit },
  ];

  test('is lower without credentials, and higher for platform administrators', async () => {
    expect(await verdict(anonymous, boards(29))).toBe(200);
    expect(await verdict(anonymous, boards(30))).toEqual(refusal(costOf(30), 3000));
    expect(await verdict(user, boards(73))).toBe(200);
    expect(await verdict(user, boards(74))).toEqual(refusal(costOf(74), 7500));
    expect(await verdict(admin, boards(100))).toBe(200);
    const three = `{ ${['a', 'b', 'c'].map((name) => `${name}: ${boards(100).slice(15, -1)}`).join(' ')} }`;
    expect(await verdict(admin, three)).toEqual(refusal(3 * costOf(100), 30_000));
  });

  test('is higher for registered operations, sent by id or as text', async () => {
    const headers = headersOf(await release(admin, boards(100)));
    for (const body of [{ documentId: sha256(boards(100)) }, { query: boards(100) }])
      for (const client of [anonymous, user])
        expect((await postBody(client, body, headers)).status).toBe(200);
    expect(await verdict(user, boards(99), headers)).toEqual(refusal(costOf(99), 7500));
    expect(
      (await postBody(user, { query: '{ plans { code } }' }, { ...headers, ...shown })).answer,
    ).toMatchObject({ extensions: { cost: { limit: 7500 } } });
  });

  test('of a registered operation applies to the page sizes in its variables', async () => {
    const query = `query Pages($n: Int = 1) { a: projects(first: 100) { nodes { tasks(first: $n) { nodes { id } } } }
      b: projects(first: 100) { nodes { tasks(first: $n) { nodes { id } } } } }`;
    const headers = headersOf(await release(admin, query));
    const ask = (n: number) => postBody(user, { documentId: sha256(query), variables: { n } }, headers);
    expect((await ask(50)).status).toBe(200);
    expect(await ask(100)).toMatchObject({ status: 400, code: 'OPERATION_TOO_COMPLEX' });
  });

  test('follows the settings', async () => {
    const { client } = await register(tighter.anonymous);
    const { client: somebody } = await createPlatformAdmin(tighter);
    const query = '{ projects(first: 100) { nodes { id } } }';
    for (const each of [tighter.anonymous, client, somebody])
      expect(await verdict(each, query)).toEqual(refusal(101, 100));
  });
});

describe('an operation over a limit is rejected, however it is sent:', () => {
  const nested = `{ me ${'{ memberships { user '.repeat(8)} { id } ${'} }'.repeat(8)} }`;
  const fragments = repeat(
    30,
    (index) => `fragment f${index} on Query { ...f${index + 1} ...f${index + 1} }`,
  );
  const kinds: [what: string, query: string, code: string][] = [
    ['depth', nested, 'GRAPHQL_VALIDATION_FAILED'],
    ['aliases', `{ me { ${repeat(61, (index) => `a${index}: id`)} } }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['root fields', `{ ${repeat(31, (index) => `a${index}: __typename`)} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['directives', `{ ${repeat(51, () => '__typename @skip(if: false)')} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['fragments', `{ ...f0 } ${fragments} fragment f30 on Query { __typename }`, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'list cycles',
      `{ projects { nodes ${'{ tasks(first: 1) { nodes { project '.repeat(3)} { id } ${'} } }'.repeat(3)} } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['tokens', `{ ${repeat(2000, () => '__typename')} }`, 'GRAPHQL_PARSE_FAILED'],
    ['cost', boards(100), 'OPERATION_TOO_COMPLEX'],
  ];

  test.each(kinds)('%s', async (_, query, code) => {
    const sent = { ...persistedQuery(sha256(query)), query };
    expect(await postBody(user, { query })).toMatchObject({ status: 400, code, data: undefined });
    expect(await postBody(user, sent)).toMatchObject({ status: 400, code, data: undefined });
    // A longer URL is not a valid request.
    if (query.length < 10_000)
      expect(await getWith(user, { query })).toMatchObject({ status: 400, code, data: undefined });
  });

  test.each(kinds.filter(([what]) => what !== 'cost' && what !== 'list cycles'))(
    '%s, over a WebSocket',
    async (_, query, code) => {
      const raw = await RawSocket.connect(user);
      raw.subscribe('1', query);
      expect((await raw.message('error', '1')).payload[0]!.extensions.code).toBe(code);
    },
  );

  test('cost, over a WebSocket', async () => {
    const query = `subscription { taskEvents { task { project { tasks(first: 100) { nodes { project {
      tasks(first: 100) { nodes { id } } } } } } } } }`;
    const raw = await RawSocket.connect(user);
    raw.subscribe('1', query);
    expect((await raw.message('error', '1')).payload[0]!.extensions).toMatchObject({
      code: 'OPERATION_TOO_COMPLEX',
      limit: 7500,
    });
  });
});

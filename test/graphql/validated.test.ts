import { statements } from '../../src/database/statements.ts';
import { connect } from 'node:net';
import { until } from '../support/mail.ts';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createServer } from '../../src/bootstrap/create-server.ts';
import type { CallerAccess } from '../../src/core/access.ts';
import type { Context } from '../../src/core/context.ts';
import { admits } from '../../src/authorization/shield.ts';
import { sourcesOf } from '../../src/graphql/plan/sources.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { JsonText } from '../../src/graphql/response-text.ts';
import { ValidatedResponses } from '../../src/graphql/validated/cache.ts';
import { eligibleFields } from '../../src/graphql/validated/eligible.ts';
import { schemaModules } from '../../src/modules/schema-modules.ts';
import { createProject, createTask } from '../fixtures/work.ts';
import { unversionedTables } from '../support/catalog.ts';
import { type Account, Client, join, register } from '../support/client.ts';
import { createTenant, tenantTables } from '../support/contract.ts';
import { createKey } from '../support/departure.ts';
import { requestStatements } from '../support/count-statements.ts';
import { describeEligibleFields, eligibleOperations } from '../support/eligible.ts';
import { isPlanned } from '../support/planned.ts';
import { getWith, persistedQuery, sha256 } from '../support/persisted.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ VALIDATED_ANSWERS: 'on', PLANNED_READS: 'on' });
const schema = createSchema(server.services.config, schemaModules);
const resolving = await createServer({
  ...server.services,
  validatedResponses: new ValidatedResponses(),
  config: { ...server.services.config, plannedReads: false },
});
afterAll(() => resolving.close());
const resolvingUrl = await resolving.listen({ host: '127.0.0.1', port: 0 });

const TASKS = '{ tasks(first: 10) { totalCount nodes { title assignee { fullName } } } }';

/** Sends the operation and returns the response, and whether it was kept: only the opening statement was sent. */
async function ask(client: Client, query: string, variables: Record<string, unknown> = {}) {
  const { result, statements: sent } = await requestStatements(() => client.send(query, variables));
  return { ...result, sent, isKept: sent.length === 1 && sent[0]!.includes('begin_request') };
}

/** Sends the operation until its response is kept. */
async function askUntilKept(client: Client, query: string, variables: Record<string, unknown> = {}) {
  const first = await ask(client, query, variables);
  await ask(client, query, variables);
  const last = await ask(client, query, variables);
  expect([last.isKept, last.body]).toEqual([true, first.body]);
  return last;
}

async function createOwner(): Promise<Account & { taskId: string }> {
  const owner = await register(server.anonymous, 'Olive Owner');
  const taskId = await createTask(owner.client, await createProject(owner.client), {
    assigneeId: owner.userId,
  });
  return { ...owner, taskId };
}

const rename = ({ client, taskId }: { client: Client; taskId: string }, title: string) =>
  client.ask(
    'mutation ($id: ID!, $title: String) { updateTask(input: { id: $id, title: $title }) { userErrors { code } } }',
    { id: taskId, title },
  );

describe('eligible fields', () => {
  test('are these', async () => {
    await expect(describeEligibleFields(schema)).toMatchFileSnapshot('eligible-fields.txt');
  });

  test('have root fields whose rules read only the access and the arguments', async () => {
    const access: CallerAccess = {
      viewer: undefined,
      sessionId: undefined,
      apiKey: undefined,
      refusedKey: undefined,
      credentials: true,
      byApiKey: false,
      platformAdmin: false,
      requestedOrganization: undefined,
      membership: undefined,
      projectSight: 'ALL',
      isGuest: false,
      sightOf: undefined,
      requestLimits: undefined,
    };
    const read = new Set<string | symbol>();
    const context = new Proxy({ access: async () => access } as Partial<Context>, {
      get: (target, name) => {
        read.add(name);
        return Reflect.get(target, name);
      },
    }) as Context;
    const { rules } = sourcesOf(schema)!;
    const roots = [...eligibleFields(schema).keys()].filter((name) => name.startsWith('Query.'));
    for (const name of roots) {
      for (const viewer of [undefined, { id: '1' } as CallerAccess['viewer']])
        for (const role of [undefined, 'MEMBER', 'OWNER'] as const) {
          const organizationId = '01890000-0000-7000-8000-000000000000';
          const membership = role && { organizationId, organizationStatus: 'ACTIVE' as const, role };
          Object.assign(access, { viewer, membership, requestedOrganization: organizationId });
          await admits(rules[name.slice('Query.'.length)]!, {}, context);
        }
    }
    expect([...read]).toEqual(['access']);
  });

  test('send statements on the serving login only, and read only tables that raise the version', async () => {
    const tenant = await createTenant(server.anonymous);
    const { client } = tenant.owner;
    const sent: { sql: string; login: string }[] = [];
    const listener = (message: unknown) => void sent.push(message as { sql: string; login: string });
    const tables = new Set(await tenantTables(server.systemPool));
    const operations = eligibleOperations(schema, { project: tenant.projectId, task: tenant.taskId });
    expect(operations.length).toBeGreaterThan(15);
    for (const url of [server.url, resolvingUrl])
      for (const operation of operations) {
        const caller = new Client(url, client.headers);
        statements.subscribe(listener);
        sent.length = 0;
        try {
          await caller.ask(operation);
        } finally {
          statements.unsubscribe(listener);
        }
        const requests = sent.filter(({ sql }) => !/graphile|_jobs/.test(sql));
        const used = requests
          .filter(({ sql }) => !sql.includes('app.begin_request'))
          .flatMap(({ sql }) => [...sql.matchAll(/\b(?:from|join|update|into) "?(\w+)"?/g)])
          .map(([, name]) => name!)
          .filter((name) => tables.has(name));
        expect([operation, used.filter((name) => name in unversionedTables)]).toEqual([operation, []]);
        expect(requests.filter(({ login }) => login !== 'serving')).toEqual([]);
        await askUntilKept(caller, operation);
      }
  });
});

test('a repeated read sends the opening statement alone, until a row changes', async () => {
  const owner = await createOwner();
  const { body } = await askUntilKept(owner.client, TASKS);
  await rename(owner, 'Paint the mast');
  const changed = await ask(owner.client, TASKS);
  expect(changed.isKept).toBe(false);
  expect(changed.body).not.toEqual(body);
  expect(JSON.stringify(changed.body)).toContain('Paint the mast');
  await askUntilKept(owner.client, TASKS);
});

test('a response is kept by operation, name and variables', async () => {
  const { client } = await createOwner();
  const query = `query A($first: Int) { tasks(first: $first) { nodes { id } } } query B { labels(first: 1) { nodes { name } } }`;
  const send = async (operationName: string, variables: object) => {
    const response = await fetch(`${client.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...client.headers },
      body: JSON.stringify({ query, operationName, variables }),
    });
    return response.text();
  };
  const asked: [string, object][] = [
    ['A', { first: 1 }],
    ['A', { first: 0 }],
    ['B', {}],
  ];
  const responses = [];
  for (let times = 0; times < 3; times++) {
    const round = [];
    for (const each of asked) round.push(await send(...each));
    responses.push(round);
  }
  expect(new Set(responses[0]).size).toBe(3);
  expect(responses[1]).toEqual(responses[0]);
  expect(responses[2]).toEqual(responses[0]);
});

test('each caller has their own response, and each of their roles', async () => {
  const owner = await createOwner();
  const member = await join(owner, 'ADMIN');
  const query =
    '{ me { id } organization { viewerRole viewerCanUpdate } projects { nodes { viewerCanDelete } } }';
  const { body } = await askUntilKept(member.client, query);
  expect((await askUntilKept(owner.client, query)).body).not.toEqual(body);
  await owner.client.ask(
    'mutation ($id: ID!) { setMemberRole(input: { userId: $id, role: MEMBER }) { userErrors { code } } }',
    { id: member.userId },
  );
  const { data } = await ask(member.client, query);
  expect(data).toMatchObject({
    organization: { viewerRole: 'MEMBER', viewerCanUpdate: false },
    projects: { nodes: [{ viewerCanDelete: false }] },
  });
  await owner.client.ask(
    'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }',
    {
      id: member.userId,
    },
  );
  expect(await member.client.codes(query)).toContain('NOT_FOUND');
  await member.client.ask('mutation { logout { userErrors { code } } }');
  expect(await member.client.codes(query)).toContain('UNAUTHENTICATED');
});

test('a suspension that ends by the clock ends in kept responses', async () => {
  const owner = await createOwner();
  await server.systemPool.query(
    `update organizations set status = 'SUSPENDED', suspended_at = now(), suspended_by = 'OWNER',
       suspension_reason = 'Storm', suspended_until = now() + interval '3 seconds' where id = $1`,
    [owner.organizationId],
  );
  const query = '{ organization { status viewerCanReinstate } tasks { nodes { title } } }';
  const statusOf = async () => {
    const { data } = await owner.client.send(query);
    return (data as { organization: { status: string } }).organization.status;
  };
  expect((await askUntilKept(owner.client, query)).data).toMatchObject({
    organization: { status: 'SUSPENDED' },
  });
  await expect.poll(statusOf).toBe('ACTIVE');
});

test.each([
  ['depends on the clock', '{ organization { members { nodes { status } } } }'],
  [
    'filters by the clock',
    '{ organization { members(filter: { status: { eq: ACTIVE } }) { nodes { id } } } }',
  ],
  ['shows another organization', 'query { organization(slug: "other") { id } }'],
  ['shows all organizations', '{ organizations { nodes { id } } }'],
  ['shows usage', '{ organization { usage { projects } } tasks { nodes { id } } }'],
  ['has an error', '{ task(id: "x") { id } tasks(first: 1000) { nodes { id } } }'],
  ['is about the schema', '{ __schema { queryType { name } } tasks { nodes { id } } }'],
])('a response that %s is not kept', async (_what, query) => {
  const { client } = await createOwner();
  const before = server.services.validatedResponses.bytes;
  for (let times = 0; times < 4; times++) await client.send(query);
  expect(server.services.validatedResponses.bytes).toBe(before);
});

test('rows that change before each read cost no second transaction', async () => {
  const owner = await createOwner();
  await askUntilKept(owner.client, TASKS.replace('totalCount', ''));
  for (let index = 0; index < 3; index++) {
    await rename(owner, `Title ${index}`);
    const { sent, body } = await ask(owner.client, TASKS.replace('totalCount', ''));
    expect(JSON.stringify(body)).toContain(`Title ${index}`);
    // The first finds out that the kept response is not valid any more.
    const openings = index === 0 ? 2 : 1;
    expect(sent.filter((sql) => sql.includes('begin_request'))).toHaveLength(openings);
    expect(sent.filter(isPlanned)).toHaveLength(1);
    expect(sent).toHaveLength(openings + 1);
  }
});

test('of rows that change before each read only the state is kept, until a read finds them unchanged', async () => {
  const owner = await createOwner();
  const { validatedResponses } = server.services;
  const before = validatedResponses.bytes;
  const { body } = await ask(owner.client, TASKS);
  const size = Buffer.byteLength(JSON.stringify(body));
  expect(validatedResponses.bytes - before).toBeGreaterThan(size);
  for (const title of ['One', 'Two']) {
    const bytes = validatedResponses.bytes;
    await rename(owner, title);
    const changed = await ask(owner.client, TASKS);
    expect(JSON.stringify(changed.body)).toContain(title);
    expect(changed.isKept).toBe(false);
    if (title === 'One') expect(bytes - validatedResponses.bytes).toBeGreaterThan(size / 2);
    else expect(validatedResponses.bytes).toBe(bytes);
  }
  expect((await ask(owner.client, TASKS)).isKept).toBe(false);
  const again = await ask(owner.client, TASKS);
  expect(again.isKept).toBe(true);
  expect(JSON.stringify(again.body)).toContain('Two');
  await rename(owner, 'Three');
  expect((await ask(owner.client, TASKS)).isKept).toBe(false);
  expect((await ask(owner.client, TASKS)).isKept).toBe(true);
});

test('a kept response counts against the limits, and shows its cost', async () => {
  const limited = await startTestServer({ VALIDATED_ANSWERS: 'on', RATE_LIMITS: 'on' });
  const { client } = await register(limited.anonymous);
  const query = '{ tasks { nodes { id } } }';
  const remaining: number[] = [];
  for (let times = 0; times < 5; times++) {
    const { headers, isKept } = await ask(client, query);
    remaining.push(Number(/r=(\d+)/.exec(headers.get('ratelimit')!)![1]));
    expect(isKept).toBe(times > 0);
  }
  expect(remaining).toEqual([0, 1, 2, 3, 4].map((times) => remaining[0]! - times));
  const { body } = await client.with({ 'x-cost': '1' }).send(query);
  expect(body.extensions?.cost?.requested).toBeGreaterThan(0);
});

describe('by GET', () => {
  const query = 'query Titles { tasks(first: 10) { nodes { title } } }';
  const parameters = persistedQuery(sha256(query));
  const get = ({ client }: Account, headers = {}) => {
    const search = new URLSearchParams({ extensions: JSON.stringify(parameters.extensions) });
    return fetch(`${client.url}/graphql?${search}`, {
      headers: { 'apollo-require-preflight': 'true', ...client.headers, ...headers },
    });
  };

  test('a persisted query has an ETag, with which a client is told that its response is the same', async () => {
    const owner = await createOwner();
    const member = await join(owner, 'MEMBER');
    await getWith(owner.client, { query, ...parameters });
    const first = await get(owner);
    const etag = first.headers.get('etag')!;
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await get(owner, { 'if-none-match': known });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
    }
    const others = await get(member, { 'if-none-match': etag });
    expect([others.status, others.headers.get('etag') === etag]).toEqual([200, false]);
    // Another process has the same ETag.
    const elsewhere = { ...owner, client: new Client(resolvingUrl, owner.client.headers) };
    await getWith(elsewhere.client, { query, ...parameters });
    expect((await get(elsewhere, { 'if-none-match': etag })).status).toBe(304);

    await rename(owner, 'Paint the mast');
    const changed = await get(owner, { 'if-none-match': etag });
    expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
    expect(await changed.text()).toContain('Paint the mast');
    await owner.client.ask('mutation { logout { userErrors { code } } }');
    const signedOut = await get(owner, { 'if-none-match': changed.headers.get('etag')! });
    expect(await signedOut.text()).toContain('UNAUTHENTICATED');
    expect(signedOut.headers.get('etag')).toBeNull();
  });

  test('a response that is not eligible has no ETag', async () => {
    const { client } = await createOwner();
    const { headers } = await getWith(client, { query: '{ organizations { nodes { id } } }' });
    expect([headers.get('etag'), headers.get('cache-control')]).toEqual([null, 'private, no-store']);
  });
});

test('an API key has responses of its own, which are metered', async () => {
  const owner = await createOwner();
  const { secret } = await createKey(owner.client);
  const robot = server.anonymous.with({ authorization: `Bearer ${secret}` });
  const query = '{ tasks(first: 1) { nodes { id viewerCanUpdate } } }';
  for (let times = 0; times < 5; times++) await robot.ask(query);
  const { rows } = await server.systemPool.query(
    'select used::int as used from api_request_counts where organization_id = $1',
    [owner.organizationId],
  );
  expect(rows).toEqual([{ used: 5 }]);
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toMatch(/polity_validated_responses_total\{result="hit"\} [1-9]/);
  expect(metrics).toMatch(/polity_validated_responses_total\{result="miss"\} [1-9]/);
  expect(metrics).toMatch(/polity_validated_response_bytes [1-9]/);
});

test('kept responses that are not read count against the memory of their caller', async () => {
  const limited = await startTestServer({
    VALIDATED_ANSWERS: 'on',
    PLANNED_READS: 'on',
    RESPONSE_LIMIT_BYTES: '500000',
    RESPONSE_MEMORY_BYTES: '12000000',
    COST_LIMIT: '100000',
  });
  const { client } = await register(limited.anonymous);
  const projectId = await createProject(client);
  for (let index = 0; index < 20; index++)
    await createTask(client, projectId, { description: 'é'.repeat(10_000) });
  const query = '{ tasks(first: 20) { nodes { description } } }';
  await askUntilKept(client, query);
  const { hostname, port } = new URL(limited.url);
  const body = JSON.stringify({ query });
  const request = [
    'POST /graphql HTTP/1.1',
    'Host: a',
    'Content-Type: application/json',
    `Authorization: ${client.headers['authorization']}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
  const { responseMemory } = limited.services;
  const totals: number[] = [];
  const { add } = responseMemory;
  vi.spyOn(responseMemory, 'add').mockImplementation((...args) => {
    const refusal = add.apply(responseMemory, args);
    totals.push(responseMemory.total);
    return refusal;
  });
  const open = vi.spyOn(responseMemory, 'open');
  const socket = connect({ host: hostname, port: Number(port) }).pause();
  socket.on('error', () => undefined);
  socket.write(request.repeat(40));
  // Each request counts its rows, then its body.
  await until(() => open.mock.calls.length === 80);
  expect(Math.max(...totals)).toBeGreaterThan(400_000);
  expect(Math.max(...totals)).toBeLessThan(4_000_000);
  socket.destroy();
  await until(() => responseMemory.total === 0);
});

test('the memory of kept responses is limited', () => {
  const responses = new ValidatedResponses();
  const text = 'x'.repeat(500_000);
  for (let index = 0; index < 200; index++)
    responses.keep(String(index), { state: '', data: new JsonText(text), isRepeated: false });
  expect(responses.bytes).toBeLessThanOrEqual(64_000_000);
  expect(responses.bytes).toBeGreaterThan(60_000_000);
  expect(responses.find('0')).toBeUndefined();
});

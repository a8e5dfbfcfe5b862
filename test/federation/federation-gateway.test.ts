import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { composeServices } from '@apollo/composition';
import {
  ApolloGateway,
  type GraphQLDataSourceProcessOptions,
  RemoteGraphQLDataSource,
} from '@apollo/gateway';
import { parse } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { createTask } from '../fixtures/work.ts';
import { subgraphText } from '../../src/graphql/type-definitions.ts';
import { requestStatements } from '../support/count-statements.ts';
import { Client, type Account } from '../support/client.ts';
import { callers, createTenant } from '../support/contract.ts';
import { freePort } from '../support/free-port.ts';
import { startTestServer } from '../support/server.ts';
import { programEnvironment } from '../support/environment.ts';

const example = join(import.meta.dirname, '../../examples/federation');
const routerSecret = 'only-the-router-knows-this-secret-of-ours';
const polity = await startTestServer({ FEDERATION: 'on', ROUTER_SECRET: routerSecret });

/** Starts the program of the other team. */
async function startTimeTracking(): Promise<string> {
  const program = spawn(process.execPath, [join(example, 'subgraph.js')], {
    env: { ...programEnvironment, POLITY_URL: `${polity.url}/graphql`, PORT: String(await freePort()) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  afterAll(async () => {
    program.kill();
    await once(program, 'exit');
  });
  let output = '';
  for await (const chunk of program.stdout) {
    output += chunk;
    const [, url] = /at (http\S+)/.exec(output) ?? [];
    if (url) return url;
  }
  throw new Error(`The subgraph did not start: ${output}`);
}

const { _service } = await polity.anonymous.ask('{ _service { sdl } }');
const composed = composeServices([
  { name: 'polity', url: `${polity.url}/graphql`, typeDefs: parse(_service.sdl) },
  {
    name: 'time',
    url: await startTimeTracking(),
    typeDefs: parse(await readFile(join(example, 'schema.graphql'), 'utf8')),
  },
]);

interface Rules {
  request: { propagate?: { named?: string } }[];
}

/** The headers that the router of the example forwards. */
const { headers: rules }: { headers: { all: Rules; subgraphs: Record<string, Rules> } } = parseYaml(
  await readFile(join(example, 'router.yaml'), 'utf8'),
);
const sentOn = (subgraph: string): string[] =>
  [...rules.all.request, ...(rules.subgraphs[subgraph]?.request ?? [])].flatMap(
    ({ propagate }) => propagate?.named ?? [],
  );

interface GatewayContext {
  headers?: Record<string, unknown>;
}

class Subgraph extends RemoteGraphQLDataSource<GatewayContext> {
  readonly name: string;
  constructor(name: string, url: string) {
    super({ url });
    this.name = name;
  }
  override willSendRequest({ request, context }: GraphQLDataSourceProcessOptions<GatewayContext>) {
    const { headers } = request.http!;
    for (const name of sentOn(this.name)) {
      const sent = context.headers?.[name];
      if (sent) headers.set(name, String(sent));
    }
    if (this.name === 'polity') headers.set('router-authorization', routerSecret);
  }
}

const gateway = new ApolloServer<GatewayContext>({
  gateway: new ApolloGateway({
    supergraphSdl: composed.supergraphSdl!,
    buildService: ({ name, url }) => new Subgraph(name, url!),
  }),
});
const { url } = await startStandaloneServer(gateway, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async ({ req }) => ({ headers: req.headers }),
});
afterAll(() => gateway.stop());

const ours = await createTenant(polity.anonymous);
const theirs = await createTenant(polity.anonymous);
/** Returns a client of the gateway with the same credentials. */
const through = ({ client }: Pick<Account, 'client'>) => new Client(url.replace(/\/$/, ''), client.headers);
const owner = through(ours.owner);
const outsider = through(theirs.owner);
const nobody = through({ client: polity.anonymous });

const TRACK = `mutation ($taskId: ID!, $minutes: Int!) { trackTime(input: { taskId: $taskId, minutes: $minutes }) {
  timeEntry { minutes task { title project { name } } user { fullName } } userErrors { code field } } }`;
const ENTRIES = `{ timeEntries { nodes { minutes task { id title trackedMinutes } user { fullName } }
  pageInfo { hasNextPage } } }`;
const TASK = 'query ($id: ID!) { task(id: $id) { title trackedMinutes } }';

test('the two subgraphs compose without errors and hints', () => {
  expect(composed.errors).toBeUndefined();
  expect(composed.hints?.map(({ message }) => message)).toEqual([]);
});

test('the command line prints the SDL that _service serves', () => {
  const printed = composeServices([
    { name: 'polity', url: `${polity.url}/graphql`, typeDefs: parse(subgraphText()) },
  ]);
  const told = composeServices([
    { name: 'polity', url: `${polity.url}/graphql`, typeDefs: parse(_service.sdl) },
  ]);
  const lines = ({ supergraphSdl }: typeof told) => supergraphSdl!.split('\n').toSorted();
  expect(lines(printed)).toEqual(lines(told));
});

test('inaccessible elements are not in the API of the graph, and tagged ones keep their tag', async () => {
  expect(await owner.codes('{ clientVersions { totalCount } }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(await owner.codes('{ __type(name: "ClientVersion") { name } }')).toEqual([]);
  expect(composed.supergraphSdl).toMatch(/users\([^)]*\): UserConnection[^\n]*@tag\(name: "platform"\)/);
  const { __schema } = await owner.ask('{ __schema { types { name } } }');
  const names = __schema.types.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['Task', 'TimeEntry', 'BillingStatement']));
  expect(names.filter((name: string) => /Client|RegisteredOperation|^_|link__/.test(name))).toEqual(
    names.filter((name: string) => name.startsWith('__')),
  );
});

describe('a query across both subgraphs', () => {
  test('reads and writes for a member', async () => {
    const taskId = await createTask(ours.owner.client, ours.projectId);
    expect(await owner.ask(TRACK, { taskId, minutes: 25 })).toEqual({
      trackTime: {
        timeEntry: {
          minutes: 25,
          task: { title: expect.any(String), project: { name: 'Harbour' } },
          user: { fullName: expect.any(String) },
        },
        userErrors: [],
      },
    });
    await owner.ask(TRACK, { taskId, minutes: 5 });
    expect((await owner.send(TRACK, { taskId, minutes: 0 })).data).toEqual({
      trackTime: { timeEntry: null, userErrors: [{ code: 'INVALID', field: ['minutes'] }] },
    });
    expect(await owner.ask(TASK, { id: taskId })).toEqual({
      task: { title: expect.any(String), trackedMinutes: 30 },
    });
  });

  test('finds nothing for an outsider, by any id', async () => {
    const taskId = await createTask(ours.owner.client, ours.projectId);
    await owner.ask(TRACK, { taskId, minutes: 25 });
    expect((await outsider.send(TRACK, { taskId, minutes: 1 })).data).toEqual({
      trackTime: { timeEntry: null, userErrors: [{ code: 'NOT_FOUND', field: ['taskId'] }] },
    });
    expect(await outsider.ask(TASK, { id: taskId })).toEqual({ task: null });
    expect(await outsider.ask(ENTRIES)).toEqual({
      timeEntries: { nodes: [], pageInfo: { hasNextPage: false } },
    });
    // Also with the header of the other organization.
    const intruder = outsider.in(ours.organizationId);
    for (const query of [ENTRIES, `{ task(id: "${taskId}") { title trackedMinutes } }`])
      expect(await intruder.codes(query)).toEqual(['NOT_FOUND']);
  });

  test('requires valid credentials', async () => {
    for (const caller of [nobody, nobody.with({ authorization: 'Bearer x.y.z' })])
      for (const query of [ENTRIES, `{ task(id: "${ours.taskId}") { title trackedMinutes } }`])
        expect(await caller.codes(query)).toEqual(['UNAUTHENTICATED']);
  });

  test('fails for a removed member at once', async () => {
    const member = await callers['removed member'](ours);
    for (const query of [ENTRIES, `{ task(id: "${ours.taskId}") { title trackedMinutes } }`])
      expect(await through(member).codes(query)).toEqual(['NOT_FOUND']);
  });

  test('accepts an API key', async () => {
    const { createApiKey } = await ours.owner.client.ask(
      'mutation { createApiKey(input: { name: "graph", role: MEMBER, scopes: [READ] }) { secret userErrors { code } } }',
    );
    const robot = nobody.with({ authorization: `Bearer ${createApiKey.secret}` });
    expect(await robot.ask(TASK, { id: ours.taskId })).toEqual({
      task: { title: 'Sweep the quay', trackedMinutes: 0 },
    });
  });
});

test('references of a subgraph to tasks of another tenant resolve to null', async () => {
  const representations = [ours, theirs].map(({ taskId }) => ({ __typename: 'Task', id: taskId }));
  const { _entities } = await ours.owner.client.ask(
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Task { title } } }',
    { representations },
  );
  expect(_entities).toEqual([{ title: 'Sweep the quay' }, null]);
});

test('a hundred references take as many statements as one', async () => {
  const sent = async (length: number) => {
    const representations: { __typename: string; id: string }[] = [];
    for (let made = 0; made < length; made++) {
      representations.push({ __typename: 'Task', id: await createTask(ours.owner.client, ours.projectId) });
    }
    const {
      statements,
      result: { _entities },
    } = await requestStatements(() =>
      ours.owner.client.ask(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) {
          ... on Task { title project { name } assignee { fullName } } } }`,
        { representations },
      ),
    );
    expect(_entities.filter(Boolean)).toHaveLength(length);
    return statements.filter((sql) => /from "(tasks|projects|users)"/.test(sql)).length;
  };
  const one = await sent(1);
  expect(one).toBeGreaterThan(0);
  expect(await sent(100)).toBe(one);
});

test('an idempotency key reaches Polity', async () => {
  const client = owner.with({ 'idempotency-key': 'through-the-graph' });
  const create = `mutation { createTask(input: { projectId: "${ours.projectId}", title: "Once" }) { task { id trackedMinutes } } }`;
  // The gateway's graph has fields that the tests' types do not know.
  const made = async () => (await client.ask(create)) as { createTask: { task: { id: string } } };
  const [first, second] = [await made(), await made()];
  expect(first.createTask.task.id).toBe(second.createTask.task.id);
});

import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createExplorerTools } from '../../src/development/explorer-tools.ts';
import { readExamples } from '../../src/development/examples.ts';
import { demoAccountsIn, demoPassword, hasAdministrator, seedDemo } from '../../src/development/seed/demo.ts';
import { publicSchema } from '../../src/graphql/type-definitions.ts';
import { Client } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';
import { connect, hear } from '../support/subscriber.ts';

const server = await startTestServer();
const { passwords, secrets, logger } = server.services;
const passwordHash = await passwords.hash(demoPassword);
await seedDemo(server.db, { passwordHash, secrets, logger, administrator: true });
const tools = createExplorerTools(server.services);
const visitor = { requestId: 'test', ipAddress: '127.0.0.1', host: 'localhost:4000' };

const groups = readExamples();
const all = groups.flatMap(({ examples }) => examples);
const operations = all.filter(({ text }) => !/^subscription /m.test(text));
const subscriptions = all.filter((example) => !operations.includes(example));

/** The example with its variables, and a client of the account that it is for. */
async function ready(name: string) {
  const { headers, example } = await tools.open(visitor, name);
  const { text, variables } = example!;
  const parsed = variables ? (JSON.parse(variables) as Record<string, unknown>) : undefined;
  return { text, variables: parsed, client: new Client(server.url, headers) };
}

test('the examples cover each area, have different names, a title, and fit the schema', () => {
  expect(groups.map(({ title, examples }) => [title, examples.length > 1])).toEqual(
    [
      'Accounts and sessions',
      'Organizations and members',
      'Projects, tasks and the board',
      'Comments and labels',
      'Notifications',
      'Plan, usage and billing',
      'API keys',
      'Webhooks',
      'Audit log',
      'Live changes',
      'Platform',
    ].map((title) => [title, true]),
  );
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  const schema = publicSchema();
  for (const { name, title, text } of all) {
    expect([name, title]).toEqual([name, expect.stringMatching(/^[A-Z].*\.$/)]);
    expect([name, validate(schema, parse(text))]).toEqual([name, []]);
  }
});

describe('on the demonstration data', () => {
  test('each query shows something', async () => {
    const empty = [];
    for (const { name } of operations.filter(({ text }) => /^query /m.test(text))) {
      const { text, variables, client } = await ready(name);
      const { data } = await client.send(text, variables);
      if (/"(nodes|buckets|groups|meters|lineItems)":\[\]/.test(JSON.stringify(data))) empty.push(name);
    }
    // Nobody has credits before the administrator of the platform grants some.
    expect(empty).toEqual(['Credits']);
  });

  test.each(operations.map(({ name }) => name))('%s succeeds', async (name) => {
    const { text, variables, client } = await ready(name);
    expect(JSON.stringify(variables ?? {})).not.toMatch(/\{\w+\}/);
    const { data, errors } = await client.send(text, variables);
    expect(errors).toBeUndefined();
    for (const [field, value] of Object.entries(data as object) as [
      string,
      { userErrors?: unknown[] } | null,
    ][]) {
      expect([field, value]).not.toEqual([field, null]);
      expect([field, value?.userErrors ?? []]).toEqual([field, []]);
    }
  });

  const causes: Record<string, string> = { TaskChanges: 'CreateTask', CommentChanges: 'CreateComment' };

  test.each(subscriptions.map(({ name }) => name))('%s hears of a change', async (name) => {
    const { text, client } = await ready(name);
    const cause = await ready(causes[name]!);
    const heard = hear(connect(client), text);
    await expect
      .poll(async () => {
        await client.send(cause.text, cause.variables);
        return heard.events[0];
      })
      .toMatchObject({ type: 'CREATED' });
    heard.stop();
  });
});

test('the page shows each example and opens it in both explorers; an unknown name opens the first query', async () => {
  const load = async (path: string) =>
    (await fetch(`${server.url}${path}`, { headers: { accept: 'text/html' } })).text();
  const page = await load('/examples');
  for (const { name } of all) {
    expect(page).toContain(`href="explorer?example=${name}"`);
    expect(page).toContain(`href="graphql?example=${name}"`);
  }
  const { text, variables } = (await tools.open(visitor, 'MoveTask')).example!;
  const explorer = await load('/explorer?example=MoveTask');
  expect(explorer).toContain(JSON.stringify(text));
  expect(explorer).toContain(JSON.stringify(variables));
  const sandbox = await load('/graphql?example=MoveTask');
  expect(sandbox).toContain(JSON.stringify(text));
  expect(sandbox).toContain(`"variables":${JSON.stringify(JSON.parse(variables))}`);
  for (const path of ['/explorer?example=Nothing', '/graphql?example=Nothing'])
    expect(await load(path)).toContain('query Board {');
});

test('only the owner and the administrator of the platform are signed in, and no other site is', async () => {
  const admin = new Client(server.url, await tools.signIn(visitor, 'platform@polity.test'));
  expect(await admin.ask('{ me { email } }')).toEqual({ me: { email: 'platform@polity.test' } });
  expect(await tools.signIn(visitor, 'member@acme.test')).toBeUndefined();
  expect(await tools.signIn({ ...visitor, host: 'evil.example' }, 'platform@polity.test')).toBeUndefined();
});

test.each<[string, Partial<typeof visitor>, { development?: boolean }]>([
  ['of another site', { host: 'evil.example' }, {}],
  ['in production', {}, { development: false }],
])('a visitor %s is not signed in, and learns no id of an organization', async (_which, who, settings) => {
  const config = { ...server.services.config, ...settings };
  const { open } = createExplorerTools({ ...server.services, config });
  for (const { name, variables } of all) {
    const { headers, example } = await open({ ...visitor, ...who }, name);
    expect([name, headers]).toEqual([name, undefined]);
    expect(JSON.parse(example!.variables || '{}')).toEqual(JSON.parse(variables ?? '{}'));
  }
});

test('a server that listens to other machines neither has nor signs in an administrator of the platform', async () => {
  const config = { ...server.services.config, host: '0.0.0.0' };
  const { signIn } = createExplorerTools({ ...server.services, config });
  expect(await signIn(visitor, 'platform@polity.test')).toBeUndefined();
  expect(await signIn(visitor, 'owner@acme.test')).toBeDefined();
  expect(demoAccountsIn(config).map(({ email }) => email)).not.toContain('platform@polity.test');
  expect(demoAccountsIn({ ...config, host: 'localhost' }).map(({ email }) => email)).toContain(
    'platform@polity.test',
  );
  expect(hasAdministrator({ development: false, host: 'localhost' })).toBe(false);
});

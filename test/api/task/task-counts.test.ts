import { expect, test } from 'vitest';
import { createTask } from '../../fixtures/work.ts';
import { requestStatements } from '../../support/count-statements.ts';
import { createTenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const ours = await createTenant(server.anonymous);
const theirs = await createTenant(server.anonymous);
const { client } = ours.owner;

const COUNTS = 'query ($id: ID!) { project(id: $id) { taskCounts { status count } } }';
const zero = [
  { status: 'TODO', count: 0 },
  { status: 'IN_PROGRESS', count: 0 },
  { status: 'DONE', count: 0 },
];

async function newProject(): Promise<string> {
  const { createProject } = await client.ask(
    'mutation { createProject(input: { name: "Pier" }) { project { id taskCounts { status count } } userErrors { code } } }',
  );
  expect(createProject.project.taskCounts).toEqual(zero);
  return createProject.project.id;
}

test('a project counts its tasks by status, without archived tasks', async () => {
  const id = await newProject();
  for (const status of ['TODO', 'TODO', 'DONE'] as const) await createTask(client, id, { status });
  const archived = await createTask(client, id);
  await client.ask('mutation ($id: ID!) { archiveTask(input: { id: $id }) { userErrors { code } } }', {
    id: archived,
  });
  expect((await client.ask(COUNTS, { id })).project.taskCounts).toEqual([
    { status: 'TODO', count: 2 },
    { status: 'IN_PROGRESS', count: 0 },
    { status: 'DONE', count: 1 },
  ]);
  expect(await theirs.owner.client.ask(COUNTS, { id })).toEqual({ project: null });
});

test('the counts of all projects of a page take one statement', async () => {
  await newProject();
  await newProject();
  const {
    statements,
    result: { projects },
  } = await requestStatements(() => client.ask('{ projects { nodes { taskCounts { status count } } } }'));
  expect(projects.nodes.length).toBeGreaterThan(2);
  expect(statements.filter((sql) => /from "tasks"/.test(sql))).toHaveLength(1);
});

test('usage has the number of webhook endpoints and the limit of the plan', async () => {
  const { organization } = await client.ask(
    '{ organization { usage { webhookEndpoints { used limit } } plan { limits { webhookEndpoints } } } }',
  );
  const { plan, usage } = organization;
  expect(usage.webhookEndpoints).toEqual({ used: 1, limit: plan.limits.webhookEndpoints });
});

import { beforeAll, expect, test } from 'vitest';
import { createComment, createProject, createTask } from '../fixtures/work.ts';
import { type Account, register } from '../support/client.ts';
import { markdown } from '../support/contract.ts';
import { watchTraffic } from '../support/count-round-trips.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const measure = watchTraffic(server.servingPool);

let ada: Account;
let project: string;
let task: string;
let comment: string;
let label: string;

beforeAll(async () => {
  ada = await register(server.anonymous);
  project = await createProject(ada.client);
  task = await createTask(ada.client, project);
  comment = await createComment(ada.client, task);
  const { labels } = await ada.client.ask('{ labels(first: 1) { nodes { id } } }');
  label = labels.nodes[0]!.id;
});

let written = 0;
/** Values that no earlier execution has written. */
const title = () => `title: "Written ${++written}"`;

const TASK = '{ task { id title version updatedAt } userErrors { code } }';
/** Each returns an operation that writes. */
const cases: Record<string, () => string> = {
  createTask: () => `createTask(input: { projectId: "${project}", ${title()} }) ${TASK}`,
  'createTask, with assignee and label': () =>
    `createTask(input: { projectId: "${project}", ${title()}, assigneeId: "${ada.userId}", labelIds: ["${label}"] }) ${TASK}`,
  'createTask, refused': () => `createTask(input: { projectId: "${task}", ${title()} }) ${TASK}`,
  'createTask, with an invalid title': () =>
    `createTask(input: { projectId: "${project}", title: "" }) ${TASK}`,
  'createTasks, 10': () =>
    `createTasks(input: { tasks: [${Array.from({ length: 10 }, () => `{ projectId: "${project}", ${title()} }`)}] })
      { tasks { id } userErrors { code } }`,
  'two createTask': () =>
    ['a', 'b']
      .map((alias) => `${alias}: createTask(input: { projectId: "${project}", ${title()} }) ${TASK}`)
      .join(' '),
  updateTask: () => `updateTask(input: { id: "${task}", ${title()} }) ${TASK}`,
  'updateTask, with its history': () =>
    `updateTask(input: { id: "${task}", ${title()} }) { task { history(first: 1) { nodes { id } } } userErrors { code } }`,
  'updateTask, with an outdated version': () =>
    `updateTask(input: { id: "${task}", expectedVersion: 1, ${title()} }) ${TASK}`,
  moveTask: () => `moveTask(input: { id: "${task}" }) ${TASK}`,
  createProject: () =>
    `createProject(input: { name: "P${++written}" }) { project { id } userErrors { code } }`,
  updateProject: () =>
    `updateProject(input: { id: "${project}", name: "P${++written}" }) { project { id } userErrors { code } }`,
  createComment: () =>
    `createComment(input: { taskId: "${task}", body: "C${++written}" }) { comment { id } userErrors { code } }`,
  updateComment: () =>
    `updateComment(input: { id: "${comment}", body: "C${++written}" }) { comment { id } userErrors { code } }`,
};

test('mutations send no more statements and packets than committed', async () => {
  const table: string[][] = [];
  const add = (name: string, { statements, roundTrips }: Awaited<ReturnType<typeof measure>>) =>
    table.push([name, String(statements.length), String(roundTrips)]);
  for (const [name, mutation] of Object.entries(cases)) {
    const send = () => ada.client.send(`mutation { ${mutation()} }`);
    await send();
    add(name, await measure(send));
  }
  let key = 0;
  const keyed = () =>
    ada.client.with({ 'idempotency-key': `key-${++key}` }).ask(`mutation { ${cases['createTask']!()} }`);
  await keyed();
  add('createTask, with an Idempotency-Key', await measure(keyed));
  const text = [
    '# How many statements and round trips a mutation takes',
    '',
    'All statements count, also `BEGIN`, savepoints and `COMMIT`. Written by `round-trips.test.ts`',
    '(`npx vitest run test/contract/round-trips.test.ts -u`).',
    '',
    ...markdown(['mutation', 'statements', 'round trips'], table),
    '',
  ];
  await expect(text.join('\n')).toMatchFileSnapshot('round-trips.md');
});

import { sql } from 'kysely';
import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { createTask } from '../fixtures/work.ts';
import { isTransient } from '../../src/database/failures.ts';
import { type Answer, register } from '../support/client.ts';
import { createTenant } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';

interface Line {
  level: number;
  msg: string;
  requestId?: string;
  err?: { message: string; stack: string };
}

const lines: Line[] = [];
const logger = pino({ level: 'info' }, { write: (line) => lines.push(JSON.parse(line)) });
const server = await startTestServer({ STATEMENT_TIMEOUT_MS: '2000' }, logger);
const { owner, projectId } = await createTenant(server.anonymous);
const [WARN, ERROR] = [40, 50];

beforeEach(() => {
  lines.length = 0;
});

const MASK = 'Something went wrong on our side. Quote the request id when you ask about it.';

/** Changes the database in a way that the API cannot, while `work` runs. */
async function broken<T>(change: string, undo: string, work: () => Promise<T>): Promise<T> {
  await sql.raw(change).execute(server.db);
  try {
    return await work();
  } finally {
    await sql.raw(undo).execute(server.db);
  }
}

const withoutTasks = <T>(work: () => Promise<T>) =>
  broken('alter table tasks rename to gone', 'alter table gone rename to tasks', work);

/** Expects a masked error with the request's id, and the cause with its place only in the log. */
function masked({ body, headers, status }: Answer, cause: RegExp, path: unknown[] | undefined): void {
  expect(status).toBe(200);
  const requestId = headers.get('x-request-id');
  expect(body.errors).toEqual([
    {
      message: MASK,
      ...(path && { path, locations: expect.any(Array) }),
      extensions: { code: 'INTERNAL_SERVER_ERROR', status: 500, requestId },
    },
  ]);
  expect(JSON.stringify(body)).not.toMatch(cause);
  const logged = lines.filter((line) => line.level === ERROR);
  expect(logged).toMatchObject([{ requestId, msg: 'unexpected error' }]);
  expect(logged[0]!.err!.message).toMatch(cause);
  expect(logged[0]!.err!.stack).toMatch(/\n {4}at /);
}

describe('an internal error', () => {
  test('in a query is masked, carries the request’s id, and is logged with its stack', async () => {
    const answer = await withoutTasks(() =>
      owner.client.with({ 'x-request-id': 'my-request' }).send('{ tasks { totalCount } }'),
    );
    expect(answer.headers.get('x-request-id')).toBe('my-request');
    masked(answer, /relation "tasks" does not exist/, undefined);
    expect(answer.data).toBeNull();
  });

  test('in a query fails the whole query with one error', async () => {
    const answer = await withoutTasks(() =>
      owner.client.send('{ projects { nodes { name tasks { totalCount } } } tasks { totalCount } }'),
    );
    masked(answer, /relation "tasks" does not exist/, undefined);
    expect(answer.data).toBeNull();
  });

  test('in one field of a mutation rolls back only this field', async () => {
    const answer = await withoutTasks(() =>
      owner.client.send(
        `mutation ($id: ID!) {
          a: createProject(input: { name: "before" }) { project { name } }
          b: createTask(input: { projectId: $id, title: "lost" }) { task { id } userErrors { code } }
          c: createProject(input: { name: "after" }) { project { name } } }`,
        { id: projectId },
      ),
    );
    masked(answer, /relation "tasks" does not exist/, ['b']);
    expect(answer.data).toEqual({
      a: { project: { name: 'before' } },
      b: null,
      c: { project: { name: 'after' } },
    });
    const { projects } = await owner.client.ask('{ projects(first: 2) { nodes { name } } }');
    expect(projects.nodes).toEqual([{ name: 'after' }, { name: 'before' }]);
  });

  test('of PostgreSQL reveals nothing about PostgreSQL', async () => {
    const answer = await broken(
      `alter table projects add constraint odd_names check (name <> 'odd')`,
      'alter table projects drop constraint odd_names',
      () => owner.client.send('mutation { createProject(input: { name: "odd" }) { userErrors { code } } }'),
    );
    masked(answer, /odd_names/, ['createProject']);
    expect(answer.data).toEqual({ createProject: null });
  });

  test('in the result of a resolver is masked too', async () => {
    const missing = await broken(
      `alter table plans alter name drop not null; update plans set name = null where code = 'PRO'`,
      `update plans set name = 'Pro' where code = 'PRO'; alter table plans alter name set not null`,
      () => server.anonymous.send('{ plans { name } }'),
    );
    masked(missing, /Cannot return null for non-nullable field Plan\.name/, ['plans', 1, 'name']);
    lines.length = 0;
    const odd = await broken(
      `alter table plan_version_features disable trigger user; alter table features drop constraint features_key_check;
       insert into features (key, kind, name) values ('NO KEY', 'BOOLEAN', 'Magic');
       insert into plan_version_features values ('FREE', 1, 'NO KEY', 'true')`,
      `delete from plan_version_features where feature = 'NO KEY'; delete from features where key = 'NO KEY';
       alter table plan_version_features enable trigger user`,
      () => server.anonymous.send('{ plans { features } }'),
    );
    masked(odd, /cannot represent value: "NO KEY"/, ['plans', 0, 'features', 1]);
  });

  test('does not affect later requests', async () => {
    await withoutTasks(() =>
      Promise.all(Array.from({ length: 40 }, () => owner.client.codes('{ tasks { totalCount } }'))),
    );
    expect((await owner.client.ask('{ tasks { totalCount } }')).tasks.totalCount).toBe(1);
    await expect.poll(() => server.servingPool.totalCount - server.servingPool.idleCount).toBe(0);
    expect(server.servingPool.waitingCount).toBe(0);
  });
});

describe('a database that does not respond in time', () => {
  test('causes SERVICE_UNAVAILABLE, a warning in the log, and writes nothing', async () => {
    const taskId = await createTask(owner.client, projectId);
    const title = '{ task { id } userErrors { code } }';
    const answer = await server.db.transaction().execute(async (db) => {
      await db.selectFrom('tasks').select('id').where('id', '=', taskId).forUpdate().execute();
      return owner.client.send(
        `mutation ($id: ID!) {
          updateTask(input: { id: $id, title: "late" }) ${title}
          createTask(input: { projectId: "${projectId}", title: "sibling" }) ${title} }`,
        { id: taskId },
      );
    });
    expect(answer.status).toBe(200);
    expect(answer.data).toMatchObject({ updateTask: null, createTask: { userErrors: [] } });
    expect(answer.errors).toMatchObject([
      { path: ['updateTask'], extensions: { code: 'SERVICE_UNAVAILABLE' } },
    ]);
    expect(JSON.stringify(answer.body)).not.toMatch(/statement timeout/);
    expect(lines.filter((line) => line.level >= WARN)).toMatchObject([
      {
        level: WARN,
        requestId: answer.headers.get('x-request-id'),
        err: { message: expect.stringMatching(/timeout/) },
      },
    ]);
    const { task } = await owner.client.ask('query ($id: ID!) { task(id: $id) { title } }', { id: taskId });
    expect(task.title).toBe('Sweep the quay');
  });

  test('is distinguished from an internal error with a similar message', () => {
    expect(isTransient(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))).toBe(
      true,
    );
    expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isTransient(new TypeError(`Cannot read properties of undefined (reading 'connection')`))).toBe(
      false,
    );
    expect(isTransient(new ReferenceError('reconnect is not defined'))).toBe(false);
    expect(isTransient('connect')).toBe(false);
  });
});

test('an error that the caller can correct is neither masked nor logged as an error', async () => {
  const { client } = await register(server.anonymous);
  lines.length = 0;
  expect(await server.anonymous.codes('{ tasks { totalCount } }')).toEqual(['UNAUTHENTICATED']);
  expect(await client.codes('{ tasks(first: 101) { totalCount } }')).toEqual(['BAD_USER_INPUT']);
  expect(await client.codes('{ task { id } }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(await client.codes('{')).toEqual(['GRAPHQL_PARSE_FAILED']);
  expect(await client.codes('query ($id: ID!) { task(id: $id) { id } }')).toEqual(['BAD_USER_INPUT']);
  const input = '{ projectId: "x", title: "" }';
  expect(await client.codes(`mutation { createTask(input: ${input}) { userErrors { code } } }`)).toEqual([
    'NOT_FOUND',
    'REQUIRED',
  ]);
  expect(lines.filter((line) => line.level >= WARN)).toEqual([]);
});

test('an error has its place and code, without details of the server', async () => {
  const { body } = await owner.client.send(
    '{ first: tasks(first: -1) { totalCount } second: tasks { totalCount } }',
  );
  expect(body).toEqual({
    data: { first: null, second: { totalCount: expect.any(Number) } },
    errors: [
      {
        message: '`first` and `last` are at least 0 and at most 100.',
        path: ['first'],
        locations: [{ line: 1, column: 3 }],
        extensions: { code: 'BAD_USER_INPUT', status: 400 },
      },
    ],
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Account, type Client, register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const createProject =
  'mutation { createProject(input: { name: "Sixth" }) { project { id } userErrors { code } } }';
const withKey = (client: Client, key: string = randomUUID()) => client.with({ 'idempotency-key': key });

/** FREE allows five projects. */
async function fillProjects({ client }: Account): Promise<string[]> {
  const { projects } = await client.ask('{ projects { nodes { id } } }');
  const ids = projects.nodes.map(({ id }) => id);
  while (ids.length < 5) ids.push((await client.ask(createProject)).createProject.project.id);
  return ids;
}

const deleteProject = ({ client }: Account, id: string) =>
  client.ask('mutation ($id: ID!) { deleteProject(input: { id: $id }) { deletedId userErrors { code } } }', {
    id,
  });

const recordsOf = async (key: string) => {
  const { rows } = await server.systemPool.query('select answer from idempotency_records where key = $1', [
    key,
  ]);
  return rows.map(({ answer }) => answer as string);
};

describe('a refusal', () => {
  test('that wrote nothing is not stored: a retry runs once the cause is gone', async () => {
    const owner = await register(server.anonymous);
    const ids = await fillProjects(owner);
    const key = randomUUID();
    const client = withKey(owner.client, key);
    expect(await client.codes(createProject)).toEqual(['PLAN_LIMIT_REACHED']);
    expect(await recordsOf(key)).toEqual([]);
    await deleteProject(owner, ids.pop()!);
    const { data, headers } = await client.send(createProject);
    expect(data?.createProject?.project?.id).toEqual(expect.any(String));
    expect(headers.get('idempotency-replayed')).toBeNull();
    const again = await client.send(createProject);
    expect([again.data, again.headers.get('idempotency-replayed')]).toEqual([data, 'true']);
  });

  test('is recognized even if the client does not select userErrors', async () => {
    const owner = await register(server.anonymous);
    const client = withKey(owner.client);
    const rename = 'mutation { updateOrganization(input: { name: " " }) { __typename } }';
    for (let turn = 0; turn < 2; turn++)
      expect((await client.send(rename)).headers.get('idempotency-replayed')).toBeNull();
  });

  test('beside a success is stored with it', async () => {
    const owner = await register(server.anonymous);
    const ids = await fillProjects(owner);
    const client = withKey(owner.client);
    const query = `mutation {
      updateOrganization(input: { name: "Mixed" }) { organization { name } userErrors { code } }
      createProject(input: { name: "Sixth" }) { project { id } userErrors { code } } }`;
    expect(await client.codes(query)).toEqual(['PLAN_LIMIT_REACHED']);
    await deleteProject(owner, ids.pop()!);
    const again = await client.send(query);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.data?.createProject?.userErrors).toEqual([{ code: 'PLAN_LIMIT_REACHED' }]);
  });

  test('lets one of several simultaneous retries run after the cause is gone', async () => {
    const owner = await register(server.anonymous);
    const ids = await fillProjects(owner);
    const client = withKey(owner.client);
    const refused = await Promise.all(Array.from({ length: 6 }, () => client.codes(createProject)));
    expect(new Set(refused.flat())).toEqual(new Set(['PLAN_LIMIT_REACHED']));
    await deleteProject(owner, ids.pop()!);
    await deleteProject(owner, ids.pop()!);
    const answers = await Promise.all(Array.from({ length: 6 }, () => client.send(createProject)));
    expect(new Set(answers.map(({ data }) => data?.createProject?.project?.id)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.has('idempotency-replayed'))).toHaveLength(5);
    const { projects } = await owner.client.ask('{ projects { totalCount } }');
    expect(projects.totalCount).toBe(4);
  });
});

describe('a response of more than 1 MB', () => {
  test('is returned once: a retry fails with CONFLICT and says that the operation succeeded', async () => {
    const owner = await register(server.anonymous);
    const key = randomUUID();
    const client = withKey(owner.client, key);
    const { createProject: made } = await owner.client.ask(createProject);
    const projectId = made.project.id;
    const query = `mutation ($tasks: [CreateTaskInput!]!) { createTasks(input: { tasks: $tasks }) {
      tasks { id description again: description } userErrors { code } } }`;
    const description = '\u00e9'.repeat(4_000);
    const tasks = Array.from({ length: 70 }, (_, index) => ({
      projectId,
      title: `Large ${index}`,
      description,
    }));
    const first = await client.send(query, { tasks });
    expect(first.data?.createTasks?.tasks).toHaveLength(70);
    const again = await client.send(query, { tasks });
    expect([again.status, again.data, again.headers.get('idempotency-replayed')]).toEqual([
      400,
      undefined,
      'true',
    ]);
    expect(again.errors?.[0]?.extensions).toEqual({
      code: 'CONFLICT',
      status: 409,
      reason: 'IDEMPOTENCY_NOT_REPLAYABLE',
    });
    const other = await client.send(query, { tasks: tasks.slice(1) });
    expect(other.errors?.[0]?.extensions['reason']).toBe('IDEMPOTENCY_MISMATCH');
    const count = await owner.client.ask(
      '{ tasks(filter: { title: { startsWith: "Large" } }) { totalCount } }',
    );
    expect(count.tasks.totalCount).toBe(70);
    expect((await recordsOf(key)).map((answer) => answer.length < 1000)).toEqual([true]);
  });
});

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createProject, createTask } from '../fixtures/work.ts';
import { type Account, register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const PROJECTS = '{ projects { totalCount nodes { name } } }';

const projectNames = async ({ client }: Account): Promise<string[]> =>
  (await client.ask(PROJECTS)).projects.nodes.map((each) => each.name);

/** Returns the names in the announced events of the organization's projects. */
async function announcedNames({ organizationId }: Account): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select happening -> 'data' -> 'project' ->> 'name' as name
    from graphile_worker._private_jobs j, jsonb_array_elements(j.payload::jsonb -> 'happenings') as happening
    where j.flags ? ${organizationId} and happening ->> 'type' = 'project.created' order by j.id`.execute(db);
  return rows.map(({ name }) => name);
}

/** Changes the database during one test. */
async function alter(there: string, andBack: string): Promise<void> {
  onTestFinished(async () => void (await sql.raw(andBack).execute(db)));
  await sql.raw(there).execute(db);
}

describe('a mutation', () => {
  test('that is refused writes nothing, while its siblings are committed', async () => {
    const ada = await register(anonymous);
    const projectId = await createProject(ada.client, { name: 'First' });
    const { data, errors } = await ada.client.send(
      `mutation ($id: ID!, $none: ID!) {
        createProject(input: { name: "Second" }) { project { name } userErrors { code } }
        bad: createTask(input: { projectId: $none, title: "Bad" }) { task { id } userErrors { code field } }
        good: createTask(input: { projectId: $id, title: "Good" }) { task { title } userErrors { code } }
      }`,
      { id: projectId, none: randomUUID() },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      createProject: { project: { name: 'Second' }, userErrors: [] },
      bad: { task: null, userErrors: [{ code: 'NOT_FOUND', field: ['projectId'] }] },
      good: { task: { title: 'Good' }, userErrors: [] },
    });
    expect(await projectNames(ada)).toEqual(['Second', 'First']);
    const { tasks } = await ada.client.ask('{ tasks { nodes { title } } }');
    expect(tasks.nodes).toEqual([{ title: 'Good' }]);
  });

  test('is rolled back when it is refused after it has written', async () => {
    const ada = await register(anonymous);
    const projectId = await createProject(ada.client);
    await createTask(ada.client, projectId, { title: 'Mine', assigneeId: ada.userId });
    const { data } = await ada.client.send(
      `mutation ($me: ID!) {
        removeMember(input: { userId: $me }) { userErrors { code } }
        createProject(input: { name: "Second" }) { project { name } userErrors { code } } }`,
      { me: ada.userId },
    );
    expect(data).toEqual({
      removeMember: { userErrors: [{ code: 'LAST_OWNER' }] },
      createProject: { project: { name: 'Second' }, userErrors: [] },
    });
    const { tasks } = await ada.client.ask('{ tasks { nodes { version assignee { id } } } }');
    expect(tasks.nodes).toEqual([{ version: 1, assignee: { id: ada.userId } }]);
  });

  test('with one field is rolled back when it is refused after it has written', async () => {
    const ada = await register(anonymous);
    const projectId = await createProject(ada.client);
    await createTask(ada.client, projectId, { title: 'Mine', assigneeId: ada.userId });
    const { data, errors } = await ada.client.send(
      'mutation ($me: ID!) { removeMember(input: { userId: $me }) { userErrors { code } } }',
      { me: ada.userId },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ removeMember: { userErrors: [{ code: 'LAST_OWNER' }] } });
    const { tasks } = await ada.client.ask('{ tasks { nodes { version assignee { id } } } }');
    expect(tasks.nodes).toEqual([{ version: 1, assignee: { id: ada.userId } }]);
  });

  test('with fields in a fragment commits those that succeed', async () => {
    const ada = await register(anonymous);
    const id = await createProject(ada.client);
    const other = randomUUID();
    const { data } = await ada.client.send(
      `mutation ($id: ID!, $none: ID!) { ...Both }
       fragment Both on Mutation {
         a: createTask(input: { projectId: $id, title: "A" }) { task { title } userErrors { code } }
         b: createTask(input: { projectId: $none, title: "B" }) { task { title } userErrors { code } } }`,
      { id, none: other },
    );
    expect(data).toMatchObject({
      a: { task: { title: 'A' } },
      b: { task: null, userErrors: [{ code: 'NOT_FOUND' }] },
    });
    expect((await ada.client.ask('{ tasks { nodes { title } } }')).tasks.nodes).toEqual([{ title: 'A' }]);
  });

  test('that fails with an internal error has a masked error, while its siblings are committed', async () => {
    const ada = await register(anonymous);
    const id = await createProject(ada.client, { name: 'Kept' });
    await alter('revoke insert on tasks from polity_serving', 'grant insert on tasks to polity_serving');
    const { data, errors, body } = await ada.client.with({ 'x-request-id': 'quote-this' }).send(
      `mutation ($id: ID!) {
        createTask(input: { projectId: $id, title: "T" }) { userErrors { code } }
        createProject(input: { name: "Sibling" }) { project { name } userErrors { code } } }`,
      { id },
    );
    expect(data).toMatchObject({ createTask: null, createProject: { project: { name: 'Sibling' } } });
    expect(errors).toMatchObject([
      { path: ['createTask'], extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'quote-this' } },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/permission|polity_serving|stack/);
    expect(await projectNames(ada)).toEqual(['Sibling', 'Kept']);
  });

  test('whose commit fails returns only that error and writes nothing', async () => {
    await alter(
      `create function refuse() returns trigger language plpgsql as $$ begin raise 'a secret reason'; end $$;
       create constraint trigger refuse after insert on projects deferrable initially deferred
         for each row when (new.name = 'Doomed') execute function refuse()`,
      'drop trigger refuse on projects; drop function refuse()',
    );
    const ada = await register(anonymous);
    const { status, body } = await ada.client.send(
      `mutation { a: createProject(input: { name: "Fine" }) { project { id } userErrors { code } }
        b: createProject(input: { name: "Doomed" }) { project { id } userErrors { code } } }`,
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      data: null,
      errors: [
        {
          message: expect.not.stringContaining('secret'),
          extensions: { code: 'INTERNAL_SERVER_ERROR', status: 500, requestId: expect.any(String) },
        },
      ],
    });
    expect(await projectNames(ada)).toEqual([]);
    await createProject(ada.client, { name: 'Again' });
  });

  test('announces the events of its fields that succeed, in their order, and no others', async () => {
    await alter(
      `create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
       create trigger refuse before insert on audit_events for each row
         when (new.after ->> 'name' = 'Doomed') execute function refuse()`,
      'drop trigger refuse on audit_events; drop function refuse()',
    );
    const ada = await register(anonymous);
    const { errors } = await ada.client.send(
      `mutation { a: createProject(input: { name: "First" }) { project { id } userErrors { code } }
        b: createProject(input: { name: "Doomed" }) { project { id } userErrors { code } }
        c: createProject(input: { name: "Second" }) { project { tasks { totalCount } } userErrors { code } } }`,
    );
    expect(errors).toMatchObject([{ path: ['b'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(await announcedNames(ada)).toEqual(['First', 'Second']);
    expect(await projectNames(ada)).toEqual(['Second', 'First']);
  });

  test('writes nothing if its events cannot be recorded, and keeps its connection', async () => {
    const ada = await register(anonymous);
    const id = await createProject(ada.client);
    const released: unknown[] = [];
    const note = (error: unknown) => released.push(error);
    server.servingPool.on('release', note);
    onTestFinished(() => void server.servingPool.off('release', note));
    const record = 'execute on function app.log_changes(text, jsonb, jsonb, uuid)';
    await alter(`revoke ${record} from polity_serving`, `grant ${record} to polity_serving`);
    const { body } = await ada.client.send(
      `mutation ($id: ID!) { createTask(input: { projectId: $id, title: "Silent" }) { task { id } userErrors { code } } }`,
      { id },
    );
    expect(body).toMatchObject({ data: null, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(JSON.stringify(body)).not.toMatch(/permission|log_changes/);
    const { tasks } = await ada.client.ask('{ tasks { totalCount } }');
    expect(tasks.totalCount).toBe(0);
    // With an error, it would be closed.
    expect(released.length).toBeGreaterThan(0);
    expect(released[0]).toBeUndefined();
  });

  test('whose payload cannot be read is rolled back with the whole operation', async () => {
    const ada = await register(anonymous);
    await alter('revoke select on tasks from polity_serving', 'grant select on tasks to polity_serving');
    const { body } = await ada.client.send(
      `mutation { a: createProject(input: { name: "A" }) { project { id } userErrors { code } }
        b: createProject(input: { name: "B" }) { project { tasks { nodes { id } } } userErrors { code } }
        c: createProject(input: { name: "C" }) { project { id } userErrors { code } } }`,
    );
    expect(body).toMatchObject({ data: null, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(await projectNames(ada)).toEqual([]);
  });
});

describe('a query', () => {
  test('runs in a read-only transaction, unlike a mutation', async () => {
    const ada = await register(anonymous);
    await createProject(ada.client, { name: 'P' });
    await alter(
      `create policy only_readers on projects as restrictive for select to polity_serving using (
         current_setting('transaction_read_only') = 'on'
         and current_setting('transaction_isolation') = 'repeatable read')`,
      'drop policy only_readers on projects',
    );
    expect(await projectNames(ada)).toEqual(['P']);
    const { updateOrganization } = await ada.client.ask(
      `mutation { updateOrganization(input: { name: "N" }) {
        organization { name projects { totalCount } } userErrors { code } } }`,
    );
    expect(updateOrganization.organization).toEqual({ name: 'N', projects: { totalCount: 0 } });
  });
});

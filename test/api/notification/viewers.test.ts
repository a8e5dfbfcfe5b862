import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { assignRole, createRole } from '../../fixtures/roles.ts';
import { addToTeam, createTeam } from '../../fixtures/teams.ts';
import { createComment, createProject, createTask } from '../../fixtures/work.ts';
import { type Account, join, register } from '../../support/client.ts';
import { settled } from '../../support/jobs.ts';
import { receiveMails } from '../../support/mail.ts';
import { notificationsOf } from '../../support/notifications.ts';
import { startTestServer } from '../../support/server.ts';

/* Limits of people and watches count only who sees the project. */

const server = await startTestServer();
const { db } = server;
await receiveMails(server);

const GIVE = `mutation ($input: AddProjectMemberInput!) { addProjectMember(input: $input) { userErrors { code } } }`;
const TAKE = `mutation ($input: RemoveProjectMemberInput!) {
  removeProjectMember(input: $input) { userErrors { code } } }`;
const WATCH = 'mutation ($id: ID!) { watchProject(input: { id: $id }) { userErrors { code } } }';

/** An organization of 500 people who do not see its private project, and one with a higher id who sees it. */
async function createCrowd() {
  const owner = await register(server.anonymous);
  await owner.client.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
  const { organizationId } = owner;
  const last = await join(owner, 'MEMBER', 'Last');
  const { rows } = await sql<{ id: string }>`
    with made as (
      insert into users (id, email, full_name, password_hash)
      select uuidv7('-1 day'), gen_random_uuid() || '@example.com', 'Blind', 'x' from generate_series(1, 500) returning id
    )
    insert into memberships (organization_id, user_id, role) select ${organizationId}, id, 'MEMBER' from made
    returning user_id as id`.execute(db);
  const projectId = await createProject(owner.client, { name: 'Hidden', visibility: 'PRIVATE' });
  await owner.client.ask(GIVE, { input: { projectId, userId: last.userId, level: 'VIEW' } });
  return { owner, last, projectId, blind: rows.map(({ id }) => id) };
}

const kindsOf = async (owner: Account, { client }: Account) => {
  await settled(db, owner.organizationId);
  const kinds = (await notificationsOf(client)).map(({ kind }) => kind);
  return kinds.filter((kind) => kind !== 'MEMBER_ADDED');
};

test('people of a team who do not see the task take nobody else a place, in mentions and in watches', async () => {
  const { owner, last, projectId, blind } = await createCrowd();
  const taskId = await createTask(owner.client, projectId);
  const teamId = await createTeam(owner.client, { handle: 'dock' });
  await addToTeam(owner.client, teamId, last.userId);
  await sql`insert into team_members (organization_id, team_id, user_id)
    select ${owner.organizationId}, ${teamId}::uuid, unnest(${blind}::uuid[])`.execute(db);
  await createComment(owner.client, taskId, { body: 'See @dock' });
  expect(await kindsOf(owner, last)).toEqual(['MENTIONED']);
  await owner.client.ask(
    'mutation ($input: WatchProjectInput!) { watchProject(input: $input) { userErrors { code } } }',
    { input: { id: projectId, teamId } },
  );
  await createTask(owner.client, projectId);
  expect(await kindsOf(owner, last)).toEqual(['TASK_CREATED', 'MENTIONED']);
});

test('what a member does not see any more, and who does not see it, count for no limit of watches', async () => {
  const { owner, last, projectId, blind } = await createCrowd();
  const { organizationId } = owner;
  await sql`insert into tasks (organization_id, project_id, title, position)
    select ${organizationId}, ${projectId}::uuid, 'A', 'a' || n from generate_series(1, 1000) n`.execute(db);
  await sql`insert into watches (organization_id, user_id, task_id)
    select organization_id, ${last.userId}::uuid, id from tasks where project_id = ${projectId}`.execute(db);
  await sql`insert into watches (organization_id, user_id, project_id)
    select ${organizationId}, unnest(${blind}::uuid[]), ${projectId}::uuid`.execute(db);
  const open = await createProject(owner.client, { name: 'Open' });
  expect(await last.client.codes(WATCH, { id: open })).toEqual(['LIMIT_REACHED']);
  await owner.client.ask(TAKE, { input: { projectId, userId: last.userId } });
  expect(await last.client.codes(WATCH, { id: open })).toEqual([]);
  expect(await owner.client.codes(WATCH, { id: projectId })).toEqual([]);
});

test('those who are notified are exactly those who see the project', async () => {
  const owner = await register(server.anonymous);
  await owner.client.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
  const { organizationId } = owner;
  const [member, manager, suspended] = [
    await join(owner, 'MEMBER'),
    await join(owner, 'MEMBER'),
    await join(owner, 'MEMBER'),
  ];
  await join(owner, 'ADMIN');
  const role = await createRole(owner, ['PROJECT_SEE', 'PROJECT_SEE_ALL', 'TASK_SEE'], {
    name: 'Auditor',
    basedOn: 'ADMIN',
  });
  await assignRole(owner, manager.userId, role);
  const projects = [
    await createProject(owner.client, { name: 'Open' }),
    await createProject(owner.client, { name: 'Hidden', visibility: 'PRIVATE' }),
    await createProject(owner.client, { name: 'Theirs', visibility: 'PRIVATE' }),
  ];
  for (const { userId } of [member, suspended])
    await owner.client.ask(GIVE, { input: { projectId: projects[2]!, userId, level: 'VIEW' } });
  await owner.client.ask(
    'mutation ($userId: ID!) { suspendMember(input: { userId: $userId, reason: "Away" }) { userErrors { code } } }',
    { userId: suspended.userId },
  );
  for (const membersSeeAllProjects of [true, false]) {
    await owner.client.ask(
      `mutation ($input: UpdateOrganizationSettingsInput!) {
        updateOrganizationSettings(input: $input) { userErrors { code } } }`,
      { input: { membersSeeAllProjects } },
    );
    const pairs = (seen: string) =>
      db.transaction().execute(async (trx) => {
        await sql`select set_config('app.organization_id', ${organizationId}, true)`.execute(trx);
        const { rows } = await sql.raw<{ pair: string }>(seen).execute(trx);
        return rows.map(({ pair }) => pair);
      });
    const found = await pairs(`select project_id || ' ' || user_id as pair from app.find_viewers(
      array(select id from projects where organization_id = app.organization_id()),
      array(select user_id from memberships where organization_id = app.organization_id())) order by 1`);
    const expected = await pairs(`select p.id || ' ' || m.user_id as pair from memberships m
      join projects p on p.organization_id = m.organization_id
      where m.organization_id = app.organization_id() and m.user_id <> '${suspended.userId}'
        and app.may_see_project(m.organization_id, p.id, m.user_id) order by 1`);
    expect(found).toEqual(expected);
    expect(found).toHaveLength(membersSeeAllProjects ? 11 : 10);
  }
});

import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createProjectOwner } from '../../fixtures/owner.ts';
import { addToTeam, createTeam, setTeamLead } from '../../fixtures/teams.ts';
import { createTask } from '../../fixtures/work.ts';
import { type Account, type Client, join } from '../../support/client.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { notificationsOf } from '../../support/notifications.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
await receiveMails(server);

/** Waits until all jobs of the organization are done. */
const settled = ({ organizationId }: Account) =>
  until(async () => {
    const { rows } = await sql`select from graphile_worker._private_jobs
      where payload ->> 'organizationId' = ${organizationId}`.execute(server.db);
    return rows.length === 0;
  });

type Thing = 'Project' | 'Task';

const set = (client: Client, verb: 'Watch' | 'Unwatch', thing: Thing, id: string, teamId: string) =>
  client.codes(
    `mutation ($input: ${verb}${thing}Input!) { ${verb.toLowerCase()}${thing}(input: $input) { userErrors { code } } }`,
    { input: { id, teamId } },
  );

/** Team `dock`, with Ann as its lead, and team `crane` below it, with Ben. */
async function createScene() {
  const owner = await createProjectOwner(anonymous);
  const [ann, ben] = [await join(owner, 'MEMBER', 'Ann'), await join(owner, 'MEMBER', 'Ben')];
  const dock = await createTeam(owner.client, { name: 'Dock', handle: 'dock' });
  const crane = await createTeam(owner.client, { name: 'Crane', handle: 'crane', parentId: dock });
  await addToTeam(owner.client, dock, ann.userId);
  await setTeamLead(owner.client, dock, ann.userId);
  await addToTeam(owner.client, crane, ben.userId);
  return { owner, ann, ben, dock, crane };
}

/** Creates a task, and returns how many new tasks each was told of. */
async function toldOf(owner: Account & { projectId: string }, ...of: Account[]) {
  await createTask(owner.client, owner.projectId);
  await settled(owner);
  return Promise.all(
    of.map(async ({ client }) => (await notificationsOf(client, { kind: { eq: 'TASK_CREATED' } })).length),
  );
}

describe('a team that watches a project', () => {
  test('is told of new tasks with the teams below it, whoever belongs to them then', async () => {
    const { owner, ann, ben, dock, crane } = await createScene();
    const late = await join(owner, 'MEMBER', 'Late');
    expect(await set(owner.client, 'Watch', 'Project', owner.projectId, dock)).toEqual([]);
    expect(await set(owner.client, 'Watch', 'Project', owner.projectId, dock)).toEqual([]);
    expect(await set(owner.client, 'Watch', 'Project', owner.projectId, crane)).toEqual([]);
    const { project } = await owner.client.ask(
      'query ($id: ID!) { project(id: $id) { viewerIsWatching watchingTeams { name } } }',
      { id: owner.projectId },
    );
    expect(project).toEqual({
      viewerIsWatching: false,
      watchingTeams: [{ name: 'Crane' }, { name: 'Dock' }],
    });
    expect(await toldOf(owner, ann, ben, late)).toEqual([1, 1, 0]);
    await addToTeam(owner.client, crane, late.userId);
    await owner.client.ask(
      'mutation ($input: RemoveTeamMemberInput!) { removeTeamMember(input: $input) { userErrors { code } } }',
      { input: { teamId: crane, userId: ben.userId } },
    );
    expect(await toldOf(owner, ann, ben, late)).toEqual([2, 1, 1]);
    expect(await set(owner.client, 'Unwatch', 'Project', owner.projectId, dock)).toEqual([]);
    expect(await set(owner.client, 'Unwatch', 'Project', owner.projectId, dock)).toEqual([]);
    expect(await toldOf(owner, ann, ben, late)).toEqual([2, 1, 2]);
  });

  test('was made to by an administrator or a lead, and ends with the team', async () => {
    const { owner, ann, ben, dock, crane } = await createScene();
    const { projectId } = owner;
    const taskId = await createTask(owner.client, projectId);
    for (const [thing, id] of [
      ['Project', projectId],
      ['Task', taskId],
    ] as const) {
      expect(await set(ben.client, 'Watch', thing, id, crane)).toEqual(['FORBIDDEN']);
      expect(await set(ann.client, 'Watch', thing, id, crane)).toEqual([]);
      expect(await set(ben.client, 'Unwatch', thing, id, crane)).toEqual(['FORBIDDEN']);
      expect(await set(ann.client, 'Watch', thing, id, dock)).toEqual([]);
      expect(await set(ann.client, 'Unwatch', thing, id, dock)).toEqual([]);
      // A team cannot watch what does not exist, nor can one that does not exist.
      expect(await set(ann.client, 'Watch', thing, dock, dock)).toEqual(['NOT_FOUND']);
      expect(await set(ann.client, 'Watch', thing, id, projectId)).toEqual(['NOT_FOUND']);
    }
    const other = await createScene();
    expect(await set(other.owner.client, 'Watch', 'Task', taskId, other.dock)).toEqual(['NOT_FOUND']);
    expect(await set(owner.client, 'Watch', 'Task', taskId, other.dock)).toEqual(['NOT_FOUND']);
    await owner.client.ask('mutation ($id: ID!) { deleteTeam(input: { id: $id }) { userErrors { code } } }', {
      id: crane,
    });
    const { task } = await owner.client.ask('query ($id: ID!) { task(id: $id) { watchingTeams { id } } }', {
      id: taskId,
    });
    expect(task).toEqual({ watchingTeams: [] });
  });

  test('is one of at most five, also when two begin at once', async () => {
    const { owner, dock, crane } = await createScene();
    const { organizationId: organization_id, projectId: project_id } = owner;
    for (const handle of ['a', 'b', 'c', 'd']) {
      const team_id = await createTeam(owner.client, { name: handle, handle });
      await db.insertInto('team_watches').values({ organization_id, team_id, project_id }).execute();
    }
    const codes = await Promise.all(
      [dock, crane].map((id) => set(owner.client, 'Watch', 'Project', project_id, id)),
    );
    expect(codes.toSorted()).toEqual([[], ['LIMIT_REACHED']]);
  });

  test('watches at most 1000 projects and tasks', async () => {
    const { owner, dock } = await createScene();
    const { organizationId: organization_id, projectId } = owner;
    const taskId = await createTask(owner.client, projectId);
    const projects = await db
      .insertInto('projects')
      .values(Array.from({ length: 1000 }, (_, index) => ({ organization_id, name: `P${index}` })))
      .returning('id')
      .execute();
    await db
      .insertInto('team_watches')
      .values(projects.map(({ id }) => ({ organization_id, team_id: dock, project_id: id })))
      .execute();
    expect(await set(owner.client, 'Watch', 'Task', taskId, dock)).toEqual(['LIMIT_REACHED']);
  });
});

test('no more than 500 members of the watching teams are told of one thing', async () => {
  const { owner, dock } = await createScene();
  const { organizationId: organization_id } = owner;
  const users = await db
    .insertInto('users')
    .values(
      Array.from({ length: 600 }, (_, index) => ({
        email: `${organization_id}-${index}@polity.test`,
        full_name: 'Crowd',
        password_hash: '*',
      })),
    )
    .returning('id')
    .execute();
  await db
    .insertInto('memberships')
    .values(users.map(({ id }) => ({ organization_id, user_id: id, role: 'MEMBER' })))
    .execute();
  await db
    .insertInto('team_members')
    .values(users.map(({ id }) => ({ organization_id, team_id: dock, user_id: id })))
    .execute();
  await set(owner.client, 'Watch', 'Project', owner.projectId, dock);
  await createTask(owner.client, owner.projectId);
  await settled(owner);
  const told = await db
    .selectFrom('notifications')
    .select('user_id')
    .where('organization_id', '=', organization_id)
    .where('kind', '=', 'TASK_CREATED')
    .execute();
  expect(told).toHaveLength(500);
});

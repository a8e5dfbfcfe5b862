import { randomBytes } from 'node:crypto';
import type { ProjectLevel } from '../../../src/generated/enums.ts';
import { addToTeam, createTeam } from '../../fixtures/teams.ts';
import { createComment, createProject, createTask } from '../../fixtures/work.ts';
import { declarations } from '../access.ts';
import { addFixtures, type Tenant, tenantTables } from '../contract.ts';
import type { TestServer } from '../server.ts';
import {
  type Character,
  createAccount,
  createGuest,
  createMember,
  createRobot,
  createSpecialist,
  few,
  type House,
  limited,
  many,
} from './cast.ts';
import type { Place } from './classes.ts';

/** A private project, all that hangs on it, and those for whom their place in it decides what they are answered. */
export interface PrivateProject {
  place: Place;
  cast: Character[];
}

const levels: ProjectLevel[] = ['VIEW', 'COMMENT', 'EDIT', 'MANAGE'];

/**
 * Makes a private project in the house, with a thing of everything that hangs on a project. A new caller is a new line in
 * `cast`, with a `level` if they see the project. The ids of `foreign` are foreign to them.
 */
export async function createPrivateProject(
  server: TestServer,
  house: House,
  foreign: House,
): Promise<PrivateProject> {
  const { owner, fellow, labelId, teamId } = house;
  const tag = `vault${randomBytes(6).toString('hex')}`;
  const projectId = await createProject(owner.client, {
    name: tag,
    description: tag,
    visibility: 'PRIVATE',
  });
  const give = async (userId: string, level: ProjectLevel): Promise<string> => {
    const { addProjectMember } = await owner.client.ask(
      `mutation ($input: AddProjectMemberInput!) {
        addProjectMember(input: $input) { projectMember { id } userErrors { code } } }`,
      { input: { projectId, userId, level } },
    );
    return addProjectMember.projectMember.id;
  };
  const take = (userId: string) =>
    owner.client.ask(
      `mutation ($input: RemoveProjectMemberInput!) { removeProjectMember(input: $input) { userErrors { code } } }`,
      { input: { projectId, userId } },
    );
  const projectMemberEntryId = await give(fellow.userId, 'COMMENT');
  const taskId = await createTask(owner.client, projectId, {
    title: tag,
    description: tag,
    assigneeId: fellow.userId,
    labelIds: [labelId],
  });
  const commentId = await createComment(owner.client, taskId, {
    body: tag,
    mentionedUserIds: [fellow.userId],
  });
  await owner.client.ask(
    `mutation ($projectId: ID!, $taskId: ID!, $teamId: ID!, $title: String!) {
      updateTask(input: { id: $taskId, title: $title }) { userErrors { code } }
      watchProject(input: { id: $projectId, teamId: $teamId }) { userErrors { code } }
      watchTask(input: { id: $taskId, teamId: $teamId }) { userErrors { code } } }`,
    { projectId, taskId, teamId, title: `${tag} gulls` },
  );
  // Whoever creates a private project belongs to it.
  await take(owner.userId);

  const projectTeamId = await createTeam(owner.client);
  const { addProjectTeam } = await owner.client.ask(
    `mutation ($input: AddProjectTeamInput!) {
      addProjectTeam(input: $input) { projectTeam { id } userErrors { code } } }`,
    { input: { projectId, teamId: projectTeamId, level: 'COMMENT' } },
  );

  const cast: Character[] = [];
  for (const level of levels) {
    const member = await createMember(house, 'MEMBER', `${level} member`);
    await give(member.account!.userId, level);
    cast.push({ ...member, level, notified: true });
  }
  const teammate = await createMember(house, 'MEMBER', 'team member');
  await addToTeam(owner.client, projectTeamId, teammate.account!.userId);
  cast.push({ ...teammate, level: 'COMMENT' });
  const former = await createMember(house, 'MEMBER', 'former member');
  await give(former.account!.userId, 'MANAGE');
  const reader = await createSpecialist(house, 'custom role, few, with EDIT', 'MEMBER', few);
  await give(reader.account!.userId, 'EDIT');
  const administers = many.filter((permission) => permission !== 'project.seeAll');
  const account = await createAccount(house);
  await give(account, 'EDIT');
  const memberAccount = await createAccount(house, 'MEMBER');
  await give(memberAccount, 'EDIT');
  const guest = await createGuest(house, 'guest');
  await give(guest.account!.userId, 'EDIT');
  // The team of the project is none of the guest's.
  const guestTeamId = await createTeam(owner.client);
  await addToTeam(owner.client, guestTeamId, guest.account!.userId, teammate.account!.userId);
  cast.push(
    { ...former, notified: true, readsAll: true },
    { ...reader, level: 'EDIT' },
    {
      ...(await createSpecialist(house, 'custom role, not all projects', 'ADMIN', administers)),
      readsAll: true,
    },
    {
      ...(await createRobot(house, 'service account, with EDIT', { ownerId: account, permissions: limited })),
      level: 'EDIT',
    },
    {
      ...(await createRobot(house, 'service account, key of the private project', {
        ownerId: memberAccount,
        role: 'MEMBER',
        projectId,
      })),
      level: 'EDIT',
    },
    {
      ...guest,
      level: 'EDIT',
      notified: true,
      taskId: await createTask(guest.client, projectId),
    },
  );
  await server.db
    .insertInto('notifications')
    .values(
      cast
        .filter(({ notified }) => notified)
        .map(({ account: person }) => ({
          organization_id: house.organizationId,
          user_id: person!.userId,
          kind: 'TASK_ASSIGNED',
          happening: 'A test',
          task_id: taskId,
          in_app: true,
          by_email: false,
        })),
    )
    .execute();
  await take(former.account!.userId);

  // So that the use of its key is not noted while it asks.
  await server.db.updateTable('api_keys').set({ last_used_at: '2999-01-01' }).execute();

  const inProjects = declarations.filter(({ isInProject }) => isInProject);
  const place: Place = {
    ...house,
    // What the open project has of these is not what those that hang on it here need.
    ...Object.fromEntries(
      inProjects.flatMap(({ fixtureNeeds = [] }) => fixtureNeeds.map((name) => [name, undefined])),
    ),
    around: house,
    projectId,
    taskId,
    commentId,
    projectMemberEntryId,
    projectTeamId,
    projectTeamEntryId: addProjectTeam.projectTeam.id,
    canaries: { organization: [], people: [], work: [] },
  };
  await addFixtures(place, inProjects);
  place.canaries.work.push(tag, ...(await idsIn(server, house, projectId)));
  const fellows = [
    fellow.userId,
    account,
    memberAccount,
    ...cast.filter(({ level }) => level).map((each) => each.account?.userId ?? ''),
  ];
  const seen = [
    ...place.canaries.work.filter((id) => id !== place.projectTeamEntryId),
    ...(await idsOfMembers(server, house, fellows)),
    house.canaries.people[0]!,
    guestTeamId,
    labelId,
  ];
  return {
    place,
    cast: cast.map((each) => ({
      ...each,
      own: house,
      foreign,
      ...(each.guestSees && { guestSees: new Set([...each.guestSees, ...seen]) }),
    })),
  };
}

/** Returns the ids and addresses of members, and the ids of their memberships and custom roles. */
async function idsOfMembers(
  { systemPool }: TestServer,
  { organizationId }: House,
  userIds: readonly string[],
): Promise<string[]> {
  const { rows } = await systemPool.query<Record<string, string | null>>(
    `select u.id, u.email, m.id as membership, m.role_id from memberships m join users u on u.id = m.user_id
    where m.organization_id = $1 and m.user_id::text = any($2)`,
    [organizationId, userIds],
  );
  return rows.flatMap((row) => Object.values(row).filter((each) => each !== null));
}

/** Columns that name a project, or what hangs on one. */
const columns = ['project_id', 'task_id', 'comment_id', 'target_id'];

/** Returns the ids of a project and of everything that names it, or names what does; none if it does not exist. */
export async function idsIn(
  { systemPool }: TestServer,
  { organizationId }: Tenant,
  projectId: string,
): Promise<string[]> {
  const { rows: tables } = await systemPool.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relname = any($1) and a.attname = any($2)
      and exists (select from pg_attribute i where i.attrelid = c.oid and i.attname = 'id')
    group by 1`,
    [await tenantTables(systemPool), columns],
  );
  const { rowCount } = await systemPool.query('select from projects where organization_id = $1 and id = $2', [
    organizationId,
    projectId,
  ]);
  const found = new Set(rowCount ? [projectId] : []);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const table of tables) {
      const { rows } = await systemPool.query<{ id: string }>(
        `select id from ${table.name} where organization_id = $1
          and (${table.columns.map((column) => `${column}::text = any($2)`).join(' or ')})`,
        [organizationId, [...found]],
      );
      for (const { id } of rows) found.add(id);
    }
  }
  return [...found];
}

import type { ProjectLevel } from '../../../src/generated/enums.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { addToTeam, createTeam } from '../../fixtures/teams.ts';
import { createComment, createProject, createTask } from '../../fixtures/work.ts';
import { type Account, type Client, join } from '../../support/client.ts';

export const WRITES = {
  add: `mutation ($input: AddProjectTeamInput!) {
    addProjectTeam(input: $input) { projectTeam { id level version } userErrors { code field } } }`,
  change: `mutation ($input: UpdateProjectTeamInput!) {
    updateProjectTeam(input: $input) { projectTeam { level version } userErrors { code field } } }`,
  remove: `mutation ($input: RemoveProjectTeamInput!) {
    removeProjectTeam(input: $input) { deletedId userErrors { code field } } }`,
  addMember: `mutation ($input: AddProjectMemberInput!) {
    addProjectMember(input: $input) { projectMember { level } userErrors { code field } } }`,
  removeMember: `mutation ($input: RemoveProjectMemberInput!) {
    removeProjectMember(input: $input) { userErrors { code field } } }`,
  join: 'mutation ($input: AddTeamMemberInput!) { addTeamMember(input: $input) { userErrors { code field } } }',
  leave: `mutation ($input: RemoveTeamMemberInput!) {
    removeTeamMember(input: $input) { userErrors { code field } } }`,
  move: 'mutation ($input: UpdateTeamInput!) { updateTeam(input: $input) { userErrors { code field } } }',
};

/** A private project of its owner's, and a tree of three teams with one member each. */
export async function createScene(anonymous: Client) {
  const owner = await createOwner(anonymous, 'PRO');
  const [top, middle, bottom, stranger] = [
    await join(owner, 'MEMBER', 'Tom Top'),
    await join(owner, 'MEMBER', 'Mia Middle'),
    await join(owner, 'MEMBER', 'Bea Bottom'),
    await join(owner, 'MEMBER', 'Stan Stranger'),
  ];
  const open = await createProject(owner.client, { name: 'Open' });
  const projectId = await createProject(owner.client, { name: 'Hidden', visibility: 'PRIVATE' });
  const taskId = await createTask(owner.client, projectId, { title: 'Secret quay' });
  const commentId = await createComment(owner.client, taskId);
  const topTeam = await createTeam(owner.client);
  const middleTeam = await createTeam(owner.client, { parentId: topTeam });
  const bottomTeam = await createTeam(owner.client, { parentId: middleTeam });
  await addToTeam(owner.client, topTeam, top.userId);
  await addToTeam(owner.client, middleTeam, middle.userId);
  await addToTeam(owner.client, bottomTeam, bottom.userId);
  const give = (teamId: string, level: ProjectLevel, project = projectId) =>
    owner.client.ask(WRITES.add, { input: { projectId: project, teamId, level } });
  const take = (teamId: string) => owner.client.ask(WRITES.remove, { input: { projectId, teamId } });
  return {
    owner,
    top,
    middle,
    bottom,
    stranger,
    open,
    projectId,
    taskId,
    commentId,
    topTeam,
    middleTeam,
    bottomTeam,
    give,
    take,
  };
}

/** The viewer's level in the project; undefined if they do not see it. */
export async function levelOf(
  { client }: Pick<Account, 'client'>,
  id: string,
): Promise<ProjectLevel | undefined> {
  const { project, node, tasks } = await client.ask(
    `query ($id: ID!) { project(id: $id) { viewerLevel } node(id: $id) { id }
      tasks(filter: { projectId: { eq: $id } }) { totalCount } }`,
    { id },
  );
  if (Boolean(project) !== Boolean(node)) throw new Error('Two paths disagree.');
  if (!project && tasks!.totalCount > 0) throw new Error('Tasks of a hidden project.');
  return project?.viewerLevel;
}

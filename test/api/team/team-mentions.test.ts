import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createProjectOwner } from '../../fixtures/owner.ts';
import { addToTeam, createTeam } from '../../fixtures/teams.ts';
import { createComment, createTask } from '../../fixtures/work.ts';
import { type Account, join } from '../../support/client.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { notificationsOf } from '../../support/notifications.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous } = server;
await receiveMails(server);

/** Waits until all jobs of the organization are done. */
const settled = ({ organizationId }: Account) =>
  until(async () => {
    const { rows } = await sql`select from graphile_worker._private_jobs
      where payload ->> 'organizationId' = ${organizationId}`.execute(server.db);
    return rows.length === 0;
  });

/** Team `dock`, with Ann, and team `crane` below it, with Ben and Ann. */
async function createScene() {
  const owner = await createProjectOwner(anonymous);
  const [ann, ben] = [await join(owner, 'MEMBER', 'Ann'), await join(owner, 'MEMBER', 'Ben')];
  const dock = await createTeam(owner.client, { name: 'Dock', handle: 'dock' });
  const crane = await createTeam(owner.client, { name: 'Crane', handle: 'crane', parentId: dock });
  await addToTeam(owner.client, dock, ann.userId);
  await addToTeam(owner.client, crane, ben.userId, ann.userId);
  const taskId = await createTask(owner.client, owner.projectId);
  return { owner, ann, ben, dock, crane, taskId };
}

const COMMENT = `mutation ($input: CreateCommentInput!) { createComment(input: $input) {
  comment { id mentionedTeams { handle } } userErrors { code } } }`;
const EDIT = `mutation ($id: ID!, $body: String!) { updateComment(input: { id: $id, body: $body }) {
  comment { mentionedTeams { handle } } userErrors { code } } }`;

/** How many mentions each was told of, once everything is announced. */
async function mentionsOf(owner: Account, ...of: Account[]) {
  await settled(owner);
  return Promise.all(
    of.map(async ({ client }) => (await notificationsOf(client, { kind: { eq: 'MENTIONED' } })).length),
  );
}

test('a comment that names a team notifies its members and those below it, once each, but not its author', async () => {
  const { owner, ann, ben, dock, taskId } = await createScene();
  await addToTeam(owner.client, dock, owner.userId);
  const { createComment: made } = await owner.client.ask(COMMENT, {
    input: { taskId, body: 'See @dock, @crane and @nobody', mentionedUserIds: [ann.userId] },
  });
  expect(made!.comment!.mentionedTeams).toEqual([{ handle: 'dock' }, { handle: 'crane' }]);
  expect(await mentionsOf(owner, ann, ben, owner)).toEqual([1, 1, 0]);
  // Editing it tells only those who are new.
  await owner.client.ask(EDIT, { id: made!.comment!.id, body: 'See @dock!' });
  expect(await mentionsOf(owner, ann, ben)).toEqual([1, 1]);
});

test('an edited comment notifies the teams that it names now', async () => {
  const { owner, ann, ben, taskId } = await createScene();
  const id = await createComment(owner.client, taskId);
  expect(await mentionsOf(owner, ann, ben)).toEqual([0, 0]);
  await owner.client.ask(EDIT, { id, body: 'For @CRANE' });
  expect(await mentionsOf(owner, ann, ben)).toEqual([1, 1]);
});

test('a handle names no team of another organization', async () => {
  const scene = await createScene();
  const other = await createScene();
  const { createComment: made } = await other.owner.client.ask(COMMENT, {
    input: { taskId: other.taskId, body: '@dock' },
  });
  expect(made!.comment!.mentionedTeams).toEqual([{ handle: 'dock' }]);
  expect(await mentionsOf(other.owner, other.ann)).toEqual([1]);
  expect(await mentionsOf(scene.owner, scene.ann, scene.ben)).toEqual([0, 0]);
});

test('who leaves the team or the organization is not told any more', async () => {
  const { owner, ann, ben, crane, taskId } = await createScene();
  await owner.client.ask(
    'mutation ($input: RemoveTeamMemberInput!) { removeTeamMember(input: $input) { userErrors { code } } }',
    { input: { teamId: crane, userId: ben.userId } },
  );
  await ann.client.ask('mutation { leaveOrganization { userErrors { code } } }');
  await owner.client.ask(COMMENT, { input: { taskId, body: '@crane' } });
  expect(await mentionsOf(owner, ben)).toEqual([0]);
});

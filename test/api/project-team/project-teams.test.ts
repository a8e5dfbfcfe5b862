import { describe, expect, test } from 'vitest';
import { createTeam } from '../../fixtures/teams.ts';
import { createComment, createProject, createTask } from '../../fixtures/work.ts';
import { join } from '../../support/client.ts';
import { settled } from '../../support/jobs.ts';
import { notificationsOf } from '../../support/notifications.ts';
import { startTestServer } from '../../support/server.ts';
import { commentEvents, connect, listen, taskEvents } from '../../support/subscriber.ts';
import { startWebhookWorker } from '../../support/webhooks.ts';
import { createScene, levelOf, WRITES } from './scene.ts';

const server = await startTestServer();
await startWebhookWorker(server);
const { anonymous, db } = server;
const NOBODY = '01900000-0000-7000-8000-000000000000';

const teamsOf = `query ($id: ID!) { project(id: $id) { teams {
  totalCount nodes { level version team { id } project { id } } } } }`;

test('the members of a team and of those below it have its level; a member has the highest', async () => {
  const { owner, top, middle, bottom, stranger, projectId, topTeam, middleTeam, bottomTeam, give } =
    await createScene(anonymous);
  const levels = async () =>
    Promise.all([top, middle, bottom, stranger].map((account) => levelOf(account, projectId)));
  expect(await levels()).toEqual([undefined, undefined, undefined, undefined]);
  await give(middleTeam, 'COMMENT');
  expect(await levels()).toEqual([undefined, 'COMMENT', 'COMMENT', undefined]);
  await give(topTeam, 'VIEW');
  expect(await levels()).toEqual(['VIEW', 'COMMENT', 'COMMENT', undefined]);
  await give(bottomTeam, 'EDIT');
  expect(await levels()).toEqual(['VIEW', 'COMMENT', 'EDIT', undefined]);
  await owner.client.ask(WRITES.addMember, {
    input: { projectId, userId: middle.userId, level: 'MANAGE' },
  });
  expect(await levels()).toEqual(['VIEW', 'MANAGE', 'EDIT', undefined]);
  expect((await middle.client.ask(teamsOf, { id: projectId })).project!.teams).toEqual({
    totalCount: 3,
    nodes: [
      [middleTeam, 'COMMENT'],
      [topTeam, 'VIEW'],
      [bottomTeam, 'EDIT'],
    ].map(([id, level]) => ({ level, version: 1, team: { id }, project: { id: projectId } })),
  });
});

test('a team shows only those of its projects that the viewer sees', async () => {
  const { top, middle, open, projectId, middleTeam, give } = await createScene(anonymous);
  await give(middleTeam, 'VIEW');
  await give(middleTeam, 'VIEW', open);
  const shown = async ({ client }: typeof top) =>
    (
      await client.ask(
        'query ($id: ID!) { team(id: $id) { projects { totalCount nodes { project { id } } } } }',
        {
          id: middleTeam,
        },
      )
    ).team!.projects;
  expect(await shown(top)).toEqual({ totalCount: 1, nodes: [{ project: { id: open } }] });
  expect(await shown(middle)).toEqual({
    totalCount: 2,
    nodes: [projectId, open].map((id) => ({ project: { id } })),
  });
});

describe('access ends', () => {
  test.each(['removeTeamMember', 'removeProjectTeam', 'deleteTeam', 'updateTeam'])(
    'with %s, at the next request, also for kept and stored responses',
    async (ending) => {
      const { owner, bottom, projectId, middleTeam, bottomTeam, give, take } = await createScene(anonymous);
      await give(ending === 'updateTeam' ? middleTeam : bottomTeam, 'EDIT');
      const seen = async () =>
        (await bottom.client.ask('query ($id: ID!) { project(id: $id) { id name } }', { id: projectId }))
          .project;
      for (let round = 0; round < 3; round++) expect(await seen()).toMatchObject({ id: projectId });
      const create = () =>
        bottom.client
          .with({ 'idempotency-key': 'once' })
          .codes(
            'mutation ($id: ID!) { createTask(input: { projectId: $id, title: "A" }) { task { id } userErrors { code } } }',
            { id: projectId },
          );
      expect([await create(), await create()]).toEqual([[], []]);
      if (ending === 'removeTeamMember')
        await owner.client.ask(WRITES.leave, { input: { teamId: bottomTeam, userId: bottom.userId } });
      else if (ending === 'removeProjectTeam') await take(bottomTeam);
      else if (ending === 'deleteTeam')
        await owner.client.ask(
          'mutation ($id: ID!) { deleteTeam(input: { id: $id }) { userErrors { code } } }',
          { id: bottomTeam },
        );
      else await owner.client.ask(WRITES.move, { input: { id: bottomTeam, parentId: null } });
      for (let round = 0; round < 3; round++) expect(await seen()).toBeNull();
      expect(await create()).toEqual(['NOT_FOUND']);
    },
  );

  test('for subscriptions at the next event, and for notifications', async () => {
    const { owner, bottom, top, open, projectId, taskId, middleTeam, bottomTeam, give } =
      await createScene(anonymous);
    await give(middleTeam, 'EDIT');
    const hear = async (account: typeof top) => {
      const socket = connect(account.client);
      return {
        tasks: await listen(server, socket, taskEvents),
        comments: await listen(server, socket, commentEvents),
      };
    };
    const [theirs, others] = [await hear(bottom), await hear(top)];
    await bottom.client.ask(
      'mutation ($id: ID!) { watchProject(input: { id: $id }) { userErrors { code } } }',
      { id: projectId },
    );
    await owner.client.ask(
      'mutation ($id: ID!, $user: ID!) { updateTask(input: { id: $id, assigneeId: $user }) { userErrors { code } } }',
      { id: taskId, user: bottom.userId },
    );
    await createComment(owner.client, taskId, { mentionedUserIds: [bottom.userId] });
    await theirs.tasks.first(1);
    await theirs.comments.first(1);
    const kinds = async () => {
      await settled(server.db, owner.organizationId);
      const found = (await notificationsOf(bottom.client)).map(({ kind }) => kind);
      return found.filter((kind) => kind !== 'MEMBER_ADDED').toSorted();
    };
    expect(await kinds()).toEqual(['MENTIONED', 'TASK_ASSIGNED']);
    await owner.client.ask(WRITES.leave, { input: { teamId: bottomTeam, userId: bottom.userId } });
    expect(await kinds()).toEqual([]);
    await createTask(owner.client, projectId);
    await createComment(owner.client, taskId, { mentionedUserIds: [bottom.userId] });
    const last = await createTask(owner.client, open);
    await createComment(owner.client, last);
    await others.tasks.first(1);
    await theirs.tasks.first(2);
    await theirs.comments.first(2);
    expect(theirs.tasks.events).toMatchObject([{ taskId }, { taskId: last }]);
    expect(others.tasks.events).toMatchObject([{ taskId: last }]);
    expect(await kinds()).toEqual([]);
  });
});

test('a mention of the team reaches those who see the task by it', async () => {
  const { owner, middle, bottom, taskId, topTeam, middleTeam, give } = await createScene(anonymous);
  await give(middleTeam, 'VIEW');
  const { team } = await owner.client.ask('query ($id: ID!) { team(id: $id) { handle } }', { id: topTeam });
  await createComment(owner.client, taskId, { body: `See this, @${team!.handle}` });
  await settled(server.db, owner.organizationId);
  for (const account of [middle, bottom])
    expect((await notificationsOf(account.client)).map(({ kind }) => kind)).toContain('MENTIONED');
});

test('entries change by their version, and each is recorded', async () => {
  const { owner, stranger, middle, projectId, topTeam, middleTeam, give } = await createScene(anonymous);
  const input = { projectId, teamId: topTeam };
  await give(topTeam, 'VIEW');
  const { client } = owner;
  expect(await client.payload(WRITES.add, { input: { ...input, level: 'EDIT' } })).toMatchObject({
    userErrors: [{ code: 'TAKEN', field: ['teamId'] }],
  });
  expect(
    await client.payload(WRITES.add, { input: { ...input, teamId: NOBODY, level: 'EDIT' } }),
  ).toMatchObject({
    userErrors: [{ code: 'NOT_FOUND', field: ['teamId'] }],
  });
  expect(
    await client.payload(WRITES.change, { input: { ...input, level: 'EDIT', expectedVersion: 7 } }),
  ).toMatchObject({ userErrors: [{ code: 'STALE_VERSION', field: ['expectedVersion'] }] });
  expect(await client.payload(WRITES.change, { input: { ...input, level: 'EDIT' } })).toMatchObject({
    projectTeam: { level: 'EDIT', version: 2 },
  });
  expect(await client.payload(WRITES.change, { input: { ...input, level: 'EDIT' } })).toMatchObject({
    projectTeam: { level: 'EDIT', version: 2 },
  });
  expect(await client.codes(WRITES.remove, { input: { ...input, teamId: middleTeam } })).toEqual([
    'NOT_FOUND',
  ]);
  // Neither who does not see the project, nor who may only edit in it, changes its teams; they answer alike.
  for (const mutation of [WRITES.change, WRITES.remove]) {
    const level = mutation === WRITES.change ? { level: 'VIEW' } : {};
    expect(await stranger.client.codes(mutation, { input: { ...input, ...level } })).toEqual(
      await stranger.client.codes(mutation, { input: { ...input, projectId: NOBODY, ...level } }),
    );
    expect(await middle.client.codes(mutation, { input: { ...input, ...level } })).toEqual(['FORBIDDEN']);
  }
  expect(await client.codes(WRITES.remove, { input: { ...input, expectedVersion: 2 } })).toEqual([]);
  const { auditEvents } = await client.ask(
    'query ($id: ID!) { auditEvents(filter: { targetId: { eq: $id } }) { nodes { action before after } } }',
    { id: projectId },
  );
  expect(auditEvents!.nodes.slice(0, 3)).toEqual([
    { action: 'project.team_removed', before: { teamId: topTeam, level: 'EDIT' }, after: null },
    { action: 'project.team_updated', before: { level: 'VIEW' }, after: { level: 'EDIT' } },
    { action: 'project.team_added', before: null, after: { teamId: topTeam, level: 'VIEW' } },
  ]);
});

test('at most 50 teams belong to a project, also when two are added at once', async () => {
  const { owner, projectId, topTeam, middleTeam } = await createScene(anonymous);
  const { organizationId: organization_id } = owner;
  const teams = await db
    .insertInto('teams')
    .values(
      Array.from({ length: 49 }, (_, index) => ({ organization_id, name: `T${index}`, handle: `t${index}` })),
    )
    .returning('id')
    .execute();
  await db
    .insertInto('project_teams')
    .values(teams.map(({ id }) => ({ organization_id, project_id: projectId, team_id: id, level: 'VIEW' })))
    .execute();
  const codes = await Promise.all(
    [topTeam, middleTeam].map((teamId) =>
      owner.client.codes(WRITES.add, { input: { projectId, teamId, level: 'VIEW' } }),
    ),
  );
  expect(codes.toSorted()).toEqual([[], ['LIMIT_REACHED']]);
});

test('a member who manages the project by a team changes its teams and members, up to their own', async () => {
  const { top, stranger, projectId, topTeam, give } = await createScene(anonymous);
  await give(topTeam, 'MANAGE');
  const { client } = top;
  expect(
    await client.codes(WRITES.addMember, { input: { projectId, userId: stranger.userId, level: 'VIEW' } }),
  ).toEqual([]);
  expect(await levelOf(stranger, projectId)).toBe('VIEW');
  expect(await client.codes(WRITES.change, { input: { projectId, teamId: topTeam, level: 'VIEW' } })).toEqual(
    [],
  );
  expect(await levelOf(top, projectId)).toBe('VIEW');
  expect(
    await client.codes(WRITES.change, { input: { projectId, teamId: topTeam, level: 'MANAGE' } }),
  ).toEqual(['FORBIDDEN']);
});

test('while members do not see all projects, they see those of their teams, too', async () => {
  const { owner, bottom, open, bottomTeam, give } = await createScene(anonymous);
  await owner.client.ask(
    `mutation { updateOrganizationSettings(input: { membersSeeAllProjects: false }) {
      organization { id } userErrors { code } } }`,
  );
  expect(await levelOf(bottom, open)).toBeUndefined();
  await give(bottomTeam, 'COMMENT', open);
  expect(await levelOf(bottom, open)).toBe('COMMENT');
  const later = await join(owner, 'MEMBER');
  expect(await levelOf(later, open)).toBeUndefined();
  const own = await createProject(owner.client, { name: 'Another' });
  const team = await createTeam(owner.client);
  await give(team, 'VIEW', own);
  await owner.client.ask(WRITES.join, { input: { teamId: team, userId: later.userId } });
  expect(await levelOf(later, own)).toBe('VIEW');
});

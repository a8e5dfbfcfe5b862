import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { placeOf } from '../../../src/modules/webhook/audible.ts';
import { assignRole, createRole } from '../../fixtures/roles.ts';
import { createComment, createProject, createTask } from '../../fixtures/work.ts';
import { type Account, join, register } from '../../support/client.ts';
import { settled } from '../../support/jobs.ts';
import { startReceiver } from '../../support/receiver.ts';
import { startTestServer } from '../../support/server.ts';
import { createEndpoint, deliveries, newPath, startWebhookWorker, update } from '../../support/webhooks.ts';

/* Endpoints that name projects, and what others of them hear of private ones. */

const server = await startTestServer();
await startWebhookWorker(server);
const receiver = await startReceiver();

const CREATE = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) {
  webhookEndpoint { id } userErrors { code field } } }`;
const UPDATE = `mutation ($input: UpdateWebhookEndpointInput!) { updateWebhookEndpoint(input: $input) {
  webhookEndpoint { isLimitedToProjects projectIds unconfirmedProjectIds } userErrors { code field } } }`;
const GIVE = `mutation ($input: AddProjectMemberInput!) { addProjectMember(input: $input) { userErrors { code } } }`;
const CHANGE = `mutation ($input: UpdateProjectMemberInput!) {
  updateProjectMember(input: $input) { userErrors { code } } }`;
const SHOW = `mutation ($id: ID!, $visibility: ProjectVisibility!) {
  updateProject(input: { id: $id, visibility: $visibility }) { userErrors { code } } }`;
const REPLAY = 'mutation ($id: ID!) { replayWebhookDelivery(input: { id: $id }) { userErrors { code } } }';

const url = () => receiver.origin + newPath();

/** An organization with a private project, and a member with a role for webhooks who manages it and sees no other. */
async function createScene() {
  const owner = await register(server.anonymous);
  await owner.client.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
  const [manager, other] = [await join(owner, 'MEMBER'), await join(owner, 'MEMBER')];
  const { roles } = await owner.client.ask('{ roles { nodes { id permissions } } }');
  const asMember = roles!.nodes.find(({ id }) => id === 'MEMBER')!.permissions;
  const role = await createRole(owner, [...asMember, 'WEBHOOK_SEE', 'WEBHOOK_MANAGE', 'AUDIT_SEE'], {
    name: 'Webhooks',
    basedOn: 'ADMIN',
  });
  for (const { userId } of [manager, other]) await assignRole(owner, userId, role);
  const open = await createProject(owner.client, { name: 'Open' });
  const projectId = await createProject(owner.client, { name: 'Hidden', visibility: 'PRIVATE' });
  await owner.client.ask(GIVE, { input: { projectId, userId: manager.userId, level: 'MANAGE' } });
  await settled(server.db, owner.organizationId);
  return { owner, manager, other, open, projectId };
}

/** The event types that an endpoint heard, sorted, once all is announced. */
async function heardBy(owner: Account, id: string) {
  await settled(server.db, owner.organizationId, 'announce');
  const found = await deliveries(owner, { endpointId: { eq: id } });
  return found.map(({ eventType }) => eventType).toSorted();
}

test('an endpoint that names projects hears of these alone, private ones included, and of nothing outside projects', async () => {
  const { owner, manager, open, projectId } = await createScene();
  const [all, named, both] = [
    await createEndpoint(owner, url()),
    await createEndpoint(manager, url(), { projectIds: [projectId] }),
    await createEndpoint(owner, url(), { projectIds: [open, projectId] }),
  ];
  const taskId = await createTask(owner.client, projectId);
  await createComment(owner.client, taskId);
  await createTask(owner.client, open);
  await owner.client.ask(
    'mutation { createTeam(input: { name: "A", handle: "a" }) { userErrors { code } } }',
  );
  expect(await heardBy(owner, all.id)).toEqual(['task.created', 'team.created']);
  expect(await heardBy(owner, named.id)).toEqual(['comment.created', 'task.created']);
  expect(await heardBy(owner, both.id)).toEqual(['comment.created', 'task.created', 'task.created']);
  await update(manager, named.id, { projectIds: null });
  await createTask(owner.client, projectId);
  await createTask(owner.client, open);
  expect(await heardBy(owner, named.id)).toEqual(['comment.created', 'task.created', 'task.created']);
});

test('only those who manage a private project name it, and to others it does not exist', async () => {
  const { owner, manager, other, open, projectId } = await createScene();
  const attempt = async ({ client }: Account, projectIds: string[]) =>
    (await client.send(CREATE, { input: { url: url(), events: ['*'], projectIds } })).data!
      .createWebhookEndpoint!.userErrors;
  expect(await attempt(other, [open, projectId])).toEqual([
    { code: 'NOT_FOUND', field: ['projectIds', '1'] },
  ]);
  await owner.client.ask(GIVE, { input: { projectId, userId: other.userId, level: 'EDIT' } });
  expect(await attempt(other, [projectId])).toEqual([{ code: 'FORBIDDEN_ROLE', field: ['projectIds', '0'] }]);
  expect(await attempt(other, [])).toEqual([{ code: 'REQUIRED', field: ['projectIds'] }]);
  expect(await attempt(manager, [projectId])).toEqual([]);
});

test('an endpoint hears no more of a private project once whoever named it may not manage it or webhooks, until somebody confirms it', async () => {
  const { owner, manager, projectId } = await createScene();
  const { id } = await createEndpoint(manager, url(), { projectIds: [projectId] });
  let heard = 0;
  const hears = async () => {
    await createTask(owner.client, projectId);
    const before = heard;
    heard = (await heardBy(owner, id)).length;
    return heard > before;
  };
  const lost: [lose: () => Promise<unknown>, regain: () => Promise<unknown>][] = [
    [
      () => owner.client.ask(CHANGE, { input: { projectId, userId: manager.userId, level: 'EDIT' } }),
      () => owner.client.ask(CHANGE, { input: { projectId, userId: manager.userId, level: 'MANAGE' } }),
    ],
    [
      () =>
        owner.client.ask(
          'mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "A" }) { userErrors { code } } }',
          { id: manager.userId },
        ),
      () =>
        owner.client.ask(
          'mutation ($id: ID!) { reinstateMember(input: { userId: $id }) { userErrors { code } } }',
          {
            id: manager.userId,
          },
        ),
    ],
  ];
  expect(await hears()).toBe(true);
  for (const [lose, regain] of lost) {
    await lose();
    expect(await hears()).toBe(false);
    await regain();
    expect(await hears()).toBe(true);
  }
  await owner.client.ask(
    'mutation ($id: ID!) { updateMemberRole(input: { userId: $id, role: MEMBER }) { userErrors { code } } }',
    { id: manager.userId },
  );
  expect(await hears()).toBe(false);
  const { webhookEndpoints } = await owner.client.ask(
    '{ webhookEndpoints { nodes { isLimitedToProjects projectIds unconfirmedProjectIds } } }',
  );
  expect(webhookEndpoints!.nodes).toEqual([
    { isLimitedToProjects: true, projectIds: [projectId], unconfirmedProjectIds: [projectId] },
  ]);
  const { updateWebhookEndpoint } = await owner.client.ask(UPDATE, {
    input: { id, projectIds: [projectId] },
  });
  expect(updateWebhookEndpoint!.webhookEndpoint).toEqual({
    isLimitedToProjects: true,
    projectIds: [projectId],
    unconfirmedProjectIds: [],
  });
  expect(await hears()).toBe(true);
});

test('somebody who does not see the project cannot send its events elsewhere, see them or learn of it', async () => {
  const { owner, manager, other, projectId } = await createScene();
  const { id } = await createEndpoint(manager, url(), { projectIds: [projectId] });
  await createTask(owner.client, projectId);
  expect(await heardBy(owner, id)).toEqual(['task.created']);
  expect(await deliveries(other)).toEqual([]);
  const [delivery] = await deliveries(owner);
  expect(await other.client.codes(REPLAY, { id: delivery!.id })).toEqual(['NOT_FOUND']);
  const { webhookEndpoints } = await other.client.ask(
    '{ webhookEndpoints { nodes { isLimitedToProjects projectIds unconfirmedProjectIds } } }',
  );
  expect(webhookEndpoints!.nodes).toEqual([
    { isLimitedToProjects: true, projectIds: [], unconfirmedProjectIds: [] },
  ]);
  await update(other, id, { url: url(), payload: 'THIN' });
  await createTask(owner.client, projectId);
  expect(await heardBy(owner, id)).toEqual(['task.created']);
  const { auditEvents } = await other.client.ask(
    '{ auditEvents(filter: { targetType: { eq: "WebhookEndpoint" } }) { nodes { before after } } }',
  );
  expect(auditEvents!.nodes).toHaveLength(2);
  expect(JSON.stringify(auditEvents)).not.toContain(projectId);
  // Whoever disables it ends all that waits, also what they do not see.
  await sql`update webhook_deliveries set state = 'PENDING', next_attempt_at = now() + interval '1 hour'
    where endpoint_id = ${id}`.execute(server.db);
  await update(other, id, { disabled: true });
  expect((await deliveries(owner)).map(({ state }) => state)).toEqual(['FAILED']);
});

test('an API key vouches only for what it manages itself', async () => {
  const { owner, projectId } = await createScene();
  const { createApiKey } = await owner.client.ask(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret userErrors { code } } }`,
    {
      input: {
        name: 'A',
        role: 'ADMIN',
        scopes: ['READ', 'WRITE'],
        permissions: ['WEBHOOK_SEE', 'WEBHOOK_MANAGE', 'PROJECT_SEE', 'TASK_SEE'],
      },
    },
  );
  const { id } = await createEndpoint(owner, url(), { projectIds: [projectId] });
  const key = server.anonymous.with({ authorization: `Bearer ${createApiKey!.secret}` });
  await update({ client: key }, id, { url: url() });
  await createTask(owner.client, projectId);
  expect(await heardBy(owner, id)).toEqual([]);
});

test('messages from before a project became private are neither sent again nor shown to those who do not see it', async () => {
  const { owner, other, open } = await createScene();
  const { id } = await createEndpoint(owner, url());
  await createTask(owner.client, open);
  expect(await heardBy(owner, id)).toEqual(['task.created']);
  expect(await deliveries(other)).toHaveLength(1);
  await owner.client.ask(SHOW, { id: open, visibility: 'PRIVATE' });
  await settled(server.db, owner.organizationId, 'announce');
  const [delivery] = await deliveries(owner);
  expect(await owner.client.codes(REPLAY, { id: delivery!.id })).toEqual(['INVALID']);
  await sql`update webhook_deliveries set state = 'FAILED', next_attempt_at = null where endpoint_id = ${id}`.execute(
    server.db,
  );
  const { replayFailedWebhookDeliveries } = await owner.client.ask(
    `mutation ($id: ID!) { replayFailedWebhookDeliveries(input: { endpointId: $id, since: "2020-01-01T00:00:00Z" }) {
      replayedCount userErrors { code } } }`,
    { id },
  );
  expect(replayFailedWebhookDeliveries!.replayedCount).toBe(0);
  expect(await deliveries(other)).toEqual([]);
  // A retry that was due already is not sent, either.
  const before = delivery!.attempts.length;
  await sql`update webhook_deliveries set state = 'PENDING', next_attempt_at = now() where endpoint_id = ${id}`.execute(
    server.db,
  );
  await expect.poll(async () => (await deliveries(owner))[0]!.state).toBe('FAILED');
  expect((await deliveries(owner))[0]!.attempts).toHaveLength(before);
});

test('the place of an entity within a project is found, whatever the entity is called', () => {
  expect(placeOf({ data: { berth: { id: 'b', projectId: 'p' } } })).toEqual({ projectId: 'p' });
  expect(placeOf({ data: { berth: { id: 'b', taskId: 't', projectId: 'p' } } })).toEqual({ projectId: 'p' });
  expect(placeOf({ data: { remark: { id: 'r', taskId: 't' }, changedFields: ['body'] } })).toEqual({
    taskId: 't',
  });
  expect(placeOf({ data: { userId: 'u', role: 'MEMBER' } })).toEqual({});
});

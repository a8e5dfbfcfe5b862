import { randomUUID } from 'node:crypto';
import { isObjectType } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { makePlatformAdmin } from '../../fixtures/platform-admin.ts';
import { createComment, createTask } from '../../fixtures/work.ts';
import type { Role } from '../../../src/generated/enums.ts';
import { mergeDistinct } from '../../../src/util/merge-distinct.ts';
import { type Client, join } from '../../support/client.ts';
import { createTenant, outcome, schema } from '../../support/contract.ts';
import { viewerCan } from '../../support/access.ts';
import { keepState } from '../../support/isolation/state.ts';
import { startTestServer } from '../../support/server.ts';
import { mutation, ofNode, type Scene, type ViewerCanCase, type Viewed } from '../../support/viewer-can.ts';

const server = await startTestServer();
const { db } = server;

const states = ['ACTIVE', 'OWNER SUSPENDED', 'PLATFORM SUSPENDED', 'ARCHIVED', 'TO BE DELETED'] as const;
type State = (typeof states)[number];
const viewers = ['MEMBER', 'ADMIN', 'OWNER', 'platform administrator'] as const;

const ofOrganization = (field: string, attempt: ViewerCanCase['attempt']): ViewerCanCase => ({
  select: () => `organization { ${field} }`,
  find: (data) => data.organization?.[field],
  attempt,
});
const ofMember = (field: string, role: Role, attempt: ViewerCanCase['attempt']): ViewerCanCase => ({
  select: () => `organization { members(filter: { role: { eq: ${role} } }, last: 1) { nodes { ${field} } } }`,
  find: (data) => data.organization?.members.nodes[0][field],
  attempt,
});
const ofThing = (
  field: string,
  thing: (scene: Scene) => string,
  attempt: ViewerCanCase['attempt'],
): ViewerCanCase => ({
  select: (scene) => `${thing(scene)} { ${field} }`,
  find: (data) => (Object.values(data)[0] as Viewed | null)?.[field],
  attempt,
});

const theirTask = ({ taskId }: Scene) => `task(id: "${taskId}")`;
const ownTask = ({ ownTaskId }: Scene) => `task(id: "${ownTaskId}")`;
const theProject = ({ projectId }: Scene) => `project(id: "${projectId}")`;
const setRole = (userId: string, role: Role) =>
  mutation(`updateMemberRole(input: { userId: "${userId}", role: ${role} })`);
const suspend = (userId: string) => mutation(`suspendMember(input: { userId: "${userId}", reason: "Lost" })`);
const remove = (userId: string) => mutation(`removeMember(input: { userId: "${userId}" })`);

/** The cases that no module declares in its access.ts. */
const own: Record<string, ViewerCanCase> = {
  'Organization.viewerCanUpdate': ofOrganization('viewerCanUpdate', () =>
    mutation('updateOrganization(input: { name: "New" })'),
  ),
  'Organization.viewerCanSuspend': ofOrganization('viewerCanSuspend', () =>
    // Another reason than the present one: the same reason would change nothing and not be refused.
    mutation('suspendOrganization(input: { reason: "Flood" })'),
  ),
  'Organization.viewerCanReinstate': ofOrganization('viewerCanReinstate', () =>
    mutation('reinstateOrganization'),
  ),
  'Organization.viewerCanArchive': ofOrganization('viewerCanArchive', () =>
    mutation('archiveOrganization(input: { reason: "Done" })'),
  ),
  'Organization.viewerCanRestore': ofOrganization('viewerCanRestore', () => mutation('restoreOrganization')),
  'Organization.viewerCanDelete': ofOrganization('viewerCanDelete', () => mutation('deleteOrganization')),
  'Organization.viewerCanChangePlan': ofOrganization('viewerCanChangePlan', () =>
    mutation('changePlan(input: { plan: FREE })'),
  ),
  'Organization.viewerCanTransferOwnership': ofOrganization('viewerCanTransferOwnership', ({ fellow }) =>
    mutation(`transferOwnership(input: { userId: "${fellow.userId}" })`),
  ),
  'Organization.viewerCanAddMembers': ofOrganization('viewerCanAddMembers', () =>
    mutation(`inviteMember(input: { email: "${randomUUID()}@polity.test" })`),
  ),
  'Organization.viewerCanInviteMembers': ofOrganization('viewerCanInviteMembers', () =>
    mutation(`inviteMember(input: { email: "${randomUUID()}@polity.test" })`),
  ),
  'Organization.viewerCanCreateProjects': ofOrganization('viewerCanCreateProjects', () =>
    mutation('createProject(input: { name: "Pier" })'),
  ),
  'Organization.viewerCanCreateTasks': ofOrganization('viewerCanCreateTasks', ({ projectId }) =>
    mutation(`createTask(input: { projectId: "${projectId}", title: "Paint" })`),
  ),
  'Organization.viewerCanSeeAuditEvents': ofOrganization(
    'viewerCanSeeAuditEvents',
    () => '{ auditEvents { totalCount } }',
  ),
  'Organization.viewerCanLeave': ofOrganization('viewerCanLeave', () => mutation('leaveOrganization')),
  'Organization.viewerCanSeeInvitations': ofOrganization(
    'viewerCanSeeInvitations',
    () => '{ invitations { totalCount } }',
  ),
  'Organization.viewerCanSeeApiKeys': ofOrganization(
    'viewerCanSeeApiKeys',
    () => '{ apiKeys { totalCount } }',
  ),
  'Organization.viewerCanManageApiKeys': ofOrganization('viewerCanManageApiKeys', () =>
    mutation('createApiKey(input: { name: "Crane" })'),
  ),
  'Organization.viewerCanSeeWebhooks': ofOrganization(
    'viewerCanSeeWebhooks',
    () => '{ webhookEndpoints { totalCount } webhookDeliveries { totalCount } }',
  ),
  'Organization.viewerCanManageWebhooks': ofOrganization('viewerCanManageWebhooks', () =>
    mutation('createWebhookEndpoint(input: { url: "https://crane.example.com", events: ["*"] })'),
  ),
  'Organization.viewerCanSeeUsage': ofOrganization(
    'viewerCanSeeUsage',
    () => '{ usageEvents { totalCount } }',
  ),
  'Organization.viewerCanSeeBilling': ofOrganization(
    'viewerCanSeeBilling',
    () => `{ billingStatement(month: "${new Date().toISOString().slice(0, 7)}") { month } }`,
  ),
  'ApiKey.viewerCanManage': ofNode(
    'ApiKey',
    'viewerCanManage',
    (scene) => scene.apiKeyId,
    (scene) => mutation(`revokeApiKey(input: { id: "${scene.apiKeyId}" })`),
  ),
  'ApiKey.viewerCanRoll': ofNode(
    'ApiKey',
    'viewerCanRoll',
    (scene) => scene.apiKeyId,
    (scene) => mutation(`rollApiKey(input: { id: "${scene.apiKeyId}" })`),
  ),
  'Invitation.viewerCanManage': ofNode(
    'Invitation',
    'viewerCanManage',
    (scene) => scene.invitationId,
    (scene) => mutation(`revokeInvitation(input: { id: "${scene.invitationId}" })`),
  ),
  'Membership.viewerCanUpdateRole': ofMember('viewerCanUpdateRole', 'MEMBER', ({ fellow }) =>
    setRole(fellow.userId, 'ADMIN'),
  ),
  'Membership.viewerCanUpdateRole of an owner': ofMember('viewerCanUpdateRole', 'OWNER', ({ owner }) =>
    setRole(owner.userId, 'MEMBER'),
  ),
  'Membership.viewerCanRemove': ofMember('viewerCanRemove', 'MEMBER', ({ fellow }) => remove(fellow.userId)),
  'Membership.viewerCanRemove of an owner': ofMember('viewerCanRemove', 'OWNER', ({ owner }) =>
    remove(owner.userId),
  ),
  'Membership.viewerCanSuspend': ofMember('viewerCanSuspend', 'MEMBER', ({ fellow }) =>
    suspend(fellow.userId),
  ),
  'Membership.viewerCanSuspend of an owner': ofMember('viewerCanSuspend', 'OWNER', ({ owner }) =>
    suspend(owner.userId),
  ),
  'Membership.viewerCanReinstate': ofMember('viewerCanReinstate', 'MEMBER', ({ fellow }) =>
    mutation(`reinstateMember(input: { userId: "${fellow.userId}" })`),
  ),
  'Project.viewerCanUpdate': ofThing('viewerCanUpdate', theProject, ({ projectId }) =>
    mutation(`updateProject(input: { id: "${projectId}", name: "New" })`),
  ),
  'Project.viewerCanDelete': ofThing('viewerCanDelete', theProject, ({ projectId }) =>
    mutation(`deleteProject(input: { id: "${projectId}" })`),
  ),
  'Task.viewerCanUpdate': ofThing('viewerCanUpdate', theirTask, ({ taskId }) =>
    mutation(`updateTask(input: { id: "${taskId}", title: "New" })`),
  ),
  'Comment.viewerCanUpdate': ofNode(
    'Comment',
    'viewerCanUpdate',
    (scene) => scene.commentId,
    (scene) => mutation(`updateComment(input: { id: "${scene.commentId}", body: "New" })`),
  ),
  "Comment.viewerCanUpdate of one's own": ofNode(
    'Comment',
    'viewerCanUpdate',
    (scene) => scene.ownCommentId,
    (scene) => mutation(`updateComment(input: { id: "${scene.ownCommentId}", body: "New" })`),
  ),
  'Comment.viewerCanDelete': ofNode(
    'Comment',
    'viewerCanDelete',
    (scene) => scene.commentId,
    (scene) => mutation(`deleteComment(input: { id: "${scene.commentId}" })`),
  ),
  "Comment.viewerCanDelete of one's own": ofNode(
    'Comment',
    'viewerCanDelete',
    (scene) => scene.ownCommentId,
    (scene) => mutation(`deleteComment(input: { id: "${scene.ownCommentId}" })`),
  ),
  'WebhookEndpoint.viewerCanManage': ofNode(
    'WebhookEndpoint',
    'viewerCanManage',
    (scene) => scene.webhookEndpointId,
    (scene) => mutation(`deleteWebhookEndpoint(input: { id: "${scene.webhookEndpointId}" })`),
  ),
  'Task.viewerCanDelete': ofThing('viewerCanDelete', theirTask, ({ taskId }) =>
    mutation(`deleteTask(input: { id: "${taskId}" })`),
  ),
  'Task.viewerCanDelete of their own': ofThing('viewerCanDelete', ownTask, ({ ownTaskId }) =>
    mutation(`deleteTask(input: { id: "${ownTaskId}" })`),
  ),
};

/** By the field, and by the object where it matters. */
const cases = mergeDistinct([viewerCan, own]);

async function put({ owner, organizationId }: Scene, state: State): Promise<void> {
  if (state.endsWith('SUSPENDED'))
    await owner.client.ask(mutation('suspendOrganization(input: { reason: "Storm" })'));
  if (state === 'PLATFORM SUSPENDED')
    await db
      .updateTable('organizations')
      .set({ suspended_by: 'PLATFORM' })
      .where('id', '=', organizationId)
      .execute();
  if (state === 'ARCHIVED')
    await owner.client.ask(mutation('archiveOrganization(input: { reason: "Done" })'));
  if (state === 'TO BE DELETED') await owner.client.ask(mutation('deleteOrganization'));
}

/** Creates a scene with two owners, so that neither is the last. A platform administrator is a member too. */
async function stage(as: (typeof viewers)[number], state: State): Promise<Scene> {
  const tenant = await createTenant(server.anonymous);
  const viewer = await join(tenant.owner, as === 'platform administrator' ? 'MEMBER' : as, 'Vera Viewer');
  if (as !== 'OWNER') await join(tenant.owner, 'OWNER');
  if (as === 'platform administrator') await makePlatformAdmin(server, viewer.userId);
  await db
    .updateTable('memberships')
    .set({ created_at: '2020-01-01T00:00:00Z' })
    .where('organization_id', '=', tenant.organizationId)
    .where('user_id', 'in', [tenant.owner.userId, tenant.fellow.userId])
    .execute();
  // Expired invitations do not count, so the members fit any plan.
  await db
    .updateTable('invitations')
    .set({ expires_at: '2020-01-01T00:00:00Z' })
    .where('organization_id', '=', tenant.organizationId)
    .execute();
  const scene = {
    ...tenant,
    viewer,
    ownTaskId: await createTask(viewer.client, tenant.projectId),
    ownCommentId: await createComment(viewer.client, tenant.taskId),
  };
  await put(scene, state);
  return scene;
}

const scenes = new Map<string, Scene>();
for (const as of viewers) for (const state of states) scenes.set(`${as} ${state}`, await stage(as, state));
/** Each attempt begins with these rows. */
const kept = await keepState(server);
afterAll(() => kept.end());

/** Returns a text that changes with every write in the organization. */
async function trace({ organizationId }: Scene): Promise<string> {
  const { rows } = await server.systemPool.query(
    `select (select count(*) from audit_events where organization_id = $1) as events,
       (select sum(version)::text from organization_versions where organization_id = $1) as version,
       (select jsonb_agg(t order by id) from tasks t where organization_id = $1) as tasks,
       (select jsonb_agg(c order by id) from comments c where organization_id = $1) as comments`,
    [organizationId],
  );
  return JSON.stringify(rows);
}

/** Returns whether the operation succeeds, and changes something if it is a mutation. */
async function allows(client: Client, scene: Scene, operation: string): Promise<boolean> {
  const before = await trace(scene);
  const isDone = outcome(await client.send(operation)) === 'ok';
  return isDone && (!operation.startsWith('mutation') || (await trace(scene)) !== before);
}

test('every field viewerCan… has a case', () => {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.keys(type.getFields())
          .filter((field) => field.startsWith('viewerCan'))
          .map((field) => `${type.name}.${field}`)
      : [],
  );
  expect([...new Set(Object.keys(cases).map((name) => name.split(' ')[0]))].toSorted()).toEqual(
    fields.toSorted(),
  );
});

describe.each(viewers)('the fields viewerCan… of the %s agree with what the API permits', (as) => {
  test.each(states)('in an organization that is %s', async (state) => {
    const told: Record<string, boolean> = {};
    const done: Record<string, boolean> = {};
    const scene = scenes.get(`${as} ${state}`)!;
    for (const [name, { select, find, attempt }] of Object.entries(cases)) {
      const { data } = await scene.viewer.client.send(`{ ${select(scene)} }`);
      told[name] = (data ? find(data as object) : undefined) ?? false;
      done[name] = await allows(scene.viewer.client, scene, attempt(scene));
      await kept.restore(await kept.changes());
    }
    expect(told).toEqual(done);
    if (as === 'OWNER' && state === 'ACTIVE')
      expect(Object.values(done).filter(Boolean).length).toBeGreaterThan(15);
  });
});

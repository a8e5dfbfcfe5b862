import { randomUUID } from 'node:crypto';
import { buildASTSchema } from 'graphql';
import type pg from 'pg';
import type { Mutation, Query, Role } from '../../src/generated/graphql.ts';
import { publicTypes } from '../../src/graphql/type-definitions.ts';
import { type Account, type Answer, Client, join, password, register } from './client.ts';

/** The public API, as clients see it. */
export const schema = buildASTSchema(publicTypes());

type FieldOf<Root> = Exclude<keyof Root & string, '__typename'>;
export type RootField = `Query.${FieldOf<Query>}` | `Mutation.${FieldOf<Mutation>}`;

/** The names of all root fields, from the schema itself. */
export const rootFields = [schema.getQueryType()!, schema.getMutationType()!].flatMap((root) =>
  Object.keys(root.getFields()).map((field) => `${root.name}.${field}` as RootField),
);

/**
 * An organization on the PRO plan with an owner, a member, an invitation, an API key, a project, a task of the owner's
 * with a comment, and a webhook endpoint with a delivery.
 */
export interface Tenant {
  organizationId: string;
  owner: Account;
  fellow: Account;
  projectId: string;
  taskId: string;
  invitationId: string;
  commentId: string;
  labelId: string;
  apiKeyId: string;
  webhookEndpointId: string;
  webhookDeliveryId: string;
}

export async function createTenant(anonymous: Client): Promise<Tenant> {
  const owner = await register(anonymous, 'Olive Owner');
  const fellow = await join(owner, 'MEMBER', 'Felix Fellow');
  const { createProject, inviteMember } = await owner.client.ask(
    `mutation ($email: String!) {
      changePlan(input: { plan: PRO }) { userErrors { code } }
      createProject(input: { name: "Harbour" }) { project { id } userErrors { code } }
      inviteMember(input: { email: $email }) { invitation { id } userErrors { code } }
      updateNotificationPreferences(input: { preferences: [{ kind: MENTIONED, email: true }] }) { userErrors { code } }
    }`,
    { email: `${randomUUID()}@polity.test` },
  );
  const projectId: string = createProject.project.id;
  const taskId = await createTask(owner.client, projectId);
  const invitationId: string = inviteMember.invitation.id;
  const commentId = await createComment(owner.client, taskId);
  const webhookEndpointId = await createWebhookEndpoint(owner.client);
  const { sendTestWebhook } = await owner.client.ask(
    `mutation ($id: ID!) { sendTestWebhook(input: { id: $id }) { webhookDelivery { id } userErrors { code } } }`,
    { id: webhookEndpointId },
  );
  const { labels } = await owner.client.ask('{ labels { nodes { id } } }');
  const { createApiKey } = await owner.client.ask(
    'mutation { createApiKey(input: { name: "Robot" }) { apiKey { id } userErrors { code } } }',
  );
  return {
    organizationId: owner.organizationId,
    owner,
    fellow,
    projectId,
    taskId,
    invitationId,
    commentId,
    labelId: labels.nodes[0].id,
    apiKeyId: createApiKey.apiKey.id,
    webhookEndpointId,
    webhookDeliveryId: sendTestWebhook.webhookDelivery.id,
  };
}

export async function createTask(client: Client, projectId: string, more: object = {}): Promise<string> {
  const { createTask } = await client.ask(
    `mutation ($input: CreateTaskInput!) { createTask(input: $input) { task { id } userErrors { code } } }`,
    { input: { projectId, title: 'Sweep the quay', ...more } },
  );
  return createTask.task.id;
}

export async function createComment(client: Client, taskId: string): Promise<string> {
  const { createComment } = await client.ask(
    `mutation ($input: CreateCommentInput!) { createComment(input: $input) { comment { id } userErrors { code } } }`,
    { input: { taskId, body: 'Mind the gulls.' } },
  );
  return createComment.comment.id;
}

async function createWebhookEndpoint(client: Client): Promise<string> {
  const { createWebhookEndpoint } = await client.ask(
    `mutation { createWebhookEndpoint(input: { url: "https://hooks.example.test/polity", events: ["*"] }) {
      webhookEndpoint { id } userErrors { code } } }`,
  );
  return createWebhookEndpoint.webhookEndpoint.id;
}

/** A comment of the caller's own, or of the owner's when they cannot comment; an API key never has one. */
const commentOf = async ({ taskId, commentId }: Tenant, { client, account }: Caller) =>
  account ? createComment(client, taskId).catch(() => commentId) : commentId;

/** Somebody who asks, with a task of their own if they ever could make one. */
export interface Caller {
  client: Client;
  account?: Account;
  taskId?: string;
}

export type CallerName =
  'anonymous' | 'invalid token' | 'ended session' | 'outsider' | 'removed member' | Role;

/** Everybody there is, seen from a tenant; all of them send its `X-Organization-Id`. */
export const callers: Record<CallerName, (tenant: Tenant) => Promise<Caller>> = {
  anonymous: async (tenant) => ({ client: visitor(tenant) }),
  'invalid token': async (tenant) => ({
    client: visitor(tenant).with({
      authorization: `Bearer ${tenant.owner.accessToken.slice(0, -8)}AAAAAAAA`,
    }),
  }),
  'ended session': async (tenant) => {
    const { client } = await join(tenant.owner, 'OWNER');
    await client.ask(`mutation { logout { userErrors { code } } }`);
    return { client };
  },
  outsider: async (tenant) => {
    const account = await register(new Client(tenant.owner.client.url), 'Oscar Outsider');
    return { client: account.client.in(tenant.organizationId), account };
  },
  'removed member': async (tenant) => {
    const caller = await member(tenant, 'OWNER');
    await tenant.owner.client.ask(
      `mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { userErrors { code } } }`,
      { input: { userId: caller.account!.userId } },
    );
    return caller;
  },
  MEMBER: (tenant) => member(tenant, 'MEMBER'),
  ADMIN: (tenant) => member(tenant, 'ADMIN'),
  OWNER: (tenant) => member(tenant, 'OWNER'),
};

const visitor = ({ owner, organizationId }: Tenant) => new Client(owner.client.url).in(organizationId);

async function member(tenant: Tenant, role: Role): Promise<Caller> {
  const account = await join(tenant.owner, role, 'Carol Caller');
  return { client: account.client, account, taskId: await createTask(account.client, tenant.projectId) };
}

type Variables = (tenant: Tenant, caller: Caller) => object | Promise<object>;

/** An operation with one root field that an OWNER may use and whose input has no fault. */
export interface Sample {
  operation: string;
  variables?: Variables;
}

/** A mutation of its input. */
export function write(field: FieldOf<Mutation>, input?: Variables): Sample {
  const [argument] = schema.getMutationType()!.getFields()[field]?.args ?? [];
  if (!argument) return { operation: `mutation { ${field} { userErrors { code message field } } }` };
  return {
    operation: `mutation ($input: ${argument.type}) { ${field}(input: $input) { userErrors { code message field } } }`,
    variables: async (tenant, caller) => ({ input: await input!(tenant, caller) }),
  };
}

/** One for each root field: a field without one fails the contract's tests by its name. */
export const samples: Record<RootField, Sample> = {
  'Query.me': { operation: '{ me { id } }' },
  'Query.node': {
    operation: 'query ($id: ID!) { node(id: $id) { id } }',
    variables: ({ taskId }) => ({ id: taskId }),
  },
  'Query.nodes': {
    operation: 'query ($id: ID!) { nodes(ids: [$id]) { id } }',
    variables: ({ taskId }) => ({ id: taskId }),
  },
  'Query.organization': { operation: '{ organization { id } }' },
  'Query.organizations': { operation: '{ organizations { nodes { id } } }' },
  'Query.plans': { operation: '{ plans { code } }' },
  'Query.project': {
    operation: 'query ($id: ID!) { project(id: $id) { id } }',
    variables: ({ projectId }) => ({ id: projectId }),
  },
  'Query.projects': { operation: '{ projects { nodes { id } } }' },
  'Query.sessions': { operation: '{ sessions { nodes { id } } }' },
  'Query.task': {
    operation: 'query ($id: ID!) { task(id: $id) { id } }',
    variables: ({ taskId }) => ({ id: taskId }),
  },
  'Query.tasks': { operation: '{ tasks { nodes { id } } }' },
  'Query.usageSeries': { operation: '{ usageSeries(meter: "events.processed") { total } }' },
  'Query.usageEvents': { operation: '{ usageEvents { nodes { eventId } } }' },
  'Query.billingStatement': {
    operation: `{ billingStatement(month: "${new Date().toISOString().slice(0, 7)}") { total } }`,
  },
  'Query.billingStatements': {
    operation: '{ billingStatements { nodes { month total lineItems { amount } } } }',
  },
  'Query.user': {
    operation: 'query ($id: ID!) { user(id: $id) { id } }',
    variables: ({ owner }) => ({ id: owner.userId }),
  },
  'Query.users': { operation: '{ users { nodes { id } } }' },
  'Query.clientVersions': { operation: '{ clientVersions { nodes { version } } }' },
  'Mutation.registerOperations': write('registerOperations', () => ({
    clientName: 'web',
    clientVersion: randomUUID(),
    manifest: {
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [{ id: 'a', name: 'A', type: 'query', body: 'query A { me { id } }' }],
    },
  })),
  'Mutation.activateClientVersion': write('activateClientVersion', () => ({
    clientName: 'web',
    clientVersion: '1',
  })),
  'Mutation.retireClientVersion': write('retireClientVersion', () => ({
    clientName: 'web',
    clientVersion: '1',
  })),
  'Mutation.updateProfile': write('updateProfile', () => ({ bio: 'Keeps the light.' })),
  'Mutation.suspendUser': write('suspendUser', ({ fellow }) => ({ id: fellow.userId, reason: 'Spam' })),
  'Mutation.activateUser': write('activateUser', ({ fellow }) => ({ id: fellow.userId })),
  'Mutation.deactivateUser': write('deactivateUser', ({ fellow }) => ({ id: fellow.userId, reason: 'Left' })),
  'Mutation.archiveUser': write('archiveUser', ({ fellow }) => ({ id: fellow.userId, reason: 'Left' })),
  'Mutation.deleteAccount': write('deleteAccount', () => ({ password })),
  'Mutation.changePassword': write('changePassword', () => ({
    currentPassword: password,
    newPassword: 'another horse battery',
  })),
  'Mutation.requestEmailVerification': write('requestEmailVerification'),
  // Tokens and codes come by mail and from an app: their own tests have right ones.
  'Mutation.verifyEmail': write('verifyEmail', () => ({ token: 'unknown' })),
  'Mutation.requestPasswordReset': write('requestPasswordReset', ({ fellow }) => ({ email: fellow.email })),
  'Mutation.changeEmail': write('changeEmail', () => ({ newEmail: `${randomUUID()}@polity.test`, password })),
  'Mutation.confirmEmailChange': write('confirmEmailChange', () => ({ token: 'unknown' })),
  'Mutation.undoEmailChange': write('undoEmailChange', () => ({ token: 'unknown', newPassword: password })),
  'Mutation.resetPassword': write('resetPassword', () => ({ token: 'unknown', newPassword: password })),
  'Mutation.beginTotpEnrollment': write('beginTotpEnrollment', () => ({ password })),
  'Mutation.confirmTotpEnrollment': write('confirmTotpEnrollment', () => ({ password, code: '000000' })),
  'Mutation.disableTotp': write('disableTotp', () => ({ password, code: '000000' })),
  'Mutation.regenerateRecoveryCodes': write('regenerateRecoveryCodes', () => ({ password, code: '000000' })),
  'Query.accountEvents': { operation: '{ accountEvents { nodes { id } } }' },
  'Mutation.revokeSession': write('revokeSession', async ({ fellow }, { client }) => ({
    id: (await client.send('{ sessions { nodes { id } } }')).data?.sessions?.nodes[0]?.id ?? fellow.userId,
  })),
  'Mutation.revokeOtherSessions': write('revokeOtherSessions'),
  'Mutation.register': write('register', () => ({
    email: `${randomUUID()}@polity.test`,
    password,
    fullName: 'Nora Newcomer',
  })),
  'Mutation.login': write('login', ({ fellow, organizationId }) => ({
    email: fellow.email,
    password,
    organizationId,
  })),
  'Mutation.refreshSession': write('refreshSession', ({ fellow }) => ({ refreshToken: fellow.refreshToken })),
  'Mutation.logout': write('logout'),
  'Mutation.switchOrganization': write('switchOrganization', ({ organizationId }) => ({ organizationId })),
  'Mutation.createOrganization': write('createOrganization', () => ({ name: 'Second harbour' })),
  'Mutation.updateOrganization': write('updateOrganization', () => ({ name: 'Renamed harbour' })),
  'Query.invitation': { operation: '{ invitation(token: "unknown") { organizationName } }' },
  'Query.receivedInvitations': { operation: '{ receivedInvitations { nodes { id } } }' },
  'Query.invitations': { operation: '{ invitations { nodes { id } } }' },
  'Query.auditEvents': { operation: '{ auditEvents { nodes { id } } }' },
  'Query.auditEventExport': { operation: '{ auditEventExport { csv } }' },
  'Mutation.suspendOrganization': write('suspendOrganization', () => ({ reason: 'Unpaid' })),
  'Mutation.reinstateOrganization': write('reinstateOrganization'),
  'Mutation.archiveOrganization': write('archiveOrganization', () => ({ reason: 'Done' })),
  'Mutation.restoreOrganization': write('restoreOrganization'),
  'Mutation.deleteOrganization': write('deleteOrganization'),
  'Mutation.leaveOrganization': write('leaveOrganization'),
  'Mutation.transferOwnership': write('transferOwnership', ({ fellow }) => ({ userId: fellow.userId })),
  'Mutation.inviteMember': write('inviteMember', () => ({ email: `${randomUUID()}@polity.test` })),
  'Mutation.resendInvitation': write('resendInvitation', ({ invitationId }) => ({ id: invitationId })),
  'Mutation.revokeInvitation': write('revokeInvitation', ({ invitationId }) => ({ id: invitationId })),
  'Mutation.acceptInvitation': write('acceptInvitation', () => ({ token: 'unknown' })),
  'Mutation.declineInvitation': write('declineInvitation', () => ({ token: 'unknown' })),
  'Mutation.addMember': write('addMember', async ({ owner }) => {
    const newcomer = await register(new Client(owner.client.url), 'Nora Newcomer');
    return { email: newcomer.email, role: 'MEMBER' };
  }),
  'Mutation.updateMemberRole': write('updateMemberRole', ({ fellow }) => ({
    userId: fellow.userId,
    role: 'ADMIN',
  })),
  'Mutation.setMemberRole': write('setMemberRole', ({ fellow }) => ({ email: fellow.email, role: 'ADMIN' })),
  'Mutation.suspendMember': write('suspendMember', ({ fellow }) => ({
    userId: fellow.userId,
    reason: 'Lost',
  })),
  'Mutation.reinstateMember': write('reinstateMember', ({ fellow }) => ({ userId: fellow.userId })),
  'Mutation.removeMember': write('removeMember', ({ fellow }) => ({ userId: fellow.userId })),
  'Mutation.changePlan': write('changePlan', () => ({ plan: 'PRO' })),
  'Mutation.createProject': write('createProject', () => ({ name: 'Lighthouse' })),
  'Mutation.updateProject': write('updateProject', ({ projectId }) => ({
    id: projectId,
    name: 'Lighthouse',
  })),
  'Mutation.deleteProject': write('deleteProject', ({ projectId }) => ({ id: projectId })),
  'Query.searchTasks': { operation: '{ searchTasks(query: "gulls") { nodes { task { id } } } }' },
  'Query.search': { operation: '{ search(query: "gulls") { task { id } } }' },
  'Query.apiKeys': { operation: '{ apiKeys { nodes { id } } }' },
  'Mutation.createApiKey': write('createApiKey', () => ({ name: 'Robot' })),
  'Mutation.rollApiKey': write('rollApiKey', ({ apiKeyId }) => ({ id: apiKeyId })),
  'Mutation.updateApiKey': write('updateApiKey', ({ apiKeyId }) => ({ id: apiKeyId, name: 'Machine' })),
  'Mutation.revokeApiKey': write('revokeApiKey', ({ apiKeyId }) => ({ id: apiKeyId })),
  'Mutation.setOrganizationOverrides': write('setOrganizationOverrides', ({ organizationId }) => ({
    organizationId,
    members: 60,
    reason: 'A pilot',
  })),
  'Mutation.clearOrganizationOverrides': write('clearOrganizationOverrides', ({ organizationId }) => ({
    organizationId,
  })),
  'Query.labels': { operation: '{ labels { nodes { id } } }' },
  'Mutation.archiveProject': write('archiveProject', ({ projectId }) => ({ id: projectId })),
  'Mutation.restoreProject': write('restoreProject', ({ projectId }) => ({ id: projectId })),
  'Mutation.createTasks': write('createTasks', ({ projectId }) => ({
    tasks: [{ projectId, title: 'Light the lamp' }],
  })),
  'Mutation.updateTasks': write('updateTasks', ({ taskId }) => ({ tasks: [{ id: taskId, status: 'DONE' }] })),
  'Mutation.deleteTasks': write('deleteTasks', ({ taskId }) => ({ ids: [taskId] })),
  'Mutation.moveTask': write('moveTask', ({ taskId, projectId }) => ({ id: taskId, projectId })),
  'Mutation.archiveTask': write('archiveTask', ({ taskId }) => ({ id: taskId })),
  'Mutation.restoreTask': write('restoreTask', ({ taskId }) => ({ id: taskId })),
  'Mutation.createComment': write('createComment', ({ taskId }) => ({ taskId, body: 'Mind the gulls.' })),
  'Mutation.updateComment': write('updateComment', async (...who) => ({
    id: await commentOf(...who),
    body: 'Mind the tide.',
  })),
  'Mutation.deleteComment': write('deleteComment', ({ commentId }) => ({ id: commentId })),
  'Mutation.createLabel': write('createLabel', () => ({ name: 'Urgent', color: '#d73a4a' })),
  'Mutation.updateLabel': write('updateLabel', ({ labelId }) => ({ id: labelId, name: 'Leaky' })),
  'Mutation.deleteLabel': write('deleteLabel', ({ labelId }) => ({ id: labelId })),
  'Query.webhookEndpoints': { operation: '{ webhookEndpoints { nodes { id } } }' },
  'Query.webhookDeliveries': { operation: '{ webhookDeliveries { nodes { id } } }' },
  'Mutation.createWebhookEndpoint': write('createWebhookEndpoint', () => ({
    url: 'https://hooks.example.test/more',
    events: ['task.created'],
  })),
  'Mutation.updateWebhookEndpoint': write('updateWebhookEndpoint', ({ webhookEndpointId }) => ({
    id: webhookEndpointId,
    description: 'Rings the bell.',
  })),
  'Mutation.deleteWebhookEndpoint': write('deleteWebhookEndpoint', ({ webhookEndpointId }) => ({
    id: webhookEndpointId,
  })),
  'Mutation.rotateWebhookSecret': write('rotateWebhookSecret', ({ webhookEndpointId }) => ({
    id: webhookEndpointId,
  })),
  'Mutation.sendTestWebhook': write('sendTestWebhook', ({ webhookEndpointId }) => ({
    id: webhookEndpointId,
  })),
  'Mutation.replayWebhookDelivery': write('replayWebhookDelivery', ({ webhookDeliveryId }) => ({
    id: webhookDeliveryId,
  })),
  'Mutation.replayFailedWebhookDeliveries': write(
    'replayFailedWebhookDeliveries',
    ({ webhookEndpointId }) => ({ endpointId: webhookEndpointId, since: '2026-01-01T00:00:00Z' }),
  ),
  'Query.notifications': { operation: '{ notifications { nodes { id } } }' },
  'Query.unreadNotificationCount': { operation: '{ unreadNotificationCount }' },
  'Query.notificationPreferences': { operation: '{ notificationPreferences { kinds { kind } } }' },
  // Jobs make notifications: their own tests have some.
  'Mutation.markNotificationRead': write('markNotificationRead', ({ taskId }) => ({ id: taskId })),
  'Mutation.markNotificationUnread': write('markNotificationUnread', ({ taskId }) => ({ id: taskId })),
  'Mutation.markAllNotificationsRead': write('markAllNotificationsRead'),
  'Mutation.watchProject': write('watchProject', ({ projectId }) => ({ id: projectId })),
  'Mutation.unwatchProject': write('unwatchProject', ({ projectId }) => ({ id: projectId })),
  'Mutation.watchTask': write('watchTask', ({ taskId }) => ({ id: taskId })),
  'Mutation.unwatchTask': write('unwatchTask', ({ taskId }) => ({ id: taskId })),
  'Mutation.updateNotificationPreferences': write('updateNotificationPreferences', () => ({
    preferences: [{ kind: 'TASK_ASSIGNED', email: false }],
  })),
  'Mutation.createTask': write('createTask', ({ projectId }) => ({ projectId, title: 'Light the lamp' })),
  'Mutation.updateTask': write('updateTask', ({ taskId }) => ({ id: taskId, status: 'DONE' })),
  'Mutation.recordUsage': write('recordUsage', () => ({
    events: [{ eventId: randomUUID(), meter: 'events.processed', quantity: 1 }],
  })),
  // Its own tests void some.
  'Mutation.voidUsageEvent': write('voidUsageEvent', () => ({ eventId: randomUUID(), reason: 'A test' })),
  'Mutation.deleteTask': write('deleteTask', ({ taskId }) => ({ id: taskId })),
};

/** The root fields that belong to the person who asks, whatever organization they select. */
const personalFields = new Set<RootField>([
  'Query.me',
  'Query.node',
  'Query.nodes',
  'Query.organizations',
  'Query.invitation',
  'Query.receivedInvitations',
  'Query.plans',
  'Query.sessions',
  'Query.user',
  'Query.users',
  'Query.clientVersions',
  'Mutation.registerOperations',
  'Mutation.activateClientVersion',
  'Mutation.retireClientVersion',
  'Mutation.register',
  'Mutation.login',
  'Mutation.refreshSession',
  'Mutation.logout',
  'Mutation.switchOrganization',
  'Mutation.createOrganization',
  'Mutation.acceptInvitation',
  'Mutation.declineInvitation',
  'Mutation.setOrganizationOverrides',
  'Mutation.clearOrganizationOverrides',
  'Mutation.updateProfile',
  'Mutation.suspendUser',
  'Mutation.activateUser',
  'Mutation.deactivateUser',
  'Mutation.archiveUser',
  'Mutation.deleteAccount',
  'Mutation.changePassword',
  'Mutation.requestEmailVerification',
  'Mutation.verifyEmail',
  'Mutation.requestPasswordReset',
  'Mutation.resetPassword',
  'Mutation.changeEmail',
  'Mutation.confirmEmailChange',
  'Mutation.undoEmailChange',
  'Mutation.beginTotpEnrollment',
  'Mutation.confirmTotpEnrollment',
  'Mutation.disableTotp',
  'Mutation.regenerateRecoveryCodes',
  'Query.accountEvents',
  'Mutation.revokeSession',
  'Mutation.revokeOtherSessions',
]);

/** The root fields that act in the selected organization. */
export const tenantFields = rootFields.filter((field) => !personalFields.has(field));

/** Tables with an `organization_id` that no tenant sees. */
export const privateTables: Record<string, string> = {
  sessions: "a person's own; the serving role may not touch it",
  idempotency_records: "a caller's own; the serving role reaches it through functions alone",
  unsubscribe_secrets: 'for the signatures of links in mails alone',
};

/** Every table that holds what belongs to tenants, from the catalog. */
export async function tenantTables(systemPool: pg.Pool): Promise<string[]> {
  const { rows } = await systemPool.query(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (c.relname in ('organizations', 'users')
        or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id'))
    order by 1`);
  return rows.map((row) => row.name).filter((name) => !(name in privateTables));
}

/** Sends a sample as this caller. */
export async function send(sample: Sample, tenant: Tenant, caller: Caller): Promise<Answer> {
  return caller.client.send(
    sample.operation,
    (await sample.variables?.(tenant, caller)) as Record<string, unknown>,
  );
}

/** What came of an operation with one root field, in a word or two. */
export function outcome({ data, errors }: Answer): string {
  if (errors) return errors.map((error) => String(error.extensions['code'])).join(' + ');
  const [value] = Object.values(data ?? {});
  if (value == null) return 'null';
  const refused = (value as { userErrors?: { code: string }[] }).userErrors ?? [];
  return refused.length > 0 ? `userErrors ${refused.map((error) => error.code).join(' + ')}` : 'ok';
}

/** The lines of an aligned table. */
export function markdown(head: string[], rows: string[][]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}

import { randomUUID } from 'node:crypto';
import { assertObjectType, getNamedType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { insertCreditGrant } from '../../src/modules/credit/grants.ts';
import { makePlatformAdmin } from '../fixtures/platform-admin.ts';
import { createTask } from '../fixtures/work.ts';
import { type Client, join, register } from '../support/client.ts';
import { createTenant, schema } from '../support/contract.ts';
import { valueAt } from '../support/operations.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ FEDERATION: 'on' });
const tenant = await createTenant(server.anonymous);
const { fellow, owner, projectId } = tenant;
await owner.client.ask(
  `mutation ($id: ID!) { updateMemberRole(input: { userId: $id, role: OWNER }) { userErrors { code } } }`,
  { id: fellow.userId },
);
const invited = `${randomUUID()}@polity.test`;
const { createProject } = await fellow.client.ask(
  `mutation ($invited: String!) {
    createProject(input: { name: "Lighthouse" }) { project { id } userErrors { code } }
    inviteMember(input: { email: $invited }) { userErrors { code } }
    suspendOrganization(input: { reason: "Storm" }) { userErrors { code } }
    reinstateOrganization { userErrors { code } } }`,
  { invited },
);
const away = await join(owner, 'MEMBER');
await fellow.client.ask(
  'mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "Lost" }) { userErrors { code } } }',
  { id: away.userId },
);
const theirTask = await createTask(fellow.client, projectId, { assigneeId: fellow.userId });
await fellow.client.ask(
  `mutation ($task: ID!, $project: ID!, $fellow: ID!) {
    addProjectMember(input: { projectId: $project, userId: $fellow, level: VIEW }) { userErrors { code } }
    updateTask(input: { id: $task, status: DONE }) { userErrors { code } }
    createComment(input: { taskId: $task, body: "Done", mentionedUserIds: [$fellow] }) { userErrors { code } }
    createApiKey(input: { name: "Theirs" }) { userErrors { code } }
    createServiceAccount(input: { name: "Theirs", responsibleId: $fellow }) { userErrors { code } }
    recordUsage(input: { events: [{ eventId: "theirs", meter: "m", quantity: 1 }] }) { userErrors { code } }
    voidUsageEvent(input: { eventId: "theirs", reason: "A test" }) { userErrors { code } } }`,
  { task: theirTask, project: createProject.project.id, fellow: fellow.userId },
);

await insertCreditGrant(server.db, {
  organizationId: owner.organizationId,
  amount: 1,
  priority: 0,
  reason: 'A test',
});
await fellow.client.ask(
  'mutation { spendCredits(input: { spendId: "theirs", amount: 1 }) { userErrors { code } } }',
);

const seen = `... on User { id fullName account {
  emailVerified totpEnabled recoveryCodesLeft passwordChangedAt platformAdmin statusReason statusUntil
  statusHistory { nodes { reason } totalCount } } }`;

/** Every path from a query to another user, whose id is `$id`, and where the response contains them. */
const paths: Record<string, [query: string, place: string]> = {
  'Query.user': [`user(id: $id) { ${seen} }`, 'user'],
  'Query.node': [`node(id: $id) { ${seen} }`, 'node'],
  'Query.nodes': [`nodes(ids: [$id]) { ${seen} }`, 'nodes.0'],
  'Query._entities': [
    `_entities(representations: [{ __typename: "User", id: $id }]) { ${seen} }`,
    '_entities.0',
  ],
  'Membership.user': [
    `organization { members(filter: { userId: { eq: $id } }) { nodes { user { ${seen} } } } }`,
    'organization.members.nodes.0.user',
  ],
  'MembershipSuspension.suspendedBy': [
    `organization { members(filter: { status: { eq: SUSPENDED } }) { nodes { suspension { suspendedBy { ${seen} } } } } }`,
    'organization.members.nodes.0.suspension.suspendedBy',
  ],
  'Project.createdBy': [
    `project(id: "${createProject.project.id}") { createdBy { ${seen} } }`,
    'project.createdBy',
  ],
  'ProjectMember.user': [
    `project(id: "${createProject.project.id}") { members(first: 1) { nodes { user { ${seen} } } } }`,
    'project.members.nodes.0.user',
  ],
  'Task.createdBy': [`task(id: "${theirTask}") { createdBy { ${seen} } }`, 'task.createdBy'],
  'Task.assignee': [`task(id: "${theirTask}") { assignee { ${seen} } }`, 'task.assignee'],
  'UsageVoid.voidedBy': [
    `usageEvents { nodes { void { voidedBy { ${seen} } } } }`,
    'usageEvents.nodes.0.void.voidedBy',
  ],
  'CreditSpend.spentBy': [
    `creditEntries(first: 1) { nodes { spend { spentBy { ${seen} } } } }`,
    'creditEntries.nodes.0.spend.spentBy',
  ],
  'Invitation.invitedBy': [
    `invitations(filter: { email: { eq: "${invited}" } }) { nodes { invitedBy { ${seen} } } }`,
    'invitations.nodes.0.invitedBy',
  ],
  'AuditEvent.actor': [
    `auditEvents(filter: { actorId: { eq: $id } }, first: 1) { nodes { actor { ${seen} } } }`,
    'auditEvents.nodes.0.actor',
  ],
  'Comment.author': [
    `task(id: "${theirTask}") { comments(first: 1) { nodes { author { ${seen} } } } }`,
    'task.comments.nodes.0.author',
  ],
  'Comment.mentions': [
    `task(id: "${theirTask}") { comments(first: 1) { nodes { mentions { ${seen} } } } }`,
    'task.comments.nodes.0.mentions.0',
  ],
  'TaskChange.actor': [
    `task(id: "${theirTask}") { history(first: 1) { nodes { actor { ${seen} } } } }`,
    'task.history.nodes.0.actor',
  ],
  'ApiKey.owner': [`apiKeys(first: 1) { nodes { owner { ${seen} } } }`, 'apiKeys.nodes.0.owner'],
  'Membership.responsible': [
    `organization { members(filter: { kind: { eq: SERVICE } }, first: 1) { nodes { responsible { ${seen} } } } }`,
    'organization.members.nodes.0.responsible',
  ],
  'ApiKey.createdBy': [`apiKeys(first: 1) { nodes { createdBy { ${seen} } } }`, 'apiKeys.nodes.0.createdBy'],
  'OrganizationStatusChange.changedBy': [
    `organization { statusHistory(last: 1) { nodes { changedBy { ${seen} } } } }`,
    'organization.statusHistory.nodes.0.changedBy',
  ],
};

/** Paths that only the user themselves and platform administrators have. */
const own = new Set(['Query.me', 'UserConnection.nodes', 'UserEdge.node']);

/** Paths that only the recipient of a notification has: notification-live.test.ts tests them. */
const notified = ['Notification.actor'];

const answerTo = (client: Client, query: string) =>
  client.send(`{ ${query.replace('$id', `"${fellow.userId}"`)} }`);

async function makeAdministrator(userId: string): Promise<void> {
  await makePlatformAdmin(server, userId);
}

test('every field that leads to a user is tried', () => {
  const leading = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__') && !type.name.endsWith('Payload'))
    .flatMap((type) =>
      Object.values(isObjectType(type) ? type.getFields() : {})
        .filter((field) => ['User', 'Node'].includes(getNamedType(field.type).name))
        .map((field) => `${type.name}.${field.name}`),
    );
  const tried = [...Object.keys(paths), ...own, ...notified].filter((path) => path !== 'Query._entities');
  expect(tried.toSorted()).toEqual(leading.toSorted());
});

test.each(Object.entries(paths))(
  '%s shows the account to oneself and to platform administrators alone',
  async (_path, [query, place]) => {
    const account = {
      emailVerified: true,
      totpEnabled: false,
      recoveryCodesLeft: 0,
      passwordChangedAt: null,
      platformAdmin: false,
      statusReason: null,
      statusUntil: null,
      statusHistory: { nodes: [], totalCount: 0 },
    };
    const person = { id: fellow.userId, fullName: 'Felix Fellow' };
    const member = await join(owner, 'ADMIN');
    for (const { client } of [owner, member]) {
      const { data, errors } = await answerTo(client, query);
      expect(errors).toBeUndefined();
      expect(valueAt(data, place)).toEqual({ ...person, account: null });
    }
    expect(valueAt((await answerTo(fellow.client, query)).data, place)).toEqual({ ...person, account });
    await makeAdministrator(member.userId);
    expect(valueAt((await answerTo(member.client, query)).data, place)).toEqual({ ...person, account });
  },
);

test('an outsider finds no user, and nobody sees the sessions of another user', async () => {
  const outsider = await register(server.anonymous);
  for (const [query, place] of [paths['Query.user']!, paths['Query.node']!, paths['Query._entities']!]) {
    const { data, errors } = await answerTo(outsider.client, query);
    expect([errors, valueAt(data, place)]).toEqual([undefined, null]);
  }
  const { sessions } = await owner.client.ask('{ sessions { totalCount } }');
  expect(sessions).toEqual({ totalCount: 1 });
  const fields = Object.keys(assertObjectType(schema.getType('User')).getFields());
  expect(fields).not.toContain('sessions');
});

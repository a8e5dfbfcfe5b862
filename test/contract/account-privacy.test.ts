import { randomUUID } from 'node:crypto';
import { getNamedType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { type Client, join, register } from '../support/client.ts';
import { createTask, createTenant, schema } from '../support/contract.ts';
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
  `mutation ($task: ID!, $fellow: ID!) {
    updateTask(input: { id: $task, status: DONE }) { userErrors { code } }
    createComment(input: { taskId: $task, body: "Done", mentionedUserIds: [$fellow] }) { userErrors { code } }
    createApiKey(input: { name: "Theirs" }) { userErrors { code } }
    recordUsage(input: { events: [{ eventId: "theirs", meter: "m", quantity: 1 }] }) { userErrors { code } }
    voidUsageEvent(input: { eventId: "theirs", reason: "A test" }) { userErrors { code } } }`,
  { task: theirTask, fellow: fellow.userId },
);

const seen = `... on User { id fullName account {
  emailVerified totpEnabled recoveryCodesLeft passwordChangedAt platformAdmin statusReason statusUntil
  statusHistory { nodes { reason } totalCount } } }`;

/** Every way from a query to somebody else, whose id is `$id`, and where the answer has them. */
const paths: Record<string, [query: string, find: (data: any) => any]> = {
  'Query.user': [`user(id: $id) { ${seen} }`, (data) => data.user],
  'Query.node': [`node(id: $id) { ${seen} }`, (data) => data.node],
  'Query.nodes': [`nodes(ids: [$id]) { ${seen} }`, (data) => data.nodes[0]],
  'Query._entities': [
    `_entities(representations: [{ __typename: "User", id: $id }]) { ${seen} }`,
    (data) => data._entities[0],
  ],
  'Membership.user': [
    `organization { members(filter: { userId: { eq: $id } }) { nodes { user { ${seen} } } } }`,
    (data) => data.organization.members.nodes[0].user,
  ],
  'MembershipSuspension.suspendedBy': [
    `organization { members(filter: { status: { eq: SUSPENDED } }) { nodes { suspension { suspendedBy { ${seen} } } } } }`,
    (data) => data.organization.members.nodes[0].suspension.suspendedBy,
  ],
  'Project.createdBy': [
    `project(id: "${createProject.project.id}") { createdBy { ${seen} } }`,
    (data) => data.project.createdBy,
  ],
  'Task.createdBy': [`task(id: "${theirTask}") { createdBy { ${seen} } }`, (data) => data.task.createdBy],
  'Task.assignee': [`task(id: "${theirTask}") { assignee { ${seen} } }`, (data) => data.task.assignee],
  'UsageVoid.voidedBy': [
    `usageEvents { nodes { void { voidedBy { ${seen} } } } }`,
    (data) => data.usageEvents.nodes[0].void.voidedBy,
  ],
  'Invitation.invitedBy': [
    `invitations(filter: { email: { eq: "${invited}" } }) { nodes { invitedBy { ${seen} } } }`,
    (data) => data.invitations.nodes[0].invitedBy,
  ],
  'AuditEvent.actor': [
    `auditEvents(filter: { actorId: { eq: $id } }, first: 1) { nodes { actor { ${seen} } } }`,
    (data) => data.auditEvents.nodes[0].actor,
  ],
  'Comment.author': [
    `task(id: "${theirTask}") { comments(first: 1) { nodes { author { ${seen} } } } }`,
    (data) => data.task.comments.nodes[0].author,
  ],
  'Comment.mentions': [
    `task(id: "${theirTask}") { comments(first: 1) { nodes { mentions { ${seen} } } } }`,
    (data) => data.task.comments.nodes[0].mentions[0],
  ],
  'TaskChange.actor': [
    `task(id: "${theirTask}") { history(first: 1) { nodes { actor { ${seen} } } } }`,
    (data) => data.task.history.nodes[0].actor,
  ],
  'ApiKey.createdBy': [
    `apiKeys(first: 1) { nodes { createdBy { ${seen} } } }`,
    (data) => data.apiKeys.nodes[0].createdBy,
  ],
  'OrganizationStatusChange.changedBy': [
    `organization { statusHistory(last: 1) { nodes { changedBy { ${seen} } } } }`,
    (data) => data.organization.statusHistory.nodes[0].changedBy,
  ],
};

/** Only oneself and platform administrators come this way. */
const own = new Set(['Query.me', 'UserConnection.nodes', 'UserEdge.node']);

/** Only the recipient comes this way, when a job has made a notification: notification-live.test.ts does. */
const notified = ['Notification.actor'];

const answerTo = (client: Client, query: string) =>
  client.send(`{ ${query.replace('$id', `"${fellow.userId}"`)} }`);

async function makeAdministrator(userId: string): Promise<void> {
  await server.db.updateTable('users').set({ platform_admin: true }).where('id', '=', userId).execute();
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
  async (_path, [query, find]) => {
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
      expect(find(data)).toEqual({ ...person, account: null });
    }
    expect(find((await answerTo(fellow.client, query)).data)).toEqual({ ...person, account });
    await makeAdministrator(member.userId);
    expect(find((await answerTo(member.client, query)).data)).toEqual({ ...person, account });
  },
);

test('an outsider finds nobody, and nobody has sessions that others see', async () => {
  const outsider = await register(server.anonymous);
  for (const [query, find] of [paths['Query.user']!, paths['Query.node']!, paths['Query._entities']!]) {
    const { data, errors } = await answerTo(outsider.client, query);
    expect([errors, find(data)]).toEqual([undefined, null]);
  }
  const { sessions } = await owner.client.ask('{ sessions { totalCount } }');
  expect(sessions).toEqual({ totalCount: 1 });
  const fields = Object.keys((schema.getType('User') as any).getFields());
  expect(fields).not.toContain('sessions');
});

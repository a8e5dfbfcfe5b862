import { randomUUID } from 'node:crypto';
import { getNamedType, type GraphQLInputType, isInputObjectType, isObjectType } from 'graphql';
import { decodeJwt } from 'jose';
import { afterAll, describe, expect, test } from 'vitest';
import { createServer } from '../../src/bootstrap/create-server.ts';
import { mergeDistinct } from '../../src/util/merge-distinct.ts';
import { Client, password } from '../support/client.ts';
import { createTenant, schema, type Tenant } from '../support/contract.ts';
import { foreignIds } from '../support/access.ts';
import {
  filterById,
  type ForeignIdCase,
  listsOf,
  lookupById,
  reference,
  textOf,
} from '../support/isolation/foreign-ids.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const ours = await createTenant(server.anonymous);
const theirs = await createTenant(server.anonymous);

type ForeignId = ForeignIdCase['foreign'][0];

const task = (tenant: Tenant) => tenant.taskId;
const label = (tenant: Tenant) => tenant.labelId;
const comment = (tenant: Tenant) => tenant.commentId;
const apiKey = (tenant: Tenant) => tenant.apiKeyId;
const project = (tenant: Tenant) => tenant.projectId;
const organization = (tenant: Tenant) => tenant.organizationId;
const user = (tenant: Tenant) => tenant.fellow.userId;
const invitation = (tenant: Tenant) => tenant.invitationId;
const endpoint = (tenant: Tenant) => tenant.webhookEndpointId;
const delivery = (tenant: Tenant) => tenant.webhookDeliveryId;
const session = ({ fellow }: Tenant) => String(decodeJwt(fellow.accessToken)['sid']);

/** An export filtered by `$id`, which has only the header line. */
function exported(name: string, foreign: ForeignId): ForeignIdCase {
  return {
    operation: `query ($id: ID!) { auditEventExport(filter: { ${name}: { eq: $id } }) { count csv } }`,
    foreign: [foreign],
    check: ({ data }) =>
      expect(data).toEqual({
        auditEventExport: { count: 0, csv: expect.stringMatching(/^createdAt,[^\n]*\r\n$/) },
      }),
  };
}

const taskFilters: [name: string, foreign: ForeignId][] = [
  ['id', task],
  ['projectId', project],
  ['assigneeId', user],
  ['createdById', user],
];
const labelFilters = ['eq', 'in', 'ne', 'notIn'] as const;
/** A list of tasks filtered by a label. */
const byLabel = (comparator: (typeof labelFilters)[number], under = ''): ForeignIdCase => {
  const value = comparator === 'in' || comparator === 'notIn' ? '[$id]' : '$id';
  const lists = `all: tasks { nodes { id } totalCount }
    some: tasks(filter: { labelId: { ${comparator}: ${value} } }) { nodes { id } totalCount }`;
  return {
    operation: `query ($id: ID!) { ${under ? `found: ${under} { ${lists} }` : lists} }`,
    foreign: [label],
    check: ({ data }) => {
      const { all, some } = listsOf(data, under);
      const none = { nodes: [], totalCount: 0 };
      expect(some).toEqual(comparator === 'eq' || comparator === 'in' ? none : all);
    },
  };
};

const auditFilters: typeof taskFilters = [
  ['actorId', (tenant) => tenant.owner.userId],
  ['targetId', project],
  // No API key has acted in either tenant.
  ['apiKeyId', project],
];
const projectFilters: typeof taskFilters = [
  ['id', project],
  ['createdById', user],
];
const ourProject = ({ projectId }: Tenant) => `project(id: "${projectId}")`;

/** Mutations of an object that is named only by its id. */
const thingsById = Object.fromEntries(
  (
    [
      ['archiveProject', project],
      ['restoreProject', project],
      ['moveTask', task],
      ['archiveTask', task],
      ['watchProject', project],
      ['unwatchProject', project],
      ['watchTask', task],
      ['unwatchTask', task],
      ['restoreTask', task],
      ['updateComment', comment],
      ['deleteComment', comment],
      ['rollApiKey', apiKey],
      ['updateApiKey', apiKey],
      ['revokeApiKey', apiKey],
    ] as const
  ).map(([field, foreign]) => [`Mutation.${field}(input.id)`, reference(field, 'id', 'id: $id', foreign)]),
);

const manyByIds: ForeignIdCase = {
  operation: 'query ($id: ID!) { nodes(ids: [$id, $id]) { id } }',
  foreign: [task, project, organization, user, invitation, label, comment, apiKey, endpoint, delivery],
  check: ({ data, errors }) => {
    expect(errors).toBeUndefined();
    expect(data).toEqual({ nodes: [null, null] });
  },
};

/** Fields that find organizations. */
const showsOrganizations = new Set(['Query.node(id)', 'Query.nodes(ids)', 'Query.organization(id)']);

/** The cases that no module declares in its access.ts. */
const own: Record<string, ForeignIdCase> = {
  'Query.node(id)': lookupById(
    'node',
    task,
    project,
    organization,
    user,
    invitation,
    label,
    comment,
    apiKey,
    endpoint,
    delivery,
  ),
  'Query.nodes(ids)': manyByIds,
  'Query.organization(id)': lookupById('organization', organization, task),
  'Query.project(id)': lookupById('project', project, task),
  'Query.task(id)': lookupById('task', task, project),
  'Query.user(id)': lookupById('user', user, task),
  ...entries(taskFilters, 'Query.tasks', (...args) => filterById('tasks', ...args)),
  ...entries(taskFilters, 'Project.tasks', (...args) => filterById('tasks', ...args, ourProject)),
  ...entries(projectFilters, 'Query.projects', (...args) => filterById('projects', ...args)),
  ...entries(projectFilters, 'Organization.projects', (...args) =>
    filterById('projects', ...args, 'organization'),
  ),
  ...entries([['createdById', (tenant) => tenant.fellow.userId]], 'Query.apiKeys', (...args) =>
    filterById('apiKeys', ...args),
  ),
  ...entries(auditFilters, 'Query.auditEvents', (...args) => filterById('auditEvents', ...args)),
  ...entries(auditFilters, 'Query.auditEventExport', exported),
  'Query.apiKeys(filter.createdById)': filterById('apiKeys', 'createdById', user),
  'Organization.members(filter.userId)': filterById('members', 'userId', user, 'organization'),
  'User.organizationMemberships(filter.userId)': filterById('organizationMemberships', 'userId', user, 'me'),
  'Mutation.login(input.organizationId)': reference(
    'login',
    'organizationId',
    `email: "${ours.owner.email}", password: "${password}", organizationId: $id`,
    organization,
  ),
  'Mutation.switchOrganization(input.organizationId)': reference(
    'switchOrganization',
    'organizationId',
    'organizationId: $id',
    organization,
  ),
  'Mutation.updateMemberRole(input.userId)': reference(
    'updateMemberRole',
    'userId',
    'userId: $id, role: ADMIN',
    user,
  ),
  'Mutation.setMemberRole(input.userId)': reference(
    'setMemberRole',
    'userId',
    'userId: $id, role: ADMIN',
    user,
  ),
  'Mutation.suspendMember(input.userId)': reference(
    'suspendMember',
    'userId',
    'userId: $id, reason: "Lost"',
    user,
  ),
  'Mutation.reinstateMember(input.userId)': reference('reinstateMember', 'userId', 'userId: $id', user),
  'Mutation.removeMember(input.userId)': reference('removeMember', 'userId', 'userId: $id', user),
  'Mutation.transferOwnership(input.userId)': reference(
    'transferOwnership',
    'userId',
    'userId: $id',
    user,
    'NOT_A_MEMBER',
  ),
  'Mutation.resendInvitation(input.id)': reference('resendInvitation', 'id', 'id: $id', invitation),
  'Mutation.revokeInvitation(input.id)': reference('revokeInvitation', 'id', 'id: $id', invitation),
  'Mutation.updateProject(input.id)': reference('updateProject', 'id', 'id: $id, name: "Ours now"', project),
  'Mutation.deleteProject(input.id)': reference('deleteProject', 'id', 'id: $id', project),
  'Mutation.createTask(input.projectId)': reference(
    'createTask',
    'projectId',
    'projectId: $id, title: "Smuggled"',
    project,
  ),
  'Mutation.createTask(input.assigneeId)': reference(
    'createTask',
    'assigneeId',
    `projectId: "${ours.projectId}", title: "Press-ganged", assigneeId: $id`,
    user,
    'NOT_FOUND',
  ),
  'Mutation.updateTask(input.id)': reference('updateTask', 'id', 'id: $id, title: "Ours now"', task),
  'Mutation.updateTask(input.assigneeId)': reference(
    'updateTask',
    'assigneeId',
    `id: "${ours.taskId}", assigneeId: $id`,
    user,
    'NOT_FOUND',
  ),
  ...Object.fromEntries(
    labelFilters.flatMap((comparator) => [
      [`Query.tasks(filter.labelId.${comparator})`, byLabel(comparator)],
      [`Project.tasks(filter.labelId.${comparator})`, byLabel(comparator, ourProject(ours))],
    ]),
  ),
  ...thingsById,
  'Mutation.createTask(input.labelIds)': reference(
    'createTask',
    'labelIds.0',
    `projectId: "${ours.projectId}", title: "Labelled", labelIds: [$id]`,
    label,
  ),
  'Mutation.updateTask(input.labelIds)': reference(
    'updateTask',
    'labelIds.0',
    `id: "${ours.taskId}", labelIds: [$id]`,
    label,
  ),
  'Mutation.createTasks(input.tasks.projectId)': reference(
    'createTasks',
    'tasks.0.projectId',
    'tasks: [{ projectId: $id, title: "Smuggled" }]',
    project,
  ),
  'Mutation.createTasks(input.tasks.assigneeId)': reference(
    'createTasks',
    'tasks.0.assigneeId',
    `tasks: [{ projectId: "${ours.projectId}", title: "Press-ganged", assigneeId: $id }]`,
    user,
  ),
  'Mutation.createTasks(input.tasks.labelIds)': reference(
    'createTasks',
    'tasks.0.labelIds.0',
    `tasks: [{ projectId: "${ours.projectId}", title: "Labelled", labelIds: [$id] }]`,
    label,
  ),
  'Mutation.updateTasks(input.tasks.id)': reference(
    'updateTasks',
    'tasks.0.id',
    'tasks: [{ id: $id, title: "Ours now" }]',
    task,
  ),
  'Mutation.updateTasks(input.tasks.assigneeId)': reference(
    'updateTasks',
    'tasks.0.assigneeId',
    `tasks: [{ id: "${ours.taskId}", assigneeId: $id }]`,
    user,
  ),
  'Mutation.updateTasks(input.tasks.labelIds)': reference(
    'updateTasks',
    'tasks.0.labelIds.0',
    `tasks: [{ id: "${ours.taskId}", labelIds: [$id] }]`,
    label,
  ),
  'Mutation.deleteTasks(input.ids)': reference('deleteTasks', 'ids.0', 'ids: [$id]', task),
  'Mutation.moveTask(input.projectId)': reference(
    'moveTask',
    'projectId',
    `id: "${ours.taskId}", projectId: $id`,
    project,
  ),
  'Mutation.moveTask(input.afterId)': reference(
    'moveTask',
    'afterId',
    `id: "${ours.taskId}", afterId: $id`,
    task,
  ),
  'Mutation.moveTask(input.beforeId)': reference(
    'moveTask',
    'beforeId',
    `id: "${ours.taskId}", beforeId: $id`,
    task,
  ),
  'Mutation.createComment(input.taskId)': reference(
    'createComment',
    'taskId',
    'taskId: $id, body: "Hello"',
    task,
  ),
  'Mutation.createComment(input.mentionedUserIds)': reference(
    'createComment',
    'mentionedUserIds.0',
    `taskId: "${ours.taskId}", body: "Hello", mentionedUserIds: [$id]`,
    user,
  ),
  'Mutation.updateComment(input.mentionedUserIds)': reference(
    'updateComment',
    'mentionedUserIds.0',
    `id: "${ours.commentId}", mentionedUserIds: [$id]`,
    user,
  ),
  'Mutation.markNotificationRead(input.id)': reference('markNotificationRead', 'id', 'id: $id', task),
  'Mutation.markNotificationUnread(input.id)': reference('markNotificationUnread', 'id', 'id: $id', task),
  'Mutation.revokeSession(input.id)': reference('revokeSession', 'id', 'id: $id', session),
  'Query.webhookDeliveries(filter.endpointId)': filterById('webhookDeliveries', 'endpointId', endpoint),
  'Query.webhookDeliveries(filter.messageId)': filterById('webhookDeliveries', 'messageId', delivery),
  'Mutation.updateWebhookEndpoint(input.id)': reference(
    'updateWebhookEndpoint',
    'id',
    'id: $id, disabled: true',
    endpoint,
  ),
  'Mutation.deleteWebhookEndpoint(input.id)': reference('deleteWebhookEndpoint', 'id', 'id: $id', endpoint),
  'Mutation.rotateWebhookSecret(input.id)': reference('rotateWebhookSecret', 'id', 'id: $id', endpoint),
  'Mutation.sendTestWebhook(input.id)': reference('sendTestWebhook', 'id', 'id: $id', endpoint),
  'Mutation.replayWebhookDelivery(input.id)': reference('replayWebhookDelivery', 'id', 'id: $id', delivery),
  'Mutation.replayFailedWebhookDeliveries(input.endpointId)': reference(
    'replayFailedWebhookDeliveries',
    'endpointId',
    'endpointId: $id, since: "2026-01-01T00:00:00Z"',
    endpoint,
  ),
  'Mutation.deleteTask(input.id)': reference('deleteTask', 'id', 'id: $id', task),
};

/** A case for each argument and input field that takes an id. */
const cases = mergeDistinct([foreignIds, own]);

function entries(
  filters: typeof taskFilters,
  field: string,
  make: (name: string, foreign: ForeignId) => ForeignIdCase,
): Record<string, ForeignIdCase> {
  return Object.fromEntries(
    filters.map(([name, foreign]) => [`${field}(filter.${name})`, make(name, foreign)]),
  );
}

/** Returns every path to an id within an argument, without `and` and `or` of filters. */
function idPaths(type: GraphQLInputType, path: string): string[] {
  const named = getNamedType(type);
  if (named.name === 'ID' || named.name === 'IDFilter') return [path];
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields())
    .filter((field) => getNamedType(field.type) !== named)
    .flatMap((field) => idPaths(field.type, `${path}.${field.name}`));
}

const idArguments = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
  .flatMap((type) =>
    Object.values(isObjectType(type) ? type.getFields() : {}).flatMap((field) =>
      field.args
        .flatMap((argument) => idPaths(argument.type, argument.name))
        .map((path) => `${type.name}.${field.name}(${path})`),
    ),
  );

/** Fields of platform administrators, to whom no id is foreign. */
const platformArguments = new Set([
  'Query.users(filter.id)',
  'Query.allOrganizations(filter.organizationId)',
  'Mutation.suspendUser(input.id)',
  'Mutation.activateUser(input.id)',
  'Mutation.deactivateUser(input.id)',
  'Mutation.archiveUser(input.id)',
  'Mutation.setOrganizationOverrides(input.organizationId)',
  'Mutation.clearOrganizationOverrides(input.organizationId)',
  'Mutation.setFeatureOverride(input.organizationId)',
  'Mutation.clearFeatureOverride(input.organizationId)',
  'Mutation.movePlanVersion(input.organizationIds)',
  'Mutation.releasePlan(input.organizationId)',
  'Mutation.setFlag(input.organizationIds)',
  'Mutation.startImpersonation(input.userId)',
  'Mutation.startImpersonation(input.organizationId)',
  'Mutation.endImpersonation(input.sessionId)',
  'Mutation.grantCredits(input.organizationId)',
  'Mutation.voidCreditGrant(input.organizationId)',
  'Mutation.voidCreditGrant(input.id)',
]);

/** A foreign id in these filters matches nothing: subscriptions.test.ts tests them. */
const subscriptionArguments = [
  'Subscription.taskEvents(projectId)',
  'Subscription.projectEvents(projectId)',
  'Subscription.commentEvents(taskId)',
  'Subscription.commentEvents(projectId)',
];

test('every argument that takes an id is tried with those of another tenant', () => {
  const tried = [...Object.keys(cases), ...platformArguments, ...subscriptionArguments];
  expect(tried.toSorted()).toEqual(idArguments.toSorted());
});

/** A server whose login is not subject to row-level security, so that only the conditions of the statements protect the rows. */
const unheld = await createServer({ ...server.services, servingPool: server.systemPool });
const unheldUrl = await unheld.listen({ host: '127.0.0.1', port: 0 });
afterAll(() => unheld.close());

describe.each([
  ['an id of another tenant has the same response as an unknown or malformed id', server.url],
  ['the conditions of the statements alone have the same effect', unheldUrl],
])('%s', (_title, url) => {
  const client = new Client(url, ours.owner.client.headers);

  test.each(Object.entries(cases))('%s', async (name, { operation, foreign, check }) => {
    const answerTo = async (id: string) => {
      const { body, status } = await client.send(textOf(operation, ours), { id });
      return { status, body: JSON.parse(JSON.stringify(body).replaceAll(id, '<id>')) };
    };
    const unknown = await answerTo(randomUUID());
    check(unknown.body);
    expect(await answerTo('not-an-id')).toEqual(unknown);
    for (const idOf of foreign) {
      // Only row-level security decides which organizations a caller sees.
      if (showsOrganizations.has(name) && idOf === organization && url === unheldUrl) continue;
      expect(await answerTo(idOf(theirs))).toEqual(unknown);
      expect(await answerTo(idOf(theirs).toUpperCase())).toEqual(unknown);
    }
  });
});

test('the foreign keys reject a reference across tenants, even from a login that sees both', async () => {
  const refer = (project_id: string, assignee_id: string) =>
    server.db
      .insertInto('tasks')
      .values({
        organization_id: ours.organizationId,
        title: 'Smuggled',
        position: randomUUID(),
        project_id,
        assignee_id,
      })
      .execute();
  const violation = (constraint: string) => ({ code: '23503', constraint });
  await expect(refer(theirs.projectId, user(ours))).rejects.toMatchObject(violation('tasks_project_fkey'));
  await expect(refer(ours.projectId, user(theirs))).rejects.toMatchObject(violation('tasks_assignee_fkey'));
  await expect(refer(ours.projectId, user(ours))).resolves.toBeDefined();
});

test('none of these requests has changed the other tenant', async () => {
  const { organization } = await theirs.owner.client.ask(`{ organization {
    members { nodes { role user { id } } }
    projects { nodes { id name version tasks { nodes { id title version } } } } } }`);
  expect(organization).toEqual({
    members: {
      nodes: [
        { role: 'MEMBER', user: { id: theirs.serviceAccountId } },
        { role: 'MEMBER', user: { id: theirs.fellow.userId } },
        { role: 'OWNER', user: { id: theirs.owner.userId } },
      ],
    },
    projects: {
      nodes: [
        {
          id: theirs.projectId,
          name: 'Harbour',
          version: 1,
          tasks: { nodes: [{ id: theirs.taskId, title: 'Sweep the quay', version: 1 }] },
        },
      ],
    },
  });
  expect(await theirs.fellow.client.codes('{ me { id } }')).toEqual([]);
});

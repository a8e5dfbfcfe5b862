import { isInterfaceType, isListType, isNonNullType, isObjectType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { shareableFields } from '../src/subscriptions/shareable-fields.ts';
import { isShareable } from '../src/subscriptions/sharing.ts';
import { join } from './support/client.ts';
import { createTask, createTenant, schema } from './support/contract.ts';
import { startTestServer } from './support/server.ts';
import { connect, listen, publish, type Heard } from './support/subscriber.ts';

const server = await startTestServer();

/**
 * Fields of the types that events lead to which are executed for each subscription: what depends on the viewer, and what
 * few subscriptions ask for. A field that is added to these types must be put here or among the shareable ones.
 */
const executedForEach: Record<string, string[]> = {
  Subscription: ['notificationAdded'],
  Task: ['history', 'organization', 'viewerIsWatching', 'viewerCanUpdate', 'viewerCanDelete'],
  Project: ['organization', 'viewerIsWatching', 'viewerCanUpdate', 'viewerCanDelete'],
  Label: ['viewerCanUpdate', 'viewerCanDelete'],
  Comment: ['viewerCanUpdate', 'viewerCanDelete'],
  Invitation: ['viewerCanManage'],
  Membership: [
    'organization',
    'permissions',
    'suspension',
    'viewerCanSuspend',
    'viewerCanReinstate',
    'viewerCanUpdateRole',
    'viewerCanRemove',
  ],
  Organization: [
    'hasFeature',
    'members',
    'overrides',
    'plan',
    'projects',
    'statusHistory',
    'suspension',
    'usage',
    'viewerCanAddMembers',
    'viewerCanArchive',
    'viewerCanChangePlan',
    'viewerCanCreateProjects',
    'viewerCanCreateTasks',
    'viewerCanDelete',
    'viewerCanReinstate',
    'viewerCanRestore',
    'viewerCanLeave',
    'viewerCanManageApiKeys',
    'viewerCanSeeApiKeys',
    'viewerCanSeeAuditEvents',
    'viewerCanSeeBilling',
    'viewerCanSeeInvitations',
    'viewerCanSeeUsage',
    'viewerCanSuspend',
    'viewerCanTransferOwnership',
    'viewerCanUpdate',
    'viewerRole',
  ],
  User: ['memberships', 'account', 'createdAt', 'updatedAt', 'email', 'status'],
};

const fieldsOf = (name: string) => {
  const type = schema.getType(name);
  return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
};

test('every field that shareable fields lead to is declared shareable or not', () => {
  const types = new Set([...shareableFields].map((field) => field.split('.')[0]!));
  const known = [...types].flatMap((type) => [
    ...[...shareableFields].filter((field) => field.startsWith(`${type}.`)),
    ...(executedForEach[type] ?? []).map((field) => `${type}.${field}`),
  ]);
  const present = [...types].flatMap((type) => fieldsOf(type).map(({ name }) => `${type}.${name}`));
  expect(known.toSorted()).toEqual(present.toSorted());
});

test('nothing personal by its name is shareable', () => {
  for (const field of shareableFields)
    expect(field).not.toMatch(/viewer|^Query|\.me$|notification|session|account|secret/i);
});

const operation = (fields: string) => `subscription { taskEvents { type taskId ${fields} } }`;

test.each([
  ['task { id title assignee { fullName } }', true],
  ['task { __typename comments(first: 5) { nodes { body } } }', true],
  ['task { viewerCanDelete }', false],
  ['task { ...a } } } fragment a on Task { project { viewerCanUpdate', false],
  ['task { ... on Node { id } }', false],
  ['task { assignee { memberships { role } } }', false],
  ['task { project { organization { viewerRole } } }', false],
])('%s is shareable: %s', (fields, shareable) => {
  expect(isShareable(schema, parse(operation(fields)))).toBe(shareable);
});

/** A selection of all shareable fields, at most so many levels deep. */
function everything(type: any, levels: number): string {
  if (isNonNullType(type) || isListType(type)) return everything(type.ofType, levels);
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (!shareableFields.has(`${type.name}.${field.name}`)) return [];
    let inner: any = field.type;
    while ('ofType' in inner) inner = inner.ofType;
    if (!isObjectType(inner)) return [field.name];
    const selection = levels > 0 ? everything(inner, levels - 1) : '';
    return selection ? [`${field.name}${selection}`] : [];
  });
  return fields.length > 0 ? ` { ${fields.join(' ')} }` : '';
}

test('all shareable fields are the same for members with the same rights, whoever executes them', async () => {
  const tenant = await createTenant(server.anonymous);
  const { owner, taskId, projectId, organizationId } = tenant;
  await owner.client.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
  const members = [await join(owner, 'MEMBER'), await join(owner, 'MEMBER', 'Alan Turing')];
  // The first of them made, has and commented on the task: whatever is told of its viewer differs.
  const mine = await createTask(members[0]!.client, projectId, { assigneeId: members[0]!.userId });
  await members[0]!.client.ask(
    `mutation ($id: ID!) { createComment(input: { taskId: $id, body: "Mine" }) { userErrors { code } } }`,
    { id: mine },
  );
  const query = `subscription { taskEvents${everything(schema.getType('TaskEvent'), 3)} }`;
  const personal = `subscription { taskEvents { taskId task { viewerCanDelete } } }`;
  const heard: Heard[] = [];
  const own: Heard[] = [];
  for (const { client } of members) {
    heard.push(await listen(server, connect(client), query));
    own.push(await listen(server, connect(client), personal));
  }
  await publish(server, organizationId, [mine, taskId], projectId);
  const [first, second] = await Promise.all(heard.map((each) => each.first(2)));
  expect(first![0].task.comments.nodes).toHaveLength(1);
  expect(first).toEqual(second);
  // Alone, each is executed as itself.
  heard[0]!.stop();
  await expect.poll(() => server.services.events.size).toBe(3);
  await publish(server, organizationId, [mine, taskId], projectId);
  expect((await heard[1]!.first(4)).slice(2)).toEqual(second);
  const [mayDelete, mayNot] = await Promise.all(own.map((each) => each.first(1)));
  expect([mayDelete![0].task.viewerCanDelete, mayNot![0].task.viewerCanDelete]).toEqual([true, false]);
});

test('what is told of members, invitations, labels and the organization is the same, too', async () => {
  const { owner, invitationId, labelId, fellow } = await createTenant(server.anonymous);
  const admins = [await join(owner, 'ADMIN'), await join(owner, 'ADMIN', 'Alan Turing')];
  const fields = ['memberEvents', 'invitationEvents', 'labelEvents', 'organizationEvents'];
  const heard: Heard[][] = [];
  for (const { client } of admins) {
    const connection = connect(client);
    const theirs: Heard[] = [];
    for (const field of fields) {
      const type = schema.getSubscriptionType()!.getFields()[field]!.type;
      const query = `subscription { ${field}${everything(type, 2)} }`;
      expect(isShareable(schema, parse(query))).toBe(true);
      theirs.push(await listen(server, connection, query));
    }
    heard.push(theirs);
  }
  await owner.client.ask(
    `mutation ($user: ID!, $invitation: ID!, $label: ID!) {
      updateMemberRole(input: { userId: $user, role: ADMIN }) { userErrors { code } }
      revokeInvitation(input: { id: $invitation }) { userErrors { code } }
      updateLabel(input: { id: $label, name: "Tide" }) { userErrors { code } }
      updateOrganization(input: { name: "Quay" }) { userErrors { code } } }`,
    { user: fellow.userId, invitation: invitationId, label: labelId },
  );
  const [first, second] = await Promise.all(
    heard.map((theirs) => Promise.all(theirs.map((each) => each.first(1)))),
  );
  expect(first!.flat()).toHaveLength(fields.length);
  expect(first).toEqual(second);
});

test('of many who share an answer, those whose rights changed get their own, and those who lost them none', async () => {
  const { owner, projectId, organizationId, taskId } = await createTenant(server.anonymous);
  await owner.client.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
  const members = await Promise.all(Array.from({ length: 4 }, () => join(owner, 'MEMBER')));
  const query = 'subscription { taskEvents { taskId task { title } } }';
  const heard: Heard[] = [];
  for (const { client } of members) heard.push(await listen(server, connect(client), query));
  await publish(server, organizationId, [taskId], projectId);
  for (const each of heard) await each.first(1);
  const [removed, promoted, , signedOut] = members;
  await owner.client.ask(
    `mutation ($removed: ID!, $promoted: ID!) {
      removeMember(input: { userId: $removed }) { userErrors { code } }
      updateMemberRole(input: { userId: $promoted, role: ADMIN }) { userErrors { code } } }`,
    { removed: removed!.userId, promoted: promoted!.userId },
  );
  await signedOut!.client.ask('mutation { logout { userErrors { code } } }');
  // The very next event.
  await publish(server, organizationId, [taskId], projectId);
  // The socket closes, or the event finds out first.
  expect([4403, ['NOT_FOUND']]).toContainEqual(await heard[0]!.ended);
  expect(await heard[3]!.ended).toEqual(['UNAUTHENTICATED']);
  for (const index of [1, 2]) await heard[index]!.first(2);
  for (const index of [0, 3]) expect(heard[index]!.events).toHaveLength(1);
});

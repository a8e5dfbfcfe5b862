import { getNamedType, type GraphQLNamedType, isInterfaceType, isObjectType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { shareableFields as declared } from '../../src/generated/features.ts';
import { changePlan } from '../fixtures/owner.ts';
import { createTask } from '../fixtures/work.ts';
import { isShareable } from '../../src/subscriptions/sharing.ts';
import { join } from '../support/client.ts';
import { createTenant, schema } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';
import { connect, listen, publish, type Heard } from '../support/subscriber.ts';

const shareableFields = new Set([
  ...Object.keys(declared),
  ...['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'].map((field) => `PageInfo.${field}`),
]);
const server = await startTestServer();

/**
 * Fields of the types in events that are executed for each subscription: fields that depend on the viewer, and fields
 * that few subscriptions select. A new field of these types must be listed here or be declared shareable, unless its name
 * begins with `viewer`: it is then executed for each.
 */
const executedForEach: Record<string, string[]> = {
  Subscription: ['notificationAdded'],
  Task: ['history', 'organization'],
  Project: ['members', 'organization', 'teams'],
  Team: ['projects'],
  Invitation: ['projects'],
  Membership: ['organization', 'permissions', 'suspension'],
  Organization: [
    'entitlement',
    'entitlements',
    'featureOverrides',
    'hasFeature',
    'isFlagOn',
    'members',
    'overrides',
    'plan',
    'projects',
    'statusHistory',
    'suspension',
    'usage',
  ],
  User: ['memberships', 'organizationMemberships', 'account', 'createdAt', 'updatedAt', 'email', 'status'],
};

const fieldsOf = (name: string) => {
  const type = schema.getType(name);
  return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
};

const viewerFieldsOf = (type: string) =>
  fieldsOf(type).flatMap(({ name }) => (name.startsWith('viewer') ? [name] : []));

test('every field of the types that shareable fields return is declared shareable or not', () => {
  const types = new Set([...shareableFields].map((field) => field.split('.')[0]!));
  const known = [...types].flatMap((type) => [
    ...[...shareableFields].filter((field) => field.startsWith(`${type}.`)),
    ...(executedForEach[type] ?? []).map((field) => `${type}.${field}`),
    ...viewerFieldsOf(type).map((field) => `${type}.${field}`),
  ]);
  const present = [...types].flatMap((type) => fieldsOf(type).map(({ name }) => `${type}.${name}`));
  expect(known.toSorted()).toEqual(present.toSorted());
});

test('no field with a personal name is shareable', () => {
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
  ['task { assignee { organizationMemberships { totalCount } } }', false],
  ['task { project { organization { viewerRole } } }', false],
])('%s is shareable: %s', (fields, shareable) => {
  expect(isShareable(schema, parse(operation(fields)))).toBe(shareable);
});

/** Returns a selection of all shareable fields, at most this many levels deep. */
function everything(type: GraphQLNamedType | undefined, levels: number): string {
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (!shareableFields.has(`${type.name}.${field.name}`)) return [];
    const inner = getNamedType(field.type);
    if (!isObjectType(inner)) return [field.name];
    const selection = levels > 0 ? everything(inner, levels - 1) : '';
    return selection ? [`${field.name}${selection}`] : [];
  });
  return fields.length > 0 ? ` { ${fields.join(' ')} }` : '';
}

test('shareable fields have the same values for all members with the same rights', async () => {
  const tenant = await createTenant(server.anonymous);
  const { owner, taskId, projectId, organizationId } = tenant;
  await changePlan(owner.client, 'PRO');
  const members = [await join(owner, 'MEMBER'), await join(owner, 'MEMBER', 'Alan Turing')];
  // The first one created the task, is assigned to it and commented on it, so viewer fields differ.
  const mine = await createTask(members[0]!.client, projectId, { assigneeId: members[0]!.userId });
  await members[0]!.client.ask(
    `mutation ($id: ID!) { createComment(input: { taskId: $id, body: "Mine" }) { userErrors { code } } }`,
    { id: mine },
  );
  const query = `subscription { taskEvents${everything(schema.getType('TaskEvent'), 3)} }`;
  const personal = `subscription { taskEvents { taskId task { viewerCanDelete } } }`;
  const heard: Heard[] = [];
  const own: Heard<{ task: { viewerCanDelete: boolean } }>[] = [];
  for (const { client } of members) {
    heard.push(await listen(server, connect(client), query));
    own.push(await listen(server, connect(client), personal));
  }
  await publish(server, organizationId, [mine, taskId], projectId);
  const [first, second] = await Promise.all(heard.map((each) => each.first(2)));
  expect(first![0]).toMatchObject({ task: { comments: { nodes: [{}] } } });
  expect(first).toEqual(second);
  // A single subscription is executed as its own caller.
  heard[0]!.stop();
  await expect.poll(() => server.services.events.size).toBe(3);
  await publish(server, organizationId, [mine, taskId], projectId);
  expect((await heard[1]!.first(4)).slice(2)).toEqual(second);
  const [mayDelete, mayNot] = await Promise.all(own.map((each) => each.first(1)));
  expect([mayDelete![0]!.task.viewerCanDelete, mayNot![0]!.task.viewerCanDelete]).toEqual([true, false]);
});

test('shared events of members, invitations, labels, roles and the organization have the same values as separate ones', async () => {
  const { owner, invitationId, labelId, roleId, fellow } = await createTenant(server.anonymous);
  const admins = [await join(owner, 'ADMIN'), await join(owner, 'ADMIN', 'Alan Turing')];
  const fields = ['memberEvents', 'invitationEvents', 'labelEvents', 'roleEvents', 'organizationEvents'];
  const heard: Heard[][] = [];
  for (const { client } of admins) {
    const connection = connect(client);
    const theirs: Heard[] = [];
    for (const field of fields) {
      const type = schema.getSubscriptionType()!.getFields()[field]!.type;
      const query = `subscription { ${field}${everything(getNamedType(type), 2)} }`;
      expect(isShareable(schema, parse(query))).toBe(true);
      theirs.push(await listen(server, connection, query));
    }
    heard.push(theirs);
  }
  await owner.client.ask(
    `mutation ($user: ID!, $invitation: ID!, $label: ID!, $role: ID!) {
      updateMemberRole(input: { userId: $user, role: ADMIN }) { userErrors { code } }
      revokeInvitation(input: { id: $invitation }) { userErrors { code } }
      updateLabel(input: { id: $label, name: "Tide" }) { userErrors { code } }
      updateRole(input: { id: $role, name: "Tidewaiter" }) { userErrors { code } }
      updateOrganization(input: { name: "Quay" }) { userErrors { code } } }`,
    { user: fellow.userId, invitation: invitationId, label: labelId, role: roleId },
  );
  const [first, second] = await Promise.all(
    heard.map((theirs) => Promise.all(theirs.map((each) => each.first(1)))),
  );
  expect(first!.flat()).toHaveLength(fields.length);
  expect(first).toEqual(second);
});

test('a subscriber whose rights changed gets a separate event, and one who lost them gets none', async () => {
  const { owner, projectId, organizationId, taskId } = await createTenant(server.anonymous);
  await changePlan(owner.client, 'PRO');
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
  // The next event.
  await publish(server, organizationId, [taskId], projectId);
  // The WebSocket is closed, or the event is refused first.
  expect([4403, ['NOT_FOUND']]).toContainEqual(await heard[0]!.ended);
  expect(await heard[3]!.ended).toEqual(['UNAUTHENTICATED']);
  for (const index of [1, 2]) await heard[index]!.first(2);
  for (const index of [0, 3]) expect(heard[index]!.events).toHaveLength(1);
});

import { expect, test } from 'vitest';
import { changePlan } from '../fixtures/owner.ts';
import { createTeam } from '../fixtures/teams.ts';
import { createComment, createTask } from '../fixtures/work.ts';
import { type EventType, eventTypes } from '../../src/events/catalogue.ts';
import { add, join, password, register } from '../support/client.ts';
import { createTenant, schema, type Tenant } from '../support/contract.ts';
import { until } from '../support/mail.ts';
import { runScheduled } from '../support/scheduled-jobs.ts';
import { startTestServer } from '../support/server.ts';
import {
  connect,
  type Heard,
  invitationEvents,
  labelEvents,
  listen,
  memberEvents,
  organizationEvents,
  projectEvents,
  taskEvents,
} from '../support/subscriber.ts';

const server = await startTestServer();

/** The subscription and the type of change of each webhook event. */
const heardAs: Partial<Record<EventType, [field: string, type: string, changedField?: string]>> = {
  'task.created': ['taskEvents', 'CREATED'],
  'task.updated': ['taskEvents', 'UPDATED', 'title'],
  'task.assigned': ['taskEvents', 'UPDATED', 'assignee'],
  'task.deleted': ['taskEvents', 'DELETED'],
  'comment.created': ['commentEvents', 'CREATED'],
  'comment.updated': ['commentEvents', 'UPDATED', 'body'],
  'comment.deleted': ['commentEvents', 'DELETED'],
  'project.created': ['projectEvents', 'CREATED'],
  'project.updated': ['projectEvents', 'UPDATED', 'name'],
  'project.deleted': ['projectEvents', 'DELETED'],
  'member.added': ['memberEvents', 'CREATED'],
  'member.role_updated': ['memberEvents', 'UPDATED', 'role'],
  'member.removed': ['memberEvents', 'DELETED'],
  'role.created': ['roleEvents', 'CREATED'],
  'role.updated': ['roleEvents', 'UPDATED', 'name'],
  'role.deleted': ['roleEvents', 'DELETED'],
  'team.created': ['teamEvents', 'CREATED'],
  'team.updated': ['teamEvents', 'UPDATED', 'name'],
  'team.member_added': ['teamEvents', 'UPDATED', 'members'],
  'team.lead_changed': ['teamEvents', 'UPDATED', 'lead'],
  'team.member_removed': ['teamEvents', 'UPDATED', 'members'],
  'team.deleted': ['teamEvents', 'DELETED'],
  'member.suspended': ['memberEvents', 'UPDATED', 'suspension'],
  'member.reinstated': ['memberEvents', 'UPDATED', 'status'],
};

/** Webhook events without a subscription, and why. */
const exceptions: Partial<Record<EventType, string>> = {
  'usage.threshold_reached': 'notificationAdded tells the owners of it, as USAGE_ALERT.',
  'credits.low': 'notificationAdded tells owners and administrators of it, as CREDIT_ALERT.',
  'credits.exhausted': 'notificationAdded tells owners and administrators of it, as CREDIT_ALERT.',
  'plan.changed': 'notificationAdded tells owners of it, as PLAN_ALERT.',
  'plan.change_planned': 'notificationAdded tells owners of it, as PLAN_ALERT.',
  'plan.change_withdrawn': 'notificationAdded tells owners of it, as PLAN_ALERT.',
  'plan.change_refused': 'notificationAdded tells owners of it, as PLAN_ALERT.',
  'plan.trial_started': 'notificationAdded tells owners of it, as PLAN_ALERT.',
  'plan.trial_ending': 'notificationAdded tells owners of it, as PLAN_ALERT.',
  'plan.trial_ended': 'notificationAdded tells owners of it, as PLAN_ALERT.',
  'plan.version_moved': 'notificationAdded tells owners of it, as PLAN_ALERT.',
  'plan.version_move_scheduled': 'notificationAdded tells owners of it, as PLAN_ALERT.',
  'plan.version_move_refused': 'notificationAdded tells owners of it, as PLAN_ALERT.',
};

const write = (field: string, input: string) => `mutation ($id: ID!) {
  ${field}(input: { ${input} }) { userErrors { code } } }`;

/** A write for each webhook event that has a subscription. */
async function writeEverything({ owner, projectId, fellow }: Tenant) {
  const { client } = owner;
  const taskId = await createTask(client, projectId);
  await client.ask(write('updateTask', `id: $id, title: "Of oak", assigneeId: "${fellow.userId}"`), {
    id: taskId,
  });
  const commentId = await createComment(client, taskId);
  await client.ask(write('updateComment', 'id: $id, body: "Seen"'), { id: commentId });
  await client.ask(write('deleteComment', 'id: $id'), { id: commentId });
  await client.ask(write('deleteTask', 'id: $id'), { id: taskId });
  const { project } = (
    await client.ask('mutation { createProject(input: { name: "Pier" }) { project { id } } }')
  ).createProject;
  await client.ask(write('updateProject', 'id: $id, name: "Jetty"'), project);
  await client.ask(write('deleteProject', 'id: $id'), project);
  const { role } = (
    await client.ask(
      'mutation { createRole(input: { name: "Clerk", permissions: [PROJECT_SEE, TASK_SEE] }) { role { id } } }',
    )
  ).createRole;
  await client.ask(write('updateRole', 'id: $id, name: "Scribe"'), role);
  await client.ask(write('deleteRole', 'id: $id'), role);
  const team = { id: await createTeam(client) };
  await client.ask(write('updateTeam', 'id: $id, name: "Crane"'), team);
  const member = `userId: "${fellow.userId}"`;
  await client.ask(write('addTeamMember', `teamId: $id, ${member}`), team);
  await client.ask(write('setTeamLead', `teamId: $id, ${member}`), team);
  await client.ask(write('removeTeamMember', `teamId: $id, ${member}`), team);
  await client.ask(write('deleteTeam', 'id: $id'), team);
  const { userId: id } = await join(owner, 'MEMBER');
  await client.ask(write('updateMemberRole', 'userId: $id, role: ADMIN'), { id });
  await client.ask(write('suspendMember', 'userId: $id, reason: "Lost"'), { id });
  await client.ask(write('reinstateMember', 'userId: $id'), { id });
  await client.ask(write('removeMember', 'userId: $id'), { id });
}

test('every webhook event has a subscription, except those with a reason', async () => {
  expect([...Object.keys(heardAs), ...Object.keys(exceptions)].toSorted()).toEqual(eventTypes.toSorted());
  const tenant = await createTenant(server.anonymous);
  const fields = [...new Set(Object.values(heardAs).map(([field]) => field))];
  const client = connect(tenant.owner.client);
  const heard = new Map<string, Heard<{ type: string; changedFields: string[] }>>();
  for (const field of fields) {
    expect(Object.keys(schema.getSubscriptionType()!.getFields())).toContain(field);
    heard.set(
      field,
      (await listen(server, client, `subscription { ${field} { type changedFields } }`)) as Heard<{
        type: string;
        changedFields: string[];
      }>,
    );
  }
  await writeEverything(tenant);
  for (const [event, [field, type, changed]] of Object.entries(heardAs))
    expect(
      await until(() =>
        heard
          .get(field)!
          .events.find((each) => each.type === type && (!changed || each.changedFields.includes(changed))),
      ),
      event,
    ).toBeDefined();
});

test('memberEvents delivers every way to join and leave, with the ids of membership and user', async () => {
  const { owner, fellow, organizationId } = await createTenant(server.anonymous);
  const other = await createTenant(server.anonymous);
  const heard = await listen(server, connect(owner.client), memberEvents);
  const elsewhere = await listen(server, connect(other.owner.client), memberEvents);
  const joined = await register(server.anonymous, 'Ada Lovelace');
  await add(owner, joined);
  const [created] = await heard.first(1);
  expect(created).toEqual({
    type: 'CREATED',
    membershipId: expect.any(String),
    userId: joined.userId,
    membership: {
      id: created!.membershipId,
      role: 'MEMBER',
      user: { id: joined.userId, fullName: 'Ada Lovelace' },
    },
    changedFields: [],
  });
  expect(created!.membershipId).not.toBe(created!.userId);
  await owner.client.ask(write('updateMemberRole', 'userId: $id, role: ADMIN'), { id: joined.userId });
  expect((await heard.first(2))[1]).toMatchObject({
    type: 'UPDATED',
    membership: { role: 'ADMIN' },
    changedFields: ['role'],
  });
  await joined.client.in(organizationId).ask('mutation { leaveOrganization { userErrors { code } } }');
  expect((await heard.first(3))[2]).toEqual({
    ...created,
    type: 'DELETED',
    membership: null,
  });
  // Deleting an account ends its memberships.
  await fellow.client.ask(
    'mutation ($password: String!) { deleteAccount(input: { password: $password }) { userErrors { code } } }',
    { password },
  );
  expect((await heard.first(4))[3]).toMatchObject({ type: 'DELETED', userId: fellow.userId });
  expect(elsewhere.events).toEqual([]);
});

test('invitationEvents delivers changes to administrators, including expiry', async () => {
  const { owner, invitationId: id } = await createTenant(server.anonymous);
  const admin = await join(owner, 'ADMIN');
  const heard = await listen(server, connect(admin.client), invitationEvents);
  await server.db
    .updateTable('invitations')
    .set({ expires_at: new Date(0).toISOString(), mail_requested_at: new Date(0).toISOString() })
    .where('id', '=', id)
    .execute();
  await runScheduled(server, 'expire-invitations');
  await admin.client.ask(write('resendInvitation', 'id: $id'), { id });
  await owner.client.ask(write('revokeInvitation', 'id: $id'), { id });
  const changes = (await heard.first(4)).map(({ invitationId, changedFields }) => [
    invitationId,
    changedFields.toSorted(),
  ]);
  expect(changes).toEqual([
    [id, ['expiresAt']],
    [id, ['status']],
    [id, ['expiresAt', 'invitedBy', 'status']],
    [id, ['status']],
  ]);
  // A demoted administrator receives no more events.
  await owner.client.ask(write('updateMemberRole', 'userId: $id, role: MEMBER'), { id: admin.userId });
  expect([4403, ['FORBIDDEN']]).toContainEqual(await heard.ended);
});

const updateTask = `mutation ($input: UpdateTaskInput!) {
  updateTask(input: $input) { task { id } userErrors { code } } }`;
const createProject = `mutation ($name: String!) {
  createProject(input: { name: $name }) { project { id } userErrors { code } } }`;

test('taskEvents delivers creation, change and deletion', async () => {
  const { fellow, owner, projectId } = await createTenant(server.anonymous);
  const heard = await listen(server, connect(fellow.client), taskEvents);
  const id = await createTask(owner.client, projectId);
  await owner.client.ask(updateTask, {
    input: { id, title: 'Paint the quay', assigneeId: fellow.userId, dueAt: '2030-01-01T00:00:00Z' },
  });
  await owner.client.ask(updateTask, { input: { id, status: 'DONE', title: 'Paint the quay' } });
  await heard.first(3);
  await owner.client.ask(write('deleteTask', 'id: $id'), { id });
  expect(await heard.first(4)).toEqual([
    expect.objectContaining({ type: 'CREATED', taskId: id, changedFields: [] }),
    expect.objectContaining({
      type: 'UPDATED',
      taskId: id,
      changedFields: ['title', 'assignee', 'dueAt'],
    }),
    {
      type: 'UPDATED',
      taskId: id,
      task: { id, title: 'Paint the quay', status: 'DONE' },
      changedFields: ['status', 'completedAt'],
    },
    { type: 'DELETED', taskId: id, task: null, changedFields: [] },
  ]);
});

test('projectEvents delivers creation, change and deletion', async () => {
  const { fellow, owner } = await createTenant(server.anonymous);
  const heard = await listen(server, connect(fellow.client), projectEvents);
  const { project } = (await owner.client.ask(createProject, { name: 'Pier' })).createProject;
  expect(await heard.first(1)).toEqual([
    { type: 'CREATED', projectId: project.id, project: { name: 'Pier' }, changedFields: [] },
  ]);
  await owner.client.ask(
    `mutation ($id: ID!) { updateProject(input: { id: $id, description: "Of oak." }) { userErrors { code } } }`,
    project,
  );
  await heard.first(2);
  await owner.client.ask(
    `mutation ($id: ID!) { deleteProject(input: { id: $id }) { userErrors { code } } }`,
    project,
  );
  expect((await heard.first(3)).slice(1)).toEqual([
    { type: 'UPDATED', projectId: project.id, project: { name: 'Pier' }, changedFields: ['description'] },
    { type: 'DELETED', projectId: project.id, project: null, changedFields: [] },
  ]);
});

test('labelEvents delivers creation, change and deletion, but not an update without a change', async () => {
  const { owner, fellow } = await createTenant(server.anonymous);
  const heard = await listen(server, connect(fellow.client), labelEvents);
  const { label } = (
    await owner.client.ask(
      'mutation { createLabel(input: { name: "Tide", color: "#112233" }) { label { id } userErrors { code } } }',
    )
  ).createLabel;
  await heard.first(1);
  await owner.client.ask(write('updateLabel', 'id: $id, name: "Tide"'), label);
  await owner.client.ask(write('updateLabel', 'id: $id, name: "Ebb"'), label);
  await heard.first(2);
  await owner.client.ask(write('deleteLabel', 'id: $id'), label);
  expect(await heard.first(3)).toEqual([
    { type: 'CREATED', labelId: label.id, label: { id: label.id, name: 'Tide' }, changedFields: [] },
    { type: 'UPDATED', labelId: label.id, label: { id: label.id, name: 'Ebb' }, changedFields: ['name'] },
    { type: 'DELETED', labelId: label.id, label: null, changedFields: [] },
  ]);
});

test('organizationEvents delivers changes of name, plan, limits and suspension', async () => {
  const { owner, fellow, organizationId, guestInvitationId } = await createTenant(server.anonymous);
  // FREE has fewer seats.
  await owner.client.ask(
    'mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { userErrors { code } } }',
    { id: guestInvitationId },
  );
  const heard = await listen(server, connect(fellow.client), organizationEvents);
  const changed = async (count: number) => (await heard.first(count)).at(-1)!.changedFields;
  await owner.client.ask('mutation { updateOrganization(input: { name: "Quay" }) { userErrors { code } } }');
  expect((await heard.first(1))[0]).toEqual({
    type: 'UPDATED',
    organization: { id: organizationId, name: 'Quay', status: 'ACTIVE', plan: { code: 'PRO' } },
    changedFields: ['name'],
  });
  await changePlan(owner.client, 'FREE');
  expect(await changed(2)).toEqual(['plan']);
  await server.db
    .insertInto('organization_overrides')
    .values({ organization_id: organizationId, member_limit: 7, reason: 'A test.' })
    .execute();
  expect(await changed(3)).toEqual(['overrides']);
  await owner.client.ask(
    'mutation { suspendOrganization(input: { reason: "Ice" }) { userErrors { code } } }',
  );
  expect(await changed(4)).toEqual(['status', 'suspension']);
  await server.db
    .updateTable('organizations')
    .set({ suspended_until: new Date(0).toISOString() })
    .where('id', '=', organizationId)
    .execute();
  await runScheduled(server, 'end-suspensions');
  expect(await changed(6)).toEqual(['status', 'suspension']);
});

import { readFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Role } from '../../../src/generated/enums.ts';
import { changePlan, createProjectOwner } from '../../fixtures/owner.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { createComment, createTask } from '../../fixtures/work.ts';
import { eventTypes } from '../../../src/events/catalogue.ts';
import { checkOrWriteEventDocuments } from '../../../tools/event-documents.ts';
import { webhookEvents } from '../../support/access.ts';
import { verify } from '../../support/acquaintance.ts';
import { type Account, add, join, password, register } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { grant } from '../../support/credits.ts';
import { until } from '../../support/mail.ts';
import {
  addProjects,
  applyDue,
  bringForward,
  CANCEL,
  declareTrial,
  nextDay,
  remindNow,
  startTrial,
  WITHDRAW,
} from '../../support/plan-changes.ts';
import { startReceiver } from '../../support/receiver.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { startTestServer } from '../../support/server.ts';
import { fold, record, usageEvent } from '../../support/usage.ts';
import { createEndpoint, newPath, startWebhookWorker } from '../../support/webhooks.ts';

const server = await startTestServer();
const { mailer } = await startWebhookWorker(server);
const receiver = await startReceiver();
const docs = path(import.meta.dirname, '../../../docs');
const schemas = JSON.parse(await readFile(path(docs, 'event-schemas.json'), 'utf8'));

/** Creates an endpoint, and returns a function that waits for `count` messages to it, oldest first. */
async function listenAs(owner: Account) {
  const at = newPath();
  await createEndpoint(owner, receiver.origin + at);
  return async (count: number) =>
    (await receiver.wait(at, count)).map(({ body }) => body).toSorted((a, b) => a.sequence - b.sequence);
}

async function listen() {
  const owner = await createProjectOwner(server.anonymous);
  return { owner, told: await listenAs(owner) };
}

type Body = Awaited<ReturnType<Awaited<ReturnType<typeof listenAs>>>>[number];

function expectSchemas(bodies: Body[]): void {
  for (const body of bodies) {
    const schema = z.fromJSONSchema(schemas[body.type]);
    expect([body.type, schema.safeParse(body).error]).toEqual([body.type, undefined]);
    expect(schema.safeParse({ ...body, data: {} }).success).toBe(false);
    expect(Object.keys(body.data)).toEqual(Object.keys(schemas[body.type].properties.data.properties));
  }
}

/** Brings about each event of plans. */
async function tellOfPlans(owner: Account): Promise<void> {
  const { db } = server;
  await declareTrial(db, 14);
  // Endpoints receive what happens only while the organization may have them.
  await db
    .insertInto('organization_features')
    .values({ organization_id: owner.organizationId, feature: 'WEBHOOKS', value: 'true', reason: 'A test' })
    .execute();
  await owner.client.ask(CANCEL);
  await owner.client.ask(WITHDRAW);
  await changePlan(owner.client, 'FREE');
  await startTrial(owner);
  await remindNow(db, owner);
  await applyDue(server, owner);
  await addProjects(db, owner, 6);
  await bringForward(db, owner, new Date(Date.now() - 10).toISOString());
  await applyDue(server, owner);
  await db.deleteFrom('projects').where('organization_id', '=', owner.organizationId).execute();
  await nextDay(db, owner);
  await applyDue(server, owner);
  await move(owner, { at: new Date(Date.now() + 60_000).toISOString() });
  await db
    .updateTable('plan_moves')
    .set({ at: new Date(0).toISOString(), from_plan_code: 'PRO' })
    .where('organization_id', '=', owner.organizationId)
    .execute();
  await runScheduled(server, 'apply-plan-moves');
  await move(owner);
}

/** Moves the organization to PRO, as an operator. */
async function move({ organizationId }: Account, more: { at?: string } = {}): Promise<void> {
  const { client } = await createPlatformAdmin(server);
  await client.payload(
    'mutation ($input: MovePlanVersionInput!) { movePlanVersion(input: $input) { moves { status } userErrors { code } } }',
    { input: { organizationIds: [organizationId], plan: 'PRO', reason: 'A pilot', ...more } },
  );
}

/** Returns the token of an invitation from its mail. */
async function invite({ client }: Account, email: string, role: Role = 'ADMIN'): Promise<string> {
  await client.ask(
    `mutation ($email: String!, $role: Role!) { inviteMember(input: { email: $email, role: $role }) {
      userErrors { code } } }`,
    { email, role },
  );
  const mail = await until(() =>
    mailer.outbox.find(({ to, subject }) => to === email && subject.includes('invited')),
  );
  return /token=([\w-]+)/.exec(mail.text)![1]!;
}

describe('an event', () => {
  test('of each type is delivered according to its schema', async () => {
    const { owner, told } = await listen();
    const { client, projectId } = owner;
    const member = await join(owner, 'MEMBER');
    const taskId = await createTask(client, projectId, {
      assigneeId: member.userId,
      dueAt: '2030-01-01T00:00:00Z',
    });
    const commentId = await createComment(client, taskId);
    await client.ask(
      `mutation ($task: ID!, $comment: ID!, $project: ID!, $user: ID!) {
        updateComment(input: { id: $comment, body: "Mind the tide." }) { userErrors { code } }
        deleteComment(input: { id: $comment }) { userErrors { code } }
        updateTask(input: { id: $task, status: DONE }) { userErrors { code } }
        archiveTask(input: { id: $task }) { userErrors { code } }
        deleteTask(input: { id: $task }) { userErrors { code } }
        createProject(input: { name: "Lighthouse" }) { userErrors { code } }
        archiveProject(input: { id: $project }) { userErrors { code } }
        restoreProject(input: { id: $project }) { userErrors { code } }
        deleteProject(input: { id: $project }) { userErrors { code } }
        updateMemberRole(input: { userId: $user, role: ADMIN }) { userErrors { code } }
        suspendMember(input: { userId: $user, reason: "Lost" }) { userErrors { code } }
        reinstateMember(input: { userId: $user }) { userErrors { code } }
        removeMember(input: { userId: $user }) { userErrors { code } } }`,
      { task: taskId, comment: commentId, project: projectId, user: member.userId },
    );
    await record(client, usageEvent({ quantity: 800_000 }));
    await fold(server.db);
    await grant(server.db, owner);
    await client.ask('mutation { setCreditAlert(input: { threshold: 50 }) { userErrors { code } } }');
    await client.ask(
      'mutation { spendCredits(input: { spendId: "all", amount: 100 }) { userErrors { code } } }',
    );
    await tellOfPlans(owner);
    const bodies = await told(32);
    expect(bodies.map(({ type }) => type)).toEqual([
      'member.added',
      'task.created',
      'task.assigned',
      'comment.created',
      'comment.updated',
      'comment.deleted',
      'task.updated',
      'task.updated',
      'task.deleted',
      'project.created',
      'project.updated',
      'project.updated',
      'project.deleted',
      'member.role_updated',
      'member.suspended',
      'member.reinstated',
      'member.removed',
      'usage.threshold_reached',
      'credits.low',
      'credits.exhausted',
      'plan.change_planned',
      'plan.change_withdrawn',
      'plan.changed',
      'plan.trial_started',
      'plan.trial_ending',
      'plan.change_refused',
      'plan.trial_ended',
      'plan.changed',
      'plan.version_move_scheduled',
      'plan.version_move_refused',
      'plan.version_moved',
      'plan.changed',
    ]);
    const declared = webhookEvents.flatMap(({ types }) => types);
    expect(new Set([...bodies.map(({ type }) => type), ...declared])).toEqual(new Set(eventTypes));
    expectSchemas(bodies);
    const statuses = bodies
      .filter(({ type }) => type === 'project.updated')
      .map(({ data }) => [data.project.status, data.changedFields] as const);
    expect(statuses.map(([status]) => status)).toEqual(['ARCHIVED', 'ACTIVE']);
    expect(statuses.every(([, changed]) => changed.includes('status'))).toBe(true);
  });

  test.each(webhookEvents)(
    'that a module declares is delivered according to its schema: $types',
    async ({ types, cause }) => {
      const tenant = await createTenant(server.anonymous);
      const told = await listenAs(await verify(tenant.owner));
      await cause(tenant);
      const bodies = await told(types.length);
      expect(bodies.map(({ type }) => type)).toEqual(types);
      expectSchemas(bodies);
    },
  );

  test('of an accepted invitation is delivered once, by the inviting organization', async () => {
    const { owner, told } = await listen();
    const guest = await register(server.anonymous);
    const token = await invite(owner, guest.email);
    for (const _again of [1, 2]) {
      await guest.client.ask(
        `mutation ($token: String!) { acceptInvitation(input: { token: $token }) { userErrors { code } } }`,
        { token },
      );
    }
    await createTask(owner.client, owner.projectId);
    const [added, next] = await told(2);
    expect(added).toMatchObject({
      type: 'member.added',
      organizationId: owner.organizationId,
      actorId: guest.userId,
      data: { userId: guest.userId, role: 'ADMIN' },
    });
    expect(next!.type).toBe('task.created');
  });

  test('of a deleted account is delivered by each organization, without an actor', async () => {
    const ours = await listen();
    const theirs = await listen();
    const guest = await register(server.anonymous);
    for (const { owner } of [ours, theirs]) await add(owner, guest);
    await guest.client.ask(
      'mutation ($password: String!) { deleteAccount(input: { password: $password }) { userErrors { code } } }',
      { password },
    );
    for (const { told, owner } of [ours, theirs])
      expect((await told(2))[1]).toMatchObject({
        type: 'member.removed',
        organizationId: owner.organizationId,
        actorId: null,
        data: { userId: guest.userId },
      });
  });

  test('of a registration with an invitation is delivered', async () => {
    const { owner, told } = await listen();
    const email = `${crypto.randomUUID()}@polity.test`;
    const invitationToken = await invite(owner, email, 'MEMBER');
    const { register: registered } = await server.anonymous.ask(
      `mutation ($input: RegisterInput!) { register(input: $input) { user { id } userErrors { code field } } }`,
      { input: { email, password, fullName: 'Nora Newcomer', invitationToken } },
    );
    const [added] = await told(1);
    expect(added).toMatchObject({
      type: 'member.added',
      data: { userId: registered.user.id, role: 'MEMBER' },
    });
  });

  test('of a suspension that ends by itself is delivered once', async () => {
    const { owner, told } = await listen();
    const member = await join(owner, 'MEMBER');
    await owner.client.ask(
      `mutation ($user: ID!) { suspendMember(input: { userId: $user, reason: "Lost", until: "2099-01-01T00:00:00Z" }) {
        userErrors { code } } }`,
      { user: member.userId },
    );
    await server.db
      .updateTable('memberships')
      .set({ member_suspended_until: new Date(0).toISOString() })
      .where('user_id', '=', member.userId)
      .where('organization_id', '=', owner.organizationId)
      .execute();
    await Promise.all([runScheduled(server, 'end-suspensions'), runScheduled(server, 'end-suspensions')]);
    await createTask(owner.client, owner.projectId);
    const [, suspended, reinstated, next] = await told(4);
    expect(suspended).toMatchObject({
      type: 'member.suspended',
      data: { userId: member.userId, until: '2099-01-01T00:00:00Z' },
    });
    expect(reinstated).toMatchObject({
      type: 'member.reinstated',
      actorId: null,
      data: { userId: member.userId },
    });
    expect(next!.type).toBe('task.created');
  });

  test('of a rolled-back write is not delivered', async () => {
    const { owner, told } = await listen();
    await owner.client.send(
      `mutation ($id: ID!) { createTasks(input: { tasks: [{ projectId: $id, title: "A" }, { projectId: $id, title: " " }] }) { userErrors { code } } }`,
      { id: owner.projectId },
    );
    await createTask(owner.client, owner.projectId, { title: 'B' });
    expect((await told(1))[0]!.data.task.title).toBe('B');
  });
});

test('the documents are generated from the catalogue', async () => {
  await expect(checkOrWriteEventDocuments(true)).resolves.toBeUndefined();
  expect(Object.keys(schemas).toSorted()).toEqual([...eventTypes, 'webhook.test'].toSorted());
  const text = await readFile(path(docs, 'events.md'), 'utf8');
  for (const type of eventTypes) expect(text).toContain(`\`${type}\``);
});

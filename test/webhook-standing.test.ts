import { describe, expect, test } from 'vitest';
import { systemJobs } from '../src/modules/job/jobs.ts';
import { type Account, join } from './support/client.ts';
import { createTask } from './support/contract.ts';
import { until } from './support/mail.ts';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import {
  createEndpoint,
  createOwner,
  deliveries,
  endpointOf,
  newPath,
  sendTest,
  settled,
  startWebhookWorker,
  update,
} from './support/webhooks.ts';

const server = await startTestServer();
const { mailer } = await startWebhookWorker(server);
const receiver = await startReceiver();
const { logger } = server.services;

const sql = (text: string, ...values: unknown[]) => server.systemPool.query(text, values);
const run = (job: string) => systemJobs[job]!.run({ systemDb: server.db, logger });
const setStatus = ({ organizationId }: Account, status: string) =>
  sql('update organizations set status = $2 where id = $1', organizationId, status);
const changePlan = ({ client }: Account, plan: string) =>
  client.ask('mutation ($plan: PlanCode!) { changePlan(input: { plan: $plan }) { userErrors { code } } }', {
    plan,
  });

/** The announcements of an organization that no worker has taken yet are none. */
const announced = ({ organizationId }: Account) =>
  until(async () => {
    const { rows } = await sql(
      `select from graphile_worker._private_jobs where payload ->> 'organizationId' = $1 and last_error is null`,
      organizationId,
    );
    return rows.length === 0 ? true : undefined;
  });

/** An owner with an endpoint that fails, and with one delivery there that waits for its next try. */
async function createWaiting() {
  const owner = await createOwner(server.anonymous);
  const path = newPath();
  receiver.answer(path, (response) => response.writeHead(503, { 'retry-after': '3600' }).end());
  const { id } = await createEndpoint(owner, receiver.origin + path);
  await sendTest(owner, id);
  await until(async () => ((await deliveries(owner))[0].attempts.length > 0 ? true : undefined));
  return { owner, path, id };
}

const makeDue = ({ organizationId }: Account) =>
  sql(
    `update webhook_deliveries set next_attempt_at = now() where organization_id = $1 and state = 'PENDING'`,
    organizationId,
  );

describe('an endpoint that fails', () => {
  test('has failed since the first failure after the last success', async () => {
    const { owner, path, id } = await createWaiting();
    const { failingSince } = await endpointOf(owner, id);
    expect(Date.now() - new Date(failingSince).getTime()).toBeLessThan(60_000);
    await makeDue(owner);
    await receiver.wait(path, 2);
    expect((await endpointOf(owner, id)).failingSince).toBe(failingSince);
    receiver.answer(path, (response) => response.writeHead(204).end());
    await makeDue(owner);
    await settled(owner, id);
    expect((await endpointOf(owner, id)).failingSince).toBeNull();
  });

  test('for five days is disabled, and its owners and administrators are told', async () => {
    const { owner, path, id } = await createWaiting();
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    await sql(`update webhook_endpoints set failing_since = now() - interval '5 days' where id = $1`, id);
    await makeDue(owner);
    await receiver.wait(path, 2);
    const log = await settled(owner, id);
    expect(log.map(({ state }) => state)).not.toContain('SUCCEEDED');
    expect(await endpointOf(owner, id)).toMatchObject({
      disabledReason: 'FAILING',
      disabledAt: expect.any(String),
      failingSince: expect.any(String),
    });
    const told = await until(() => {
      const mails = mailer.outbox.filter(({ text }) => text.includes(id));
      return mails.length >= 2 ? mails : undefined;
    });
    expect(told.map(({ to }) => to).toSorted()).toEqual([owner.email, admin.email].toSorted());
    expect(told.map(({ to }) => to)).not.toContain(member.email);
    expect(told[0]!.text).toContain('has failed for five days');
    expect(told[0]!.text).not.toContain(path);
    const { rows } = await sql(
      `select actor_id, after from audit_events where target_id = $1 and action = 'webhook_endpoint.disabled'`,
      id,
    );
    expect(rows).toEqual([{ actor_id: null, after: { reason: 'FAILING' } }]);
    const enabled = await update(owner, id, { disabled: false });
    expect(enabled).toMatchObject({ disabledAt: null, disabledReason: null, failingSince: null });
  });

  test('for less than five days stays enabled', async () => {
    const { owner, path, id } = await createWaiting();
    await sql(
      `update webhook_endpoints set failing_since = now() - interval '4 days 23 hours' where id = $1`,
      id,
    );
    await makeDue(owner);
    await receiver.wait(path, 2);
    await until(async () => ((await deliveries(owner))[0].attempts.length === 2 ? true : undefined));
    expect((await endpointOf(owner, id)).disabledAt).toBeNull();
  });
});

describe('nothing is sent', () => {
  test('to a disabled endpoint, nor afterwards what happened meanwhile', async () => {
    const { owner, path, id } = await createWaiting();
    await update(owner, id, { disabled: true });
    expect((await deliveries(owner))[0]).toMatchObject({ state: 'FAILED', nextAttemptAt: null });
    await createTask(owner.client, owner.projectId);
    await announced(owner);
    await update(owner, id, { disabled: false });
    receiver.answer(path, (response) => response.writeHead(204).end());
    await sendTest(owner, id);
    await settled(owner, id, 2);
    expect(receiver.at(path).map(({ body }) => body.type)).toEqual(['webhook.test', 'webhook.test']);
  });

  test('of what happens while the plan does not include webhooks; what waits is', async () => {
    const { owner, path, id } = await createWaiting();
    await changePlan(owner, 'FREE');
    await createTask(owner.client, owner.projectId);
    await announced(owner);
    receiver.answer(path, (response) => response.writeHead(204).end());
    await makeDue(owner);
    expect((await settled(owner, id)).map(({ state }) => state)).toEqual(['SUCCEEDED']);
    expect(
      await owner.client.codes(
        `mutation ($id: ID!) { sendTestWebhook(input: { id: $id }) { userErrors { code } } }`,
        { id },
      ),
    ).toEqual(['FEATURE_NOT_IN_PLAN']);
    await changePlan(owner, 'PRO');
    await createTask(owner.client, owner.projectId);
    await receiver.wait(path, 3);
    expect((await settled(owner, id, 2)).map(({ eventType }) => eventType)).toEqual([
      'task.created',
      'webhook.test',
    ]);
  });

  test('for a suspended organization until it is active again', async () => {
    const { owner, path, id } = await createWaiting();
    receiver.answer(path, (response) => response.writeHead(204).end());
    await setStatus(owner, 'SUSPENDED');
    await makeDue(owner);
    const other = await createWaiting();
    await makeDue(other.owner);
    await receiver.wait(other.path, 2);
    expect(receiver.at(path)).toHaveLength(1);
    await setStatus(owner, 'ACTIVE');
    expect((await settled(owner, id))[0].state).toBe('SUCCEEDED');
  });

  test('for an archived organization: what waits is given up', async () => {
    const { owner, path, id } = await createWaiting();
    await setStatus(owner, 'ARCHIVED');
    await makeDue(owner);
    await run('give-up-webhooks-of-archived');
    await setStatus(owner, 'ACTIVE');
    expect((await settled(owner, id))[0].state).toBe('FAILED');
    expect(receiver.at(path)).toHaveLength(1);
  });

  test('of another organization', async () => {
    const [ours, theirs] = [await createOwner(server.anonymous), await createOwner(server.anonymous)];
    const [path, other] = [newPath(), newPath()];
    await createEndpoint(ours, receiver.origin + path);
    await createEndpoint(theirs, receiver.origin + other);
    await createTask(ours.client, ours.projectId);
    const [message] = await receiver.wait(path);
    await announced(theirs);
    expect(message!.body.organizationId).toBe(ours.organizationId);
    expect(receiver.at(other)).toEqual([]);
    expect(await deliveries(theirs)).toEqual([]);
  });
});

test('messages are kept for 30 days', async () => {
  const owner = await createOwner(server.anonymous);
  const { id } = await createEndpoint(owner, receiver.origin + newPath());
  for (const days of [29, 31]) {
    const { messageId } = await sendTest(owner, id);
    await settled(owner, id);
    await sql(
      `update webhook_messages set created_at = now() - $2 * interval '1 day' where id = $1`,
      messageId,
      days,
    );
  }
  const [recent, old] = (await deliveries(owner)).toReversed();
  await run('delete-old-webhook-messages');
  expect((await deliveries(owner)).map((each) => each.id)).toEqual([recent.id]);
  expect(old.id).not.toBe(recent.id);
});

import { describe, expect, test } from 'vitest';
import { changePlan, createProjectOwner } from '../../fixtures/owner.ts';
import { createTask } from '../../fixtures/work.ts';
import { type Account, join } from '../../support/client.ts';
import { until } from '../../support/mail.ts';
import { startReceiver } from '../../support/receiver.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { startTestServer } from '../../support/server.ts';
import {
  createEndpoint,
  deliveries,
  endpointOf,
  newPath,
  sendTest,
  settled,
  startWebhookWorker,
  update,
} from '../../support/webhooks.ts';

const server = await startTestServer();
const { mailer } = await startWebhookWorker(server);
const receiver = await startReceiver();

const sql = (text: string, ...values: unknown[]) => server.systemPool.query(text, values);
const run = (job: string) => runScheduled(server, job);
const setStatus = ({ organizationId }: Account, status: string) =>
  sql('update organizations set status = $2 where id = $1', organizationId, status);

/** Waits until no announcement of the organization is in the queue. */
const announced = ({ organizationId }: Account) =>
  until(async () => {
    const { rows } = await sql(
      `select from graphile_worker._private_jobs where payload ->> 'organizationId' = $1 and last_error is null`,
      organizationId,
    );
    return rows.length === 0 ? true : undefined;
  });

/** Creates an owner with a failing endpoint and a delivery that waits for its next attempt. */
async function createWaiting() {
  const owner = await createProjectOwner(server.anonymous);
  const path = newPath();
  receiver.answer(path, (response) => response.writeHead(503, { 'retry-after': '3600' }).end());
  const { id } = await createEndpoint(owner, receiver.origin + path);
  await sendTest(owner, id);
  await until(async () => ((await deliveries(owner))[0]!.attempts.length > 0 ? true : undefined));
  return { owner, path, id };
}

const makeDue = ({ organizationId }: Account) =>
  sql(
    `update webhook_deliveries set next_attempt_at = now() where organization_id = $1 and state = 'PENDING'`,
    organizationId,
  );

describe('an endpoint that fails', () => {
  test('has failingSince of the first failure after the last success', async () => {
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

  test('for five days is disabled, and its owners and administrators get a mail', async () => {
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
    await until(async () => ((await deliveries(owner))[0]!.attempts.length === 2 ? true : undefined));
    expect((await endpointOf(owner, id)).disabledAt).toBeNull();
  });
});

describe('nothing is sent', () => {
  test('to a disabled endpoint, not even later for events in between', async () => {
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

  test('for events while the plan does not include webhooks; waiting deliveries are sent', async () => {
    const { owner, path, id } = await createWaiting();
    await changePlan(owner.client, 'FREE');
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
    await changePlan(owner.client, 'PRO');
    await createTask(owner.client, owner.projectId);
    await receiver.wait(path, 4);
    // The change to FREE is not sent, the one to PRO is.
    expect((await settled(owner, id, 3)).map(({ eventType }) => eventType)).toEqual([
      'task.created',
      'plan.changed',
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
    expect((await settled(owner, id))[0]!.state).toBe('SUCCEEDED');
  });

  test('for an archived organization, whose waiting deliveries end', async () => {
    const { owner, path, id } = await createWaiting();
    await setStatus(owner, 'ARCHIVED');
    await makeDue(owner);
    await run('give-up-webhooks-of-archived');
    await setStatus(owner, 'ACTIVE');
    expect((await settled(owner, id))[0]!.state).toBe('FAILED');
    expect(receiver.at(path)).toHaveLength(1);
  });

  test('of another organization', async () => {
    const [ours, theirs] = [
      await createProjectOwner(server.anonymous),
      await createProjectOwner(server.anonymous),
    ];
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

test('messages are stored for 30 days', async () => {
  const owner = await createProjectOwner(server.anonymous);
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
  expect((await deliveries(owner)).map((each) => each.id)).toEqual([recent!.id]);
  expect(old!.id).not.toBe(recent!.id);
});

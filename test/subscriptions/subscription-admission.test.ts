import { expect, test } from 'vitest';
import { createTask } from '../fixtures/work.ts';
import { type Client, join, register } from '../support/client.ts';
import { createTenant } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';
import { connect, hear, listen, RawSocket, taskEvents } from '../support/subscriber.ts';

const server = await startTestServer();
const limited = await startTestServer({ RATE_LIMITS: 'on' });

const override = (organizationId: string, limits: { organization?: number; caller?: number }) =>
  server.db
    .insertInto('organization_overrides')
    .values({
      organization_id: organizationId,
      subscription_limit: limits.organization ?? null,
      caller_subscription_limit: limits.caller ?? null,
      reason: 'A test',
    })
    .execute();

async function createKey(owner: Client): Promise<Client> {
  const { createApiKey } = await owner.ask(
    'mutation { createApiKey(input: { name: "K" }) { secret userErrors { code } } }',
  );
  return owner.with({ authorization: `Bearer ${createApiKey.secret}` });
}

/** Waits until subscriptions have ended, so that the next test does not count them. */
const untilAllEnded = () => expect.poll(() => server.services.events.size).toBe(0);

/** Sends this many subscriptions at once and expects this many refusals. Returns the refusals. */
async function subscribe(raw: RawSocket, count: number, refused: number): Promise<Record<string, unknown>[]> {
  const ids = Array.from({ length: count }, (_, index) => `${raw.messages.length}-${index}`);
  const before = server.services.events.size;
  for (const id of ids) {
    raw.subscribe(id, taskEvents);
    raw.send({ type: 'ping' });
  }
  const refusals = () => raw.messages.filter(({ type, id }) => type === 'error' && ids.includes(id!));
  // A subscription can receive events for a moment before it is refused.
  await expect
    .poll(() => [server.services.events.size - before, refusals().length])
    .toEqual([count - refused, refused]);
  return refusals().map(({ payload }) => payload[0]!.extensions);
}

test('each subscription counts as a request of its caller, like a request over HTTP', async () => {
  const { client } = await register(limited.anonymous);
  const raw = await RawSocket.connect(client);
  const answers: unknown[] = [];
  for (let id = 0; id < 65; id++) {
    raw.subscribe(String(id), 'subscription { taskEvents { type } }');
    await expect
      .poll(() => raw.messages.some((each) => each.id === String(id)) || limited.services.events.size > 0)
      .toBe(true);
    raw.send({ type: 'complete', id: String(id) });
    await expect.poll(() => limited.services.events.size).toBe(0);
    answers.push(raw.messages.find((each) => each.id === String(id))?.payload[0]?.extensions);
  }
  expect(answers.slice(0, 60)).toEqual(Array(60).fill(undefined));
  for (const refusal of answers.slice(60))
    expect(refusal).toEqual({ code: 'RATE_LIMITED', status: 429, retryAfterSeconds: expect.any(Number) });
  expect(raw.socket.readyState).toBe(raw.socket.OPEN);
  const { status, errors } = await client.send('{ me { id } }');
  expect([status, errors?.[0]?.extensions['code']]).toEqual([429, 'RATE_LIMITED']);
  raw.socket.close();
});

test('the subscriptions of an API key count towards the monthly quota and are metered', async () => {
  const owner = await register(server.anonymous);
  const client = await createKey(owner.client);
  await server.systemPool.query(
    `insert into api_request_counts values ($1, date_trunc('month', now() at time zone 'UTC')::date, 9999)`,
    [owner.organizationId],
  );
  const heard = await listen(server, connect(client), 'subscription Board { taskEvents { type } }');
  expect(await hear(connect(client), taskEvents).ended).toEqual(['QUOTA_EXCEEDED']);
  heard.stop();
  await expect
    .poll(async () => {
      const { rows } = await server.systemPool.query(
        'select operation, status from api_requests where organization_id = $1',
        [owner.organizationId],
      );
      return rows;
    })
    .toEqual([{ operation: 'Board', status: 'OK' }]);
  await untilAllEnded();
});

test('the plan limits the subscriptions of a caller over all connections, even when many start at the same time', async () => {
  const { owner, organizationId } = await createTenant(server.anonymous);
  await override(organizationId, { caller: 7 });
  const sockets = [await RawSocket.connect(owner.client), await RawSocket.connect(owner.client)];
  await subscribe(sockets[0]!, 5, 0);
  const refusals = await subscribe(sockets[1]!, 20, 18);
  expect(refusals).toEqual(
    Array.from({ length: 18 }, () => ({ code: 'PLAN_LIMIT_REACHED', status: 403, limit: 7, per: 'caller' })),
  );
  sockets[0]!.socket.close();
  await expect.poll(() => server.services.events.size).toBe(2);
  await subscribe(sockets[1]!, 6, 1);
  sockets[1]!.socket.close();
  await untilAllEnded();
});

test('the plan limits the subscriptions of an organization without affecting another one', async () => {
  const { owner, fellow, organizationId, projectId } = await createTenant(server.anonymous);
  await override(organizationId, { organization: 3 });
  const heard = [
    await listen(server, connect(owner.client), taskEvents),
    await listen(server, connect(owner.client), taskEvents),
    await listen(server, connect(fellow.client), taskEvents),
  ];
  expect(await hear(connect(fellow.client), taskEvents).ended).toEqual(['PLAN_LIMIT_REACHED']);
  const other = await createTenant(server.anonymous);
  heard.push(await listen(server, connect(other.owner.client), taskEvents));
  await createTask(owner.client, projectId);
  for (const each of heard.slice(0, 3)) await each.first(1);
  for (const each of heard) each.stop();
  await untilAllEnded();
});

test('a caller without permission is refused before the limit is checked', async () => {
  const { organizationId } = await createTenant(server.anonymous);
  await override(organizationId, { organization: 0 });
  const stranger = await register(server.anonymous);
  expect(await hear(connect(stranger.client.in(organizationId)), taskEvents).ended).toEqual(['NOT_FOUND']);
  const tenant = await createTenant(server.anonymous);
  const member = await join(tenant.owner, 'MEMBER');
  await listen(server, connect(member.client), taskEvents);
});

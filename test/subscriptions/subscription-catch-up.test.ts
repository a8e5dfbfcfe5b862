import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { createTask } from '../fixtures/work.ts';
import { createServer } from '../../src/bootstrap/create-server.ts';
import { EventHub } from '../../src/events/hub.ts';
import { Client } from '../support/client.ts';
import { createTenant } from '../support/contract.ts';
import { createNetwork } from '../support/network.ts';
import { runScheduled } from '../support/scheduled-jobs.ts';
import { startTestServer } from '../support/server.ts';
import { connect, listen, RawSocket, taskEvents, tellsDelay } from '../support/subscriber.ts';

const server = await startTestServer();

/** Starts another server on the same database, whose LISTEN connection can be broken. */
async function serve({ longestLoss, missed }: { longestLoss?: number; missed: number }) {
  const network = await createNetwork(server.urls.systemUrl);
  const { logger } = server.services;
  const events = new EventHub(network.url, logger, undefined, longestLoss);
  const services = { ...server.services, events };
  const app = await createServer(services, { closeWithin: { missed, drain: 0 } });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  afterAll(async () => {
    await app.close();
    await events.close();
  });
  async function cut() {
    network.cut();
    await expect.poll(() => events.isListening).toBe(false);
  }
  return { services, url, cut, restore: network.restore };
}

test('changes during an outage of the LISTEN connection are delivered once each, in order, over the same WebSocket', async () => {
  const { owner, projectId } = await createTenant(server.anonymous);
  const { services, url, cut, restore } = await serve({ missed: 0 });
  const heard = await listen({ services }, connect(new Client(url, owner.client.headers)), taskEvents);
  const ids = [await createTask(owner.client, projectId), await createTask(owner.client, projectId)];
  await heard.first(2);
  await cut();
  for (let count = 0; count < 3; count++) ids.push(await createTask(owner.client, projectId));
  expect(heard.events).toHaveLength(2);
  restore();
  await heard.first(5);
  ids.push(await createTask(owner.client, projectId));
  await heard.first(6);
  expect(heard.events.map(({ taskId }) => taskId)).toEqual(ids);
  heard.stop();
});

test('a member who was removed during the outage is disconnected, and nobody else', async () => {
  const { owner, fellow, projectId } = await createTenant(server.anonymous);
  const { services, url, cut, restore } = await serve({ missed: 0 });
  const heard = await listen({ services }, connect(new Client(url, owner.client.headers)), taskEvents);
  const removed = await RawSocket.connect(new Client(url, fellow.client.headers));
  await cut();
  await owner.client.ask(
    'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }',
    { id: fellow.userId },
  );
  restore();
  expect(await removed.closed).toEqual([4403, 'Your permissions have changed. Connect again.']);
  const id = await createTask(owner.client, projectId);
  expect((await heard.first(1)).map(({ taskId }) => taskId)).toContain(id);
  heard.stop();
});

test('clients are disconnected, not all at the same moment, when too many changes were missed', async () => {
  const { owner } = await createTenant(server.anonymous);
  const { url, cut, restore } = await serve({ missed: 2000 });
  const client = new Client(url, owner.client.headers);
  const sockets = await Promise.all(Array.from({ length: 20 }, () => RawSocket.connect(client)));
  const closedAt: number[] = [];
  const all = sockets.map(async ({ closed }) => {
    expect(await closed).toEqual([1012, tellsDelay('Events may have been missed. Fetch the data again.')]);
    closedAt.push(performance.now());
  });
  await cut();
  await sql`insert into live_events (payload) select '{}' from generate_series(1, 21000)`.execute(server.db);
  restore();
  await Promise.all(all);
  expect(Math.max(...closedAt) - Math.min(...closedAt)).toBeGreaterThan(500);
  await sql`delete from live_events`.execute(server.db);
});

test('clients are disconnected from a process that receives nothing for long', async () => {
  const { owner } = await createTenant(server.anonymous);
  const { url, cut } = await serve({ longestLoss: 100, missed: 0 });
  const raw = await RawSocket.connect(new Client(url, owner.client.headers));
  await cut();
  expect(await raw.closed).toEqual([1012, tellsDelay('Events may have been missed. Fetch the data again.')]);
});

test('the log keeps the changes of the last 15 minutes', async () => {
  await sql`insert into live_events (payload, created_at)
    values ('old', now() - interval '16 minutes'), ('new', now() - interval '14 minutes')`.execute(server.db);
  await runScheduled(server, 'delete-old-live-events');
  const { rows } = await sql<{ payload: string }>`
    select payload from live_events where payload in ('old', 'new')`.execute(server.db);
  expect(rows).toEqual([{ payload: 'new' }]);
});

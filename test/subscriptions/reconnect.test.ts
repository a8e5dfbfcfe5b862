import { WebSocket } from 'ws';
import { afterAll, expect, test } from 'vitest';
import { createServer } from '../../src/bootstrap/create-server.ts';
import { EventHub } from '../../src/events/hub.ts';
import { createTask } from '../fixtures/work.ts';
import { Client } from '../support/client.ts';
import { createTenant } from '../support/contract.ts';
import { documentedClient } from '../support/documented-client.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/mail.ts';
import { startTestServer } from '../support/server.ts';
import { RawStream, stopStreams } from '../support/stream.ts';
import { RawSocket, serveWithin, webSocketUrl } from '../support/subscriber.ts';

const server = await startTestServer();
const { owner, projectId } = await createTenant(server.anonymous);
const query = 'subscription { taskEvents { type taskId } }';
afterAll(stopStreams);

/** Starts another server on the same database. `stop` does what SIGTERM does. */
async function serve(reconnectWithin: number, port = 0) {
  const events = new EventHub(server.urls.systemUrl, server.services.logger);
  const app = await createServer({ ...server.services, events }, { reconnectWithin });
  const stop = async () => {
    await app.close();
    await events.close();
  };
  afterAll(stop);
  return { url: await app.listen({ host: '127.0.0.1', port }), events, stop };
}

test('a server that stops tells each client another time within the bound, which an acknowledgement has told already', async () => {
  const within = 60_000;
  const { url, stop } = await serve(within);
  const client = new Client(url, owner.client.headers);
  const sockets = await Promise.all(Array.from({ length: 20 }, () => RawSocket.connect(client)));
  const streams = await Promise.all(Array.from({ length: 10 }, () => RawStream.open(client, { query })));
  await stop();
  const told = await Promise.all(
    sockets.map(async ({ closed, messages }) => {
      const [code, reason] = await closed;
      expect(code).toBe(1001);
      const delay = Number(/^The server is shutting down\. Retry after (\d+) ms\.$/.exec(reason)![1]);
      expect(messages[0]).toEqual({ type: 'connection_ack', payload: { retryAfterMs: delay } });
      return delay;
    }),
  );
  for (const stream of streams) {
    expect(await stream.ended).toBe('end');
    told.push(Number(/^retry: (\d+)\n\n$/.exec(stream.text)![1]));
  }
  expect(new Set(told).size).toBeGreaterThanOrEqual(told.length - 1);
  expect(Math.min(...told)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...told)).toBeLessThanOrEqual(within);
  expect(Math.max(...told) - Math.min(...told)).toBeGreaterThan(within / 4);
});

/** The status and `Retry-After` of the response to a handshake. */
function refusalOf(url: string): Promise<[status: number | undefined, retryAfter: number]> {
  const { promise, resolve, reject } = Promise.withResolvers<[number | undefined, number]>();
  const socket = new WebSocket(webSocketUrl(url), 'graphql-transport-ws');
  socket.on('open', () => reject(new Error('The handshake succeeded.')));
  socket.on('unexpected-response', (_request, { statusCode, headers }) =>
    resolve([statusCode, Number(headers['retry-after'])]),
  );
  return promise;
}

test('a process that is full tells handshakes and requests different times', async () => {
  const full = await serveWithin(server, { maxSockets: 0, reconnectWithin: 1_000_000 });
  const handshakes = await Promise.all(Array.from({ length: 5 }, () => refusalOf(full)));
  const streams = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const { response } = await RawStream.open(new Client(full, owner.client.headers), { query });
      return [response.status, Number(response.headers.get('retry-after'))];
    }),
  );
  const delays = [...handshakes, ...streams].map(([status, delay]) => {
    expect(status).toBe(503);
    expect(delay).toBeGreaterThanOrEqual(1);
    expect(delay).toBeLessThanOrEqual(1000);
    return delay;
  });
  expect(new Set(delays).size).toBeGreaterThan(5);
  const narrow = await serveWithin(server, { maxPerNetwork: 1, reconnectWithin: 1000 });
  const first = new RawSocket(webSocketUrl(narrow));
  expect(await first.opened).toBe('open');
  expect(await refusalOf(narrow)).toEqual([429, 1]);
  first.socket.close();
});

test('the documented client comes back at the time that it was told, and later if no server answers, and resumes', async () => {
  const port = await freePort();
  const first = await serve(300, port);
  const { createLiveClient } = await documentedClient(first.url, { access: owner.accessToken });
  const { gql, HttpLink } = await import('@apollo/client');
  const asked: unknown[] = [];
  const http = new HttpLink({
    uri: `${first.url}/graphql`,
    headers: owner.client.headers,
    fetch: (uri, options) => {
      asked.push(uri);
      return fetch(uri, options);
    },
  });
  const { client, socket } = createLiveClient(http, () => Promise.reject(new Error('The token is valid.')));
  const attempts: number[] = [];
  const closed: number[] = [];
  socket.on('connecting', () => attempts.push(performance.now()));
  socket.on('closed', (event) => closed.push((event as CloseEvent).code));
  const heard: unknown[] = [];
  const watched = client
    .watchQuery({ query: gql('query Tasks { tasks { nodes { id title } } }') })
    .subscribe(() => undefined);
  const hearing = client
    .subscribe<{ taskEvents: unknown }>({ query: gql(query) })
    .subscribe(({ data }) => heard.push(data!.taskEvents));
  await expect.poll(() => first.events.size).toBe(1);
  await until(() => asked.length === 1 || undefined);

  const stoppedAt = performance.now();
  await first.stop();
  await until(() => attempts.length === 2 || undefined);
  expect(closed[0]).toBe(1001);
  expect(attempts[1]! - stoppedAt).toBeLessThan(1500);
  // Nobody listens: the client waits longer.
  await until(() => attempts.length === 3 || undefined);
  const second = await serve(300, port);
  await expect.poll(() => second.events.size, { timeout: 20_000 }).toBe(1);
  await until(() => asked.length === 2 || undefined);
  const taskId = await createTask(owner.client, projectId);
  await until(() => heard.length === 1 || undefined);
  expect(heard).toEqual([expect.objectContaining({ type: 'CREATED', taskId })]);
  watched.unsubscribe();
  hearing.unsubscribe();
  await socket.dispose();
});

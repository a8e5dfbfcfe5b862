import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpServer } from '../../src/http/http-server.ts';
import { startTestServer } from '../support/server.ts';

const { services } = await startTestServer();

/** Starts a server with one route, which responds when `respond` is called, and a client that has sent `text`. */
async function connected(text: string) {
  const app = await createHttpServer(services, () => '127.0.0.1');
  const { promise: allowed, resolve: respond } = Promise.withResolvers<void>();
  const { promise: received, resolve: receive } = Promise.withResolvers<void>();
  app.get('/slow', async () => {
    receive();
    await allowed;
    return 'done';
  });
  app.get('/fast', async () => 'done');
  const { promise: draining, resolve: drain } = Promise.withResolvers<void>();
  app.addHook('preClose', async () => drain());
  await app.listen({ host: '127.0.0.1', port: 0 });
  const accepted = once(app.server, 'connection');
  const socket = connect((app.server.address() as { port: number }).port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  // A reset closes it as well.
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  let response = '';
  socket.on('data', (data: Buffer) => (response += data.toString()));
  socket.write(text);
  await accepted;
  return { app, socket, closed, received, draining, respond, response: () => response };
}

const request = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
const done = /^HTTP\/1\.1 200 .*\r\n\r\ndone$/s;

test.each([
  ['has sent nothing', ''],
  ['has sent half a request', 'GET /slow HTTP/1.1\r\nHost: local'],
])('a connection that %s is closed with the server', async (_name, text) => {
  const { app, closed } = await connected(text);
  await app.close();
  await closed;
});

test('a connection that has sent half of its second request is closed with the server', async () => {
  const { app, socket, closed, response } = await connected(request('/fast'));
  await expect.poll(response).toMatch(done);
  socket.write('GET /slow HTTP/1.1\r\nHost: local');
  await app.close();
  await closed;
});

test('a request in progress is answered, and its connection is closed then', async () => {
  const { app, closed, received, draining, respond, response } = await connected(request('/slow'));
  await received;
  const closing = app.close();
  await draining;
  respond();
  await closing;
  await closed;
  expect(response()).toMatch(done);
  expect(response()).toMatch(/\r\nconnection: close\r\n/i);
});

test('a request that arrives while the server closes is refused as GraphQL refuses, and its connection is closed', async () => {
  const app = await createHttpServer(services, () => '127.0.0.1');
  const { promise: draining, resolve: drain } = Promise.withResolvers<void>();
  const { promise: drained, resolve: end } = Promise.withResolvers<void>();
  app.get('/fast', async () => 'done');
  app.addHook('preClose', async () => {
    drain();
    await drained;
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const closing = app.close();
  await draining;
  const response = await fetch(`${url}/fast`);
  end();
  await closing;
  expect(response.status).toBe(503);
  expect(response.headers.get('connection')).toBe('close');
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  expect(await response.json()).toEqual({
    errors: [
      {
        message: 'The service cannot answer at the moment. Try again shortly.',
        extensions: { code: 'SERVICE_UNAVAILABLE', status: 503 },
      },
    ],
  });
});

import { connect } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { dropSlowReaders } from '../../src/http/slow-readers.ts';

/** More bytes than the operating system buffers for a client that does not read. */
const size = 40_000_000;
const app = Fastify() as unknown as FastifyInstance;
dropSlowReaders(app, 300, 1_000_000_000);
app.get('/large', () => 'x'.repeat(size));
app.get('/small', () => 'small');
const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
afterAll(() => app.close());

const open = () => connect({ host: url.hostname, port: Number(url.port) });
const request = 'GET /large HTTP/1.1\r\nHost: a\r\n\r\n';

test('a client that does not read its response is disconnected', async () => {
  const [accepted] = await Promise.all([
    new Promise<import('node:net').Socket>((resolve) => app.server.once('connection', resolve)),
    new Promise<void>((resolve) => {
      const socket = open().pause();
      socket.on('error', () => undefined);
      socket.write(request, () => resolve());
    }),
  ]);
  await expect.poll(() => accepted.destroyed).toBe(true);
});

test('a client that reads its response stays connected', async () => {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = open();
  socket.on('data', (data) => (String(data).endsWith('small') ? resolve('read') : undefined));
  socket.on('close', () => reject(new Error('The connection was closed.')));
  for (let turn = 0; turn < 3; turn++) {
    socket.write('GET /small HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(await promise).toBe('read');
  }
  socket.removeAllListeners('close').destroy();
});

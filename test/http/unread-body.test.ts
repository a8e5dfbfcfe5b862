import { connect } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, describe, expect, test } from 'vitest';
import { drainUnreadBodies } from '../../src/http/unread-body.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ BODY_LIMIT_BYTES: '1024' });
const chunk = Buffer.alloc(64_000, ' ');

/** Sends the head, then a body for as long as the server reads it. Returns the response, and whether the connection was reset. */
async function send(
  url: string,
  head: string[],
  { bytes, chunked = false }: { bytes: number; chunked?: boolean },
) {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let answer = '';
  let reset = false;
  socket.on('data', (data) => (answer += String(data)));
  socket.on('error', () => (reset = true));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const length = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${bytes}`;
  socket.write([...head, 'Host: a', length, '', ''].join('\r\n'));
  for (let sent = 0; sent < bytes && !socket.destroyed; sent += chunk.length) {
    const part = chunk.subarray(0, Math.min(chunk.length, bytes - sent));
    const framed = chunked
      ? Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')])
      : part;
    await new Promise<void>((resolve) => socket.write(framed, () => resolve()));
  }
  if (chunked && !socket.destroyed) socket.write('0\r\n\r\n');
  await closed;
  return { status: Number(answer.split(' ')[1]), answer, reset };
}

const post = (...headers: string[]) => ['POST /graphql HTTP/1.1', ...headers];
const json = 'Content-Type: application/json';

describe('a rejection is sent while the client still sends its request', () => {
  test.each([
    ['a body over the limit', post(json), 413],
    ['a compressed body', post(json, 'Content-Encoding: gzip'), 415],
    ['another content type', post('Content-Type: text/csv'), 415],
    ['another charset', post(`${json}; charset=utf-16`), 415],
    ['an Accept that nothing fits', post(json, 'Accept: image/png'), 406],
    ['another method', ['PUT /graphql HTTP/1.1', json], 405],
    ['an unknown expectation', post(json, 'Expect: wonders'), 417],
    ['a body over the limit for another path', ['POST /nothing HTTP/1.1', json], 413],
  ])('%s', async (_, head, status) => {
    for (const chunked of [false, true]) {
      const refusals = await Promise.all(
        Array.from({ length: 5 }, () => send(server.url, head, { bytes: 3_000_000, chunked })),
      );
      expect(refusals.map(({ status, reset }) => [status, reset])).toEqual(
        Array.from({ length: 5 }, () => [status, false]),
      );
    }
  });
});

describe('the server reads a limited part of a rejected body', () => {
  const servers: FastifyInstance[] = [];
  afterAll(() => Promise.all(servers.map((app) => app.close())));
  async function listen(limits: { bytes: number; milliseconds: number }): Promise<string> {
    const app = Fastify({ bodyLimit: 10, forceCloseConnections: true });
    servers.push(app as unknown as FastifyInstance);
    drainUnreadBodies(app as unknown as FastifyInstance, limits);
    app.post('/graphql', () => 'ok');
    return app.listen({ host: '127.0.0.1', port: 0 });
  }

  test('in bytes', async () => {
    const url = await listen({ bytes: 100_000, milliseconds: 60_000 });
    const { status, reset } = await send(url, post(json), { bytes: 1_000_000_000 });
    expect([status === 413 || reset]).toEqual([true]);
  });

  test('in time', async () => {
    const url = await listen({ bytes: 1_000_000, milliseconds: 50 });
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.write([...post(json), 'Host: a', 'Content-Length: 1000', '', ''].join('\r\n'));
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (data) => (text += String(data)));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });
});

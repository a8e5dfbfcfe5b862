import { expect, test } from 'vitest';
import { Client, register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';
import { RawSocket, serveWithin, tellsDelay, webSocketUrl } from '../support/subscriber.ts';

const server = await startTestServer();
const one = await register(server.anonymous);
const other = await register(server.anonymous);
const few = { burst: 40, perSecond: 0.001, beforeCaller: 3 };
const tooMany = [1008, 'Too many messages.'];

test('the number of connections is limited for each caller', async () => {
  const url = await serveWithin(server, { maxPerCaller: 2 });
  const connectAs = ({ client }: typeof one) => RawSocket.connect(new Client(url, client.headers));
  const [first] = await Promise.all([connectAs(one), connectAs(one), connectAs(other)]);
  const third = new RawSocket(webSocketUrl(url));
  await third.opened;
  third.send({ type: 'connection_init', payload: one.client.headers });
  expect(await third.closed).toEqual([
    1013,
    tellsDelay('You have too many connections. Close another one first.'),
  ]);
  first.socket.close();
  await first.closed;
  await connectAs(one);
});

test('the number of connections is limited for each network, whatever its addresses', async () => {
  const url = webSocketUrl(await serveWithin(server, { maxPerNetwork: 1 }));
  const open = (address: string) => new RawSocket(url, { 'x-forwarded-for': address });
  const first = open('2001:db8::1');
  expect(await first.opened).toBe('open');
  expect(await open('2001:db8::2').opened).toBe(429);
  expect(await open('192.0.2.1').opened).toBe('open');
  expect(await open('192.0.2.1').opened).toBe(429);
  expect(await open('2001:db8:0:1::1').opened).toBe('open');
  first.socket.close();
  await expect.poll(() => open('2001:db8::2').opened).toBe('open');
});

test('a network that repeatedly opens and closes connections is limited', async () => {
  const url = webSocketUrl(await serveWithin(server, { maxPerNetwork: 2 }));
  const outcomes: unknown[] = [];
  await expect
    .poll(async () => {
      const raw = new RawSocket(url, { 'x-forwarded-for': '192.0.2.2' });
      const outcome = await raw.opened;
      if (outcome === 'open') {
        raw.socket.close();
        await raw.closed;
      }
      outcomes.push(outcome);
      return outcome;
    })
    .toBe(429);
  expect(outcomes.slice(0, 4)).toEqual(Array(4).fill('open'));
  expect(await new RawSocket(url, { 'x-forwarded-for': '192.0.2.3' }).opened).toBe('open');
});

test('the number of messages is limited for each caller over all connections', async () => {
  const url = await serveWithin(server, { messages: few });
  const connectAs = ({ client }: typeof one) => RawSocket.connect(new Client(url, client.headers));
  const [first, second, others] = await Promise.all([connectAs(one), connectAs(one), connectAs(other)]);
  for (let count = 0; count < 30; count++) first.send({ type: 'ping' });
  await expect.poll(() => first.messages.filter(({ type }) => type === 'pong').length).toBe(30);
  for (let count = 0; count < 20; count++)
    second.send({ type: 'subscribe', id: String(count), payload: { query: '{' } });
  expect(await second.closed).toEqual(tooMany);
  others.send({ type: 'ping' });
  await others.message('pong');
});

test('frames and bytes count towards the limit', async () => {
  const url = await serveWithin(server, { messages: few });
  const pings = await RawSocket.connect(new Client(url, one.client.headers));
  for (let count = 0; count < 50; count++) pings.socket.ping();
  expect(await pings.closed).toEqual(tooMany);
  const bytes = await RawSocket.connect(new Client(url, other.client.headers));
  for (let count = 0; count < 2; count++)
    bytes.send({ type: 'ping', payload: { much: 'x'.repeat(100_000) } });
  expect(await bytes.closed).toEqual(tooMany);
});

test('a connection without authentication can send few messages', async () => {
  const raw = new RawSocket(webSocketUrl(await serveWithin(server, { messages: few })));
  await raw.opened;
  for (let count = 0; count < 4; count++) raw.send({ type: 'ping' });
  expect(await raw.closed).toEqual(tooMany);
});

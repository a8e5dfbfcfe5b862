import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { createProjectOwner } from '../../fixtures/owner.ts';
import { certificate } from '../../support/certificate.ts';
import { freePort } from '../../support/free-port.ts';
import { until } from '../../support/mail.ts';
import { startReceiver } from '../../support/receiver.ts';
import { startTestServer } from '../../support/server.ts';
import {
  createEndpoint,
  deliveries,
  endpointOf,
  newPath,
  sendTest,
  settled,
  startWebhookWorker,
} from '../../support/webhooks.ts';

const server = await startTestServer();
await startWebhookWorker(server, { retryDelays: [0.02], timeout: 500 });
const receiver = await startReceiver();

/** Sends a test to an endpoint and returns its delivery. */
async function outcomeOf(url: string) {
  const owner = await createProjectOwner(server.anonymous);
  const { id } = await createEndpoint(owner, url);
  await sendTest(owner, id);
  const { state, attempts } = (await settled(owner, id))[0]!;
  return { owner, id, state, attempts, last: attempts.at(-1)! };
}

function answering(answer: (response: ServerResponse) => void): string {
  const path = newPath();
  receiver.answer(path, answer);
  return receiver.origin + path;
}

describe('an endpoint that responds with', () => {
  test.each([200, 201, 202, 204, 299])('%i has accepted the message', async (status) => {
    const { state, attempts } = await outcomeOf(answering((response) => response.writeHead(status).end()));
    expect([state, attempts]).toEqual(['SUCCEEDED', [expect.objectContaining({ status, error: null })]]);
  });

  test.each([400, 401, 404, 429, 500, 503])('%i is retried', async (status) => {
    const { state, attempts } = await outcomeOf(
      answering((response) => response.writeHead(status).end('no')),
    );
    const failed = { status, error: `The endpoint answered ${status}.`, responseBody: 'no' };
    expect([state, attempts]).toEqual([
      'FAILED',
      [failed, failed].map((each) => expect.objectContaining(each)),
    ]);
  });

  test.each([301, 302, 303, 307, 308])('%i is not followed', async (status) => {
    const target = newPath();
    const url = answering((response) =>
      response.writeHead(status, { location: receiver.origin + target }).end(),
    );
    const { state, last } = await outcomeOf(url);
    expect([state, last.error]).toEqual([
      'FAILED',
      `The endpoint answered ${status}: redirects are not followed.`,
    ]);
    expect(receiver.at(target)).toEqual([]);
  });

  test('410 is disabled at once, and its waiting deliveries end', async () => {
    const url = answering((response) => response.writeHead(410).end());
    const { owner, id, state, attempts } = await outcomeOf(url);
    expect([state, attempts.length]).toEqual(['FAILED', 1]);
    expect(await endpointOf(owner, id)).toMatchObject({
      disabledReason: 'GONE',
      disabledAt: expect.any(String),
    });
  });

  test.each([
    ['seconds', () => '3600', 3600],
    ['a date', () => new Date(Date.now() + 3_600_000).toUTCString(), 3600],
    ['longer than a day', () => '999999', 86_400],
    ['nonsense', () => 'soon', 0],
  ])('Retry-After with %s is not retried earlier, within a day', async (_what, header, seconds) => {
    const owner = await createProjectOwner(server.anonymous);
    const url = answering((response) => response.writeHead(429, { 'retry-after': header() }).end());
    const { id } = await createEndpoint(owner, url);
    await sendTest(owner, id);
    if (seconds === 0) return expect((await settled(owner, id))[0]!.attempts).toHaveLength(2);
    const delivery = await until(async () => {
      const [found] = await deliveries(owner);
      return found!.attempts.length > 0 ? found : undefined;
    });
    const wait = (new Date(delivery.nextAttemptAt).getTime() - Date.now()) / 1000;
    expect(delivery.state).toBe('PENDING');
    expect(wait).toBeGreaterThan(seconds - 60);
    expect(wait).toBeLessThan(seconds * 1.25 + 60);
  });

  test('a long body is read and stored in part', async () => {
    let sent = 0;
    const url = answering((response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && sent < 50_000_000) {
          sent += 16_384;
          if (!response.write('x'.repeat(16_384))) return response.once('drain', more);
        }
        return response.end();
      };
      more();
    });
    const { state, last } = await outcomeOf(url);
    expect([state, last.responseBody]).toEqual(['SUCCEEDED', 'x'.repeat(8192)]);
    expect(sent).toBeLessThan(20_000_000);
  });

  test('NUL and invalid UTF-8 in a body are stored as U+FFFD', async () => {
    const url = answering((response) => response.writeHead(500).end(Buffer.from([0, 0x61, 0xff, 0xc3])));
    expect((await outcomeOf(url)).last.responseBody).toBe('�a�');
  });
});

describe('an endpoint that does not respond', () => {
  const slow = 'The endpoint took longer than 0.5 seconds.';

  test('at all, or not completely, is waited for until the timeout', async () => {
    expect((await outcomeOf(answering(() => undefined))).last).toMatchObject({ error: slow, status: null });
    const dripping = answering((response) => {
      response.writeHead(200).write('.');
      const timer = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(timer));
    });
    expect((await outcomeOf(dripping)).last.error).toBe(slow);
  });

  test('because nobody listens, or the connection breaks', async () => {
    expect((await outcomeOf(`http://127.0.0.1:${await freePort()}/`)).last.error).toBe(
      'The endpoint refused the connection.',
    );
    const broken = 'The connection broke before the answer was complete.';
    expect((await outcomeOf(answering((response) => response.destroy()))).last.error).toBe(broken);
    const cut = answering((response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
    });
    expect((await outcomeOf(cut)).last.error).toBe(broken);
  });

  test('in HTTP', async () => {
    const babbler = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')).listen(0, '127.0.0.1');
    await once(babbler, 'listening');
    afterAll(() => babbler.close());
    const { port } = babbler.address() as AddressInfo;
    expect((await outcomeOf(`http://127.0.0.1:${port}/`)).last.error).toBe(
      'The endpoint does not answer in HTTP/1.1.',
    );
  });

  test('with a valid certificate, or in TLS', async () => {
    const secure = await startReceiver(certificate);
    expect((await outcomeOf(`${secure.origin}/`)).last.error).toBe(
      'The certificate of the endpoint is not valid.',
    );
    expect(secure.at('/')).toEqual([]);
    expect((await outcomeOf(receiver.origin.replace('http:', 'https:'))).last.error).toBe(
      'The endpoint does not speak TLS.',
    );
  });

  test('at a name that does not exist', async () => {
    expect((await outcomeOf('https://nowhere.invalid/')).last.error).toBe('The host has no public address.');
  });
});

test('a slow endpoint delays neither another one nor the jobs', async () => {
  const owner = await createProjectOwner(server.anonymous);
  const path = newPath();
  const slow = await createEndpoint(
    owner,
    answering(() => undefined),
  );
  const quick = await createEndpoint(owner, receiver.origin + path);
  for (let index = 0; index < 25; index++) await sendTest(owner, slow.id);
  await sendTest(owner, quick.id);
  await settled(owner, quick.id);
  const left = await deliveries(owner, { endpointId: { eq: slow.id }, state: { eq: 'PENDING' } });
  expect(left.length).toBeGreaterThan(0);
});

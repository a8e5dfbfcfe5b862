import type { LookupAddress } from 'node:dns';
import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../../src/modules/webhook/addresses.ts';
import { createSender } from '../../../src/modules/webhook/sender.ts';
import { urlFault } from '../../../src/modules/webhook/url.ts';
import { createProjectOwner } from '../../fixtures/owner.ts';
import { certificate } from '../../support/certificate.ts';
import { startReceiver } from '../../support/receiver.ts';
import { startTestServer } from '../../support/server.ts';
import { createEndpoint, sendTest, settled, startWebhookWorker } from '../../support/webhooks.ts';

const none = 'The host has no public address.';

const notPublic: Record<string, string[]> = {
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  unspecified: ['0.0.0.0', '0.1.2.3', '::'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  'link-local': ['169.254.0.1', 'fe80::1', 'febf::1', 'fe80::1%eth0'],
  shared: ['100.64.0.1', '100.127.255.255'],
  'unique local': ['fc00::1', 'fd12:3456::1'],
  'site-local': ['fec0::1'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1'],
  reserved: [
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '240.0.0.1',
    '255.255.255.255',
  ],
  documentation: ['2001:db8::1', '3fff::1'],
  'IPv4-mapped': ['::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '::ffff:0:127.0.0.1'],
  'IPv4-compatible': ['::127.0.0.1', '::a00:1'],
  '6to4': ['2002:7f00:1::1', '2002:a00:1::1'],
  Teredo: ['2001::1', '2001:0:7f00:1::'],
  NAT64: ['64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b::10.0.0.1', '64:ff9b:1::8.8.8.8'],
  'metadata services': [
    '169.254.169.254',
    'fd00:ec2::254',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
  ],
  'no address': ['', 'localhost', '1.2.3', '8.8.8.8.8', 'x'],
};

describe('an address', () => {
  test.each(Object.entries(notPublic))('that is %s is not public', (_kind, addresses) => {
    expect(addresses.filter((address) => isPublicAddress(address))).toEqual([]);
  });

  test.each(['8.8.8.8', '1.1.1.1', '100.63.255.255', '172.32.0.1', '2606:4700::1111', '64:ff9b::8.8.8.8'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
});

describe('in production a URL', () => {
  const production = { allowPrivate: false, allowHttp: false, ports: [443, 80, 8443] };

  test.each([
    'http://hooks.example.com/',
    'ftp://hooks.example.com/',
    'file:///etc/passwd',
    'https://ada@hooks.example.com/',
    'https://ada:secret@hooks.example.com/',
    'https://hooks.example.com/#',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://api.localhost/',
    'https://redis/',
    'https://127.0.0.1/',
    'https://127.0.0.1./',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.1/',
    'https://017700000001/',
    'https://0177.0.0.01/',
    'https://１２７.０.０.１/',
    'https://127。0。0。1/',
    'https://⑯⑨。②⑤④。⑯⑨。②⑤④/',
    'https://loc%61lhost/',
    'https://%31%32%37.0.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[0:0:0:0:0:ffff:a00:1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::10.0.0.1]/',
    'https://[2002:7f00:1::]/',
    'https://[fd00:ec2::254]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1:8443/',
    'https://hooks.example.com:25/',
    'https://hooks.example.com:6379/',
    'https://hooks.example.com:0/',
    'https://hooks.example.com:65535/',
    'https://8.8.8.8:22/',
    'https:///hooks',
    '//hooks.example.com/',
    'https://',
  ])('%s is refused', (url) => expect(urlFault(url, production)).toMatch(/^must /));

  test.each([
    'https://hooks.example.com/',
    'https://hooks.example.com.:8443/path?key=1',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]:443/',
    'https://hooks.example.com:80/',
    'HTTPS://xn--bcher-kva.example/',
  ])('%s is accepted', (url) => expect(urlFault(url, production)).toBeUndefined());
});

describe('a server that permits only public addresses and the ports 80 and 443', async () => {
  const server = await startTestServer({ WEBHOOK_ALLOW_PRIVATE: 'false', WEBHOOK_PORTS: '8443' });
  await startWebhookWorker(server);

  test('refuses to create or change an endpoint to another address', async () => {
    const owner = await createProjectOwner(server.anonymous);
    const { id } = await createEndpoint(owner, 'https://hooks.example.test/');
    for (const url of ['https://localhost/graphql', 'http://0x7f.1/', 'https://hooks.example.test:25/']) {
      const codes = [
        await owner.client.codes(
          `mutation ($url: String!) { createWebhookEndpoint(input: { url: $url, events: ["*"] }) { userErrors { code } } }`,
          { url },
        ),
        await owner.client.codes(
          `mutation ($id: ID!, $url: String!) { updateWebhookEndpoint(input: { id: $id, url: $url }) { userErrors { code } } }`,
          { id, url },
        ),
      ];
      expect([url, codes]).toEqual([url, [['INVALID'], ['INVALID']]]);
    }
  });

  test('does not send to one that was created before, and reveals nothing about its target', async () => {
    const receiver = await startReceiver();
    const owner = await createProjectOwner(server.anonymous);
    const { id } = await createEndpoint(owner, 'https://hooks.example.test/');
    await server.systemPool.query('update webhook_endpoints set url = $2 where id = $1', [
      id,
      `http://localhost:${receiver.port}/`,
    ]);
    await sendTest(owner, id);
    const { state, attempts } = (await settled(owner, id))[0]!;
    const told = attempts.map(({ status, error, responseBody }) => [status, error, responseBody]);
    expect([state, told]).toEqual(['FAILED', Array.from({ length: 9 }, () => [null, none, null])]);
    expect(receiver.at('/')).toEqual([]);
  });
});

describe('a connection to an endpoint', () => {
  /** A resolver that returns the given addresses for its names, one after the other. */
  const resolving = (...answers: string[][]) => {
    let asked = 0;
    const lookup = (_name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) => {
      const answer = answers[Math.min(asked++, answers.length - 1)]!;
      done(
        null,
        answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
    return { lookup: lookup as never, asked: () => asked };
  };
  const errorOf = async (url: string, ...answers: string[][]) => {
    const { lookup } = resolving(...answers);
    const sender = createSender({ allowPrivate: false, timeout: 1000, lookup });
    const { error, status } = await sender.send(url, {}, '{}');
    await sender.close();
    expect(status).toBeUndefined();
    return error;
  };

  test('is not made to a name with any address that is not public', async () => {
    for (const address of ['127.0.0.1', '::1', '10.0.0.1', '::ffff:127.0.0.1', '169.254.169.254'])
      expect(await errorOf('https://hooks.example.com/', [address])).toBe(none);
    expect(await errorOf('https://hooks.example.com/', ['8.8.8.8', '127.0.0.1'])).toBe(none);
  });

  test('is not made to a private address or a name of the machine', async () => {
    const receiver = await startReceiver();
    for (const host of ['127.0.0.1', 'localhost', '0x7f.1', '[::ffff:127.0.0.1]'])
      expect(await errorOf(`http://${host}:${receiver.port}/`, ['127.0.0.1'])).toBe(none);
    expect(receiver.at('/')).toEqual([]);
  });

  test('is not made to a port that is not permitted', async () => {
    const receiver = await startReceiver();
    const send = async (ports: number[]) => {
      const sender = createSender({ allowPrivate: true, ports, timeout: 1000 });
      const { error } = await sender.send(`http://127.0.0.1:${receiver.port}/`, {}, '{}');
      await sender.close();
      return error;
    };
    expect(await send([443, 80])).toBe('The port of the endpoint is not allowed.');
    expect(receiver.at('/')).toEqual([]);
    expect(await send([443, 80, receiver.port])).toBeUndefined();
  });

  test('is made to the checked address: the name is resolved once', async () => {
    const receiver = await startReceiver(certificate);
    const { lookup, asked } = resolving(['127.0.0.1'], ['10.255.255.1']);
    const sender = createSender({ allowPrivate: true, timeout: 1000, lookup, ca: certificate.cert });
    const outcome = await sender.send(`https://receiver.test:${receiver.port}/`, {}, '{}');
    await sender.close();
    expect([outcome.status, outcome.error, asked()]).toEqual([204, undefined, 1]);
  });

  test('verifies the certificate by the name, not by the address', async () => {
    const receiver = await startReceiver(certificate);
    const { lookup } = resolving(['127.0.0.1']);
    const sender = createSender({ allowPrivate: true, timeout: 1000, lookup, ca: certificate.cert });
    const outcome = await sender.send(`https://other.test:${receiver.port}/`, {}, '{}');
    await sender.close();
    expect(outcome.error).toBe('The certificate of the endpoint is not valid.');
  });
});

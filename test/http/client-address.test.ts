import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createAddressFinder, isNetwork, parseAddress } from '../../src/util/client-address.ts';
import { readConfig } from '../../src/config.ts';
import { type Client, password, register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';

const find = (trusted: string[], remoteAddress: string | undefined, forwarded?: string) =>
  createAddressFinder(trusted)({
    socket: { remoteAddress },
    headers: { 'x-forwarded-for': forwarded },
  } as unknown as IncomingMessage);

test.each([
  ['192.0.2.1', '192.0.2.1'],
  [' 192.0.2.1 ', '192.0.2.1'],
  ['192.0.2.1:50001', '192.0.2.1'],
  ['2001:db8::1', '2001:db8::1'],
  ['2001:0DB8:0:0::1', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8::1]:50001', '2001:db8::1'],
  ['"[2001:db8::1]:50001"', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['[fe80::1%25eth0]:443', 'fe80::1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['[::ffff:c000:201]:80', '192.0.2.1'],
  ['', undefined],
  ['unknown', undefined],
  ['_hidden', undefined],
  ['192.0.2', undefined],
  ['0300.0.2.1', undefined],
  ['3221225985', undefined],
  ['192.0.2.1:port', undefined],
  ['[192.0.2.1]:80', undefined],
  ['2001:db8::1]:80', undefined],
  ['192.0.2.1, 192.0.2.2', undefined],
])('%j is parsed as %j', (text, address) => {
  expect(parseAddress(text)?.toString()).toBe(address);
});

describe("a client's address", () => {
  test.each([
    ['of a direct client, whatever it says', [], '192.0.2.9', '203.0.113.1', '192.0.2.9'],
    ['of who is no proxy', ['10.0.0.0/8'], '192.0.2.9', '203.0.113.1', '192.0.2.9'],
    ['behind one proxy', ['10.0.0.0/8'], '10.0.0.1', '203.0.113.1', '203.0.113.1'],
    ['behind one that writes ports', ['10.0.0.0/8'], '10.0.0.1', '203.0.113.1:5001', '203.0.113.1'],
    ['behind one that writes brackets', ['10.0.0.1'], '10.0.0.1', '[2001:db8::7]:5001', '2001:db8::7'],
    ['behind two', ['10.0.0.0/8'], '10.0.0.1', '203.0.113.1, 10.0.0.2:443', '203.0.113.1'],
    ['of an invented first hop', ['10.0.0.0/8'], '10.0.0.1', '198.51.100.1, 203.0.113.1:9', '203.0.113.1'],
    ['of proxies alone', ['10.0.0.0/8'], '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['that is not one: the proxy', ['10.0.0.0/8'], '10.0.0.1', 'unknown', '10.0.0.1'],
    ['before what is not one', ['10.0.0.0/8'], '10.0.0.1', '203.0.113.1, junk, 10.0.0.2', '10.0.0.2'],
    ['behind a proxy known as IPv4 in IPv6', ['10.0.0.1'], '::ffff:10.0.0.1', '203.0.113.1', '203.0.113.1'],
    ['behind a named network', ['loopback', 'uniquelocal'], '::1', '203.0.113.1, fd00::1', '203.0.113.1'],
    ['behind a network with a mask', ['10.0.0.0/255.0.0.0'], '10.9.9.9', '203.0.113.1', '203.0.113.1'],
    ['without a header', ['10.0.0.1'], '10.0.0.1', undefined, '10.0.0.1'],
    ['of a connection that is gone', ['10.0.0.1'], undefined, '203.0.113.1', ''],
  ])('%s', (_, trusted, remote, forwarded, address) => {
    expect(find(trusted, remote, forwarded)).toBe(address);
  });

  test('depends on trusted networks that are validated at start-up', () => {
    for (const network of ['10.0.0.1', '10.0.0.0/8', '::1/128', 'loopback'])
      expect(isNetwork(network)).toBe(true);
    for (const network of ['proxy.internal', '10.0.0.0/33', '10.0', ''])
      expect(() => readConfig({ NODE_ENV: 'test', TRUSTED_PROXIES: `127.0.0.1,${network || '/'}` })).toThrow(
        /TRUSTED_PROXIES: must be addresses/,
      );
  });
});

describe('behind a proxy that adds ports', () => {
  const server = startTestServer();
  const attempt = async (client: Client, email: string) =>
    client.codes(
      'mutation ($e: String!) { login(input: { email: $e, password: "wrong wrong" }) { userErrors { code } } }',
      { e: email },
    );

  test.each([
    ['IPv4', (turn: number) => `203.0.113.7:${50_000 + turn}`],
    ['IPv6', (turn: number) => `[2001:db8:7::1]:${50_000 + turn}`],
    ['no address', (turn: number) => `client-${turn}`],
  ])('%s counts as one address', async (_, forwarded) => {
    const { anonymous } = await server;
    const codes: string[] = [];
    for (let turn = 0; turn < 12; turn++)
      codes.push(
        ...(await attempt(anonymous.with({ 'x-forwarded-for': forwarded(turn) }), `u${turn}@example.test`)),
      );
    expect(codes).toContain('RATE_LIMITED');
  });

  test('the list of sessions shows the address without its port', async () => {
    const { anonymous } = await server;
    const { email } = await register(anonymous);
    const { login } = await anonymous.with({ 'x-forwarded-for': '198.51.100.4:1234' }).ask(
      `mutation ($e: String!, $p: String!) { login(input: { email: $e, password: $p }) {
        accessToken userErrors { code } } }`,
      { e: email, p: password },
    );
    const signedIn = anonymous.with({ authorization: `Bearer ${login.accessToken}` });
    const { sessions } = await signedIn.ask('{ sessions { nodes { current ipAddress } } }');
    expect(sessions.nodes.find(({ current }) => current)!.ipAddress).toBe('198.51.100.4');
  });
});

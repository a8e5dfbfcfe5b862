import { describe, expect, test } from 'vitest';
import { MemoryStore } from '../../src/authorization/rate-limit.ts';
import { networkOf } from '../../src/util/client-network.ts';
import { type Client, register, password } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const ada = await register(anonymous);

const from = (address: string, client: Client = anonymous) => client.with({ 'x-forwarded-for': address });
const limited = (codes: string[]) => codes.filter((code) => code === 'RATE_LIMITED').length;

/** The call of each limited mutation, and its response while it is not limited. */
interface Case {
  most: number;
  client?: Client;
  call: string | ((index: number) => string);
  otherwise?: string;
}

const cases: Record<string, Case> = {
  register: {
    most: 20,
    call: (index) =>
      `register(input: { email: "limited${index}@polity.test", password: "correct horse battery", fullName: "Lima" })`,
  },
  refreshSession: {
    most: 300,
    call: 'refreshSession(input: { refreshToken: "unknown" })',
    otherwise: 'INVALID_TOKEN',
  },
  requestEmailVerification: { most: 10, client: ada.client, call: 'requestEmailVerification' },
  verifyEmail: { most: 30, call: 'verifyEmail(input: { token: "unknown" })', otherwise: 'INVALID_TOKEN' },
  requestPasswordReset: { most: 10, call: 'requestPasswordReset(input: { email: "nobody@polity.test" })' },
  resetPassword: {
    most: 30,
    call: 'resetPassword(input: { token: "unknown", newPassword: "correct horse battery" })',
    otherwise: 'INVALID_TOKEN',
  },
  inviteMember: {
    most: 100,
    client: ada.client,
    call: `inviteMember(input: { email: "${ada.email}" })`,
    otherwise: 'ALREADY_A_MEMBER',
  },
  declineInvitation: {
    most: 30,
    call: 'declineInvitation(input: { token: "unknown" })',
    otherwise: 'INVALID_TOKEN',
  },
  confirmTotpEnrollment: {
    most: 10,
    client: ada.client,
    call: `confirmTotpEnrollment(input: { password: "${password}", code: "000000" })`,
    otherwise: 'INVALID',
  },
};

/** Calls a field this many times, up to `aliases` times in each operation, with all operations at once. */
async function callOften({ call }: Case, client: Client, times: number, aliases: number): Promise<string[]> {
  const calls = Array.from({ length: times }, (_, index) => {
    const field = typeof call === 'string' ? call : call(index);
    return `c${index}: ${field} { userErrors { code } }`;
  });
  const operations: string[][] = [];
  while (calls.length > 0) operations.push(calls.splice(0, aliases));
  const answers = await Promise.all(operations.map((some) => client.codes(`mutation { ${some.join(' ')} }`)));
  return answers.flat();
}

describe.each(Object.entries(cases))('%s', (name, each) => {
  const address = `192.0.2.${Object.keys(cases).indexOf(name) + 1}`;

  test(`accepts ${each.most} calls of an address and refuses the rest, in any number of operations`, async () => {
    const client = from(address, each.client);
    const codes = await callOften(each, client, each.most + 40, 7);
    expect(limited(codes)).toBe(40);
    const others = codes.filter((code) => code !== 'RATE_LIMITED');
    expect(others).toEqual(each.otherwise ? Array(each.most).fill(each.otherwise) : []);
  });

  test('still accepts calls of other addresses', async () => {
    const codes = await callOften(
      { ...each, call: numbered(each.call) },
      from('192.0.2.99', each.client),
      1,
      1,
    );
    expect(codes).toEqual(each.otherwise ? [each.otherwise] : []);
  });
});

const numbered = (call: Case['call']) => (index: number) =>
  typeof call === 'string' ? call : call(index + 1000);

test('a refused call has no effect', async () => {
  const users = await db.selectFrom('users').select('id').where('email', 'like', 'limited%').execute();
  // The accepted calls of the limited address, and the call of the other address.
  expect(users).toHaveLength(20 + 1);
});

test('fifty operations at once and thirty aliases in one operation are limited alike', async () => {
  const each = cases['requestPasswordReset']!;
  expect(limited(await callOften(each, from('192.0.2.80'), 50, 1))).toBe(40);
  expect(limited(await callOften(each, from('192.0.2.81'), 30, 30))).toBe(20);
});

test('the error and Retry-After have the seconds to wait', async () => {
  const each = cases['requestPasswordReset']!;
  await callOften(each, from('192.0.2.82'), 10, 10);
  const { errors, headers, status, data } = await from('192.0.2.82').send(
    `mutation { ${each.call} { userErrors { code } } plain: logout { userErrors { code } } }`,
  );
  const wait = errors?.[0]?.extensions['retryAfterSeconds'];
  expect([
    status,
    (data as Record<string, unknown>)['requestPasswordReset'],
    errors?.[0]?.extensions,
  ]).toEqual([200, null, { code: 'RATE_LIMITED', status: 429, retryAfterSeconds: 900 }]);
  expect(headers.get('retry-after')).toBe(String(wait));
});

test('each field has its own limit', async () => {
  const client = from('192.0.2.83');
  await callOften(cases['requestPasswordReset']!, client, 11, 11);
  expect(await callOften(cases['verifyEmail']!, client, 1, 1)).toEqual(['INVALID_TOKEN']);
});

test('an IPv6 address is limited together with its network; the account is not limited', async () => {
  const each = cases['requestEmailVerification']!;
  for (let index = 0; index < 10; index++)
    expect(await callOften(each, from(`2001:db8::${index}:1`, ada.client), 1, 1)).toEqual([]);
  expect(await callOften(each, from('2001:db8::ffff', ada.client), 1, 1)).toEqual(['RATE_LIMITED']);
  expect(await callOften(each, from('2001:db8:0:1::ffff', ada.client), 1, 1)).toEqual([]);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8::5', '2001:db8:0:0::/64'],
  ['2001:0DB8:0000:0:1:2:3:4', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:c000:201', '192.0.2.1'],
  ['unknown', 'unknown'],
  ['a:b', 'a:b'],
  ['', ''],
])('the address %j counts for the network %j', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

describe('the store in memory', () => {
  const caller = (contextIdentity: string, fieldIdentity = 'login') => ({ contextIdentity, fieldIdentity });

  test('counts for each caller and field separately', () => {
    const store = new MemoryStore(60_000);
    const before = (...who: Parameters<typeof caller>) => store.getForIdentity(caller(...who)).length;
    expect([before('a'), before('a'), before('a')]).toEqual([0, 1, 2]);
    expect([before('b'), before('a', 'register'), before('a')]).toEqual([0, 0, 3]);
  });

  test('restarts the count when the window of the first call ends, whatever calls came in between', async () => {
    const store = new MemoryStore(1000);
    const before = () => store.getForIdentity(caller('a')).length;
    expect([before(), before()]).toEqual([0, 1]);
    // Each poll is a call, too.
    await expect.poll(before).toBe(0);
    expect(before()).toBe(1);
  });

  test('stores a limited number of callers, and of calls for each caller', () => {
    const store = new MemoryStore(60_000);
    const before = (name: string) => store.getForIdentity(caller(name)).length;
    before('first');
    for (let index = 0; index < 99_999; index++) before(`caller ${index}`);
    expect(before('first')).toBe(1);
    for (let index = 0; index < 100_000; index++) before(`another ${index}`);
    expect(before('first')).toBe(0);
    for (let call = 0; call < 5000; call++) before('first');
    expect(before('first')).toBe(1000);
  });
});

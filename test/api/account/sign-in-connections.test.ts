import { randomUUID } from 'node:crypto';
import { getNamedType, isInputObjectType } from 'graphql';
import { expect, test, vi } from 'vitest';
import { hashToken, newToken } from '../../../src/crypto/one-time-tokens.ts';
import { type Account, Client, password, register } from '../../support/client.ts';
import { schema } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer({ DATABASE_POOL_SIZE: '4' });
const { anonymous, services } = server;

/** Every mutation of the schema whose input has a password. */
const takesPassword = Object.values(schema.getMutationType()!.getFields())
  .filter(({ args }) =>
    args.some(({ type }) => {
      const input = getNamedType(type);
      return (
        isInputObjectType(input) && Object.keys(input.getFields()).some((name) => /password/i.test(name))
      );
    }),
  )
  .map(({ name }) => name);

/** Returns the number of idle open transactions. */
async function idleTransactions(): Promise<number> {
  const { rows } = await server.systemPool.query(
    `select count(*)::int as idle from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
  );
  return rows[0].idle;
}

/** Runs `work` and returns how many transactions were open whenever a password was hashed. */
async function duringHashing(work: () => Promise<unknown>): Promise<{ hashed: number; idle: number }> {
  const { hash, verify } = services.passwords;
  const seen = { hashed: 0, idle: 0 };
  const watch = async () => {
    seen.hashed++;
    seen.idle = Math.max(seen.idle, await idleTransactions());
  };
  const spies = [
    vi.spyOn(services.passwords, 'hash').mockImplementation(async (text) => {
      await watch();
      return hash(text);
    }),
    vi.spyOn(services.passwords, 'verify').mockImplementation(async (...args) => {
      await watch();
      return verify(...args);
    }),
  ];
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return seen;
}

const inputs: Record<string, (account: Account) => object | Promise<object>> = {
  register: () => ({ email: `${randomUUID()}@polity.test`, password, fullName: 'Ada' }),
  login: ({ email }) => ({ email, password }),
  changePassword: () => ({ currentPassword: password, newPassword: 'a wholly new phrase' }),
  verifyEmail: () => ({ token: 'unknown', newPassword: 'a wholly new phrase' }),
  resetPassword: () => ({ token: 'unknown', newPassword: 'a wholly new phrase' }),
  beginTotpEnrollment: () => ({ password }),
  confirmTotpEnrollment: () => ({ password, code: '000000' }),
  disableTotp: () => ({ password, code: '000000' }),
  regenerateRecoveryCodes: () => ({ password, code: '000000' }),
  deleteAccount: () => ({ password }),
  exportAccount: () => ({ password }),
  changeEmail: () => ({ newEmail: `${randomUUID()}@polity.test`, password }),
  confirmEmailChange: async (account) => ({ token: await requestEmailChange(account), password }),
  undoEmailChange: () => ({ token: 'unknown', newPassword: 'a wholly new phrase' }),
};

/** Returns the token of a change that can be confirmed. */
async function requestEmailChange({ client, userId }: Account): Promise<string> {
  const newEmail = `${randomUUID()}@polity.test`;
  expect(await client.codes(operationOf('changeEmail'), { input: { newEmail, password } })).toEqual([]);
  const token = newToken();
  await server.db
    .updateTable('email_changes')
    .set({ confirm_hash: hashToken(token) })
    .where('user_id', '=', userId)
    .execute();
  return token;
}

const operationOf = (field: string) => {
  const type = schema.getMutationType()!.getFields()[field]!.args[0]!.type;
  return `mutation ($input: ${type}) { ${field}(input: $input) { userErrors { code } } }`;
};

test.each(takesPassword)('%s holds no transaction while a password is hashed', async (field) => {
  for (const headers of [{}, { 'idempotency-key': randomUUID() }] as Record<string, string>[]) {
    const ada = await register(anonymous);
    const client = ada.client.with(headers);
    const input = await inputs[field]!(ada);
    const seen = await duringHashing(() => client.send(operationOf(field), { input }));
    expect(seen.idle).toBe(0);
    expect(seen.hashed).toBeGreaterThan(0);
  }
});

test('28 sign-ins with an access token leave four connections for others', async () => {
  const [ada, neighbour] = [await register(anonymous), await register(anonymous)];
  const { verify } = services.passwords;
  const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
  let waiting = 0;
  const spy = vi.spyOn(services.passwords, 'verify').mockImplementation(async (...args) => {
    waiting++;
    await mayGoOn;
    return verify(...args);
  });
  const signIns = Promise.all(
    Array.from({ length: 28 }, () =>
      ada.client.codes(operationOf('login'), { input: { email: ada.email, password } }),
    ),
  );
  await vi.waitUntil(() => waiting === 28, { timeout: 60_000 });
  expect(await neighbour.client.codes('{ organization { id } }')).toEqual([]);
  expect(server.servingPool.totalCount - server.servingPool.idleCount).toBe(0);
  expect(await idleTransactions()).toBe(0);
  goOn();
  expect((await signIns).flat()).toEqual([]);
  spy.mockRestore();
});

test('a field with a password is refused after a field that writes something else', async () => {
  const ada = await register(anonymous);
  const change =
    `changePassword(input: { currentPassword: "${password}", newPassword: "a wholly new phrase" }) { userErrors { code } }` as const;
  const create = 'createProject(input: { name: "Quay" }) { project { name } userErrors { code } }';
  const { data, errors } = await ada.client.send(`mutation { ${create} ${change} }`);
  expect(errors!.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
    [['changePassword'], 'BAD_USER_INPUT'],
  ]);
  expect(data!.createProject).toEqual({ project: { name: 'Quay' }, userErrors: [] });
  expect(await ada.client.codes(`mutation { ${change} ${create} }`)).toEqual([]);
  expect((await ada.client.ask('{ projects { totalCount } }')).projects.totalCount).toBe(2);
});

test('the same change with one Idempotency-Key, many times at once, is made once with the same response', async () => {
  const ada = await register(anonymous);
  const client = ada.client.with({ 'idempotency-key': randomUUID() });
  const input = { currentPassword: password, newPassword: 'a wholly new phrase' };
  const answers = await Promise.all(
    Array.from({ length: 3 }, () => client.codes(operationOf('changePassword'), { input })),
  );
  expect(answers).toEqual([[], [], []]);
  const { rows } = await server.systemPool.query(
    `select count(*)::int as changes from account_events where user_id = $1 and action = 'account.password_changed'`,
    [ada.userId],
  );
  expect(rows).toEqual([{ changes: 1 }]);
});

test('a session that is revoked while the password is checked changes nothing', async () => {
  const ada = await register(anonymous);
  const { verify } = services.passwords;
  const spy = vi.spyOn(services.passwords, 'verify').mockImplementationOnce(async (...args) => {
    await server.systemPool.query('update sessions set revoked_at = now() where user_id = $1', [ada.userId]);
    return verify(...args);
  });
  const input = { currentPassword: password, newPassword: 'a wholly new phrase' };
  expect(await ada.client.codes(operationOf('changePassword'), { input })).toEqual(['UNAUTHENTICATED']);
  spy.mockRestore();
  expect(
    await new Client(server.url).codes(operationOf('login'), { input: { email: ada.email, password } }),
  ).toEqual([]);
});

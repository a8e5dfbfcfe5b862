import { describe, expect, test } from 'vitest';
import type { ApiKeyScope } from '../../../src/generated/enums.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { type Account, type Client, join } from '../../support/client.ts';
import { BALANCE, balanceOf, grant, LEDGER, ledgerFaults, SPEND, spend } from '../../support/credits.ts';
import { until } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const setStatus = ({ organizationId }: Account, status: string) =>
  db.updateTable('organizations').set({ status }).where('id', '=', organizationId).execute();

async function keyOf(owner: Account, scopes: ApiKeyScope[]): Promise<Client> {
  const { createApiKey } = await owner.client.ask(
    `mutation ($scopes: [ApiKeyScope!]!) {
      createApiKey(input: { name: "K", scopes: $scopes }) { secret userErrors { code } } }`,
    { scopes },
  );
  return anonymous.with({ authorization: `Bearer ${createApiKey.secret}` });
}

describe('a spend', () => {
  test('takes the lowest priority number first, then what expires soonest, then the oldest', async () => {
    const owner = await createOwner(anonymous);
    const names = new Map<string, string>();
    const add = async (name: string, more: object) =>
      names.set((await grant(db, owner, { amount: 10, ...more })).id, name);
    await add('old', { expiresAt: inDays(9) });
    await add('never', {});
    await add('late', { priority: 60, expiresAt: inDays(1) });
    await add('young', { expiresAt: inDays(9) });
    await add('soon', { expiresAt: inDays(5) });
    await add('first', { priority: 0 });
    const drawn = async () =>
      (await owner.client.ask(LEDGER)).creditEntries.nodes
        .filter(({ kind }) => kind === 'SPENT')
        .map(({ amount, balanceAfter, grant: { id, remaining } }) => [
          names.get(id),
          amount,
          balanceAfter,
          remaining,
        ]);
    await spend(owner.client, 4);
    expect(await drawn()).toEqual([['first', -4, 56, 6]]);
    await spend(owner.client, 51);
    expect(await drawn()).toEqual([
      ['first', -4, 56, 0],
      ['first', -6, 50, 0],
      ['soon', -10, 40, 0],
      ['old', -10, 30, 0],
      ['young', -10, 20, 0],
      ['never', -10, 10, 0],
      ['late', -5, 5, 5],
    ]);
    expect(await ledgerFaults(db, owner.organizationId)).toEqual([]);
  });

  test('is refused as a whole when the balance is lower', async () => {
    const owner = await createOwner(anonymous);
    const refused = (balance: number) => [
      { code: 'INSUFFICIENT_CREDITS', message: `The balance is ${balance}.`, field: ['amount'] },
    ];
    expect((await spend(owner.client, 1)).userErrors).toEqual(refused(0));
    await grant(db, owner);
    expect((await spend(owner.client, 101)).userErrors).toEqual(refused(100));
    expect((await spend(owner.client, 100)).creditSpend).toMatchObject({ amount: 100, balanceAfter: 0 });
    expect((await spend(owner.client, 1)).userErrors).toEqual(refused(0));
    expect(await owner.client.ask(LEDGER)).toMatchObject({ creditEntries: { totalCount: 2 } });
  });

  test('is found by its id: a repeated one spends nothing and returns the first result', async () => {
    const owner = await createOwner(anonymous);
    const admin = await join(owner, 'ADMIN');
    await grant(db, owner);
    const input = { spendId: 'image-7', amount: 30, description: 'An image' };
    const first = await owner.client.payload(SPEND, { input });
    expect(first).toEqual({
      creditSpend: {
        ...input,
        balanceAfter: 70,
        spentBy: { id: owner.userId },
        createdAt: expect.any(String),
      },
      userErrors: [],
    });
    await spend(owner.client, 20);
    expect(await owner.client.payload(SPEND, { input })).toEqual(first);
    expect(await admin.client.payload(SPEND, { input: { spendId: ' image-7 ', amount: 30 } })).toEqual(first);
    expect((await spend(owner.client, 31, 'image-7')).userErrors).toEqual([
      { code: 'TAKEN', message: 'Another amount was spent with this id.', field: ['spendId'] },
    ]);
    expect(await balanceOf(owner.client)).toBe(50);
    // The same id of another organization is another one.
    const other = await createOwner(anonymous);
    await grant(db, other);
    expect((await spend(other.client, 1, 'image-7')).creditSpend).toMatchObject({ balanceAfter: 99 });
  });

  test('that was refused may succeed later with the same id', async () => {
    const owner = await createOwner(anonymous);
    expect((await spend(owner.client, 40, 'later')).userErrors).toMatchObject([
      { code: 'INSUFFICIENT_CREDITS' },
    ]);
    await grant(db, owner);
    expect((await spend(owner.client, 40, 'later')).creditSpend).toMatchObject({ balanceAfter: 60 });
  });

  test('leaves nothing behind when it is refused beside another', async () => {
    const owner = await createOwner(anonymous);
    await grant(db, owner);
    const { data } = await owner.client.send(`mutation {
      a: spendCredits(input: { spendId: "a", amount: 70 }) { creditSpend { balanceAfter } userErrors { code } }
      b: spendCredits(input: { spendId: "b", amount: 70 }) { creditSpend { balanceAfter } userErrors { code } }
      c: spendCredits(input: { spendId: "c", amount: 30 }) { creditSpend { balanceAfter } userErrors { code } } }`);
    expect(data).toEqual({
      a: { creditSpend: { balanceAfter: 30 }, userErrors: [] },
      b: { creditSpend: null, userErrors: [{ code: 'INSUFFICIENT_CREDITS' }] },
      c: { creditSpend: { balanceAfter: 0 }, userErrors: [] },
    });
    expect(await ledgerFaults(db, owner.organizationId)).toEqual([]);
  });

  test('has an amount from 1 to 9007199254740991 and an id', async () => {
    const { client } = await createOwner(anonymous);
    for (const amount of ['0', '-1', '9007199254740992', '9223372036854775808', '9'.repeat(40)]) {
      expect([amount, (await spend(client, amount)).userErrors]).toEqual([
        amount,
        [{ code: 'INVALID', message: '`amount` must be from 1 to 9007199254740991.', field: ['amount'] }],
      ]);
    }
    expect((await spend(client, '9007199254740991')).userErrors).toMatchObject([
      { code: 'INSUFFICIENT_CREDITS' },
    ]);
    expect((await spend(client, 1, ' ')).userErrors).toMatchObject([
      { code: 'REQUIRED', field: ['spendId'] },
    ]);
    expect((await spend(client, 1, 'x'.repeat(201))).userErrors).toMatchObject([{ code: 'TOO_LONG' }]);
    expect(await client.codes(SPEND, { input: { spendId: 'x', amount: '1.5' } })).toEqual(['BAD_USER_INPUT']);
  });
});

describe('a caller', () => {
  test('must be an administrator, or a key with CREDITS_WRITE', async () => {
    const owner = await createOwner(anonymous);
    await grant(db, owner);
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    const outcome = (client: Client) =>
      client.codes(SPEND, { input: { spendId: crypto.randomUUID(), amount: 1 } });
    expect(await outcome(admin.client)).toEqual([]);
    expect(await outcome(member.client)).toEqual(['FORBIDDEN']);
    expect(await outcome(await keyOf(owner, ['READ', 'WRITE', 'USAGE_WRITE']))).toEqual(['FORBIDDEN']);
    const key = await keyOf(owner, ['CREDITS_WRITE']);
    expect(await outcome(key)).toEqual([]);
    expect(await key.codes(BALANCE)).toEqual(['FORBIDDEN']);
    expect(await member.client.codes(BALANCE)).toEqual(['FORBIDDEN']);
    expect(await member.client.codes(LEDGER)).toEqual(['FORBIDDEN']);
    const spends = db.selectFrom('credit_spends').select(['spent_by_id', 'api_key_id']).orderBy('id');
    expect(await spends.where('organization_id', '=', owner.organizationId).execute()).toEqual([
      { spent_by_id: admin.userId, api_key_id: null },
      { spent_by_id: null, api_key_id: expect.any(String) },
    ]);
    expect(await balanceOf(owner.client)).toBe(98);
  });

  test('of another organization, or a removed one, spends and sees nothing', async () => {
    const owner = await createOwner(anonymous);
    await grant(db, owner);
    const [stranger, former] = [await createOwner(anonymous), await join(owner, 'OWNER')];
    await spend(former.client, 1, 'former');
    await owner.client.ask(
      'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }',
      { id: former.userId },
    );
    for (const client of [stranger.client.in(owner.organizationId), former.client]) {
      expect(await client.codes(SPEND, { input: { spendId: 'former', amount: 1 } })).toEqual(['NOT_FOUND']);
      expect(await client.codes(BALANCE)).toEqual(['NOT_FOUND']);
      expect(await client.codes(LEDGER)).toEqual(['NOT_FOUND']);
    }
    expect(await balanceOf(stranger.client)).toBe(0);
    const { creditEntries } = await owner.client.ask(
      '{ creditEntries(first: 1) { nodes { spend { spendId spentBy { id } } } } }',
    );
    expect(creditEntries.nodes).toEqual([{ spend: { spendId: 'former', spentBy: null } }]);
    expect(await balanceOf(owner.client)).toBe(99);
  });

  test('loses a key that spends with the role ADMIN', async () => {
    const owner = await createOwner(anonymous);
    await grant(db, owner);
    const admin = await join(owner, 'ADMIN');
    const key = await keyOf(admin, ['CREDITS_WRITE']);
    await owner.client.ask(
      'mutation ($id: ID!) { updateMemberRole(input: { userId: $id, role: MEMBER }) { userErrors { code } } }',
      { id: admin.userId },
    );
    expect(await key.codes(SPEND, { input: { spendId: 'x', amount: 1 } })).toEqual(['UNAUTHENTICATED']);
  });

  test.each([
    [
      'demoted',
      'FORBIDDEN',
      (owner: Account, { userId }: Account) =>
        db
          .updateTable('memberships')
          .set({ role: 'MEMBER' })
          .where('user_id', '=', userId)
          .where('organization_id', '=', owner.organizationId)
          .execute(),
    ],
    [
      'removed',
      'NOT_FOUND',
      (owner: Account, { userId }: Account) =>
        db
          .deleteFrom('memberships')
          .where('user_id', '=', userId)
          .where('organization_id', '=', owner.organizationId)
          .execute(),
    ],
    [
      'in an organization that is suspended',
      'ORGANIZATION_SUSPENDED',
      (owner: Account) => setStatus(owner, 'SUSPENDED'),
    ],
    ['in an organization that is archived', 'NOT_FOUND', (owner: Account) => setStatus(owner, 'ARCHIVED')],
  ] as const)('who is %s while the spend waits spends nothing', async (_how, code, end) => {
    const owner = await createOwner(anonymous);
    await grant(db, owner);
    const admin = await join(owner, 'ADMIN');
    const blocker = await server.systemPool.connect();
    try {
      await blocker.query('begin');
      await blocker.query('select from credit_accounts where organization_id = $1 for update', [
        owner.organizationId,
      ]);
      const waiting = admin.client.codes(SPEND, { input: { spendId: 'x', amount: 1 } });
      const { rows } = await blocker.query<{ pid: number }>('select pg_backend_pid() as pid');
      const blocked = 'select from pg_locks where not granted and $1 = any(pg_blocking_pids(pid))';
      await until(async () => (await server.systemPool.query(blocked, [rows[0]!.pid])).rowCount! > 0);
      await end(owner, admin);
      await blocker.query('commit');
      expect(await waiting).toEqual([code]);
    } finally {
      blocker.release();
    }
    await setStatus(owner, 'ACTIVE');
    expect(await balanceOf(owner.client)).toBe(100);
  });

  test('of a suspended organization sees credits, of an archived one nothing', async () => {
    const owner = await createOwner(anonymous);
    await grant(db, owner);
    await setStatus(owner, 'SUSPENDED');
    expect(await balanceOf(owner.client)).toBe(100);
    expect(await owner.client.codes(SPEND, { input: { spendId: 'x', amount: 1 } })).toEqual([
      'ORGANIZATION_SUSPENDED',
    ]);
    await setStatus(owner, 'ARCHIVED');
    expect(await owner.client.codes(SPEND, { input: { spendId: 'x', amount: 1 } })).toEqual(['NOT_FOUND']);
    expect(await owner.client.codes(BALANCE)).toEqual(['NOT_FOUND']);
    // What was paid for is not lost.
    await grant(db, owner);
    await setStatus(owner, 'ACTIVE');
    expect(await balanceOf(owner.client)).toBe(200);
  });
});

test('the ledger of credits only grows', async () => {
  const owner = await createOwner(anonymous);
  await grant(db, owner);
  await spend(owner.client, 1);
  const refused = 'the ledger of credits only grows';
  for (const statement of [
    'update credit_entries set amount = -2 where amount < 0',
    'delete from credit_entries',
    'truncate credit_entries',
    'update credit_spends set amount = 2',
    'delete from credit_spends',
    'delete from credit_grants',
    'update credit_grants set amount = 1000',
    'update credit_grants set expires_at = null',
  ])
    await expect(server.systemPool.query(statement)).rejects.toThrow(refused);
  const negative = server.systemPool.query('update credit_accounts set balance = -1');
  await expect(negative).rejects.toThrow('credit_accounts_balance_check');
  for (const statement of [
    "insert into credit_entries (organization_id, kind, amount, balance_after, grant_id, created_at) select organization_id, 'GRANTED', 1, 1, id, now() from credit_grants",
    'update credit_accounts set balance = 1000',
    'select app.grant_credits(null, null, 1, 1, null, null, 1, 1)',
    'select app.settle_credits(null, now())',
    'select app.lock_credits(null)',
    'select app.void_credit_grant(null, null, null)',
  ])
    await expect(server.servingPool.query(statement)).rejects.toThrow('permission denied');
  await expect(server.servingPool.query("select app.spend_credits('x', 1, null)")).rejects.toThrow(
    'credits are spent in an organization',
  );
  // With the organization everything goes.
  await db.deleteFrom('organizations').where('id', '=', owner.organizationId).execute();
  const left = db
    .selectFrom('credit_entries')
    .select('id')
    .where('organization_id', '=', owner.organizationId);
  expect(await left.execute()).toEqual([]);
});

test('who spent is forgotten with the account of the person, the spend is not', async () => {
  const owner = await createOwner(anonymous);
  await grant(db, owner);
  const admin = await join(owner, 'ADMIN');
  await spend(admin.client, 7);
  await db.deleteFrom('users').where('id', '=', admin.userId).execute();
  const spends = db.selectFrom('credit_spends').select(['amount', 'spent_by_id']);
  expect(await spends.where('organization_id', '=', owner.organizationId).execute()).toEqual([
    { amount: '7', spent_by_id: null },
  ]);
  expect(await ledgerFaults(db, owner.organizationId)).toEqual([]);
});

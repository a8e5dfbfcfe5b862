import { describe, expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import type { Account } from '../../support/client.ts';
import { BALANCE, balanceOf, grant, LEDGER, ledgerFaults, spend } from '../../support/credits.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const admin = await createPlatformAdmin(server);

const FIELDS = 'id amount remaining priority reason status voidReason expiresAt';
const GRANT = `mutation ($input: GrantCreditsInput!) { grantCredits(input: $input) {
  creditGrant { ${FIELDS} } userErrors { code message field } } }` as const;
const VOID = `mutation ($input: VoidCreditGrantInput!) { voidCreditGrant(input: $input) {
  creditGrant { ${FIELDS} } userErrors { code message field } } }` as const;
const GRANTS = `query ($filter: CreditGrantFilter, $first: Int, $after: String, $last: Int) {
  creditGrants(filter: $filter, first: $first, after: $after, last: $last) { totalCount pageInfo { endCursor hasNextPage }
    nodes { ${FIELDS} createdAt updatedAt } } }` as const;

const giveCodes = async (input: object) => (await admin.client.send(GRANT, { input })).data;
const take = async ({ organizationId }: Account, id: string, client = admin.client) =>
  (await client.payload(VOID, { input: { organizationId, id, reason: 'A mistake' } })) as {
    creditGrant: object | null;
    userErrors: { code: string; field: string[] | null }[];
  };
const audited = async ({ client }: Account) =>
  (
    await client.ask(
      '{ auditEvents(filter: { action: { startsWith: "credit" } }) { nodes { action actorId before after } } }',
    )
  ).auditEvents.nodes;

describe('a platform administrator', () => {
  test('grants credits', async () => {
    const owner = await createOwner(anonymous);
    const { organizationId } = owner;
    const input = {
      organizationId,
      amount: 500,
      priority: 10,
      expiresAt: '2099-01-31T00:00:00Z',
      reason: 'A pilot',
    };
    const { grantCredits } = await admin.client.ask(GRANT, { input });
    const { organizationId: _of, ...terms } = input;
    expect(grantCredits.creditGrant).toEqual({
      ...terms,
      id: expect.any(String),
      remaining: 500,
      status: 'ACTIVE',
      voidReason: null,
    });
    expect(await owner.client.ask(BALANCE)).toEqual({
      creditBalance: { balance: 500, alertThreshold: null, nextExpiresAt: input.expiresAt },
    });
    expect(await audited(owner)).toEqual([
      {
        action: 'credit_grant.created',
        actorId: admin.userId,
        before: null,
        after: { amount: 500, priority: 10, expiresAt: input.expiresAt, reason: 'A pilot' },
      },
    ]);
  });

  test('takes back what remains of a grant, once', async () => {
    const owner = await createOwner(anonymous);
    const [{ id }, spare] = [await grant(db, owner), await grant(db, owner)];
    await spend(owner.client, 30);
    expect(await take(owner, id)).toMatchObject({
      creditGrant: { amount: 100, remaining: 0, status: 'VOIDED', voidReason: 'A mistake' },
    });
    expect((await take(owner, id)).userErrors).toMatchObject([{ code: 'INVALID', field: ['id'] }]);
    expect(await balanceOf(owner.client)).toBe(100);
    expect((await owner.client.ask(LEDGER)).creditEntries.nodes.at(-1)).toMatchObject({
      kind: 'VOIDED',
      amount: -70,
      balanceAfter: 100,
    });
    expect((await audited(owner))[0]).toMatchObject({
      action: 'credit_grant.voided',
      before: { remaining: 70 },
      after: { remaining: 0, reason: 'A mistake' },
    });
    const stranger = await createOwner(anonymous);
    expect((await take(stranger, spare.id)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
    expect(await ledgerFaults(db, owner.organizationId)).toEqual([]);
  });

  test('gets errors for terms that are out of range', async () => {
    const { organizationId } = await createOwner(anonymous);
    const fine = { organizationId, amount: 1, reason: 'A test' };
    const faults = {
      amount: ['0', '-5', '9007199254740992', '9'.repeat(40)],
      priority: [-1, 101],
      expiresAt: ['2020-01-01T00:00:00Z'],
      reason: [' ', 'x'.repeat(501)],
      organizationId: ['unknown', crypto.randomUUID()],
    };
    for (const [field, values] of Object.entries(faults))
      for (const value of values)
        expect([value, await giveCodes({ ...fine, [field]: value })]).toMatchObject([
          value,
          { grantCredits: { creditGrant: null, userErrors: [{ field: [field] }] } },
        ]);
  });

  test('cannot grant more than a balance can be', async () => {
    const owner = await createOwner(anonymous);
    const { organizationId } = owner;
    const most = { organizationId, amount: Number.MAX_SAFE_INTEGER, reason: 'All' };
    await admin.client.ask(GRANT, { input: most });
    expect(await balanceOf(owner.client)).toBe(9007199254740991);
    const refused = { grantCredits: { userErrors: [{ code: 'LIMIT_REACHED', field: ['amount'] }] } };
    for (const amount of ['1', '9007199254740991'])
      expect(await giveCodes({ ...most, amount })).toMatchObject(refused);
    expect((await spend(owner.client, '9007199254740991')).creditSpend).toMatchObject({ balanceAfter: 0 });
    await admin.client.ask(GRANT, { input: most });
    expect(await ledgerFaults(db, organizationId)).toEqual([]);
  });

  test('cannot give an organization more than 1000 grants at a time', async () => {
    const owner = await createOwner(anonymous);
    const { organizationId } = owner;
    await server.systemPool.query(
      `select app.grant_credits($1, null, 1, 50, null, 'One of many', 1000, 1000000) from generate_series(1, 1000)`,
      [organizationId],
    );
    const input = { organizationId, amount: 1, reason: 'One more' };
    expect(await giveCodes(input)).toMatchObject({
      grantCredits: { userErrors: [{ code: 'LIMIT_REACHED' }] },
    });
    expect((await spend(owner.client, 999)).creditSpend).toMatchObject({ balanceAfter: 1 });
    expect(await ledgerFaults(db, organizationId)).toEqual([]);
    await admin.client.ask(GRANT, { input });
  });
});

test('only platform administrators grant and void', async () => {
  const owner = await createOwner(anonymous);
  const { id } = await grant(db, owner);
  const { organizationId } = owner;
  const input = { organizationId, amount: 1, reason: 'For me' };
  for (const [client, code] of [
    [owner.client, 'FORBIDDEN'],
    [anonymous, 'UNAUTHENTICATED'],
  ] as const) {
    expect(await client.codes(GRANT, { input })).toEqual([code]);
    expect(await client.codes(VOID, { input: { organizationId, id, reason: 'A test' } })).toEqual([code]);
  }
  expect(await balanceOf(owner.client)).toBe(100);
});

test('grants are listed newest first, filtered by status, in pages', async () => {
  const owner = await createOwner(anonymous);
  const all: string[] = [];
  for (const amount of [10, 20, 30, 40]) all.unshift((await grant(db, owner, { amount })).id);
  await spend(owner.client, 10);
  await take(owner, all[0]!);
  const list = async (variables: object = {}) => (await owner.client.ask(GRANTS, variables)).creditGrants;
  const ids = (page: { nodes: { id: string }[] }) => page.nodes.map(({ id }) => id);
  expect(ids(await list())).toEqual(all);
  expect(ids(await list({ filter: { status: { eq: 'ACTIVE' } } }))).toEqual([all[1], all[2]]);
  expect(ids(await list({ filter: { status: { in: ['USED_UP', 'VOIDED'] } } }))).toEqual([all[0], all[3]]);
  const first = await list({ first: 3 });
  expect([first.totalCount, first.pageInfo.hasNextPage, ids(first)]).toEqual([4, true, all.slice(0, 3)]);
  expect(ids(await list({ first: 3, after: first.pageInfo.endCursor }))).toEqual(all.slice(3));
  const { node } = await owner.client.ask(
    'query ($id: ID!) { node(id: $id) { ... on CreditGrant { amount status } } }',
    { id: all[3]! },
  );
  expect(node).toEqual({ amount: 10, status: 'USED_UP' });
});

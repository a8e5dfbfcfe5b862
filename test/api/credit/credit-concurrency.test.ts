import { expect, test } from 'vitest';
import { pino } from 'pino';
import { expireCredits } from '../../../src/modules/credit/jobs.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { join } from '../../support/client.ts';
import { balanceOf, BALANCE, grant, ledgerFaults, soon, spend } from '../../support/credits.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const expire = () => expireCredits({ systemDb: db, logger: pino({ level: 'silent' }) });
const many = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

test('a hundred spenders at once never take the balance below zero', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  const clients = [owner, await join(owner, 'ADMIN'), await join(owner, 'ADMIN'), await join(owner, 'OWNER')];
  for (const priority of [3, 1, 2]) await grant(db, owner, { amount: 100, priority });
  let lowest = 300;
  const watching = new AbortController();
  const watch = (async () => {
    while (!watching.signal.aborted) lowest = Math.min(lowest, await balanceOf(owner.client));
  })();
  const results = await many(100, (index) => spend(clients[index % 4]!.client, 7));
  watching.abort();
  await watch;
  const spent = results.filter(({ creditSpend }) => creditSpend !== null);
  expect(spent).toHaveLength(42);
  expect(new Set(spent.map(({ creditSpend }) => creditSpend!.balanceAfter)).size).toBe(42);
  const refused = results.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(refused).toEqual(Array(58).fill('INSUFFICIENT_CREDITS'));
  expect(await balanceOf(owner.client)).toBe(6);
  expect(lowest).toBeGreaterThanOrEqual(6);
  expect(await ledgerFaults(db, owner.organizationId)).toEqual([]);
});

test('of many spends with one id at once, one is made and all get its result', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  await grant(db, owner);
  const results = await many(30, () => spend(owner.client, 9, 'once'));
  expect(new Set(results.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(results[0]!.creditSpend).toMatchObject({ balanceAfter: 91 });
  expect(await balanceOf(owner.client)).toBe(91);
});

test('of many grants with one key at once, one is made', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  const grants = await many(20, () => grant(db, owner, { key: 'payment-1' }));
  expect(new Set(grants.map(({ id }) => id)).size).toBe(1);
  expect(await balanceOf(owner.client)).toBe(100);
  await expect(grant(db, owner, { key: 'payment-1', amount: 99 })).rejects.toThrow();
  const audited = db.selectFrom('audit_events').select(['action', 'actor_id']);
  expect(
    await audited
      .where('organization_id', '=', owner.organizationId)
      .where('action', 'like', 'credit%')
      .execute(),
  ).toEqual([{ action: 'credit_grant.created', actor_id: null }]);
});

test('grants, voids, spends, expiry and alerts at once neither fail nor lose a credit', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  const admin = await createPlatformAdmin(server);
  const other = await join(owner, 'ADMIN');
  const voidable = await many(5, () => grant(db, owner, { amount: 50 }));
  const ends = soon(400);
  await many(5, () => grant(db, owner, { amount: 50, priority: 90, expiresAt: ends }));
  const GRANT = `mutation ($organizationId: ID!) { grantCredits(input: {
    organizationId: $organizationId, amount: 40, reason: "More" }) { userErrors { code } } }`;
  const VOID = `mutation ($input: VoidCreditGrantInput!) { voidCreditGrant(input: $input) { userErrors { code } } }`;
  const codes = await many(120, async (index): Promise<string[]> => {
    if (index % 12 === 0) return admin.client.codes(GRANT, { organizationId: owner.organizationId });
    if (index % 24 === 1)
      return admin.client.codes(VOID, {
        input: { organizationId: owner.organizationId, id: voidable[index % 5]!.id, reason: 'Enough' },
      });
    if (index % 12 === 2) return (await expire(), []);
    if (index % 12 === 3)
      return owner.client.codes(
        'mutation ($to: BigInt) { setCreditAlert(input: { threshold: $to }) { userErrors { code } } }',
        {
          to: index,
        },
      );
    if (index % 12 === 4)
      // Two locks of one operation, the organization's and that of its credits.
      return other.client.codes(`mutation {
        spendCredits(input: { spendId: "double ${index}", amount: 3 }) { userErrors { code } }
        setCreditAlert(input: { threshold: ${index} }) { userErrors { code } } }`);
    return (await spend(index % 2 ? owner.client : other.client, 11)).userErrors.map(({ code }) => code);
  });
  const kinds = new Set(codes.flat());
  for (const fine of ['INSUFFICIENT_CREDITS', 'INVALID']) kinds.delete(fine);
  expect([...kinds]).toEqual([]);
  await expire();
  expect(await ledgerFaults(db, owner.organizationId)).toEqual([]);
  expect(await owner.client.codes(BALANCE)).toEqual([]);
});

import { expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { makePlatformAdmin } from '../../fixtures/platform-admin.ts';
import { balanceOf, grant } from '../../support/credits.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { db, anonymous } = server;

const SPEND =
  'spendCredits(input: { spendId: "own", amount: 30 }) { creditSpend { balanceAfter } userErrors { code } }';
const writes: [name: string, first: string, second: string][] = [
  [
    'grantCredits',
    SPEND,
    'grantCredits(input: { organizationId: $id, amount: 5, reason: "Pilot" }) { userErrors { code } }',
  ],
  [
    'setOrganizationOverrides',
    'updateOrganization(input: { name: "Renamed" }) { userErrors { code } }',
    'setOrganizationOverrides(input: { organizationId: $id, members: 9, reason: "Pilot" }) { userErrors { code } }',
  ],
  [
    'movePlanVersion',
    'createProject(input: { name: "First" }) { userErrors { code } }',
    'movePlanVersion(input: { organizationIds: [$id], plan: PRO, reason: "Pilot" }) { userErrors { code } }',
  ],
  [
    'suspendOrganization',
    'createProject(input: { name: "First" }) { userErrors { code } }',
    'suspendOrganization(input: { reason: "Fraud?" }) { userErrors { code } }',
  ],
];

test.each(writes)(
  '%s after a write of the same operation that locks the same rows is refused soon, and the write stays',
  async (_name, first, second) => {
    const owner = await createOwner(anonymous);
    await makePlatformAdmin(server, owner.userId);
    await grant(db, owner);
    const begun = performance.now();
    const { data, errors } = await owner.client.send(
      `mutation ${second.includes('$id') ? '($id: ID!)' : ''} { first: ${first} second: ${second} }`,
      { id: owner.organizationId },
    );
    expect(performance.now() - begun).toBeLessThan(4000);
    expect(data).toMatchObject({ first: { userErrors: [] }, second: null });
    expect(errors!.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['second'], 'BAD_USER_INPUT'],
    ]);
  },
);

test('in the other order both succeed', async () => {
  const owner = await createOwner(anonymous);
  await makePlatformAdmin(server, owner.userId);
  await grant(db, owner);
  const [[, spend, give]] = writes as [(typeof writes)[0]];
  await owner.client.ask(`mutation ($id: ID!) { second: ${give} first: ${spend} }`, {
    id: owner.organizationId,
  });
  expect(await balanceOf(owner.client)).toBe(75);
});

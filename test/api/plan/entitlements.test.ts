import { describe, expect, test } from 'vitest';
import { changePlan, createOwner } from '../../fixtures/owner.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { type Account, join } from '../../support/client.ts';
import { newMeter } from '../../support/meters.ts';
import { startTestServer } from '../../support/server.ts';
import { fold, month, record, usageEvent } from '../../support/usage.ts';

const server = await startTestServer();
const { db } = server;
const { client: platform } = await createPlatformAdmin(server);

const ONE = `query ($key: String!) { organization { entitlement(key: $key) {
  key hasAccess value limit used remaining resetsAt } } }` as const;
const ALL = '{ organization { entitlements { key hasAccess value limit used remaining resetsAt } } }';
const SET = `mutation ($input: SetFeatureOverrideInput!) { setFeatureOverride(input: $input) {
  override { feature value reason expiresAt } userErrors { code field } } }` as const;
const CLEAR = `mutation ($input: ClearFeatureOverrideInput!) { clearFeatureOverride(input: $input) {
  affectedCount userErrors { code field } } }` as const;

const entitlement = async ({ client }: Account, key: string) =>
  (await client.ask(ONE, { key })).organization.entitlement;
const override = ({ organizationId }: Account, feature: string, value: unknown, more: object = {}) =>
  platform.payload(SET, { input: { organizationId, feature, value, reason: 'A pilot', ...more } });
const clear = ({ organizationId }: Account, feature: string) =>
  platform.payload(CLEAR, { input: { organizationId, feature } });
const createProject = ({ client }: Account) =>
  client.codes('mutation { createProject(input: { name: "P" }) { userErrors { code } } }');
const createLabel = ({ client }: Account, name: string) =>
  client.codes(
    'mutation ($name: String!) { createLabel(input: { name: $name, color: "#0000ff" }) { userErrors { code } } }',
    {
      name,
    },
  );

await platform.ask(`mutation {
  a: declareFeature(input: { key: "calls", kind: NUMBER, name: "Calls", meter: "calls" }) { userErrors { code } }
  b: declareFeature(input: { key: "support", kind: TEXT, name: "Support" }) { userErrors { code } }
  createPlan(input: { plan: TEAM, name: "Team", terms: { limits: { projects: 2 }, features: [
    { feature: "calls", value: 10 }, { feature: "support", value: "by mail" }, { feature: CUSTOM_LABELS, value: true }] } }) {
    userErrors { code } } }`);

describe('an entitlement', () => {
  test('of a limit says what createProject decides', async () => {
    const owner = await createOwner(server.anonymous, 'TEAM');
    for (let used = 0; used < 2; used++) {
      expect(await entitlement(owner, 'projects')).toEqual({
        key: 'projects',
        hasAccess: true,
        value: null,
        limit: 2,
        used,
        remaining: 2 - used,
        resetsAt: null,
      });
      expect(await createProject(owner)).toEqual([]);
    }
    expect(await entitlement(owner, 'projects')).toMatchObject({ hasAccess: false, used: 2, remaining: 0 });
    expect(await createProject(owner)).toEqual(['PLAN_LIMIT_REACHED']);
    expect(await entitlement(owner, 'members')).toMatchObject({
      hasAccess: true,
      limit: null,
      used: 1,
      remaining: null,
    });
  });

  test('of a feature says what createLabel decides', async () => {
    const owner = await createOwner(server.anonymous);
    const none = { value: null, limit: null, used: null, remaining: null, resetsAt: null };
    expect(await entitlement(owner, 'CUSTOM_LABELS')).toEqual({
      key: 'CUSTOM_LABELS',
      hasAccess: false,
      ...none,
    });
    expect(await createLabel(owner, 'a')).toEqual(['FEATURE_NOT_IN_PLAN']);
    await changePlan(owner.client, 'TEAM');
    expect(await entitlement(owner, 'CUSTOM_LABELS')).toEqual({
      key: 'CUSTOM_LABELS',
      hasAccess: true,
      ...none,
      value: true,
    });
    expect(await createLabel(owner, 'a')).toEqual([]);
    expect(await entitlement(owner, 'support')).toMatchObject({ hasAccess: true, value: 'by mail' });
  });

  test('of a number with a meter counts the usage of the month, without what is voided', async () => {
    const owner = await createOwner(server.anonymous, 'TEAM');
    const calls = (quantity: number) => usageEvent({ meter: 'calls', quantity });
    const voided = calls(5);
    await record(owner.client, calls(3), voided);
    await fold(db);
    await record(owner.client, calls(4));
    expect(await entitlement(owner, 'calls')).toMatchObject({
      hasAccess: false,
      limit: 10,
      used: 12,
      remaining: 0,
    });
    await owner.client.ask(
      'mutation ($id: String!) { voidUsageEvent(input: { eventId: $id, reason: "A test" }) { userErrors { code } } }',
      { id: voided.eventId },
    );
    const present = await entitlement(owner, 'calls');
    expect(present).toMatchObject({ hasAccess: true, value: 10, used: 7, remaining: 3 });
    expect(Date.parse(present!.resetsAt!)).toBeGreaterThan(Date.now());
  });

  test('is null for an unknown key', async () => {
    const owner = await createOwner(server.anonymous);
    for (const key of ['nothing', '', 'a b', 'constructor'])
      expect([key, await entitlement(owner, key)]).toEqual([key, null]);
  });

  test('of everything lists limits, then features, for every member of the organization', async () => {
    const owner = await createOwner(server.anonymous, 'TEAM');
    const member = await join(owner, 'MEMBER');
    const { entitlements } = (await member.client.ask(ALL)).organization;
    expect(entitlements.map(({ key }) => key)).toEqual(
      [
        'members projects apiKeys webhookEndpoints apiRequestsPerMinute apiRequestsPerMonth subscriptions',
        'subscriptionsPerCaller WEBHOOKS AUDIT_EXPORT CUSTOM_LABELS audit.retentionDays calls support',
      ].flatMap((line) => line.split(' ')),
    );
    for (const each of entitlements) expect(each).toEqual(await entitlement(owner, each.key));
  });
});

describe('an override of a feature', () => {
  test('applies at once, also against the plan, and ends when it is cleared', async () => {
    const owner = await createOwner(server.anonymous, 'TEAM');
    expect(await override(owner, 'calls', 500)).toEqual({
      override: { feature: 'calls', value: 500, reason: 'A pilot', expiresAt: null },
      userErrors: [],
    });
    expect(await entitlement(owner, 'calls')).toMatchObject({ value: 500, limit: 500, remaining: 500 });
    await override(owner, 'CUSTOM_LABELS', false);
    expect(await createLabel(owner, 'a')).toEqual(['FEATURE_NOT_IN_PLAN']);
    const { organization } = await owner.client.ask(
      '{ organization { hasFeature(feature: CUSTOM_LABELS) featureOverrides { feature value } } }',
    );
    expect(organization).toEqual({
      hasFeature: false,
      featureOverrides: [
        { feature: 'CUSTOM_LABELS', value: false },
        { feature: 'calls', value: 500 },
      ],
    });
    expect(await clear(owner, 'CUSTOM_LABELS')).toEqual({ affectedCount: 1, userErrors: [] });
    expect(await clear(owner, 'CUSTOM_LABELS')).toEqual({ affectedCount: 0, userErrors: [] });
    expect(await createLabel(owner, 'a')).toEqual([]);
    const { auditEvents } = await owner.client.ask(
      '{ auditEvents(filter: { action: { startsWith: "organization.feature" } }) { nodes { action after } } }',
    );
    expect(auditEvents.nodes.map(({ action }) => action)).toEqual([
      'organization.feature_override_cleared',
      'organization.feature_override_set',
      'organization.feature_override_set',
    ]);
  });

  test('expires', async () => {
    const owner = await createOwner(server.anonymous);
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    await override(owner, 'CUSTOM_LABELS', true, { expiresAt });
    expect(await createLabel(owner, 'a')).toEqual([]);
    await db
      .updateTable('organization_features')
      .set({ expires_at: new Date(Date.now() - 1).toISOString() })
      .where('organization_id', '=', owner.organizationId)
      .execute();
    expect(await createLabel(owner, 'b')).toEqual(['FEATURE_NOT_IN_PLAN']);
    expect(
      (await owner.client.ask('{ organization { featureOverrides { feature } } }')).organization,
    ).toEqual({
      featureOverrides: [],
    });
  });

  test('concerns its organization only, and needs a feature and a value of its kind', async () => {
    const [owner, other] = [await createOwner(server.anonymous), await createOwner(server.anonymous)];
    await override(owner, 'CUSTOM_LABELS', true);
    expect(await entitlement(other, 'CUSTOM_LABELS')).toMatchObject({ hasAccess: false });
    const faults = async (...args: Parameters<typeof override>) =>
      (await override(...args)).userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);
    expect(await faults(owner, 'nothing', true)).toEqual(['NOT_FOUND feature']);
    expect(await faults(owner, 'CUSTOM_LABELS', 5)).toEqual(['INVALID value']);
    expect(await faults(owner, 'calls', -1)).toEqual(['INVALID value']);
    expect(await faults(owner, 'support', 'x'.repeat(501))).toEqual(['INVALID value']);
    expect(await faults(owner, 'CUSTOM_LABELS', true, { expiresAt: '2020-01-01T00:00:00Z' })).toEqual([
      'INVALID expiresAt',
    ]);
    const input = {
      organizationId: owner.organizationId,
      feature: 'CUSTOM_LABELS',
      value: true,
      reason: 'Mine',
    };
    expect(await owner.client.codes(SET, { input })).toEqual(['FORBIDDEN']);
  });

  test('is set once by twenty at once', async () => {
    const owner = await createOwner(server.anonymous);
    const all = await Promise.all(Array.from({ length: 20 }, (_, index) => override(owner, 'calls', index)));
    expect(all.map(({ userErrors }) => userErrors)).toEqual(Array.from({ length: 20 }, () => []));
    expect(
      (await owner.client.ask('{ organization { featureOverrides { feature } } }')).organization
        .featureOverrides,
    ).toHaveLength(1);
  });
});

test.each([
  ['COUNT', 3, 2],
  ['MAX', 7, 5],
  ['UNIQUE', 2, 1],
  ['LAST', 5, 4],
] as const)('an entitlement with a %s meter counts what a statement bills', async (kind, used, after) => {
  const meter = await newMeter(db, kind);
  const key = `of-${kind.toLowerCase()}`;
  await platform.ask(
    `mutation ($key: PlanFeature!, $meter: String!) {
      declareFeature(input: { key: $key, kind: NUMBER, name: "A number", meter: $meter }) { userErrors { code } } }`,
    { key, meter },
  );
  const owner = await createOwner(server.anonymous, 'TEAM');
  expect((await override(owner, key, 8)).userErrors).toEqual([]);
  const first = Date.parse(`${month()}-01T00:00:00Z`);
  const event = (eventId: string, quantity: number, second: number, user: string) =>
    usageEvent({
      eventId,
      meter,
      quantity,
      occurredAt: new Date(first + second * 1000).toISOString(),
      properties: { user },
    });
  await record(owner.client, event('a', 4, 1, 'ann'), event('b', 7, 2, 'bob'));
  await fold(db);
  await record(owner.client, event('c', 5, 3, 'ann'));
  const show = async () => {
    const { hasAccess, limit, used: present, remaining } = (await entitlement(owner, key))!;
    return { hasAccess, limit, used: present, remaining };
  };
  for (let round = 0; round < 2; round++) {
    expect(await show()).toEqual({ hasAccess: true, limit: 8, used, remaining: 8 - used });
    await fold(db);
  }
  for (const id of kind === 'LAST' ? ['b', 'c'] : ['b'])
    await owner.client.ask(
      'mutation ($id: String!) { voidUsageEvent(input: { eventId: $id, reason: "A test" }) { userErrors { code } } }',
      { id },
    );
  for (let round = 0; round < 2; round++) {
    expect(await show()).toEqual({ hasAccess: true, limit: 8, used: after, remaining: 8 - after });
    await fold(db);
  }
  expect((await override(owner, key, after)).userErrors).toEqual([]);
  expect(await show()).toMatchObject({ hasAccess: false, remaining: 0 });
});

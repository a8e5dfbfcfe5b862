import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { DeclareFeatureInput } from '../../../src/generated/graphql.ts';
import { changePlan, createOwner } from '../../fixtures/owner.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { db } = server;
const { client: platform, userId: adminId } = await createPlatformAdmin(server);

const CREATE = `mutation ($input: CreatePlanInput!) { createPlan(input: $input) {
  plan { code name isPublic version features limits { members projects }
    terms { version basePrice currency features { feature value } prices { meter included unitPrice } } }
  userErrors { code field message } } }` as const;
const PUBLISH = `mutation ($input: PublishPlanVersionInput!) { publishPlanVersion(input: $input) {
  planVersion { version effectiveFrom basePrice limits { members } } userErrors { code field message } } }` as const;
const ARCHIVE = `mutation ($plan: PlanCode!) { archivePlan(input: { plan: $plan }) {
  plan { code archivedAt } userErrors { code field } } }` as const;

const codeOf = () => `P_${randomUUID().replaceAll('-', '_').toUpperCase()}`;
async function createPlan(input: { isPublic?: boolean; terms?: object } = {}): Promise<string> {
  const plan = codeOf();
  expect(await platform.codes(CREATE, { input: { plan, name: 'A plan', terms: {}, ...input } })).toEqual([]);
  return plan;
}
const publish = (plan: string, terms: object = {}, effectiveFrom?: string) =>
  platform.payload(PUBLISH, { input: { plan, terms, ...(effectiveFrom && { effectiveFrom }) } });
const planOf = async (client: typeof platform) =>
  (await client.ask('{ organization { plan { code version limits { members } } } }')).organization.plan;
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

describe('a plan', () => {
  test('is created with its first version, and owners can change to it', async () => {
    const plan = codeOf();
    const terms = {
      basePrice: 9900,
      limits: { members: 7 },
      features: [
        { feature: 'WEBHOOKS', value: true },
        { feature: 'support.level', value: 'gold' },
        { feature: 'history.days', value: 90 },
        { feature: 'AUDIT_EXPORT', value: false },
      ],
      prices: [{ meter: 'events.processed', included: 5, unitPrice: '0.250' }],
    };
    const created = await platform.payload(CREATE, { input: { plan, name: ' Team ', terms } });
    expect(created).toEqual({
      plan: {
        code: plan,
        name: 'Team',
        isPublic: true,
        version: 1,
        features: ['WEBHOOKS', 'support.level', 'history.days'],
        limits: { members: 7, projects: null },
        terms: {
          version: 1,
          basePrice: 9900,
          currency: 'USD',
          features: [
            { feature: 'WEBHOOKS', value: true },
            { feature: 'AUDIT_EXPORT', value: false },
            { feature: 'support.level', value: 'gold' },
            { feature: 'history.days', value: 90 },
          ],
          prices: [{ meter: 'events.processed', included: 5, unitPrice: '0.25' }],
        },
      },
      userErrors: [],
    });
    const { plans } = await server.anonymous.ask('{ plans { code } }');
    expect(plans.map(({ code }) => code)).toContain(plan);
    const owner = await createOwner(server.anonymous, plan);
    expect(await planOf(owner.client)).toEqual({ code: plan, version: 1, limits: { members: 7 } });
    expect(await owner.client.codes(CREATE, { input: { plan, name: 'X', terms: {} } })).toEqual([
      'FORBIDDEN',
    ]);
    expect(await platform.codes(CREATE, { input: { plan, name: 'X', terms: {} } })).toEqual(['TAKEN']);
  });

  test('that is not public is seen only by those who have it, and owners cannot change to it', async () => {
    const plan = await createPlan({ isPublic: false });
    const { plans } = await server.anonymous.ask('{ plans { code } }');
    expect(plans.map(({ code }) => code)).not.toContain(plan);
    const owner = await createOwner(server.anonymous);
    const change =
      'mutation ($plan: PlanCode!) { changePlan(input: { plan: $plan }) { userErrors { code } } }';
    expect(await owner.client.codes(change, { plan })).toEqual(['NOT_FOUND']);
    const reference = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Plan { name } } }`;
    const { data } = await owner.client.send(reference, {
      representations: [
        { __typename: 'Plan', code: plan },
        { __typename: 'Plan', code: 'PRO' },
      ],
    });
    expect(data).toEqual({ _entities: [null, { name: 'Pro' }] });
    const { allPlans } = await platform.ask('{ allPlans { code isPublic } }');
    expect(allPlans).toContainEqual({ code: plan, isPublic: false });
  });

  test('that is archived stays with those who have it', async () => {
    const plan = await createPlan();
    const owner = await createOwner(server.anonymous, plan);
    const archived = await platform.payload(ARCHIVE, { plan });
    expect(archived.plan.archivedAt).toEqual(expect.any(String));
    expect(await platform.payload(ARCHIVE, { plan })).toEqual(archived);
    expect((await planOf(owner.client)).code).toBe(plan);
    expect((await server.anonymous.ask('{ plans { code } }')).plans).not.toContainEqual({ code: plan });
    const other = await createOwner(server.anonymous);
    expect(
      await other.client.codes(
        'mutation ($plan: PlanCode!) { changePlan(input: { plan: $plan }) { userErrors { code } } }',
        { plan },
      ),
    ).toEqual(['NOT_FOUND']);
    expect(await platform.codes(ARCHIVE, { plan: 'FREE' })).toEqual(['INVALID']);
    expect(await platform.codes(ARCHIVE, { plan: 'NONE' })).toEqual(['NOT_FOUND']);
  });

  test('is created once by twenty who do it at once, and positions are unique', async () => {
    const plan = codeOf();
    const inputs = Array.from({ length: 20 }, (_, index) => ({
      input: { plan: index % 2 ? plan : codeOf(), name: 'X', terms: {} },
    }));
    const codes = await Promise.all(inputs.map((input) => platform.codes(CREATE, input)));
    expect(codes.flat()).toEqual(Array.from({ length: 9 }, () => 'TAKEN'));
  });
});

describe('a version', () => {
  test('is for organizations that change to the plan afterwards; others keep theirs', async () => {
    const plan = await createPlan({ terms: { basePrice: 1, limits: { members: 2 } } });
    const early = await createOwner(server.anonymous, plan);
    expect(await publish(plan, { limits: { members: 9 }, basePrice: 5 })).toMatchObject({
      planVersion: { version: 2, basePrice: 5, limits: { members: 9 } },
      userErrors: [],
    });
    const late = await createOwner(server.anonymous, plan);
    expect(await planOf(early.client)).toMatchObject({ version: 1, limits: { members: 2 } });
    expect(await planOf(late.client)).toMatchObject({ version: 2, limits: { members: 9 } });
    await changePlan(early.client, plan);
    expect(await planOf(early.client)).toMatchObject({ version: 1 });
    await changePlan(early.client, 'FREE');
    await changePlan(early.client, plan);
    expect(await planOf(early.client)).toMatchObject({ version: 2 });
    const { planHistory } = await early.client.ask('{ planHistory { nodes { plan { code version } } } }');
    expect(planHistory.nodes.map(({ plan: each }) => `${each.code} ${each.version}`)).toEqual([
      `${plan} 2`,
      'FREE 1',
      `${plan} 1`,
    ]);
  });

  test('takes effect at its date, until when only administrators see it', async () => {
    const plan = await createPlan();
    const effectiveFrom = tomorrow();
    expect(await publish(plan, { limits: { members: 3 } }, effectiveFrom)).toMatchObject({ userErrors: [] });
    const owner = await createOwner(server.anonymous, plan);
    expect((await planOf(owner.client)).version).toBe(1);
    const { organization } = await owner.client.ask('{ organization { plan { versions { version } } } }');
    expect(organization.plan.versions).toEqual([{ version: 1 }]);
    const { allPlans } = await platform.ask('{ allPlans { code version versions { version } } }');
    expect(allPlans.find(({ code }) => code === plan)).toEqual({
      code: plan,
      version: 1,
      versions: [{ version: 2 }, { version: 1 }],
    });
    // A later version cannot begin before an earlier one.
    expect((await publish(plan)).userErrors).toMatchObject([{ code: 'INVALID', field: ['effectiveFrom'] }]);
    expect((await publish(plan, {}, '2020-01-01T00:00:00Z')).userErrors).toMatchObject([
      { code: 'INVALID', field: ['effectiveFrom'] },
    ]);
  });

  test('never changes, whoever tries', async () => {
    const plan = await createPlan({
      terms: { features: [{ feature: 'WEBHOOKS', value: true }], prices: [{ meter: 'm', unitPrice: '1' }] },
    });
    for (const statement of [
      `update plan_versions set member_limit = null where plan_code = '${plan}'`,
      `delete from plan_versions where plan_code = '${plan}'`,
      `update plan_version_features set value = 'false' where plan_code = '${plan}'`,
      `delete from plan_version_features where plan_code = '${plan}'`,
      `insert into plan_version_features values ('${plan}', 1, 'AUDIT_EXPORT', 'true')`,
      `update plan_version_prices set unit_price = 0 where plan_code = '${plan}'`,
      `delete from plan_version_prices where plan_code = '${plan}'`,
      `insert into plan_version_prices (plan_code, version, meter, included, unit_price) values ('${plan}', 1, 'n', 0, 1)`,
    ])
      await expect(sql.raw(statement).execute(db)).rejects.toThrow(
        'a published plan version does not change',
      );
  });

  test('gets the next number, also of twenty that are published at once', async () => {
    const plan = await createPlan();
    const published = await Promise.all(Array.from({ length: 20 }, () => publish(plan)));
    const versions = published.map(({ planVersion }) => planVersion.version).toSorted((a, b) => a - b);
    expect(versions).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
  });

  test('has the currency and kinds of values that it had before', async () => {
    const plan = await createPlan({ terms: { features: [{ feature: 'rows.kept', value: 5 }] } });
    const faults = async (terms: object) =>
      (await publish(plan, terms)).userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);
    expect(await faults({ currency: 'EUR' })).toEqual(['INVALID terms.currency']);
    expect(await faults({ features: [{ feature: 'rows.kept', value: true }] })).toEqual([
      'INVALID terms.features.0.value',
    ]);
    expect(
      await faults({
        basePrice: -1,
        currency: 'usd',
        limits: { members: 0 },
        features: [
          { feature: 'a', value: [] },
          { feature: 'members', value: 1 },
        ],
        prices: [
          { meter: 'm', unitPrice: '-1' },
          { meter: 'n', included: '9007199254740993' },
        ],
      }),
    ).toEqual([
      'INVALID terms.basePrice',
      'INVALID terms.currency',
      'INVALID terms.limits.members',
      'INVALID terms.features.0.value',
      'INVALID terms.features.1.feature',
      'INVALID terms.prices.0.unitPrice',
      'INVALID terms.prices.1.included',
    ]);
    expect(await faults({ prices: [{ meter: 'm' }, { meter: 'm' }] })).toEqual([
      'INVALID terms.prices.1.meter',
    ]);
    expect((await publish('NONE')).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['plan'] }]);
  });
});

test('a feature is declared once, and keeps its kind', async () => {
  const declare = async (input: DeclareFeatureInput) =>
    platform.payload(
      `mutation ($input: DeclareFeatureInput!) { declareFeature(input: $input) {
        feature { key kind name meter } userErrors { code field } } }`,
      { input },
    );
  const feature = { key: 'seats.extra', kind: 'NUMBER' as const, name: 'Extra seats', meter: 'seats' };
  expect(await declare(feature)).toEqual({ feature, userErrors: [] });
  expect(await declare({ ...feature, name: 'More seats', meter: null })).toMatchObject({
    feature: { name: 'More seats', meter: null },
  });
  expect((await declare({ ...feature, kind: 'TEXT', meter: null })).userErrors).toEqual([
    { code: 'INVALID', field: ['kind'] },
  ]);
  expect((await declare({ ...feature, key: 'projects' })).userErrors).toEqual([
    { code: 'INVALID', field: ['key'] },
  ]);
  expect((await declare({ ...feature, kind: 'TEXT' })).userErrors).toEqual([
    { code: 'INVALID', field: ['meter'] },
  ]);
});

test('what an administrator does with the catalogue is in their log', async () => {
  const plan = await createPlan();
  await publish(plan);
  await platform.payload(ARCHIVE, { plan });
  const events = await db
    .selectFrom('account_events')
    .select(['action', 'details'])
    .where('user_id', '=', adminId)
    .where(sql`details ->> 'plan'`, '=', plan)
    .orderBy('created_at')
    .execute();
  expect(events).toEqual([
    { action: 'plan.created', details: { plan, version: 1 } },
    { action: 'plan.version_published', details: { plan, version: 2 } },
    { action: 'plan.archived', details: { plan } },
  ]);
});

test('nobody else may read or change the catalogue', async () => {
  const member = await register(server.anonymous);
  for (const operation of [
    '{ allPlans { code } }',
    'mutation { createPlan(input: { plan: X, name: "X", terms: {} }) { userErrors { code } } }',
    'mutation { publishPlanVersion(input: { plan: PRO, terms: {} }) { userErrors { code } } }',
    'mutation { archivePlan(input: { plan: PRO }) { userErrors { code } } }',
    'mutation { declareFeature(input: { key: x, kind: TEXT, name: "X" }) { userErrors { code } } }',
  ]) {
    expect(await member.client.codes(operation)).toEqual(['FORBIDDEN']);
    expect(await server.anonymous.codes(operation)).toEqual(['UNAUTHENTICATED']);
  }
});

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { MovePlanVersionInput } from '../../../src/generated/graphql.ts';
import { sealNextStatement } from '../../../src/modules/billing/seal.ts';
import { changePlan, createOwner } from '../../fixtures/owner.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import type { Account } from '../../support/client.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { startTestServer } from '../../support/server.ts';
import { fold, foundEarlier, month, record, usageEvent } from '../../support/usage.ts';

const server = await startTestServer();
const { db } = server;
const { client: platform, userId: adminId } = await createPlatformAdmin(server);

const MOVE = `mutation ($input: MovePlanVersionInput!) { movePlanVersion(input: $input) {
  moves { organizationId status errors { code message field } } userErrors { code field } } }` as const;
const move = async (
  organizationIds: string[],
  more: Omit<MovePlanVersionInput, 'organizationIds' | 'reason'> & { reason?: string },
) => platform.payload(MOVE, { input: { organizationIds, reason: 'New prices', ...more } });
const statuses = async (...args: Parameters<typeof move>) =>
  ((await move(...args)).moves ?? []).map(({ status }) => status);

/** Creates a plan with two versions, of which the second one allows one project and has other prices. */
async function createPlan(): Promise<string> {
  const plan = `P_${randomUUID().replaceAll('-', '_').toUpperCase()}`;
  const price = (unitPrice: string) => [{ meter: 'events.processed', included: 0, unitPrice }];
  await platform.ask(
    `mutation ($plan: PlanCode!, $first: PlanTermsInput!, $second: PlanTermsInput!) {
      createPlan(input: { plan: $plan, name: "A plan", terms: $first }) { userErrors { code } }
      publishPlanVersion(input: { plan: $plan, terms: $second }) { userErrors { code } } }`,
    {
      plan,
      first: { basePrice: 1000, prices: price('1') },
      second: { basePrice: 3100, prices: price('3'), limits: { projects: 1 } },
    },
  );
  return plan;
}
/** Creates an owner on the first version of the plan. */
async function onFirst(plan: string): Promise<Account> {
  const owner = await createOwner(server.anonymous);
  expect(await statuses([owner.organizationId], { plan, version: 1 })).toEqual(['MOVED']);
  return owner;
}
const versions = async ({ client }: Account) =>
  (await client.ask('{ planHistory { nodes { plan { code version } from } } }')).planHistory.nodes.map(
    ({ plan }) => `${plan.code} ${plan.version}`,
  );
const createProject = ({ client }: Account) =>
  client.codes('mutation { createProject(input: { name: "P" }) { userErrors { code } } }');
const audited = async ({ organizationId }: Account) =>
  (
    await db
      .selectFrom('audit_events')
      .select(['action', 'actor_id', 'before', 'after'])
      .where('organization_id', '=', organizationId)
      .where('action', 'like', 'organization.plan_version%')
      .orderBy('id')
      .execute()
  ).map(({ action, ...event }) => ({ action: action.replace('organization.plan_version_', ''), ...event }));
/** Makes the organization's planned move due at an instant. */
const makeDue = ({ organizationId }: Account, at: string) =>
  db.updateTable('plan_moves').set({ at }).where('organization_id', '=', organizationId).execute();
const applyDue = () => runScheduled(server, 'apply-plan-moves');
const nextWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString();
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('a move now', () => {
  test('puts each organization on the version, audits it, and leaves others alone', async () => {
    const plan = await createPlan();
    const [one, two, other] = [await onFirst(plan), await onFirst(plan), await onFirst(plan)];
    const unknown = randomUUID();
    const ids = [one.organizationId, two.organizationId, unknown, one.organizationId];
    expect((await move(ids, { plan, version: 2 })).moves).toEqual([
      { organizationId: one.organizationId, status: 'MOVED', errors: [] },
      { organizationId: two.organizationId, status: 'MOVED', errors: [] },
      {
        organizationId: unknown,
        status: 'REFUSED',
        errors: [{ code: 'NOT_FOUND', message: 'No such organization.', field: ['organizationIds'] }],
      },
    ]);
    expect(await versions(one)).toEqual([`${plan} 2`, `${plan} 1`]);
    expect(await versions(other)).toEqual([`${plan} 1`]);
    expect(await createProject(one)).toEqual([]);
    expect(await createProject(one)).toEqual(['PLAN_LIMIT_REACHED']);
    expect((await audited(one)).at(-1)).toEqual({
      action: 'moved',
      actor_id: adminId,
      before: { plan, version: 1 },
      after: { plan, version: 2, reason: 'New prices' },
    });
    expect(await statuses([one.organizationId], { plan, version: 2 })).toEqual(['UNCHANGED']);
    expect(await statuses([one.organizationId], { plan, version: 1 })).toEqual(['MOVED']);
  });

  test('is refused for an organization that uses more, also while it adds something', async () => {
    const plan = await createPlan();
    const owner = await onFirst(plan);
    for (let count = 0; count < 2; count++) expect(await createProject(owner)).toEqual([]);
    expect((await move([owner.organizationId], { plan, version: 2 })).moves).toMatchObject([
      { status: 'REFUSED', errors: [{ code: 'PLAN_LIMIT_REACHED' }] },
    ]);
    expect(await versions(owner)).toEqual([`${plan} 1`]);
    for (let round = 0; round < 10; round++) {
      const racing = await onFirst(plan);
      await createProject(racing);
      const [[status], codes] = await Promise.all([
        statuses([racing.organizationId], { plan, version: 2 }),
        createProject(racing),
      ]);
      // Exactly one of the two comes first.
      expect([status, codes.length]).toEqual(status === 'MOVED' ? ['MOVED', 1] : ['REFUSED', 0]);
    }
  });

  test('of one organization by ten at once makes one segment', async () => {
    const plan = await createPlan();
    const owner = await onFirst(plan);
    const all = await Promise.all(
      Array.from({ length: 10 }, () => statuses([owner.organizationId], { plan, version: 2 })),
    );
    expect(all.flat().filter((status) => status === 'MOVED')).toHaveLength(1);
    expect(await versions(owner)).toEqual([`${plan} 2`, `${plan} 1`]);
  });

  test('to another plan gives exactly the named version of it', async () => {
    const [plan, other] = [await createPlan(), await createPlan()];
    const owner = await onFirst(plan);
    expect(await statuses([owner.organizationId], { plan: other, version: 1 })).toEqual(['MOVED']);
    expect((await versions(owner))[0]).toBe(`${other} 1`);
    expect(await statuses([owner.organizationId], { plan })).toEqual(['MOVED']);
    expect((await versions(owner))[0]).toBe(`${plan} 2`);
  });

  test('needs a version, organizations and a date that are possible', async () => {
    const plan = await createPlan();
    const owner = await onFirst(plan);
    const ids = [owner.organizationId];
    const faults = async (...args: Parameters<typeof move>) =>
      (await move(...args)).userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);
    expect(await faults(ids, { plan: 'NONE' })).toEqual(['NOT_FOUND plan']);
    expect(await faults(ids, { plan, version: 3 })).toEqual(['NOT_FOUND version']);
    expect(await faults([], { plan })).toEqual(['REQUIRED organizationIds']);
    expect(
      await faults(
        Array.from({ length: 101 }, () => randomUUID()),
        { plan },
      ),
    ).toEqual(['TOO_LONG organizationIds']);
    expect(await faults(['x'], { plan })).toEqual(['NOT_FOUND organizationIds.0']);
    expect(await faults(ids, { plan, at: minutesAgo(1) })).toEqual(['INVALID at']);
    expect(await faults(ids, { plan, at: '2100-01-01T00:00:00Z' })).toEqual(['INVALID at']);
    expect(await faults(ids, { plan, reason: ' ' })).toEqual(['REQUIRED reason']);
    await platform.ask(
      'mutation ($plan: PlanCode!) { archivePlan(input: { plan: $plan }) { userErrors { code } } }',
      {
        plan,
      },
    );
    expect(await faults(ids, { plan })).toEqual(['INVALID plan']);
    expect(await owner.client.codes(MOVE, { input: { organizationIds: ids, plan, reason: 'Mine' } })).toEqual(
      ['FORBIDDEN'],
    );
  });

  test('to a plan with another currency is refused', async () => {
    const plan = `E_${randomUUID().replaceAll('-', '_').toUpperCase()}`;
    await platform.ask(
      `mutation ($plan: PlanCode!) {
        createPlan(input: { plan: $plan, name: "A plan", terms: { currency: "EUR" } }) { userErrors { code } } }`,
      { plan },
    );
    const owner = await createOwner(server.anonymous);
    expect((await move([owner.organizationId], { plan })).moves).toMatchObject([
      { status: 'REFUSED', errors: [{ code: 'INVALID', field: ['plan'] }] },
    ]);
    const change =
      'mutation ($plan: PlanCode!) { changePlan(input: { plan: $plan }) { userErrors { code field } } }';
    expect(await owner.client.codes(change, { plan })).toEqual(['INVALID']);
  });
});

describe('a move at a later instant', () => {
  test('is applied by the job, from that instant on', async () => {
    const plan = await createPlan();
    const owner = await onFirst(plan);
    expect(await statuses([owner.organizationId], { plan, version: 2, at: nextWeek() })).toEqual([
      'SCHEDULED',
    ]);
    await applyDue();
    expect(await versions(owner)).toEqual([`${plan} 1`]);
    const at = new Date(Date.now() + 1).toISOString();
    await makeDue(owner, at);
    await expect.poll(() => Date.now()).toBeGreaterThan(Date.parse(at));
    await Promise.all([applyDue(), applyDue()]);
    const { planHistory } = await owner.client.ask('{ planHistory { nodes { from plan { version } } } }');
    expect(planHistory.nodes.map(({ plan: { version } }) => version)).toEqual([2, 1]);
    expect(new Date(planHistory.nodes[0]!.from!).toISOString()).toBe(at);
    expect((await audited(owner)).slice(-2)).toMatchObject([
      { action: 'move_scheduled', actor_id: adminId, after: { plan, version: 2 } },
      { action: 'moved', actor_id: adminId, after: { plan, version: 2, at, reason: 'New prices' } },
    ]);
    await applyDue();
    expect(await versions(owner)).toHaveLength(2);
  });

  test('is replaced by another one, and cancelled by a move to the present version', async () => {
    const plan = await createPlan();
    const owner = await onFirst(plan);
    const planned = async () =>
      (
        await db
          .selectFrom('plan_moves')
          .select('plan_version')
          .where('organization_id', '=', owner.organizationId)
          .execute()
      ).map((each) => each.plan_version);
    await move([owner.organizationId], { plan: 'PRO', at: nextWeek() });
    await move([owner.organizationId], { plan, version: 2, at: nextWeek() });
    expect(await planned()).toEqual([2]);
    expect(await statuses([owner.organizationId], { plan, version: 1 })).toEqual(['UNCHANGED']);
    expect(await planned()).toEqual([]);
  });

  test('is dropped if the organization has another plan by then, or uses too much', async () => {
    const plan = await createPlan();
    const [changed, grown] = [await onFirst(plan), await onFirst(plan)];
    await move([changed.organizationId, grown.organizationId], { plan, version: 2, at: nextWeek() });
    await changePlan(changed.client, 'FREE');
    for (let count = 0; count < 2; count++) await createProject(grown);
    for (const each of [changed, grown]) await makeDue(each, minutesAgo(1));
    await applyDue();
    expect((await versions(changed))[0]).toBe('FREE 1');
    expect((await versions(grown))[0]).toBe(`${plan} 1`);
    expect((await audited(changed)).at(-1)).toMatchObject({
      action: 'move_refused',
      after: { errors: ['The organization has changed to FREE since.'] },
    });
    expect((await audited(grown)).at(-1)).toMatchObject({
      action: 'move_refused',
      after: { errors: [`The organization has 2 projects, of which ${plan} allows 1.`] },
    });
    await applyDue();
    expect(await audited(grown)).toHaveLength(3);
  });

  test('that is due is in force before the month is sealed, although no job has run', async () => {
    const plan = await createPlan();
    const owner = await onFirst(plan);
    await foundEarlier(db, owner.organizationId, 1);
    await move([owner.organizationId], { plan, version: 2, at: nextWeek() });
    const at = `${month()}-01T00:00:00.000Z`;
    const before = new Date(Date.parse(at) - 3_600_000).toISOString();
    await sql`alter table plan_segments disable trigger plan_segments_unchanged;`.execute(db);
    await sql`delete from plan_segments where organization_id = ${owner.organizationId} and starts_at is not null`.execute(
      db,
    );
    await sql`update plan_segments set plan_code = ${plan}, plan_version = 1
      where organization_id = ${owner.organizationId}`.execute(db);
    await sql`alter table plan_segments enable trigger plan_segments_unchanged;`.execute(db);
    await db
      .updateTable('organizations')
      .set({ plan_since: minutesAgo(60 * 24 * 62) })
      .where('id', '=', owner.organizationId)
      .execute();
    await makeDue(owner, before);
    expect(await sealNextStatement(db, owner.organizationId, `${month()}-01`)).toBe(true);
    const { billingStatement } = await owner.client.ask(
      'query ($of: String!) { billingStatement(month: $of) { plan { version } lineItems { kind plan { version } from unitPrice } } }',
      { of: month(-1) },
    );
    expect(billingStatement).toMatchObject({ plan: { version: 2 } });
    expect(
      billingStatement.lineItems
        .filter(({ kind }) => kind === 'BASE')
        .map(({ plan: of, unitPrice }) => [of?.version, unitPrice]),
    ).toEqual([
      [1, '1000'],
      [2, '3100'],
    ]);
  });
});

test('usage is priced by the version in force when it occurred', async () => {
  const plan = await createPlan();
  const owner = await onFirst(plan);
  await record(owner.client, usageEvent({ quantity: 10 }));
  expect(await statuses([owner.organizationId], { plan, version: 2 })).toEqual(['MOVED']);
  await record(owner.client, usageEvent({ quantity: 100 }));
  await fold(db);
  const { billingStatement } = await owner.client.ask(
    `query ($of: String!) { billingStatement(month: $of) {
      lineItems { kind plan { version } quantity unitPrice amount } } }`,
    { of: month() },
  );
  const usage = billingStatement.lineItems.filter(({ kind }) => kind === 'USAGE');
  expect(usage.map((item) => [item.plan?.version, item.quantity, item.unitPrice, item.amount])).toEqual(
    expect.arrayContaining([
      [1, 10, '1', 10],
      [2, 100, '3', 300],
    ]),
  );
});

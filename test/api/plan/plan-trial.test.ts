import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { verifyStatement } from '../../../src/modules/billing/verify.ts';
import { changePlan, createOwner } from '../../fixtures/owner.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { createProject } from '../../fixtures/work.ts';
import { type Account, join } from '../../support/client.ts';
import {
  applyDue,
  bringForward,
  CANCEL,
  declareTrial,
  lifeOf,
  nextDay,
  planChange,
  START_TRIAL,
  startTrial,
  WITHDRAW,
} from '../../support/plan-changes.ts';
import { startTestServer } from '../../support/server.ts';
import { month, record, usageEvent } from '../../support/usage.ts';
import { startWebhookWorker } from '../../support/webhooks.ts';

const server = await startTestServer();
await startWebhookWorker(server);
const { anonymous, db } = server;
await declareTrial(db, 14);

const DAY = 86_400_000;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();
const start = (owner: Account) => owner.client.codes(START_TRIAL, { plan: 'PRO' });
/** Lets the trial be over, for so long. */
const endTrial = (owner: Account, milliseconds = 10) => bringForward(db, owner, ago(milliseconds));

const STATEMENT = `query ($month: String!) { billingStatement(month: $month) { total
  lineItems { kind meter plan { code } quantity unitPrice amount } } }` as const;

test('terms of plans say whether there is a trial, and what follows it', async () => {
  const { plans } = await anonymous.ask('{ plans { code terms { trialDays planAfterTrial } } }');
  expect(plans).toEqual([
    { code: 'FREE', terms: { trialDays: null, planAfterTrial: null } },
    { code: 'PRO', terms: { trialDays: 14, planAfterTrial: 'FREE' } },
  ]);
});

test('a trial gives the plan for its days, also in the first hour, and then the plan FREE', async () => {
  const owner = await createOwner(anonymous);
  const before = Date.now();
  const { organization, plannedChange, userErrors } = await startTrial(owner);
  expect([organization, userErrors]).toEqual([{ plan: { code: 'PRO' } }, []]);
  expect(plannedChange).toMatchObject({ kind: 'TRIAL_END', plan: { code: 'FREE' }, refusedAt: null });
  const endsAt = Date.parse(plannedChange!.at);
  expect(endsAt).toBeGreaterThanOrEqual(before + 14 * DAY - 1000);
  expect(endsAt).toBeLessThanOrEqual(Date.now() + 14 * DAY + 1000);
  expect((await lifeOf(owner)).history).toEqual(['PRO trial', 'FREE']);
  await endTrial(owner);
  await applyDue(server, owner);
  expect(await lifeOf(owner)).toMatchObject({
    plan: 'FREE',
    planned: null,
    history: ['FREE', 'PRO trial', 'FREE'],
  });
});

test('the base price of a trial is not charged, its usage is', async () => {
  const owner = await createOwner(anonymous);
  await startTrial(owner);
  await record(owner.client, usageEvent({ quantity: 10_000_000 }));
  const read = async () => (await owner.client.ask(STATEMENT, { month: month() })).billingStatement!;
  const { lineItems } = await read();
  expect(lineItems.filter(({ kind }) => kind === 'BASE').map(({ amount }) => amount)).toEqual([0, 0]);
  expect(lineItems.filter(({ kind }) => kind === 'BASE')[1]).toMatchObject({ unitPrice: '0' });
  const usage = lineItems.find(({ meter, plan }) => meter === 'events.processed' && plan!.code === 'PRO')!;
  expect(usage).toMatchObject({ quantity: 10_000_000 });
  expect(usage.amount).toBeGreaterThan(15_000);
  // The plan itself is charged from the end of the trial on.
  await changePlan(owner.client, 'PRO');
  const base = (await read()).lineItems.filter(({ kind }) => kind === 'BASE');
  expect(base.map(({ unitPrice }) => unitPrice)).toEqual(['0', '0', '2900']);
});

test('a sealed month with a trial is the same again', async () => {
  const owner = await createOwner(anonymous);
  await startTrial(owner);
  await sql`update organizations set created_at = created_at - interval '1 month' where id = ${owner.organizationId}`.execute(
    db,
  );
  const { sealNextStatement } = await import('../../../src/modules/billing/seal.ts');
  const next = `${month(1)}-01`;
  await bringForward(db, owner, new Date(Date.parse(next) + DAY).toISOString());
  while (await sealNextStatement(db, owner.organizationId, next));
  expect((await verifyStatement(db, owner.organizationId, month())).differences).toEqual([]);
});

test('an owner decides during the trial what follows it', async () => {
  const owner = await createOwner(anonymous);
  await startTrial(owner);
  const { at } = (await lifeOf(owner)).planned!;
  expect((await planChange(owner, 'PRO')).plannedChange).toMatchObject({
    kind: 'TRIAL_END',
    at,
    plan: { code: 'PRO' },
  });
  expect(await owner.client.ask(WITHDRAW)).toMatchObject({
    withdrawPlanChange: { plannedChange: { plan: { code: 'FREE' } } },
  });
  expect(await owner.client.codes(WITHDRAW)).toEqual(['NOT_FOUND']);
  await planChange(owner, 'PRO');
  await owner.client.ask(CANCEL);
  expect((await lifeOf(owner)).planned).toMatchObject({ kind: 'TRIAL_END', at, plan: 'FREE' });
  await planChange(owner, 'PRO');
  await endTrial(owner);
  await applyDue(server, owner);
  expect(await lifeOf(owner)).toMatchObject({
    plan: 'PRO',
    planned: null,
    history: ['PRO', 'PRO trial', 'FREE'],
  });
});

test('a trial ends with a change, and there is no second one', async () => {
  const owner = await createOwner(anonymous);
  await startTrial(owner);
  expect(await start(owner)).toEqual(['LIMIT_REACHED']);
  await changePlan(owner.client, 'FREE');
  expect(await lifeOf(owner)).toMatchObject({ planned: null, history: ['FREE', 'PRO trial', 'FREE'] });
  expect(await start(owner)).toEqual(['LIMIT_REACHED']);
});

test('a trial is refused without one in the terms, and on a plan with a price', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  expect(await owner.client.codes(START_TRIAL, { plan: 'GOLD' })).toEqual(['NOT_FOUND']);
  expect(await owner.client.codes(START_TRIAL, { plan: 'FREE' })).toEqual(['INVALID']);
  expect(await start(owner)).toEqual(['INVALID']);
  for (const role of ['ADMIN', 'MEMBER'] as const)
    expect(await start(await join(owner, role))).toEqual(['FORBIDDEN']);
});

test('of ten calls at once one starts the trial', async () => {
  const owner = await createOwner(anonymous);
  const codes = await Promise.all(Array.from({ length: 10 }, () => start(owner)));
  expect(codes.filter((each) => each.length === 0)).toHaveLength(1);
  expect((await lifeOf(owner)).history).toEqual(['PRO trial', 'FREE']);
});

test('a trial above the limits of the following plan goes on for two weeks at most', async () => {
  const owner = await createOwner(anonymous);
  await startTrial(owner);
  for (let i = 0; i < 6; i++) await createProject(owner.client);
  await endTrial(owner);
  await applyDue(server, owner);
  expect(await lifeOf(owner)).toMatchObject({ plan: 'PRO', history: ['PRO trial', 'FREE'] });
  expect((await lifeOf(owner)).planned!.refusedAt).not.toBeNull();
  await nextDay(db, owner);
  await applyDue(server, owner);
  expect((await lifeOf(owner)).plan).toBe('PRO');
  await sql`update planned_plan_changes set at = at - interval '14 days', due_at = now()
    where organization_id = ${owner.organizationId}`.execute(db);
  await applyDue(server, owner);
  expect(await lifeOf(owner)).toMatchObject({
    plan: 'FREE',
    planned: null,
    history: ['FREE', 'PRO trial', 'FREE'],
  });
});

test('a platform administrator declares the trial with the terms of a plan', async () => {
  const admin = await createPlatformAdmin(server);
  const create = (plan: string, terms: object) =>
    admin.client.payload(
      `mutation ($input: CreatePlanInput!) { createPlan(input: $input) {
        plan { terms { trialDays planAfterTrial } } userErrors { code field } } }`,
      { input: { plan, name: 'A plan', terms: { basePrice: 100, ...terms } } },
    );
  const field = (name: string) => ['terms', name];
  for (const trialDays of [0, 366])
    expect((await create('TRIED', { trialDays })).userErrors).toEqual([
      { code: 'INVALID', field: field('trialDays') },
    ]);
  expect((await create('TRIED', { planAfterTrial: 'PRO' })).userErrors).toEqual([
    { code: 'INVALID', field: field('planAfterTrial') },
  ]);
  expect((await create('TRIED', { trialDays: 7, planAfterTrial: 'GOLD' })).userErrors).toEqual([
    { code: 'NOT_FOUND', field: field('planAfterTrial') },
  ]);
  expect((await create('TRIED', { trialDays: 7, planAfterTrial: 'TRIED' })).plan.terms).toEqual({
    trialDays: 7,
    planAfterTrial: 'TRIED',
  });
  expect((await create('TRIED_TOO', { trialDays: 7 })).plan.terms).toEqual({
    trialDays: 7,
    planAfterTrial: 'FREE',
  });
  const owner = await createOwner(anonymous);
  expect((await startTrial(owner, 'TRIED')).plannedChange).toMatchObject({ plan: { code: 'TRIED' } });
  await endTrial(owner);
  await applyDue(server, owner);
  expect((await lifeOf(owner)).history).toEqual(['TRIED', 'TRIED trial', 'FREE']);
});

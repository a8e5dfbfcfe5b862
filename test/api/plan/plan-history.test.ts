import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { changePlan, createOwner } from '../../fixtures/owner.ts';
import { type Account, type Client, join } from '../../support/client.ts';
import { ageFirstPlan, movePlanChange } from '../../support/plan-segments.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const HISTORY = `query ($first: Int, $after: String, $last: Int, $before: String, $offset: Int) {
  planHistory(first: $first, after: $after, last: $last, before: $before, offset: $offset) {
    totalCount pageInfo { hasNextPage endCursor } nodes { plan { code } from to } } }` as const;

const history = async (client: Client, page: object = {}) => (await client.ask(HISTORY, page)).planHistory;
const plans = async ({ client }: Account) => (await history(client)).nodes.map(({ plan }) => plan.code);

/** Returns the starts of the segments in milliseconds, oldest first, without the first. */
const starts = async ({ organizationId }: Account) =>
  (
    await db
      .selectFrom('plan_segments')
      .select('starts_at')
      .where('organization_id', '=', organizationId)
      .where('starts_at', 'is not', null)
      .orderBy('starts_at')
      .execute()
  ).map(({ starts_at }) => Date.parse(starts_at!));

describe('the history of plans', () => {
  test('begins with the plan at the creation, without a start', async () => {
    const { client } = await createOwner(anonymous);
    expect(await history(client)).toMatchObject({
      totalCount: 1,
      nodes: [{ plan: { code: 'FREE' }, from: null, to: null }],
    });
  });

  test('has a segment for each change, newest first, each until the next one', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const before = Date.now();
    await changePlan(owner.client, 'FREE');
    await changePlan(owner.client, 'PRO');
    const { nodes, totalCount } = await history(owner.client);
    expect([totalCount, nodes.map(({ plan }) => plan.code)]).toEqual([3, ['PRO', 'FREE', 'PRO']]);
    const [latest, middle, first] = nodes;
    expect([first!.from, first!.to, middle!.to, latest!.to]).toEqual([
      null,
      middle!.from,
      latest!.from,
      null,
    ]);
    expect(Date.parse(middle!.from!)).toBeGreaterThanOrEqual(before - 1000);
    expect(Date.parse(latest!.from!)).toBeGreaterThan(Date.parse(middle!.from!));
  });

  test('is divided into pages', async () => {
    const { client } = await createOwner(anonymous, 'PRO');
    for (const plan of ['FREE', 'PRO', 'FREE', 'PRO'] as const) await changePlan(client, plan);
    const all = (await history(client)).nodes;
    expect(all).toHaveLength(5);
    const first = await history(client, { first: 2 });
    expect([first.nodes, first.pageInfo.hasNextPage]).toEqual([all.slice(0, 2), true]);
    expect((await history(client, { first: 2, after: first.pageInfo.endCursor })).nodes).toEqual(
      all.slice(2, 4),
    );
    expect((await history(client, { last: 2 })).nodes).toEqual(all.slice(3));
    expect((await history(client, { first: 2, offset: 3 })).nodes).toEqual(all.slice(3));
    expect(await client.codes(HISTORY, { first: 101 })).toEqual(['BAD_USER_INPUT']);
  });

  test('is for administrators of the organization', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    await changePlan(owner.client, 'FREE');
    await changePlan(owner.client, 'PRO');
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    expect((await history(admin.client)).totalCount).toBe(3);
    expect(await member.client.codes(HISTORY)).toEqual(['FORBIDDEN']);
    const stranger = await createOwner(anonymous);
    const { nodes, totalCount } = await history(stranger.client);
    expect([totalCount, nodes]).toEqual([1, [{ plan: { code: 'FREE' }, from: null, to: null }]]);
    expect(await stranger.client.in(owner.organizationId).codes(HISTORY)).toEqual(['NOT_FOUND']);
  });

  test('does not change', async () => {
    const { organizationId } = await createOwner(anonymous, 'PRO');
    const refused = 'a plan segment does not change';
    const change = db.updateTable('plan_segments').set({ plan_code: 'FREE' });
    await expect(change.where('organization_id', '=', organizationId).execute()).rejects.toThrow(refused);
    const removal = db.deleteFrom('plan_segments').where('organization_id', '=', organizationId);
    await expect(removal.execute()).rejects.toThrow(refused);
    await db.deleteFrom('organizations').where('id', '=', organizationId).execute();
    const left = db.selectFrom('plan_segments').select('id').where('organization_id', '=', organizationId);
    expect(await left.execute()).toEqual([]);
  });
});

describe('an upgrade', () => {
  test('within an hour of the creation counts from the beginning', async () => {
    const owner = await createOwner(anonymous);
    await ageFirstPlan(db, owner.organizationId, 59);
    await changePlan(owner.client, 'PRO');
    expect(await plans(owner)).toEqual(['PRO']);
  });

  test('after an hour counts from then on', async () => {
    const owner = await createOwner(anonymous);
    await ageFirstPlan(db, owner.organizationId, 61);
    await changePlan(owner.client, 'PRO');
    expect(await plans(owner)).toEqual(['PRO', 'FREE']);
  });

  test('after a downgrade within the hour does not make the downgrade undone', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    await changePlan(owner.client, 'FREE');
    await changePlan(owner.client, 'PRO');
    expect(await plans(owner)).toEqual(['PRO', 'FREE', 'PRO']);
  });
});

test('a downgrade within an hour of the creation counts from then on', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  await changePlan(owner.client, 'FREE');
  expect(await plans(owner)).toEqual(['FREE', 'PRO']);
});

test('a dry run and a change to the same plan add nothing', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  await owner.client.ask(
    'mutation { changePlan(input: { plan: FREE, dryRun: true }) { userErrors { code } } }',
  );
  await changePlan(owner.client, 'PRO');
  await db
    .updateTable('organizations')
    .set({ plan_code: 'PRO' })
    .where('id', '=', owner.organizationId)
    .execute();
  expect(await plans(owner)).toEqual(['PRO']);
});

test('the plan can be changed 50 times in 24 hours, which a dry run does not count', async () => {
  const { client, organizationId } = await createOwner(anonymous, 'PRO');
  const CHANGE = `mutation ($plan: PlanCode!, $dryRun: Boolean!) {
    changePlan(input: { plan: $plan, dryRun: $dryRun }) { userErrors { code } } }` as const;
  const change = (index: number, dryRun: boolean) =>
    client.codes(CHANGE, { plan: index % 2 ? 'PRO' : 'FREE', dryRun });
  for (let index = 0; index < 50; index++) {
    expect(await change(index, true)).toEqual([]);
    expect(await change(index, false)).toEqual([]);
  }
  expect(await change(50, false)).toEqual(['RATE_LIMITED']);
  const start = new Date(Date.now() - 86_400_000).toISOString();
  await movePlanChange(db, organizationId, start);
  expect(await change(50, false)).toEqual([]);
});

test('changes with SQL are recorded, in one millisecond too, and a rolled back one is not', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  const set = (plan: string) =>
    sql`update organizations set plan_code = ${plan} where id = ${owner.organizationId}`;
  await db.transaction().execute(async (tx) => {
    for (let round = 0; round < 10; round++) for (const plan of ['FREE', 'PRO']) await set(plan).execute(tx);
  });
  const rolledBack = db.transaction().execute(async (tx) => {
    await set('FREE').execute(tx);
    throw new Error('rolled back');
  });
  await expect(rolledBack).rejects.toThrow('rolled back');
  const found = await starts(owner);
  expect(found).toHaveLength(20);
  expect(new Set(found).size).toBe(20);
  expect((await plans(owner))[0]).toBe('PRO');
});

test('concurrent changes are recorded one after another', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  const change = (plan: string) =>
    owner.client.ask(`mutation { changePlan(input: { plan: ${plan} }) { userErrors { code } } }`);
  await Promise.all(Array.from({ length: 16 }, (_, index) => change(index % 2 ? 'PRO' : 'FREE')));
  const { nodes } = await history(owner.client, { first: 100 });
  const { organization } = await owner.client.ask('{ organization { plan { code } } }');
  expect(nodes[0]!.plan.code).toBe(organization!.plan.code);
  for (const [index, { plan, from, to }] of nodes.entries()) {
    const next = nodes[index - 1];
    expect(to).toBe(next ? next.from : null);
    if (next) expect(plan.code).not.toBe(next.plan.code);
    if (from && to) expect(Date.parse(from)).toBeLessThan(Date.parse(to));
  }
  const { count } = await db
    .selectFrom('audit_events')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('organization_id', '=', owner.organizationId)
    .where('action', '=', 'organization.plan_changed')
    .executeTakeFirstOrThrow();
  // The first of them chose the plan of the first segment.
  expect(nodes).toHaveLength(Number(count));
});

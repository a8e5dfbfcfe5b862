import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { verifyStatement } from '../../../src/modules/billing/verify.ts';
import { changePlan, createOwner } from '../../fixtures/owner.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { createProject } from '../../fixtures/work.ts';
import { type Account, join } from '../../support/client.ts';
import { until } from '../../support/mail.ts';
import {
  applyDue,
  bringForward,
  CANCEL,
  CHANGE,
  lifeOf,
  nextDay,
  planChange,
  WITHDRAW,
} from '../../support/plan-changes.ts';
import { startTestServer } from '../../support/server.ts';
import { foundEarlier, month, seal } from '../../support/usage.ts';
import { startWebhookWorker } from '../../support/webhooks.ts';

const server = await startTestServer();
await startWebhookWorker(server);
const { anonymous, db } = server;

/** The start of this month, and of the next one. */
const start = `${month()}-01T00:00:00Z`;
const end = `${month(1)}-01T00:00:00Z`;
const createPro = () => createOwner(anonymous, 'PRO');
const projects = async ({ client }: Account, count: number) => {
  for (let i = 0; i < count; i++) await createProject(client);
};
/** Takes a project away, as nobody can who is above the limit of FREE only by one. */
const removeProject = ({ organizationId }: Account) =>
  sql`delete from projects where id = (select id from projects where organization_id = ${organizationId} limit 1)`.execute(
    db,
  );
const TOTAL = `query ($month: String!) { billingStatement(month: $month) { status total
  lineItems { kind plan { code } from to unitPrice amount } } }` as const;

describe('a change at the end of the month', () => {
  test('is planned, and leaves the plan as it is', async () => {
    const owner = await createPro();
    const planned = { kind: 'CHANGE', at: end, refusedAt: null, plan: { code: 'FREE' } };
    expect(await planChange(owner, 'FREE')).toEqual({
      organization: { plan: { code: 'PRO' } },
      plannedChange: planned,
      userErrors: [],
    });
    await applyDue(server, owner);
    expect(await lifeOf(owner)).toMatchObject({
      plan: 'PRO',
      planned: { ...planned, plan: 'FREE' },
      history: ['PRO'],
    });
  });

  test('begins exactly then, also if the job runs later, and is billed so', async () => {
    const owner = await createPro();
    await foundEarlier(db, owner.organizationId, 1);
    await planChange(owner, 'FREE');
    await bringForward(db, owner, start);
    await seal(db);
    const read = async (of: string) => (await owner.client.ask(TOTAL, { month: of })).billingStatement!;
    // The month is not sealed before its last change is in effect.
    expect((await read(month(-1))).status).toBe('OPEN');
    await applyDue(server, owner);
    expect(await lifeOf(owner)).toMatchObject({
      plan: 'FREE',
      planned: null,
      history: ['FREE', 'PRO'],
      from: start,
    });
    await seal(db);
    expect(await read(month(-1))).toMatchObject({ status: 'SEALED', total: 2900 });
    expect((await verifyStatement(db, owner.organizationId, month(-1))).differences).toEqual([]);
    expect((await read(month())).total).toBe(0);
  });

  test('is replaced by another one, and void after a change of the plan', async () => {
    const owner = await createPro();
    await planChange(owner, 'FREE');
    const { cancelPlan } = await owner.client.ask(CANCEL);
    expect(cancelPlan).toMatchObject({ plannedChange: { kind: 'CANCELLATION' }, userErrors: [] });
    await changePlan(owner.client, 'FREE');
    await changePlan(owner.client, 'PRO');
    expect((await lifeOf(owner)).planned).toBeNull();
    await planChange(owner, 'FREE');
    await sql`update organizations set plan_code = 'FREE' where id = ${owner.organizationId}`.execute(db);
    await bringForward(db, owner, start);
    await applyDue(server, owner);
    expect(await lifeOf(owner)).toMatchObject({ plan: 'FREE', planned: null });
    const left = await db
      .selectFrom('planned_plan_changes')
      .select('kind')
      .where('organization_id', '=', owner.organizationId)
      .execute();
    expect(left).toEqual([]);
  });

  test('is withdrawn', async () => {
    const owner = await createPro();
    expect(await owner.client.codes(WITHDRAW)).toEqual(['NOT_FOUND']);
    await owner.client.ask(CANCEL);
    const { withdrawPlanChange } = await owner.client.ask(WITHDRAW);
    expect(withdrawPlanChange).toEqual({ plannedChange: null, userErrors: [] });
    expect(await lifeOf(owner)).toMatchObject({ plan: 'PRO', planned: null });
  });

  test('is refused for the present plan, an unknown one and above the limits, and with dryRun nothing is planned', async () => {
    const owner = await createPro();
    await projects(owner, 6);
    const ask = (plan: string, dryRun = false) =>
      owner.client.codes(CHANGE, { input: { plan, dryRun, at: 'PERIOD_END' } });
    expect(await ask('PRO')).toEqual(['INVALID']);
    expect(await ask('GOLD')).toEqual(['NOT_FOUND']);
    expect(await ask('FREE')).toEqual(['PLAN_LIMIT_REACHED']);
    expect(await owner.client.codes(CANCEL)).toEqual(['PLAN_LIMIT_REACHED']);
    await removeProject(owner);
    expect(await ask('FREE', true)).toEqual([]);
    expect((await lifeOf(owner)).planned).toBeNull();
    const free = await createOwner(anonymous);
    expect(await free.client.codes(CANCEL)).toEqual(['INVALID']);
  });

  test('can be asked for 50 times a day', async () => {
    const owner = await createPro();
    await db
      .insertInto('audit_events')
      .values(
        Array.from({ length: 49 }, () => ({
          organization_id: owner.organizationId,
          action: 'organization.plan_change_planned',
          target_type: 'Organization',
          target_id: owner.organizationId,
        })),
      )
      .execute();
    await planChange(owner, 'FREE');
    await planChange(owner, 'FREE');
    expect(await owner.client.codes(CANCEL)).toEqual(['RATE_LIMITED']);
  });
});

describe('at its time', () => {
  test('a change above the limits is refused, tried again each day, and then begins at once', async () => {
    const owner = await createPro();
    await planChange(owner, 'FREE');
    await projects(owner, 6);
    await bringForward(db, owner, start);
    await applyDue(server, owner);
    const refused = await lifeOf(owner);
    expect(refused).toMatchObject({ plan: 'PRO', planned: { plan: 'FREE', at: start }, history: ['PRO'] });
    const since = refused.planned!.refusedAt!;
    await applyDue(server, owner);
    await nextDay(db, owner);
    await applyDue(server, owner);
    expect((await lifeOf(owner)).planned).toMatchObject({ refusedAt: since });
    await removeProject(owner);
    await nextDay(db, owner);
    await applyDue(server, owner);
    const life = await lifeOf(owner);
    expect(life).toMatchObject({ plan: 'FREE', planned: null, history: ['FREE', 'PRO'] });
    expect(Date.parse(life.from!)).toBeGreaterThanOrEqual(Date.parse(since));
  });

  test('a change takes effect while the organization is suspended or archived, and not after it is deleted', async () => {
    const [suspended, archived, gone] = [await createPro(), await createPro(), await createPro()];
    for (const owner of [suspended, archived, gone]) {
      await owner.client.ask(CANCEL);
      await bringForward(db, owner, start);
    }
    await suspended.client.ask(
      'mutation { suspendOrganization(input: { reason: "Storm" }) { userErrors { code } } }',
    );
    await archived.client.ask(
      'mutation { archiveOrganization(input: { reason: "Storm" }) { userErrors { code } } }',
    );
    expect(await suspended.client.codes(WITHDRAW)).toEqual(['ORGANIZATION_SUSPENDED']);
    await db.deleteFrom('organizations').where('id', '=', gone.organizationId).execute();
    for (const owner of [suspended, archived, gone]) await applyDue(server, owner);
    for (const { organizationId } of [suspended, archived]) {
      const { plan_code } = await db
        .selectFrom('organizations')
        .select('plan_code')
        .where('id', '=', organizationId)
        .executeTakeFirstOrThrow();
      expect(plan_code).toBe('FREE');
    }
  });

  test('an owner cannot act before the change that is due', async () => {
    const owner = await createPro();
    await owner.client.ask(CANCEL);
    await bringForward(db, owner, start);
    expect(await owner.client.codes(WITHDRAW)).toEqual(['RATE_LIMITED']);
    expect(await owner.client.codes(CHANGE, { input: { plan: 'FREE' } })).toEqual(['RATE_LIMITED']);
    await applyDue(server, owner);
    await changePlan(owner.client, 'PRO');
    expect((await lifeOf(owner)).history).toEqual(['PRO', 'FREE', 'PRO']);
  });

  test('the job and ten owners at once leave one plan, and segments that follow each other', async () => {
    const owner = await createPro();
    await owner.client.ask(CANCEL);
    await bringForward(db, owner, start);
    const change = (plan: string, at: string) => owner.client.send(CHANGE, { input: { plan, at } });
    await Promise.all([
      applyDue(server, owner),
      ...Array.from({ length: 5 }, () => change('PRO', 'NOW')),
      ...Array.from({ length: 5 }, () => change('FREE', 'PERIOD_END')),
      owner.client.send(WITHDRAW),
    ]);
    await applyDue(server, owner);
    const { plan, planned, history } = await lifeOf(owner);
    expect(history[0]).toBe(plan);
    expect(history.slice(-2)).toEqual(['FREE', 'PRO']);
    expect(history.every((each, index) => each !== history[index + 1])).toBe(true);
    expect(planned === null || planned.plan !== plan).toBe(true);
  });

  test('of ten cancellations and withdrawals at once, the last one counts', async () => {
    const owner = await createPro();
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) => owner.client.codes(index % 2 ? WITHDRAW : CANCEL)),
    );
    expect(results.flat().every((code) => code === 'NOT_FOUND')).toBe(true);
    const rows = await db
      .selectFrom('planned_plan_changes')
      .select('kind')
      .where('organization_id', '=', owner.organizationId)
      .execute();
    const { planned } = await lifeOf(owner);
    expect(rows).toEqual(planned ? [{ kind: 'CANCELLATION' }] : []);
  });
});

describe('who may', () => {
  test('plan and see changes', async () => {
    const owner = await createPro();
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    const READ = '{ plannedPlanChange { kind } }';
    for (const { client } of [admin, member])
      for (const operation of [CANCEL, WITHDRAW])
        expect(await client.codes(operation)).toEqual(['FORBIDDEN']);
    await owner.client.ask(CANCEL);
    expect(await admin.client.ask(READ)).toEqual({ plannedPlanChange: { kind: 'CANCELLATION' } });
    expect(await member.client.codes(READ)).toEqual(['FORBIDDEN']);
    const stranger = await createOwner(anonymous, 'PRO');
    expect(await stranger.client.ask(READ)).toEqual({ plannedPlanChange: null });
    for (const operation of [READ, CANCEL, WITHDRAW])
      expect(await stranger.client.in(owner.organizationId).codes(operation)).toEqual(['NOT_FOUND']);
    const platform = await createPlatformAdmin(server);
    expect(await platform.client.in(owner.organizationId).codes(CANCEL)).toEqual(['NOT_FOUND']);
  });

  test('not somebody who is demoted while waiting for the organization', async () => {
    const owner = await createPro();
    const other = await join(owner, 'OWNER');
    let answer: Promise<string[]> | undefined;
    await db.transaction().execute(async (tx) => {
      await sql`select from organizations where id = ${owner.organizationId} for update`.execute(tx);
      answer = other.client.codes(CANCEL);
      await tx
        .updateTable('memberships')
        .set({ role: 'MEMBER' })
        .where('user_id', '=', other.userId)
        .where('organization_id', '=', owner.organizationId)
        .execute();
      await until(async () => {
        const { rows } = await sql`select from pg_stat_clear_snapshot(), pg_stat_activity
          where pg_backend_pid() = any(pg_blocking_pids(pid))`.execute(tx);
        return rows.length > 0;
      });
    });
    expect(await answer).toEqual(['FORBIDDEN']);
    expect((await lifeOf(owner)).planned).toBeNull();
  });
});

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { type Account, join } from '../../support/client.ts';
import { CHECKOUT, paymentOf, PORTAL, startPaymentServer } from '../../support/payments.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { foundEarlier, month, seal } from '../../support/usage.ts';

const payments = await startPaymentServer();
const { db, stripe, server, anonymous, settle, reconcile, createSubscriber, sendSubscription } = payments;
const { client: platform, userId: adminId } = await createPlatformAdmin(server);

const MOVE = `mutation ($input: MovePlanVersionInput!) { movePlanVersion(input: $input) {
  moves { status errors { message } } userErrors { code } } }` as const;
const RELEASE = `mutation ($input: ReleasePlanInput!) { releasePlan(input: $input) {
  affectedCount userErrors { code field } } }` as const;
const SUSPEND = `mutation ($reason: String!) { suspendOrganization(input: { reason: $reason }) { userErrors { code } } }`;
const REINSTATE = 'mutation { reinstateOrganization { userErrors { code } } }';

/** Creates a plan that costs as much as PRO. */
async function createPlan(more: object = {}): Promise<string> {
  const plan = `P_${randomUUID().replaceAll('-', '').toUpperCase()}`;
  await platform.ask(
    'mutation ($input: CreatePlanInput!) { createPlan(input: $input) { userErrors { code } } }',
    { input: { plan, name: 'A plan', terms: { basePrice: 2900, ...more } } },
  );
  return plan;
}
const publish = (plan: string) =>
  platform.ask(
    'mutation ($input: PublishPlanVersionInput!) { publishPlanVersion(input: $input) { userErrors { code } } }',
    { input: { plan, terms: { basePrice: 3900 } } },
  );
const give = async ({ organizationId }: Account, plan: string, version?: number) =>
  (
    await platform.payload(MOVE, {
      input: { organizationIds: [organizationId], plan, version, reason: 'A deal' },
    })
  ).moves!;
const release = async ({ organizationId }: Account) =>
  (await platform.payload(RELEASE, { input: { organizationId, reason: 'It is over' } })).affectedCount;
const auditOf = async ({ organizationId }: Account, action: string) =>
  db
    .selectFrom('audit_events')
    .select(['actor_id as by', 'before', 'after'])
    .where('organization_id', '=', organizationId)
    .where('action', '=', action)
    .execute();
const versionOf = async ({ client }: Account) => {
  const { plan } = (await client.ask('{ organization { plan { code version } } }')).organization;
  return `${plan.code} ${plan.version}`;
};
const faults = async () => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Object.fromEntries(
    [...text.matchAll(/^polity_payment_faults\{fault="(\w+)"\} (\d+)$/gm)].map(([, fault, count]) => [
      fault!,
      Number(count),
    ]),
  );
};

describe('a plan that an operator gives beside a subscription', () => {
  test('stays, while seats and payments follow the subscription, until it is released', async () => {
    const owner = await createSubscriber();
    const plan = await createPlan();
    expect(await give(owner, plan)).toMatchObject([{ status: 'MOVED' }]);
    await join(owner, 'MEMBER');
    await sendSubscription(owner.subscription);
    await settle(owner);
    const given = { organizationPlan: plan, plan: { code: 'PRO' }, planGivenAt: expect.any(String) };
    expect(await paymentOf(owner)).toMatchObject({ ...given, status: 'ACTIVE', seats: 2 });
    stripe.change(owner.subscription.id, { status: 'past_due' });
    await reconcile(owner);
    expect(await paymentOf(owner)).toMatchObject({ ...given, status: 'PAST_DUE' });
    expect(await release(owner)).toBe(1);
    expect(await release(owner)).toBe(0);
    await settle(owner);
    expect(await paymentOf(owner)).toMatchObject({ organizationPlan: 'PRO', planGivenAt: null });
    expect(await auditOf(owner, 'organization.plan_released')).toEqual([
      { by: adminId, before: null, after: { reason: 'It is over' } },
    ]);
  });

  test('outlives the subscription, and ends with the next one', async () => {
    const owner = await createSubscriber();
    const plan = await createPlan();
    await give(owner, plan);
    stripe.change(owner.subscription.id, { status: 'canceled' });
    await reconcile(owner);
    expect(await paymentOf(owner)).toMatchObject({ status: 'CANCELED', plan: null, organizationPlan: plan });
    await sendSubscription(stripe.pay(await payments.startCheckout(owner)));
    await settle(owner);
    expect(await paymentOf(owner)).toMatchObject({ organizationPlan: 'PRO', planGivenAt: null });
  });

  test('is not given by a move to another version of the same plan', async () => {
    const plan = await createPlan();
    const owner = await createOwner(anonymous);
    const url = (await owner.client.payload(CHECKOUT, { input: { plan } })).url!;
    const subscription = stripe.pay(url);
    await sendSubscription(subscription);
    await settle(owner);
    await publish(plan);
    expect(await give(owner, plan, 2)).toMatchObject([{ status: 'MOVED' }]);
    await reconcile(owner);
    expect([await versionOf(owner), (await paymentOf(owner)).planGivenAt]).toEqual([`${plan} 2`, null]);
    stripe.change(subscription.id, { status: 'canceled' });
    await reconcile(owner);
    expect((await paymentOf(owner)).organizationPlan).toBe('FREE');
  });

  test('is released by nobody else', async () => {
    const owner = await createSubscriber();
    const input = { organizationId: owner.organizationId, reason: 'Mine' };
    expect(await owner.client.codes(RELEASE, { input })).toEqual(['FORBIDDEN']);
    const unknown = { ...input, organizationId: randomUUID() };
    expect(await platform.codes(RELEASE, { input: unknown })).toEqual(['NOT_FOUND']);
  });
});

describe('an organization that the platform has suspended', () => {
  const pauseOf = ({ subscription: { id } }: Awaited<ReturnType<typeof createSubscriber>>) =>
    stripe.subscriptions.get(id)!.pause_collection?.behavior;
  const reconcileAll = async (owner: Account) => {
    await runScheduled(server, 'reconcile-payments');
    await settle(owner);
  };

  test('pays nothing until it is reinstated, then also its statements', async () => {
    const owner = await createSubscriber();
    await foundEarlier(db, owner.organizationId, 1);
    await db
      .updateTable('payment_customers')
      .set({ billed_from: `${month(-1)}-01` })
      .where('organization_id', '=', owner.organizationId)
      .execute();
    await seal(db);
    const invoices = () =>
      [...stripe.invoices.values()].filter(({ customer }) => customer === owner.subscription.customer).length;
    await platform.in(owner.organizationId).ask(SUSPEND, { reason: 'Fraud?' });
    await reconcileAll(owner);
    expect([pauseOf(owner), invoices()]).toEqual(['void', 0]);
    expect(await paymentOf(owner)).toMatchObject({ status: 'ACTIVE', organizationPlan: 'PRO' });
    await platform.in(owner.organizationId).ask(REINSTATE);
    await reconcileAll(owner);
    expect([pauseOf(owner), invoices()]).toEqual([undefined, 1]);
  });

  test('is left alone in Stripe if an operator paused it there, or its own owner suspended it', async () => {
    const owner = await createSubscriber();
    stripe.change(owner.subscription.id, {
      pause_collection: { behavior: 'keep_as_draft', resumes_at: null },
    });
    await owner.client.ask(SUSPEND, { reason: 'Holidays' });
    await reconcile(owner);
    expect(pauseOf(owner)).toBe('keep_as_draft');
    await owner.client.ask(REINSTATE);
    await reconcile(owner);
    expect(pauseOf(owner)).toBe('keep_as_draft');
  });

  test('lets its owners open the portal and read statements, and nothing else; that is audited', async () => {
    const owner = await createSubscriber();
    const admin = await join(owner, 'ADMIN');
    await platform.in(owner.organizationId).ask(SUSPEND, { reason: 'Fraud?' });
    const { url } = await owner.client.payload(PORTAL, { input: {} });
    expect(url).toMatch(/\/portal\//);
    expect(await auditOf(owner, 'payment.portal_opened')).toEqual([
      { by: owner.userId, before: null, after: null },
    ]);
    expect(await admin.client.codes(PORTAL, { input: {} })).toEqual(['FORBIDDEN']);
    const { billingStatement } = await owner.client.ask(
      'query ($month: String!) { billingStatement(month: $month) { status } }',
      { month: month() },
    );
    expect(billingStatement!.status).toBe('OPEN');
    for (const refused of [
      CHECKOUT,
      'mutation ($input: ChangePlanInput!) { changePlan(input: $input) { userErrors { code } } }',
    ])
      expect(await owner.client.codes(refused, { input: { plan: 'PRO' } })).toEqual([
        'ORGANIZATION_SUSPENDED',
      ]);
  });
});

describe('what an operator did in Stripe', () => {
  test('to a price without our key changes nothing, and is counted until it is mended', async () => {
    const owner = await createSubscriber();
    const { items } = stripe.subscriptions.get(owner.subscription.id)!;
    const [item] = items.data;
    const withKey = (lookup_key: string | null) => ({
      items: { ...items, data: [{ ...item!, price: { ...item!.price, lookup_key } }] },
      metadata: { polity_plan: 'FREE' },
    });
    stripe.change(owner.subscription.id, withKey(null));
    await reconcile(owner);
    const before = { status: 'ACTIVE', plan: { code: 'PRO' }, organizationPlan: 'PRO' };
    expect(await paymentOf(owner)).toMatchObject(before);
    expect(await faults()).toEqual({ unknown_price: 1, refused_statement: 0 });
    // It is not asked again and again.
    await settle(owner);
    stripe.change(owner.subscription.id, withKey('polity_PRO_1'));
    await reconcile(owner);
    expect([await paymentOf(owner), await faults()]).toMatchObject([before, { unknown_price: 0 }]);
  });

  test('to a customer ends the plan, and the next checkout creates another customer', async () => {
    const owner = await createSubscriber();
    const first = owner.subscription.customer as string;
    stripe.deleteCustomer(first);
    await reconcile(owner);
    expect(await paymentOf(owner)).toMatchObject({ status: 'NONE', plan: null, organizationPlan: 'FREE' });
    expect(await auditOf(owner, 'payment.customer_lost')).toMatchObject([
      { before: { status: 'ACTIVE', plan: 'PRO' }, after: { status: 'NONE', plan: null } },
    ]);
    expect(await owner.client.codes(PORTAL, { input: {} })).toEqual(['SUBSCRIPTION_REQUIRED']);
    await reconcile(owner);
    const subscription = stripe.pay(await payments.startCheckout(owner));
    expect(subscription.customer).not.toBe(first);
    await sendSubscription(subscription);
    await settle(owner);
    expect(await paymentOf(owner)).toMatchObject({ status: 'ACTIVE', organizationPlan: 'PRO' });
  });

  test('to a customer shows in the checkout before it was noticed otherwise', async () => {
    const owner = await createOwner(anonymous);
    await payments.startCheckout(owner);
    const customer = [...stripe.customers.values()].find(
      ({ metadata }) => metadata['organization_id'] === owner.organizationId,
    );
    stripe.deleteCustomer(customer!.id);
    const subscription = stripe.pay(await payments.startCheckout(owner));
    expect(subscription.customer).not.toBe(customer!.id);
    await sendSubscription(subscription);
    await settle(owner);
    expect(await paymentOf(owner)).toMatchObject({ status: 'ACTIVE', organizationPlan: 'PRO' });
  });
});

test('a statement that the provider refuses keeps later ones not back', async () => {
  const owner = await createSubscriber();
  await foundEarlier(db, owner.organizationId, 2);
  await db
    .updateTable('payment_customers')
    .set({ billed_from: `${month(-2)}-01` })
    .where('organization_id', '=', owner.organizationId)
    .execute();
  await seal(db);
  stripe.faultOf = ({ path, params }) =>
    path === '/invoices' && params.get('metadata[month]') === month(-2) ? 'REFUSED' : undefined;
  const sent = () =>
    [...stripe.invoices.values()]
      .filter(({ customer, status }) => customer === owner.subscription.customer && status === 'open')
      .map(({ description }) => description);
  await db
    .updateTable('payment_customers')
    .set({ reconcile_at: new Date(0).toISOString() })
    .where('organization_id', '=', owner.organizationId)
    .execute();
  await runScheduled(server, 'reconcile-payments');
  await expect.poll(sent).toEqual([`Statement of ${month(-1)}`]);
  await expect.poll(async () => (await faults())['refused_statement']).toBe(1);
  stripe.faultOf = () => undefined;
  stripe.forgetKeys();
  await settle(owner);
  expect(sent()).toEqual([`Statement of ${month(-1)}`, `Statement of ${month(-2)}`]);
  expect((await faults())['refused_statement']).toBe(0);
});

test('jobs for seats come after all others', async () => {
  const owner = await createSubscriber();
  const priorities: number[] = [];
  stripe.before = async ({ path }) => {
    if (path !== '/subscriptions') return;
    const { rows } = await sql<{ priority: number }>`
      select j.priority from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'sync-payment' and j.payload ->> 'organizationId' = ${owner.organizationId}`.execute(
      db,
    );
    priorities.push(...rows.map((row) => row.priority));
  };
  await join(owner, 'MEMBER');
  await settle(owner);
  stripe.before = () => Promise.resolve();
  expect(new Set(priorities)).toEqual(new Set([1]));
});

describe('the price at the checkout is that of the version', () => {
  const keyOf = (url: string) => {
    const session = [...stripe.sessions.values()].find((each) => each.url === url)!;
    return stripe.prices.get(session.priceId)!.lookup_key;
  };
  const checkout = async ({ client }: Account, plan: string) =>
    (await client.payload(CHECKOUT, { input: { plan } })).url!;
  const paid = async (owner: Account, url: string) => {
    await sendSubscription(stripe.pay(url));
    await settle(owner);
    return versionOf(owner);
  };

  test('that was bought, although another one came into effect before the payment', async () => {
    const plan = await createPlan();
    const owner = await createOwner(anonymous);
    const url = await checkout(owner, plan);
    await publish(plan);
    expect([keyOf(url), await paid(owner, url)]).toEqual([`polity_${plan}_1`, `${plan} 1`]);
  });

  test('of the trial', async () => {
    const plan = await createPlan({ trialDays: 14 });
    const owner = await createOwner(anonymous);
    await owner.client.ask(
      'mutation ($plan: PlanCode!) { startPlanTrial(input: { plan: $plan }) { userErrors { code } } }',
      { plan },
    );
    await publish(plan);
    const url = await checkout(owner, plan);
    expect([keyOf(url), await paid(owner, url)]).toEqual([`polity_${plan}_1`, `${plan} 1`]);
  });
});

import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { type Account, join, password } from '../../support/client.ts';
import { settled } from '../../support/jobs.ts';
import { until } from '../../support/mail.ts';
import { ARCHIVE } from '../../support/organizations.ts';
import { paymentOf, startPaymentServer } from '../../support/payments.ts';
import { eventOf } from '../../support/stripe-events.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { seconds, subscriptionObject } from '../../support/stripe-objects.ts';

const payments = await startPaymentServer();
const {
  anonymous,
  db,
  stripe,
  sendEvent,
  sendSubscription,
  settle,
  reconcile,
  startCheckout,
  createSubscriber,
} = payments;

const HISTORY = `{ planHistory { nodes { plan { code } } }
  auditEvents(filter: { action: { in: ["organization.plan_changed", "payment.subscription_updated", "payment.checkout_started"] } }) {
    nodes { action actorId before after } } }` as const;

/** A random number generator with a seed, so that a failed life can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const statuses: Stripe.Subscription.Status[] = [
  'incomplete',
  'active',
  'past_due',
  'active',
  'trialing',
  'unpaid',
  'active',
  'past_due',
  'canceled',
];

/** The ten steps of a life: the checkout, then nine states in a random order. Returns the event of each. */
function live(url: string, random: () => number): string[] {
  const order = statuses.map((status) => ({ status, at: random() })).toSorted((a, b) => a.at - b.at);
  const session = [...stripe.sessions.values()].find((each) => each.url === url);
  const subscription = stripe.pay(url, order[0]!.status);
  const events = [eventOf('checkout.session.completed', session!)];
  for (const { status } of order) {
    stripe.change(subscription.id, {
      status,
      cancel_at_period_end: random() < 0.3,
      ended_at: status === 'canceled' ? seconds() : null,
    });
    const type = status === 'canceled' ? 'customer.subscription.deleted' : 'customer.subscription.updated';
    events.push(eventOf(type, stripe.subscriptions.get(subscription.id)!));
  }
  return events;
}

const endings: Record<string, string> = { unpaid: 'UNPAID', canceled: 'CANCELED', incomplete: 'INCOMPLETE' };
const inForce: Record<string, string> = { active: 'ACTIVE', past_due: 'PAST_DUE', trialing: 'TRIALING' };

/** What must be shown for the present state of the provider. */
function expected(customer: string) {
  const [{ status, cancel_at_period_end }] = stripe.of(customer) as [Stripe.Subscription];
  const plan = status in inForce ? 'PRO' : 'FREE';
  return {
    status: inForce[status] ?? endings[status],
    plan: status in inForce ? { code: 'PRO' } : null,
    organizationPlan: plan,
    endsAt: cancel_at_period_end && status !== 'canceled' ? expect.any(String) : null,
  };
}

const customerOf = async ({ organizationId }: Account) =>
  (
    await db
      .selectFrom('payment_customers')
      .select('customer_id as id')
      .where('organization_id', '=', organizationId)
      .executeTakeFirstOrThrow()
  ).id!;

describe('ten events of a life end in the present state', () => {
  test.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'in a random order, some twice and some lost (seed %i)',
    async (seed) => {
      const random = randomFrom(seed);
      const owner = await createOwner(anonymous);
      const events = live(await startCheckout(owner), random);
      const sent = events
        .flatMap((event) => (random() < 0.3 ? [] : random() < 0.3 ? [event, event, event] : [event]))
        .map((event) => ({ event, at: random() }))
        .toSorted((a, b) => a.at - b.at);
      // Some arrive together, as they do from Stripe.
      while (sent.length > 0)
        await Promise.all(
          sent.splice(0, 1 + Math.floor(random() * 3)).map(async ({ event }) => {
            expect((await sendEvent(event)).status).toBe(200);
          }),
        );
      await settle(owner);
      expect(await paymentOf(owner)).toMatchObject(expected(await customerOf(owner)));
    },
  );

  test('in every order of the steps, while they happen', async () => {
    const owner = await createOwner(anonymous);
    const random = randomFrom(4711);
    const url = await startCheckout(owner);
    const subscription = stripe.pay(url, 'incomplete');
    const late: string[] = [];
    for (const status of statuses) {
      stripe.change(subscription.id, { status });
      late.push(eventOf('customer.subscription.updated', stripe.subscriptions.get(subscription.id)!));
      if (random() < 0.6) await sendEvent(late.splice(Math.floor(random() * late.length), 1)[0]!);
    }
    stripe.change(subscription.id, { status: 'active' });
    await Promise.all(late.toReversed().map((event) => sendEvent(event)));
    await settle(owner);
    expect(await paymentOf(owner)).toMatchObject({ status: 'ACTIVE', organizationPlan: 'PRO' });
  });

  test('also if all of them are lost, after the reconciling job', async () => {
    const owner = await createOwner(anonymous);
    live(await startCheckout(owner), randomFrom(7));
    expect(await paymentOf(owner)).toMatchObject({ status: 'NONE', organizationPlan: 'FREE' });
    await reconcile(owner);
    expect(await paymentOf(owner)).toMatchObject(expected(await customerOf(owner)));
  });
});

describe('seats', () => {
  test('follow the members', async () => {
    const owner = await createSubscriber();
    const seats = () => stripe.subscriptions.get(owner.subscription.id)!.items.data[0]!.quantity;
    const member = await join(owner, 'MEMBER');
    await settle(owner);
    expect([seats(), (await paymentOf(owner)).seats]).toEqual([2, 2]);
    await owner.client.ask(
      'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }',
      { id: member.userId },
    );
    await settle(owner);
    expect([seats(), (await paymentOf(owner)).seats]).toEqual([1, 1]);
  });

  test('are those of the members at the time, if several join at once', async () => {
    const owner = await createSubscriber();
    await Promise.all([join(owner, 'MEMBER'), join(owner, 'ADMIN'), join(owner, 'MEMBER')]);
    await settle(owner);
    expect((await paymentOf(owner)).seats).toBe(4);
  });
});

describe('the end of a subscription', () => {
  const end = async (owner: Awaited<ReturnType<typeof createSubscriber>>) => {
    stripe.change(owner.subscription.id, { status: 'canceled', ended_at: seconds() });
    await sendSubscription(owner.subscription, 'customer.subscription.deleted');
    await settle(owner);
  };

  test('ends the plan, with a segment and an audit event, and mails the owners', async () => {
    const owner = await createSubscriber();
    await db
      .updateTable('users')
      .set({ email_verified_at: new Date().toISOString() })
      .where('id', '=', owner.userId)
      .execute();
    await end(owner);
    expect(await paymentOf(owner)).toMatchObject({
      status: 'CANCELED',
      plan: null,
      organizationPlan: 'FREE',
    });
    const { planHistory, auditEvents } = await owner.client.ask(HISTORY);
    expect(planHistory.nodes.map(({ plan }) => plan.code)).toEqual(['FREE', 'PRO']);
    expect(auditEvents.nodes.map(({ action, before, after }) => [action, before, after])).toEqual([
      [
        'payment.subscription_updated',
        { status: 'ACTIVE', plan: 'PRO', seats: 1 },
        { status: 'CANCELED', plan: null, seats: 1 },
      ],
      ['organization.plan_changed', { plan: 'PRO' }, { plan: 'FREE' }],
      [
        'payment.subscription_updated',
        { status: 'NONE', plan: null, seats: null },
        { status: 'ACTIVE', plan: 'PRO', seats: 1 },
      ],
      ['organization.plan_changed', { plan: 'FREE' }, { plan: 'PRO' }],
      ['payment.checkout_started', null, { plan: 'PRO' }],
    ]);
    await until(() => payments.mails.to(owner.email, 'Your plan has ended').length === 1);
  });

  test('leaves the plan for two weeks to an organization that uses more than FREE allows', async () => {
    const owner = await createSubscriber();
    for (let i = 0; i < 3; i++) await join(owner, 'MEMBER');
    await settle(owner);
    await end(owner);
    const kept = await paymentOf(owner);
    expect(kept).toMatchObject({ status: 'CANCELED', plan: { code: 'PRO' }, organizationPlan: 'PRO' });
    const days = (Date.parse(kept.planEndsAt!) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(13.9);
    expect(days).toBeLessThanOrEqual(14);
    await reconcile(owner);
    expect((await paymentOf(owner)).planEndsAt).toBe(kept.planEndsAt);
    await db
      .updateTable('payment_customers')
      .set({ plan_ends_at: new Date(Date.now() - 1000).toISOString() })
      .where('organization_id', '=', owner.organizationId)
      .execute();
    await reconcile(owner);
    expect(await paymentOf(owner)).toMatchObject({ plan: null, planEndsAt: null, organizationPlan: 'FREE' });
    const { organization } = await owner.client.ask('{ organization { usage { members { used limit } } } }');
    expect(organization.usage.members).toEqual({ used: 4, limit: 3 });
  });

  test('ends the plan as soon as the organization uses less', async () => {
    const owner = await createSubscriber();
    const members = [await join(owner, 'MEMBER'), await join(owner, 'MEMBER'), await join(owner, 'MEMBER')];
    await settle(owner);
    await end(owner);
    expect((await paymentOf(owner)).organizationPlan).toBe('PRO');
    await members[0]!.client.ask('mutation { leaveOrganization { userErrors { code } } }');
    await settle(owner);
    expect(await paymentOf(owner)).toMatchObject({ organizationPlan: 'FREE', planEndsAt: null });
  });

  test('leaves a plan that an operator gave', async () => {
    const owner = await createOwner(anonymous);
    await db
      .updateTable('organizations')
      .set({ plan_code: 'PRO' })
      .where('id', '=', owner.organizationId)
      .execute();
    stripe.pay(await startCheckout(owner), 'canceled');
    await reconcile(owner);
    expect(await paymentOf(owner)).toMatchObject({ status: 'CANCELED', plan: null, organizationPlan: 'PRO' });
  });

  test('of a second subscription, paid on another page, is caused at once', async () => {
    const owner = await createOwner(anonymous);
    const [one, other] = [await startCheckout(owner), await startCheckout(owner)];
    const first = stripe.pay(one);
    const second = stripe.pay(other);
    await sendSubscription(second);
    await settle(owner);
    expect(stripe.subscriptions.get(first.id)!.status).toBe('active');
    expect(stripe.subscriptions.get(second.id)!.status).toBe('canceled');
    expect(await paymentOf(owner)).toMatchObject({ status: 'ACTIVE', organizationPlan: 'PRO' });
  });

  test('comes with the period for an archived organization, and at once for a deleted one', async () => {
    const owner = await createSubscriber();
    const { id } = owner.subscription;
    await owner.client.ask(ARCHIVE);
    await runScheduled(payments.server, 'reconcile-payments');
    await settled(db, owner.organizationId, 'sync-payment');
    expect(stripe.subscriptions.get(id)).toMatchObject({ status: 'active', cancel_at_period_end: true });
    await db.deleteFrom('organizations').where('id', '=', owner.organizationId).execute();
    await runScheduled(payments.server, 'reconcile-payments');
    expect(stripe.subscriptions.get(id)!.status).toBe('canceled');
    expect(await db.selectFrom('payment_departures').select('customer_id').execute()).toEqual([]);
  });

  test('comes before it begins, if somebody pays after the deletion', async () => {
    const owner = await createOwner(anonymous);
    const pages = [await startCheckout(owner), await startCheckout(owner)];
    await owner.client.ask(
      'mutation ($password: String!) { deleteAccount(input: { password: $password }) { userErrors { code } } }',
      { password },
    );
    await runScheduled(payments.server, 'reconcile-payments');
    for (const page of pages) expect(() => stripe.pay(page)).toThrow('The page is expired.');
    expect(await db.selectFrom('payment_departures').select('customer_id').execute()).toEqual([]);
  });

  test('is not mistaken for that of a subscription to something else', async () => {
    const owner = await createSubscriber();
    const price = { ...[...stripe.prices.values()][0]!, id: 'price_other', lookup_key: 'training' };
    const customer = owner.subscription.customer as string;
    stripe.subscriptions.set(
      'sub_other',
      subscriptionObject('sub_other', customer, price, 1, { status: 'canceled' }),
    );
    await reconcile(owner);
    expect(await paymentOf(owner)).toMatchObject({ status: 'ACTIVE', organizationPlan: 'PRO' });
  });
});

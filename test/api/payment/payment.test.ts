import { describe, expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { join, register } from '../../support/client.ts';
import { CHECKOUT, paymentOf, PORTAL, startPaymentServer } from '../../support/payments.ts';
import { unfreezeTerms } from '../../support/plan-terms.ts';
import { startTestServer } from '../../support/server.ts';

const payments = await startPaymentServer();
await unfreezeTerms(payments.db);
const { anonymous, stripe, startCheckout, createSubscriber } = payments;

const CHANGE =
  `mutation ($plan: PlanCode!) { changePlan(input: { plan: $plan }) { userErrors { code field } } }` as const;

describe('without a payment provider', () => {
  test('plans change as ever, and the mutations say that there is none', async () => {
    const server = await startTestServer();
    const owner = await createOwner(server.anonymous, 'PRO');
    expect(await paymentOf(owner)).toEqual({
      enabled: false,
      status: 'NONE',
      plan: null,
      seats: null,
      currentPeriodEnd: null,
      endsAt: null,
      planEndsAt: null,
      planGivenAt: null,
      organizationPlan: 'PRO',
    });
    const disabled = [{ code: 'PAYMENTS_DISABLED', message: 'This server takes no payments.', field: null }];
    expect(await owner.client.payload(CHECKOUT, { input: { plan: 'PRO' } })).toEqual({
      url: null,
      userErrors: disabled,
    });
    expect(await owner.client.payload(PORTAL, { input: {} })).toEqual({ url: null, userErrors: disabled });
    const { status } = await fetch(`${server.url}/payments/stripe`, { method: 'POST', body: '{}' });
    expect(status).toBe(404);
  });
});

describe('startCheckout', () => {
  test('creates a customer and a page with a seat for each member, and changes no plan', async () => {
    const owner = await createOwner(anonymous);
    await join(owner, 'MEMBER');
    const url = await startCheckout(owner);
    const session = [...stripe.sessions.values()].find((each) => each.url === url)!;
    expect(session).toMatchObject({
      client_reference_id: owner.organizationId,
      success_url: 'https://app.test/start',
      cancel_url: 'https://app.test/start',
      seats: 2,
    });
    expect(stripe.customers.get(session.customer as string)!.metadata).toEqual({
      organization_id: owner.organizationId,
    });
    expect(stripe.prices.get(session.priceId)).toMatchObject({ lookup_key: 'polity_PRO_1', unit_amount: 0 });
    expect(await paymentOf(owner)).toMatchObject({ enabled: true, status: 'NONE', organizationPlan: 'FREE' });
  });

  test('says on the page what the statements charge', async () => {
    await startCheckout(await createOwner(anonymous));
    const { params } = stripe.callsTo('POST', '/checkout/sessions').at(-1)!;
    expect(params.get('custom_text[submit][message]')).toBe(
      'Pro costs $29.00 a month. This and the usage are invoiced after each month.',
    );
  });

  test('uses one customer for an organization, also for two calls at once, and one price for all', async () => {
    const owner = await createOwner(anonymous);
    await Promise.all([startCheckout(owner), startCheckout(owner)]);
    await startCheckout(owner);
    const customers = [...stripe.customers.values()].filter(
      ({ metadata }) => metadata['organization_id'] === owner.organizationId,
    );
    expect(customers).toHaveLength(1);
    expect(stripe.prices.size).toBe(1);
  });

  test('returns the same page for a retry with the same Idempotency-Key', async () => {
    const owner = await createOwner(anonymous);
    const retried = { ...owner, client: owner.client.with({ 'idempotency-key': 'retried-checkout' }) };
    const first = await startCheckout(retried);
    expect(await startCheckout(retried)).toBe(first);
    expect(await startCheckout(owner)).not.toBe(first);
  });

  test.each([
    'https://evil.test/',
    'https://app.test.evil.test/',
    'https://app.test@evil.test/',
    'https://user:password@app.test/',
    'http://app.test/',
    'javascript:alert(1)',
    '//app.test/',
    'https://app.test:8443/',
    'https:\\\\evil.test\\app.test',
  ])('refuses to return to %s', async (url) => {
    const owner = await createOwner(anonymous);
    const calls = stripe.calls.length;
    const input = { plan: 'PRO' as const, successUrl: url, cancelUrl: url };
    const { userErrors } = await owner.client.payload(CHECKOUT, { input });
    expect(userErrors.map(({ code, field }) => [code, field])).toEqual([
      ['INVALID', ['successUrl']],
      ['INVALID', ['cancelUrl']],
    ]);
    expect(await owner.client.codes(PORTAL, { input: { returnUrl: url } })).toEqual(['INVALID']);
    expect(stripe.calls).toHaveLength(calls);
  });

  test('returns to pages of the front ends', async () => {
    const owner = await createOwner(anonymous);
    const pages = { successUrl: 'https://other.test/paid?x=1', cancelUrl: 'https://app.test/plans' };
    await owner.client.payload(CHECKOUT, { input: { plan: 'PRO', ...pages } });
    const { params } = stripe.callsTo('POST', '/checkout/sessions').at(-1)!;
    expect([params.get('success_url'), params.get('cancel_url')]).toEqual(Object.values(pages));
  });

  test('is refused for a free plan, an exceeded plan, and an organization that has a subscription', async () => {
    const owner = await createOwner(anonymous);
    expect(await owner.client.codes(CHECKOUT, { input: { plan: 'FREE' } })).toEqual(['INVALID']);
    await payments.db
      .updateTable('plan_versions')
      .set({ member_limit: 1 })
      .where('plan_code', '=', 'PRO')
      .execute();
    await join(owner, 'MEMBER');
    expect(await owner.client.codes(CHECKOUT, { input: { plan: 'PRO' } })).toEqual(['PLAN_LIMIT_REACHED']);
    await payments.db
      .updateTable('plan_versions')
      .set({ member_limit: 50 })
      .where('plan_code', '=', 'PRO')
      .execute();
    const subscriber = await createSubscriber();
    expect(await subscriber.client.codes(CHECKOUT, { input: { plan: 'PRO' } })).toEqual([
      'SUBSCRIPTION_EXISTS',
    ]);
  });

  test('is for owners, and for no API key', async () => {
    const owner = await createOwner(anonymous);
    const admin = await join(owner, 'ADMIN');
    expect(await admin.client.codes(CHECKOUT, { input: { plan: 'PRO' } })).toEqual(['FORBIDDEN']);
    expect(await admin.client.codes(PORTAL, { input: {} })).toEqual(['FORBIDDEN']);
    expect(await admin.client.codes('{ payment { status } }')).toEqual(['FORBIDDEN']);
    const stranger = (await register(anonymous)).client.in(owner.organizationId);
    expect(await stranger.codes('{ payment { status } }')).toEqual(['NOT_FOUND']);
  });

  test('gives no page to an owner who is removed while the provider is asked, also for a known customer', async () => {
    const owner = await createOwner(anonymous);
    const other = await join(owner, 'OWNER');
    await startCheckout(owner);
    const pages = stripe.sessions.size;
    stripe.before = async ({ path, params }) => {
      if (path !== '/checkout/sessions' || params.get('client_reference_id') !== owner.organizationId) return;
      await other.client.ask(
        'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }',
        { id: owner.userId },
      );
    };
    const retried = owner.client.with({ 'idempotency-key': 'removed-owner' });
    const { body } = await retried.send(CHECKOUT, { input: { plan: 'PRO' } });
    stripe.before = () => Promise.resolve();
    expect(stripe.sessions.size).toBe(pages + 1);
    expect(JSON.stringify(body)).not.toContain(stripe.url);
    expect(body.errors!.map(({ extensions }) => extensions['code'])).toEqual(['NOT_FOUND']);
    expect(await retried.codes(CHECKOUT, { input: { plan: 'PRO' } })).toEqual(['NOT_FOUND']);
  });

  test('writes nothing for an owner who is demoted while the provider is asked', async () => {
    const owner = await createOwner(anonymous);
    const other = await join(owner, 'OWNER');
    stripe.before = async ({ path, params }) => {
      if (path !== '/checkout/sessions' || params.get('client_reference_id') !== owner.organizationId) return;
      await other.client.ask(
        'mutation ($id: ID!) { updateMemberRole(input: { userId: $id, role: MEMBER }) { userErrors { code } } }',
        { id: owner.userId },
      );
    };
    expect(await owner.client.codes(CHECKOUT, { input: { plan: 'PRO' } })).toEqual(['FORBIDDEN']);
    stripe.before = () => Promise.resolve();
    const rows = await payments.db
      .selectFrom('payment_customers')
      .select('customer_id')
      .where('organization_id', '=', owner.organizationId)
      .execute();
    expect(rows).toEqual([]);
  });

  test('is unavailable while the provider fails, and holds no connection while it is slow', async () => {
    const owner = await createOwner(anonymous);
    stripe.faultOf = () => 'ERROR';
    expect(await owner.client.codes(CHECKOUT, { input: { plan: 'PRO' } })).toEqual(['SERVICE_UNAVAILABLE']);
    stripe.faultOf = () => undefined;
    const idle: number[] = [];
    stripe.before = async () =>
      void idle.push(payments.servingPool.totalCount - payments.servingPool.idleCount);
    await startCheckout(owner);
    stripe.before = () => Promise.resolve();
    expect(idle).toEqual(idle.map(() => 0));
  });
});

describe('openBillingPortal', () => {
  test('leads to the page of the own customer', async () => {
    const owner = await createSubscriber();
    const { url, userErrors } = await owner.client.payload(PORTAL, {
      input: { returnUrl: 'https://app.test/settings' },
    });
    expect([url, userErrors]).toEqual([expect.stringContaining('/portal/'), []]);
    const { params } = stripe.callsTo('POST', '/billing_portal/sessions').at(-1)!;
    expect(params.get('customer')).toBe(owner.subscription.customer);
  });

  test('does not return the link again for a retry, which is a secret', async () => {
    const owner = await createSubscriber();
    const client = owner.client.with({ 'idempotency-key': 'retried-portal' });
    expect((await client.payload(PORTAL, { input: {} })).url).toContain('/portal/');
    expect((await client.payload(PORTAL, { input: {} })).url).toBeNull();
  });

  test('says that there is no subscription yet', async () => {
    const owner = await createOwner(anonymous);
    expect(await owner.client.codes(PORTAL, { input: {} })).toEqual(['SUBSCRIPTION_REQUIRED']);
  });
});

describe('changePlan with a payment provider', () => {
  test('begins no paid plan, and changes none that has a subscription', async () => {
    const owner = await createOwner(anonymous);
    expect((await owner.client.payload(CHANGE, { plan: 'PRO' })).userErrors).toEqual([
      { code: 'SUBSCRIPTION_REQUIRED', field: ['plan'] },
    ]);
    expect((await owner.client.payload(CHANGE, { plan: 'FREE' })).userErrors).toEqual([]);
    const subscriber = await createSubscriber();
    for (const plan of ['FREE', 'PRO'] as const)
      expect((await subscriber.client.payload(CHANGE, { plan })).userErrors).toEqual([
        { code: 'SUBSCRIPTION_EXISTS', field: ['plan'] },
      ]);
  });
});

import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { until } from '../../support/mail.ts';
import { CHECKOUT, paymentOf, startPaymentServer } from '../../support/payments.ts';
import { unfreezeTerms } from '../../support/plan-terms.ts';
import { foundEarlier, lastMonth, month, record, seal, usageEvent } from '../../support/usage.ts';

const payments = await startPaymentServer();
await unfreezeTerms(payments.db);
const STATEMENT =
  'query ($month: String!) { billingStatement(month: $month) { total lineItems { amount } } }' as const;

const { db, stripe, mails, reconcile, createSubscriber } = payments;

/** A subscriber since last month. */
async function createEarlySubscriber() {
  const owner = await createSubscriber();
  const { organizationId } = owner;
  await foundEarlier(db, organizationId, 1);
  await db
    .updateTable('payment_customers')
    .set({ billed_from: `${month(-1)}-01` })
    .where('organization_id', '=', organizationId)
    .execute();
  return owner;
}

/** The statement of last month is sealed, and charges the plan and some usage. */
async function createBilled() {
  const owner = await createEarlySubscriber();
  await record(owner.client, usageEvent({ quantity: 1_234_567, occurredAt: lastMonth() }));
  await seal(db);
  return owner;
}

const invoicesOf = ({ subscription }: Awaited<ReturnType<typeof createSubscriber>>) =>
  [...stripe.invoices.values()].filter(({ customer }) => customer === subscription.customer);

const itemsOf = (invoice: string) =>
  [...stripe.invoiceItems.values()].filter((each) => each.invoice === invoice);

const statementOf = async (owner: Awaited<ReturnType<typeof createSubscriber>>) =>
  (await owner.client.ask(STATEMENT, { month: month(-1) })).billingStatement!;

const forgetSent = ({ organizationId }: { organizationId: string }) =>
  db.deleteFrom('payment_invoices').where('organization_id', '=', organizationId).execute();

describe('a sealed statement', () => {
  test("becomes an invoice with its line items, charged to the subscription's means of payment", async () => {
    const owner = await createBilled();
    await reconcile(owner);
    const [invoice, ...others] = invoicesOf(owner);
    expect(others).toEqual([]);
    expect(invoice).toMatchObject({
      status: 'open',
      auto_advance: true,
      currency: 'usd',
      description: `Statement of ${month(-1)}`,
      default_payment_method: owner.subscription.default_payment_method,
    });
    const statement = await statementOf(owner);
    expect(invoice!.total).toBe(Number(statement.total));
    const amounts = itemsOf(invoice!.id).map(({ amount }) => amount);
    expect(amounts).toEqual(statement.lineItems.map(({ amount }) => Number(amount)).filter(Boolean));
    expect(itemsOf(invoice!.id).map(({ description }) => description)).toEqual([
      'Plan PRO',
      'events.processed: 1234567 used, 1000000 included, plan PRO',
    ]);
  });

  test('is sent once, however often the job runs, also a day later', async () => {
    const owner = await createBilled();
    await reconcile(owner);
    const calls = stripe.callsTo('POST', '/invoice').length;
    await reconcile(owner);
    expect(stripe.callsTo('POST', '/invoice')).toHaveLength(calls);
    // The job died after the invoice was sent and before this was recorded.
    await forgetSent(owner);
    stripe.forgetKeys();
    await reconcile(owner);
    expect(invoicesOf(owner)).toHaveLength(1);
    expect(stripe.callsTo('POST', '/invoice')).toHaveLength(calls);
  });

  test.each(['/invoices', '/invoiceitems', 'finalize'])(
    'is sent once and whole if the response to %s is lost, also a day later',
    async (path) => {
      const owner = await createBilled();
      let lost = 0;
      stripe.faultOf = ({ method, path: called }) =>
        method === 'POST' && called.endsWith(path) && lost++ < 5 ? 'LOST' : undefined;
      // Each attempt of the job begins with this call.
      stripe.before = async ({ method, path }) => {
        if (method === 'GET' && path === '/invoices') stripe.forgetKeys();
      };
      await reconcile(owner);
      stripe.faultOf = () => undefined;
      stripe.before = () => Promise.resolve();
      const [invoice, ...others] = invoicesOf(owner);
      expect([lost > 1, others]).toEqual([true, []]);
      expect(invoice).toMatchObject({ status: 'open', total: Number((await statementOf(owner)).total) });
    },
  );

  test('of a month before the first subscription, or without a charge, is not invoiced', async () => {
    const owner = await createSubscriber();
    await foundEarlier(db, owner.organizationId, 2);
    await seal(db);
    await reconcile(owner);
    expect(invoicesOf(owner)).toEqual([]);
    const other = await createEarlySubscriber();
    await db.updateTable('plan_versions').set({ base_price: '0' }).where('plan_code', '=', 'PRO').execute();
    await seal(db);
    await db
      .updateTable('plan_versions')
      .set({ base_price: '2900' })
      .where('plan_code', '=', 'PRO')
      .execute();
    await reconcile(other);
    expect(invoicesOf(other)).toEqual([]);
    const sent = await db
      .selectFrom('payment_invoices')
      .select(['month', 'invoice_id'])
      .where('organization_id', '=', other.organizationId)
      .execute();
    expect(sent).toEqual([{ month: `${month(-1)}-01`, invoice_id: null }]);
  });
});

describe('a statement that nobody pays', () => {
  const DAY = 86_400;

  /** A subscription whose seats cost nothing stays active at the provider, whatever happens to the statements. */
  async function createDebtor() {
    const owner = await createBilled();
    await db
      .updateTable('users')
      .set({ email_verified_at: new Date().toISOString() })
      .where('id', '=', owner.userId)
      .execute();
    await reconcile(owner);
    const [invoice] = invoicesOf(owner);
    const change = async (changes: Partial<Stripe.Invoice>) => {
      stripe.invoices.set(invoice!.id, { ...stripe.invoices.get(invoice!.id)!, ...changes });
      await reconcile(owner);
      expect(stripe.subscriptions.get(owner.subscription.id)!.status).toBe('active');
      return paymentOf(owner);
    };
    return { owner, change, created: invoice!.created };
  }

  test('ends the plan after three weeks, and a payment begins it again', async () => {
    const { owner, change, created } = await createDebtor();
    expect(await paymentOf(owner)).toMatchObject({ status: 'ACTIVE', organizationPlan: 'PRO' });
    const late = { status: 'PAST_DUE', organizationPlan: 'PRO' };
    expect(await change({ attempted: true, attempt_count: 1 })).toMatchObject(late);
    await until(() => mails.to(owner.email, 'A payment failed').length === 1);
    expect(await change({ created: created - 20 * DAY })).toMatchObject(late);
    const unpaid = { status: 'UNPAID', plan: null, organizationPlan: 'FREE' };
    expect(await change({ created: created - 22 * DAY })).toMatchObject(unpaid);
    // Another subscription does not help.
    const refused = await owner.client.codes(CHECKOUT, { input: { plan: 'PRO' } });
    expect(refused).toEqual(['SUBSCRIPTION_EXISTS']);
    expect(await change({ status: 'paid' })).toMatchObject({ status: 'ACTIVE', organizationPlan: 'PRO' });
  });

  test('ends the plan at once if the operator gives it up, also with another subscription', async () => {
    const { owner, change } = await createDebtor();
    expect(await change({ status: 'uncollectible' })).toMatchObject({
      status: 'UNPAID',
      organizationPlan: 'FREE',
    });
    stripe.change(owner.subscription.id, { status: 'canceled' });
    await reconcile(owner);
    const again = stripe.pay(await payments.startCheckout(owner));
    await payments.sendSubscription(again);
    await payments.settle(owner);
    expect(await paymentOf(owner)).toMatchObject({ status: 'UNPAID', organizationPlan: 'FREE' });
  });

  test('does not count if it is of something else, or a day has not passed without an attempt', async () => {
    const { owner, change, created } = await createDebtor();
    const { metadata } = invoicesOf(owner)[0]!;
    expect(await change({ metadata: {}, created: created - 30 * DAY })).toMatchObject({ status: 'ACTIVE' });
    expect(await change({ metadata, created: created - DAY / 2 })).toMatchObject({ status: 'ACTIVE' });
    expect(await change({ created: created - 2 * DAY })).toMatchObject({ status: 'PAST_DUE' });
  });
});

import { describe, expect, test } from 'vitest';
import { startPaymentServer } from '../../support/payments.ts';
import { unfreezeTerms } from '../../support/plan-terms.ts';
import { foundEarlier, lastMonth, month, record, seal, usageEvent } from '../../support/usage.ts';

const payments = await startPaymentServer();
await unfreezeTerms(payments.db);
const STATEMENT =
  'query ($month: String!) { billingStatement(month: $month) { total lineItems { amount } } }' as const;

const { db, stripe, reconcile, createSubscriber } = payments;

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

import { describe, expect, test } from 'vitest';
import { type Account, password } from '../../support/client.ts';
import { startPaymentServer } from '../../support/payments.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { foundEarlier, month, record, seal, usageEvent } from '../../support/usage.ts';

const payments = await startPaymentServer();
const { db, stripe, server, createSubscriber } = payments;

type Subscriber = Awaited<ReturnType<typeof createSubscriber>>;

const deleteAccount = ({ client }: Account) =>
  client.ask(
    'mutation ($password: String!) { deleteAccount(input: { password: $password }) { userErrors { code } } }',
    { password },
  );
const reconcile = () => runScheduled(server, 'reconcile-payments');
const invoicesOf = ({ subscription }: Subscriber) =>
  [...stripe.invoices.values()]
    .filter(({ customer }) => customer === subscription.customer)
    .map(({ description, status, total }) => ({ description, status, total }));
const totalsOf = async ({ organizationId }: Account) =>
  (
    await db
      .selectFrom('departed_statements')
      .select('total')
      .where('former_id', '=', organizationId)
      .orderBy('month')
      .execute()
  ).map(({ total }) => Number(total));
const waiting = async ({ organizationId }: Account) =>
  (
    await db
      .selectFrom('payment_departures')
      .select('customer_id')
      .where('former_id', '=', organizationId)
      .execute()
  ).length;

/** A subscriber who owes something for this month. */
async function createDebtor(): Promise<Subscriber> {
  const owner = await createSubscriber();
  await record(owner.client, usageEvent({ quantity: 5_000_000 }));
  return owner;
}

describe('after the deletion of an organization', () => {
  test('its last statement is charged once, and the subscription ends', async () => {
    const owner = await createDebtor();
    await deleteAccount(owner);
    const [total, ...others] = await totalsOf(owner);
    expect([total! > 0, others]).toEqual([true, []]);
    await reconcile();
    const invoices = [{ description: `Statement of ${month()}`, status: 'open', total }];
    expect(invoicesOf(owner)).toEqual(invoices);
    expect(stripe.subscriptions.get(owner.subscription.id)!.status).toBe('canceled');
    expect(await waiting(owner)).toBe(0);
    await reconcile();
    expect(invoicesOf(owner)).toEqual(invoices);
    const kept = await db
      .selectFrom('departed_organizations')
      .select('email')
      .where('id', '=', owner.organizationId)
      .execute();
    // The provider has the customer's address.
    expect(kept).toEqual([{ email: null }]);
  });

  test('a provider that fails is asked again, also for what was not charged before', async () => {
    const owner = await createDebtor();
    await foundEarlier(db, owner.organizationId, 1);
    await db
      .updateTable('payment_customers')
      .set({ billed_from: `${month(-1)}-01` })
      .where('organization_id', '=', owner.organizationId)
      .execute();
    await seal(db);
    await deleteAccount(owner);
    stripe.faultOf = ({ path }) => (path.endsWith('/finalize') ? 'ERROR' : undefined);
    await reconcile();
    stripe.faultOf = () => undefined;
    expect(await waiting(owner)).toBe(1);
    stripe.forgetKeys();
    await reconcile();
    expect(await waiting(owner)).toBe(0);
    expect(invoicesOf(owner).map(({ total }) => total)).toEqual(await totalsOf(owner));
  });

  test('a customer that the provider has deleted keeps nobody waiting', async () => {
    const owner = await createDebtor();
    stripe.deleteCustomer(owner.subscription.customer as string);
    await deleteAccount(owner);
    await reconcile();
    expect(await waiting(owner)).toBe(0);
    expect(invoicesOf(owner)).toEqual([]);
  });
});

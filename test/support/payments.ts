import type Stripe from 'stripe';
import type { Logger } from 'pino';
import { createOwner } from '../fixtures/owner.ts';
import type { Account } from './client.ts';
import { hurry, jobsOf } from './jobs.ts';
import { receiveMails, until } from './mail.ts';
import { runScheduled } from './scheduled-jobs.ts';
import { startTestServer } from './server.ts';
import { eventOf, signatureOf, WEBHOOK_SECRET } from './stripe-events.ts';
import { SECRET_KEY, startStripe } from './stripe-server.ts';

const RETIRED_SECRET = 'whsec_retired';

export const CHECKOUT = `mutation ($input: StartCheckoutInput!) { startCheckout(input: $input) {
  url userErrors { code message field } } }` as const;
export const PORTAL = `mutation ($input: OpenBillingPortalInput!) { openBillingPortal(input: $input) {
  url userErrors { code message field } } }` as const;
const PAYMENT =
  `{ payment { enabled status plan { code } seats currentPeriodEnd endsAt planEndsAt planGivenAt }
  organization { plan { code } } }` as const;

/** A server with a payment provider, and a worker for its jobs. */
export async function startPaymentServer(logger?: Logger) {
  const stripe = await startStripe();
  const server = await startTestServer(
    {
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_WEBHOOK_SECRET: `${WEBHOOK_SECRET},${RETIRED_SECRET}`,
      STRIPE_API_URL: stripe.url,
      APP_URL: 'https://app.test/start',
      CORS_ORIGINS: 'https://other.test',
    },
    logger,
  );
  const mails = await receiveMails(server);
  const { db } = server;

  const sendEvent = (body: string, signature: string | undefined = signatureOf(body)) =>
    fetch(`${server.url}/payments/stripe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(signature && { 'stripe-signature': signature }) },
      body,
    });

  /** Once the organization has no job left; failed ones are retried at once. */
  const settle = ({ organizationId }: Pick<Account, 'organizationId'>) =>
    until(async () => {
      await hurry(db, organizationId);
      return (await jobsOf(db, organizationId)).length === 0;
    });

  /** Reads the states again that are due, as the clock does, after making this one due. */
  async function reconcile(account: Pick<Account, 'organizationId'>): Promise<void> {
    await db
      .updateTable('payment_customers')
      .set({ reconcile_at: new Date(0).toISOString() })
      .where('organization_id', '=', account.organizationId)
      .execute();
    await runScheduled(server, 'reconcile-payments');
    await settle(account);
  }

  const startCheckout = async ({ client }: Account): Promise<string> =>
    (await client.payload(CHECKOUT, { input: { plan: 'PRO' } })).url!;

  const sendSubscription = (subscription: Stripe.Subscription, type = 'customer.subscription.updated') =>
    sendEvent(eventOf(type, stripe.subscriptions.get(subscription.id)!));

  /** An owner whose organization has paid for PRO. */
  async function createSubscriber(): Promise<Account & { subscription: Stripe.Subscription }> {
    const owner = await createOwner(server.anonymous);
    const subscription = stripe.pay(await startCheckout(owner));
    await sendSubscription(subscription);
    await settle(owner);
    return { ...owner, subscription };
  }

  return {
    ...server,
    server,
    stripe,
    mails,
    sendEvent,
    sendSubscription,
    settle,
    reconcile,
    startCheckout,
    createSubscriber,
  };
}

export const paymentOf = async ({ client }: Account) => {
  const { payment, organization } = await client.ask(PAYMENT);
  return { ...payment, organizationPlan: organization.plan.code };
};

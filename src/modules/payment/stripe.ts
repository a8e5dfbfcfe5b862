import { createHash } from 'node:crypto';
import Stripe from 'stripe';
import type { Config } from '../../config.ts';
import { type PaymentProvider, InvalidEvent } from './provider.ts';
import { createCheckout, expireCheckouts } from './stripe-checkout.ts';
import { callStripe } from './stripe-errors.ts';
import { findDebt, invoiceStatement } from './stripe-invoices.ts';
import { cancelSubscription, listSubscriptions, setPaused, setSeats } from './stripe-subscriptions.ts';

export type StripeSettings = Pick<
  NonNullable<Config['payments']>,
  'secretKey' | 'webhookSecrets' | 'apiUrl' | 'timeout'
>;

/** The maximum age of an event's signature, in seconds. A recorded event cannot be sent again later. */
const TOLERANCE_SECONDS = 300;

/** The provider for Stripe. The library pins the version of Stripe's API that it speaks. */
export function createStripeProvider({
  secretKey,
  webhookSecrets,
  apiUrl,
  timeout,
}: StripeSettings): PaymentProvider {
  const { protocol, hostname, port } = new URL(apiUrl);
  const stripe = new Stripe(secretKey, {
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    ...(port && { port }),
    timeout,
    // A repeated call has the same idempotency key as the first.
    maxNetworkRetries: 1,
    telemetry: false,
  });
  return {
    createCustomer: async ({ id, name, lost = 0 }) => {
      const { id: customerId } = await callStripe(() =>
        stripe.customers.create(
          { name, metadata: { organization_id: id } },
          // The name is part of the key: Stripe refuses a known key with other parameters. For a key whose customer was
          // deleted since, it would return that one.
          {
            idempotencyKey: `polity-customer-${id}-${createHash('sha256').update(name).digest('hex')}${lost > 0 ? `-${lost}` : ''}`,
          },
        ),
      );
      return customerId;
    },
    createCheckout: (customerId, order, key) =>
      callStripe(() => createCheckout(stripe, customerId, order, key)),
    expireCheckouts: (customerId) => callStripe(() => expireCheckouts(stripe, customerId)),
    createPortalLink: async (customer, return_url) => {
      const { url } = await callStripe(() => stripe.billingPortal.sessions.create({ customer, return_url }));
      return url;
    },
    listSubscriptions: (customerId) => callStripe(() => listSubscriptions(stripe, customerId)),
    setSeats: (id, seats) => callStripe(() => setSeats(stripe, id, seats)),
    setPaused: (id, paused) => callStripe(() => setPaused(stripe, id, paused)),
    cancel: (id, when) => callStripe(() => cancelSubscription(stripe, id, when)),
    invoice: (order) => callStripe(() => invoiceStatement(stripe, order)),
    findDebt: (customerId) => callStripe(() => findDebt(stripe, customerId)),
    readEvent: (body, signature) => ({
      customerId: customerOf(verify(stripe, webhookSecrets, body, signature)),
    }),
  };
}

/** @throws {InvalidEvent} if no secret made the signature of this body, or it is too old */
function verify(stripe: Stripe, secrets: string[], body: Buffer, signature = ''): Stripe.Event {
  for (const secret of secrets) {
    try {
      return stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS);
    } catch {
      // The next secret may be the right one.
    }
  }
  throw new InvalidEvent('The signature is invalid, or too old.');
}

/** Returns the id of the customer whom the event's object belongs to. Any signed JSON may come, also null. */
function customerOf(event: Stripe.Event | null): string | undefined {
  const object = event?.data?.object as EventObject | null | undefined;
  if (object?.object === 'customer') return object.id;
  return typeof object?.customer === 'string' ? object.customer : object?.customer?.id;
}

/** What all objects of events have in common. */
interface EventObject {
  object?: string;
  id?: string;
  customer?: string | { id: string } | null;
}

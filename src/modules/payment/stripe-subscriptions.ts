import type Stripe from 'stripe';
import { planOfPrice } from './prices.ts';
import { isInForce, type Subscription, UnknownCustomer } from './provider.ts';
import { isMissing } from './stripe-errors.ts';

/** More than a customer ever has. */
const MAX_SUBSCRIPTIONS = 1000;

export async function listSubscriptions(stripe: Stripe, customer: string): Promise<Subscription[]> {
  const found = await stripe.subscriptions
    .list({ customer, status: 'all', limit: 100 })
    .autoPagingToArray({ limit: MAX_SUBSCRIPTIONS });
  const subscriptions = found.map(toSubscription);
  // Stripe may list the ended subscriptions of a customer that was deleted.
  if (!subscriptions.some(({ status }) => isInForce(status))) await requireCustomer(stripe, customer);
  return subscriptions;
}

/** @throws {UnknownCustomer} */
async function requireCustomer(stripe: Stripe, id: string): Promise<void> {
  const customer = await stripe.customers.retrieve(id).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!customer || customer.deleted) throw new UnknownCustomer(`Stripe has no customer ${id} any more.`);
}

/** Charges or credits the difference for the rest of the period with the next invoice. */
export async function setSeats(stripe: Stripe, id: string, quantity: number): Promise<Subscription> {
  const { items } = await stripe.subscriptions.retrieve(id);
  const item = seatsOf(items.data);
  if (!item) throw new Error(`The subscription ${id} has no price of a plan.`);
  return toSubscription(
    await stripe.subscriptions.update(id, {
      items: [{ id: item.id, quantity }],
      proration_behavior: 'create_prorations',
    }),
  );
}

export async function cancelSubscription(
  stripe: Stripe,
  id: string,
  when: 'NOW' | 'PERIOD_END',
): Promise<Subscription> {
  if (when === 'PERIOD_END')
    return toSubscription(await stripe.subscriptions.update(id, { cancel_at_period_end: true }));
  const present = await stripe.subscriptions.retrieve(id);
  if (hasEnded(present)) return toSubscription(present);
  return toSubscription(await stripe.subscriptions.cancel(id, { prorate: true, invoice_now: true }));
}

/** What marks a pause as this server's own, so that an operator's pause in Stripe is left alone. */
const PAUSED = 'polity_paused';

/** The invoices of a paused subscription are void. */
export const setPaused = async (stripe: Stripe, id: string, paused: boolean): Promise<Subscription> =>
  toSubscription(
    await stripe.subscriptions.update(id, {
      pause_collection: paused ? { behavior: 'void' } : '',
      metadata: { [PAUSED]: paused ? 'true' : '' },
    }),
  );

const hasEnded = ({ status }: Stripe.Subscription) =>
  status === 'canceled' || status === 'incomplete_expired';

const statuses: Record<string, Subscription['status']> = {
  incomplete: 'INCOMPLETE',
  incomplete_expired: 'CANCELED',
  trialing: 'TRIALING',
  active: 'ACTIVE',
  past_due: 'PAST_DUE',
  canceled: 'CANCELED',
  unpaid: 'UNPAID',
  paused: 'PAUSED',
} satisfies Record<Stripe.Subscription.Status, Subscription['status']>;

function toSubscription(subscription: Stripe.Subscription): Subscription {
  const { id, items, created, cancel_at, cancel_at_period_end, default_payment_method, metadata } =
    subscription;
  const status = statuses[subscription.status];
  if (!status) throw new Error(`The subscription ${id} has the unknown status ${subscription.status}.`);
  const seats = seatsOf(items.data);
  const [item = seats] = items.data;
  if (!item) throw new Error(`The subscription ${id} has no items.`);
  const plan = planOfPrice(seats?.price.lookup_key);
  const { current_period_end: end } = seats ?? item;
  const endsAt = cancel_at ?? (cancel_at_period_end ? end : null);
  return {
    id,
    status,
    plan,
    hasUnknownPrice: plan === undefined && Boolean(metadata['polity_plan']),
    isPaused: Boolean(metadata[PAUSED]),
    seats: seats?.quantity ?? 0,
    createdAt: toInstant(created),
    currentPeriodEnd: toInstant(end),
    endsAt: endsAt === null || hasEnded(subscription) ? null : toInstant(endsAt),
    paymentMethodId:
      typeof default_payment_method === 'string'
        ? default_payment_method
        : (default_payment_method?.id ?? null),
  };
}

/** Returns the item that pays for the plan's seats, if there is one. The operator may add others in Stripe. */
const seatsOf = (items: Stripe.SubscriptionItem[]): Stripe.SubscriptionItem | undefined =>
  items.find(({ price }) => planOfPrice(price.lookup_key));

/** Stripe's instants are in seconds. */
const toInstant = (seconds: number) => new Date(seconds * 1000).toISOString();

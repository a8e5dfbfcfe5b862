import type Stripe from 'stripe';
import { planOfPrice } from './prices.ts';
import type { Subscription } from './provider.ts';

/** More than a customer ever has. */
const MAX_SUBSCRIPTIONS = 1000;

export async function listSubscriptions(stripe: Stripe, customer: string): Promise<Subscription[]> {
  const found = await stripe.subscriptions
    .list({ customer, status: 'all', limit: 100 })
    .autoPagingToArray({ limit: MAX_SUBSCRIPTIONS });
  return found.map(toSubscription);
}

/** Charges or credits the difference for the rest of the period with the next invoice. */
export async function setSeats(stripe: Stripe, id: string, quantity: number): Promise<Subscription> {
  const { items } = await stripe.subscriptions.retrieve(id);
  const item = seatsOf(items.data);
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
  const { id, items, created, cancel_at, cancel_at_period_end, default_payment_method } = subscription;
  const status = statuses[subscription.status];
  if (!status) throw new Error(`The subscription ${id} has the unknown status ${subscription.status}.`);
  const item = seatsOf(items.data);
  const endsAt = cancel_at ?? (cancel_at_period_end ? item.current_period_end : null);
  return {
    id,
    status,
    planCode: planOfPrice(item.price.lookup_key) ?? subscription.metadata['polity_plan'],
    seats: item.quantity ?? 0,
    createdAt: toInstant(created),
    currentPeriodEnd: toInstant(item.current_period_end),
    endsAt: endsAt === null || hasEnded(subscription) ? null : toInstant(endsAt),
    paymentMethodId:
      typeof default_payment_method === 'string'
        ? default_payment_method
        : (default_payment_method?.id ?? null),
  };
}

/** Returns the item that pays for the plan's seats. The operator may add others in Stripe. */
function seatsOf(items: Stripe.SubscriptionItem[]): Stripe.SubscriptionItem {
  const item = items.find(({ price }) => planOfPrice(price.lookup_key)) ?? items[0];
  if (!item) throw new Error('A subscription has no items.');
  return item;
}

/** Stripe's instants are in seconds. */
const toInstant = (seconds: number) => new Date(seconds * 1000).toISOString();

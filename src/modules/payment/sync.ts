import type { RemoteJobContext } from '../../jobs/define-job.ts';
import { sendStatements } from './invoices.ts';
import {
  type Debt,
  isInForce,
  type PaymentProvider,
  type Subscription,
  UnknownCustomer,
} from './provider.ts';
import {
  countSeats,
  findCustomer,
  type KnownCustomer,
  recordRefusedStatement,
  recordUnknownPrice,
} from './queries.ts';
import { recordSubscription } from './record.ts';

/**
 * Brings the organization's recorded subscription in line with the provider, then invoices its sealed statements. One
 * process at a time does this for an organization. Does nothing if no provider is configured any more.
 */
export async function syncPayment(context: RemoteJobContext): Promise<void> {
  const { organizationId, alone, background, transact, logger } = context;
  const provider = await background.payments.load?.();
  if (!provider) return;
  await alone(`payments ${organizationId}`, async () => {
    await syncSubscription(context, provider);
    const refusal = await sendStatements(provider, {
      organizationId,
      logger,
      run: (work) =>
        transact(organizationId, (tenant, status) => (status ? work(tenant) : Promise.resolve(undefined))),
      findPayer: async (tenant) => {
        const { isSuspended, ...customer } = (await findCustomer(tenant)) ?? { isSuspended: true };
        return isSuspended ? undefined : customer;
      },
    });
    await transact(organizationId, async (tenant, status) => {
      if (status) await recordRefusedStatement(tenant, refusal !== undefined);
    });
    if (refusal) throw refusal;
  });
}

async function syncSubscription(context: RemoteJobContext, provider: PaymentProvider): Promise<void> {
  const { organizationId, transact, logger } = context;
  const found = await transact(organizationId, async (tenant, status) => {
    const known = status ? await findCustomer(tenant) : undefined;
    return known && { known, status, seats: await countSeats(tenant) };
  });
  // An earlier job may have read the state for this request, too.
  if (!found || BigInt(found.known.requested) <= BigInt(found.known.synced)) return;
  const { known, status, seats } = found;
  const state = await readState(context, provider, known, { seats, isArchived: status === 'ARCHIVED' });
  if (state === 'LOST') logger.error({ organizationId }, 'the payment provider has deleted the customer');
  await transact(organizationId, async (tenant, status) => {
    if (!status) return;
    if (state === 'UNKNOWN_PRICE') await recordUnknownPrice(tenant, known);
    else await recordSubscription(tenant, known, state);
  });
}

type State = Subscription | 'LOST' | 'UNKNOWN_PRICE' | undefined;

/** What the organization is, as far as its subscription follows it. */
interface Wanted {
  seats: number;
  isArchived: boolean;
}

/** Reads the present state, cancels duplicates, and brings the subscription in line with the organization. */
async function readState(
  { organizationId, logger }: RemoteJobContext,
  provider: PaymentProvider,
  { customerId, isSuspended }: KnownCustomer,
  { seats, isArchived }: Wanted,
): Promise<State> {
  if (customerId === null) return undefined;
  try {
    const subscriptions = await provider.listSubscriptions(customerId);
    const { current, duplicates } = select(subscriptions.filter(({ plan }) => plan !== undefined));
    for (const { id } of duplicates) {
      await provider.cancel(id, 'NOW');
      logger.warn(
        { organizationId, subscriptionId: id },
        'canceled a second subscription of an organization',
      );
    }
    const unknown = subscriptions.filter(
      ({ hasUnknownPrice, status }) => hasUnknownPrice && isInForce(status),
    );
    for (const { id } of unknown)
      logger.error({ organizationId, subscriptionId: id }, 'a subscription has no price of a plan');
    if (unknown.length > 0 && !(current && isInForce(current.status))) return 'UNKNOWN_PRICE';
    const adjusted = current && (await adjust(provider, current, seats, isArchived));
    const paused = adjusted && (await pause(provider, adjusted, isSuspended));
    return paused && withDebt(paused, await provider.findDebt(customerId));
  } catch (error) {
    if (error instanceof UnknownCustomer) return 'LOST';
    throw error;
  }
}

/** A subscription gives no plan for long whose statements nobody pays. */
function withDebt(subscription: Subscription, debt: Debt): Subscription {
  if (debt === 'NONE' || !isInForce(subscription.status)) return subscription;
  return { ...subscription, status: debt === 'LATE' ? 'PAST_DUE' : 'UNPAID' };
}

/** Sets the number of seats. The subscription of an archived organization is not renewed. */
async function adjust(
  provider: PaymentProvider,
  subscription: Subscription,
  seats: number,
  isArchived: boolean,
): Promise<Subscription> {
  const { id, status, endsAt } = subscription;
  if (!isInForce(status)) return subscription;
  if (isArchived) return endsAt ? subscription : provider.cancel(id, 'PERIOD_END');
  return subscription.seats === seats ? subscription : provider.setSeats(id, seats);
}

/** Nothing is collected while the platform has suspended the organization. */
async function pause(
  provider: PaymentProvider,
  subscription: Subscription,
  isSuspended: boolean,
): Promise<Subscription> {
  const { id, status, isPaused } = subscription;
  if (!isInForce(status) || isPaused === isSuspended) return subscription;
  return provider.setPaused(id, isSuspended);
}

const ranks: Record<Subscription['status'], number> = {
  ACTIVE: 0,
  TRIALING: 0,
  PAST_DUE: 0,
  UNPAID: 1,
  PAUSED: 1,
  INCOMPLETE: 1,
  CANCELED: 2,
};

/**
 * Returns the subscription that counts: one in force, otherwise one that can still be paid, otherwise the last one that
 * ended. If somebody paid on two pages, the first subscription counts, and the others are duplicates.
 */
function select(subscriptions: Subscription[]): {
  current: Subscription | undefined;
  duplicates: Subscription[];
} {
  const inForce = subscriptions
    .filter(({ status }) => isInForce(status))
    .toSorted((one, other) => compare(one, other));
  if (inForce.length > 0) return { current: inForce[0], duplicates: inForce.slice(1) };
  const [current] = subscriptions.toSorted(
    (one, other) => ranks[one.status] - ranks[other.status] || compare(other, one),
  );
  return { current, duplicates: [] };
}

const compare = (one: Subscription, other: Subscription) =>
  one.createdAt < other.createdAt || (one.createdAt === other.createdAt && one.id < other.id) ? -1 : 1;

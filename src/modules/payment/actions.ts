import { createHash, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Permission } from '../../authorization/permissions.ts';
import { recheckPermission } from '../../authorization/permission-checks.ts';
import type { Context } from '../../core/context.ts';
import { unavailable, UserErrors, userError } from '../../errors.ts';
import { recordAudit } from '../audit/record.ts';
import { organizationById } from '../organization/loaders.ts';
import { requireFits, requireSameCurrency } from '../plan/actions.ts';
import { planAt, planKey, publicPlan } from '../plan/loaders.ts';
import type { openBillingPortalInput, startCheckoutInput } from './input.ts';
import {
  type CheckoutOrder,
  isInForce,
  PaymentError,
  type PaymentProvider,
  UnknownCustomer,
} from './provider.ts';
import { findPlanObstacle, SUBSCRIPTION_EXISTS } from './obstacle.ts';
import { countSeats, findCustomer, keepCustomer, type KnownCustomer } from './queries.ts';
import { recordSubscription } from './record.ts';

/** The maximum time for all calls of a mutation to the provider, below the deadline of requests. */
const TIME_LIMIT_MS = 10_000;

type Input<Schema extends (...args: never[]) => z.ZodType> = z.output<ReturnType<Schema>>;

/**
 * Returns the page where an owner pays for a plan. It changes no plan: that is done when the subscription is in force.
 * @throws PAYMENTS_DISABLED, SUBSCRIPTION_EXISTS, PLAN_LIMIT_REACHED, NOT_FOUND, INVALID for a free plan or another currency
 */
export async function startCheckout(
  context: Context,
  { plan: code, successUrl, cancelUrl }: Input<typeof startCheckoutInput>,
): Promise<{ url: string }> {
  const load = requireLoader(context);
  const { tenant, scope, services } = context;
  const [offered, customer, seats, organization] = await Promise.all([
    context.load(publicPlan, code),
    findCustomer(tenant),
    countSeats(tenant),
    context.load(organizationById, scope.id),
  ]);
  if (!offered) throw userError('NOT_FOUND', 'No such plan.', 'plan');
  // An organization that has the plan, for example in its trial, keeps its version.
  const plan =
    organization!.planCode === code ? (await context.load(planAt, planKey(organization!)))! : offered;
  const { version, basePrice, currency } = plan.terms;
  if (BigInt(basePrice) === 0n)
    throw userError('INVALID', 'The plan is free of charge. Use `changePlan`.', 'plan');
  // An unpaid one is in force again as soon as it is paid. A second one would be canceled then.
  if (customer && (isInForce(customer.status) || customer.status === 'UNPAID'))
    throw new UserErrors([SUBSCRIPTION_EXISTS]);
  await requireSameCurrency(context, organization!, plan);
  await requireFits(tenant, { planCode: code, planVersion: version });
  const order: CheckoutOrder = {
    organizationId: scope.id,
    plan: { code, version, name: plan.name, currency, basePrice },
    seats,
    successUrl: successUrl ?? services.config.appUrl,
    cancelUrl: cancelUrl ?? services.config.appUrl,
  };
  const { name } = organization!;
  const { customerId, url } = await ask(context, async () =>
    openPage(await load(), { name, known: customer, order, key: keyOf(context, order) }),
  );
  if (customer?.customerId && customer.customerId !== customerId)
    await recordSubscription(context.tenant, customer, 'LOST');
  // A page of a customer that is not recorded would take money for nothing.
  if ((await keepCustomer(context.tenant, customerId)) !== customerId) throw unavailable();
  await recordAudit(context, {
    action: 'payment.checkout_started',
    targetType: 'Organization',
    targetId: scope.id,
    after: { plan: code },
  });
  return { url };
}

/** Opens the page for the known customer, or for a new one if there is none or the provider has deleted it. */
async function openPage(
  provider: PaymentProvider,
  page: { name: string; known: KnownCustomer | undefined; order: CheckoutOrder; key: string },
): Promise<{ customerId: string; url: string }> {
  const { name, known, order, key } = page;
  const open = async (customerId: string) => ({
    customerId,
    url: await provider.createCheckout(customerId, order, key),
  });
  const create = async (lost: number) =>
    open(await provider.createCustomer({ id: order.organizationId, name, lost }));
  const lost = known?.lostCustomers ?? 0;
  if (!known?.customerId) return create(lost);
  try {
    return await open(known.customerId);
  } catch (error) {
    if (!(error instanceof UnknownCustomer)) throw error;
    return create(lost + 1);
  }
}

/**
 * Returns the page where an owner manages the subscription, also while the organization is suspended.
 * @throws PAYMENTS_DISABLED, SUBSCRIPTION_REQUIRED
 */
export async function openBillingPortal(
  context: Context,
  { returnUrl }: Input<typeof openBillingPortalInput>,
): Promise<{ url: string }> {
  const load = requireLoader(context);
  const customer = await findCustomer(context.tenant);
  const customerId = customer?.customerId;
  if (!customerId) throw subscriptionRequired();
  const back = returnUrl ?? context.services.config.appUrl;
  const url = await ask(
    context,
    async () =>
      (await load()).createPortalLink(customerId, back).catch((error: unknown) => {
        if (error instanceof UnknownCustomer) throw subscriptionRequired();
        throw error;
      }),
    'billing.manage',
  );
  await recordAudit(context, {
    action: 'payment.portal_opened',
    targetType: 'Organization',
    targetId: context.scope.id,
  });
  return { url };
}

const subscriptionRequired = () =>
  userError('SUBSCRIPTION_REQUIRED', 'The organization has no subscription yet. Use `startCheckout`.');

/**
 * Refuses a change of the plan that only the provider may cause: to a paid plan, and while a subscription is in force.
 * @throws SUBSCRIPTION_REQUIRED, SUBSCRIPTION_EXISTS
 */
export async function refusePlanChange({ services, tenant }: Context, to: string): Promise<void> {
  const obstacle = services.payments && (await findPlanObstacle(tenant, to));
  if (obstacle) throw new UserErrors([obstacle]);
}

function requireLoader({ services }: Context): () => Promise<PaymentProvider> {
  if (!services.payments) throw userError('PAYMENTS_DISABLED', 'This server takes no payments.');
  return services.payments;
}

/**
 * Waits for the provider without a transaction, then checks the caller's permission again, which may have ended meanwhile.
 * @throws SERVICE_UNAVAILABLE if the provider fails or is too slow
 */
async function ask<T>(
  context: Context,
  work: () => Promise<T>,
  permission: Permission = 'plan.change',
): Promise<T> {
  const result = await context.asideAfterReading(() => withinTimeLimit(context, work()));
  await recheckPermission(context, permission);
  return result;
}

async function withinTimeLimit<T>({ services }: Context, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new PaymentError('The provider took too long.')), TIME_LIMIT_MS);
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    if (!(error instanceof PaymentError)) throw error;
    services.logger.warn({ err: error }, 'the payment provider failed');
    throw unavailable();
  } finally {
    clearTimeout(timer);
  }
}

/** A retry with the same `Idempotency-Key` gets the same page, if nothing about the order has changed. */
const keyOf = ({ request }: Context, order: CheckoutOrder) =>
  `polity-checkout-${createHash('sha256')
    .update(JSON.stringify([order, request.idempotencyKey ?? randomUUID()]))
    .digest('hex')}`;

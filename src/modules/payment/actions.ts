import { createHash, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { recheckPermission } from '../../authorization/permission-checks.ts';
import type { Context } from '../../core/context.ts';
import { unavailable, UserErrors, userError } from '../../errors.ts';
import { recordAudit } from '../audit/record.ts';
import { organizationById } from '../organization/loaders.ts';
import { requireFits, requireSameCurrency } from '../plan/actions.ts';
import { publicPlan } from '../plan/loaders.ts';
import type { openBillingPortalInput, startCheckoutInput } from './input.ts';
import { type CheckoutOrder, isInForce, PaymentError, type PaymentProvider } from './provider.ts';
import { findPlanObstacle, SUBSCRIPTION_EXISTS } from './obstacle.ts';
import { countSeats, findCustomer, keepCustomer } from './queries.ts';

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
  const [plan, customer, seats, organization] = await Promise.all([
    context.load(publicPlan, code),
    findCustomer(tenant),
    countSeats(tenant),
    context.load(organizationById, scope.id),
  ]);
  if (!plan) throw userError('NOT_FOUND', 'No such plan.', 'plan');
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
  const { customerId, url } = await ask(context, async () => {
    const provider = await load();
    const customerId =
      customer?.customerId ?? (await provider.createCustomer({ id: scope.id, name: organization!.name }));
    return { customerId, url: await provider.createCheckout(customerId, order, keyOf(context, order)) };
  });
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

/**
 * Returns the page where an owner manages the subscription.
 * @throws PAYMENTS_DISABLED, SUBSCRIPTION_REQUIRED
 */
export async function openBillingPortal(
  context: Context,
  { returnUrl }: Input<typeof openBillingPortalInput>,
): Promise<{ url: string }> {
  const load = requireLoader(context);
  const customer = await findCustomer(context.tenant);
  if (!customer)
    throw userError(
      'SUBSCRIPTION_REQUIRED',
      'The organization has no subscription yet. Use `startCheckout`.',
    );
  const back = returnUrl ?? context.services.config.appUrl;
  const url = await ask(context, async () => (await load()).createPortalLink(customer.customerId, back));
  return { url };
}

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
async function ask<T>(context: Context, work: () => Promise<T>): Promise<T> {
  const result = await context.asideAfterReading(() => withinTimeLimit(context, work()));
  await recheckPermission(context, 'plan.change');
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

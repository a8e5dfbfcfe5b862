import type Stripe from 'stripe';
import { decimalsOf } from './currencies.ts';
import { lookupKeyOf } from './prices.ts';
import type { CheckoutOrder, SoldPlan } from './provider.ts';

/** Returns the URL of a page where the order is paid. */
export async function createCheckout(
  stripe: Stripe,
  customer: string,
  { organizationId, plan, seats, successUrl, cancelUrl }: CheckoutOrder,
  idempotencyKey: string,
): Promise<string> {
  const price = await findOrCreatePrice(stripe, plan);
  const metadata = { organization_id: organizationId, polity_plan: plan.code };
  const { url } = await stripe.checkout.sessions.create(
    {
      mode: 'subscription',
      customer,
      client_reference_id: organizationId,
      line_items: [{ price, quantity: seats }],
      payment_method_collection: 'always',
      custom_text: { submit: { message: termsOf(plan) } },
      success_url: successUrl,
      cancel_url: cancelUrl,
      metadata,
      subscription_data: { metadata },
    },
    { idempotencyKey },
  );
  if (!url) throw new Error('Stripe returned a checkout session without a page.');
  return url;
}

/** Throws if one was paid meanwhile: the caller then tries again, and finds its subscription. */
export async function expireCheckouts(stripe: Stripe, customer: string): Promise<void> {
  const open = stripe.checkout.sessions.list({ customer, status: 'open', limit: 100 });
  for await (const { id } of open) await stripe.checkout.sessions.expire(id);
}

/** The page would otherwise show only the price of the seats. */
const termsOf = ({ name, basePrice, currency }: SoldPlan) =>
  `${name} costs ${toAmount(basePrice, currency)} a month. This and the usage are invoiced after each month.`;

function toAmount(smallest: string, currency: string): string {
  const decimals = decimalsOf(currency);
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return format.format(Number(smallest) / 10 ** decimals);
}

/**
 * Returns the id of the price of a plan's seats. An operator who charges for seats creates it in Stripe. Otherwise it is
 * created here and costs nothing, because the statements charge the plan.
 */
async function findOrCreatePrice(stripe: Stripe, plan: SoldPlan): Promise<string> {
  const lookupKey = lookupKeyOf(plan);
  const {
    data: [known],
  } = await stripe.prices.list({ lookup_keys: [lookupKey], active: true, limit: 1 });
  if (known) return known.id;
  const { id } = await stripe.prices.create(
    {
      lookup_key: lookupKey,
      currency: plan.currency.toLowerCase(),
      unit_amount: 0,
      recurring: { interval: 'month' },
      product_data: { name: `${plan.name}: seats` },
    },
    { idempotencyKey: `polity-price-${lookupKey}` },
  );
  return id;
}

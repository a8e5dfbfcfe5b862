import { expect, test } from 'vitest';
import { createStripeProvider } from '../../../src/modules/payment/stripe.ts';
import { SECRET_KEY, startStripe } from '../../support/stripe-server.ts';

const stripe = await startStripe();
const provider = createStripeProvider({
  secretKey: SECRET_KEY,
  webhookSecrets: [],
  apiUrl: stripe.url,
  timeout: 4000,
});

/** Returns the price that the page of a checkout states, and the amount of an invoice, for 2900 of the smallest unit. */
async function charge(currency: string) {
  const customerId = await provider.createCustomer({ id: currency, name: currency });
  const plan = { code: `IN_${currency}`, version: 1, name: 'Plan', currency, basePrice: '2900' };
  const pages = { successUrl: 'https://app.test/', cancelUrl: 'https://app.test/' };
  await provider.createCheckout(customerId, { organizationId: currency, plan, seats: 1, ...pages }, currency);
  const page = stripe.callsTo('POST', '/checkout/sessions').at(-1)!;
  await provider.invoice({
    customerId,
    organizationId: currency,
    paymentMethodId: null,
    month: '2026-10',
    currency,
    sealedAt: new Date(),
    items: [{ description: 'Plan', amount: 2900n, from: new Date(), to: new Date() }],
  });
  return [
    page.params.get('custom_text[submit][message]')!.replace(/^Plan costs (.*) a month.*/, '$1'),
    stripe.callsTo('POST', '/invoiceitems').at(-1)!.params.get('amount'),
  ];
}

test.each([
  ['USD', '$29.00', '2900'],
  ['JPY', '¥2,900', '2900'],
  ['HUF', 'HUF 29.00', '2900'],
  ['KWD', 'KWD 2.900', '2900'],
  // Stripe takes hundredths of a currency that has none.
  ['ISK', 'ISK 2,900', '290000'],
  ['UGX', 'UGX 2,900', '290000'],
])('a price in %s is stated and charged as the same amount', async (currency, stated, charged) => {
  const [price, amount] = await charge(currency);
  expect([price!.replace(/\s/g, ' '), amount]).toEqual([stated, charged]);
});

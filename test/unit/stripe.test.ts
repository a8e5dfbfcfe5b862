import { describe, expect, test } from 'vitest';
import { InvalidEvent, PaymentError } from '../../src/modules/payment/provider.ts';
import { createStripeProvider } from '../../src/modules/payment/stripe.ts';
import { eventOf, signatureOf } from '../support/stripe-events.ts';
import { SECRET_KEY, startStripe } from '../support/stripe-server.ts';

const stripe = await startStripe();
const settings = {
  secretKey: SECRET_KEY,
  webhookSecrets: ['whsec_new', 'whsec_old'],
  apiUrl: stripe.url,
  timeout: 4_000,
};
const provider = createStripeProvider(settings);
const organization = { id: '0198c0de-0000-7000-8000-000000000000', name: 'Acme' };

describe('a call of Stripe', () => {
  test('that gets no response fails after the timeout and one retry with the same key', async () => {
    stripe.faultOf = () => 'SILENT';
    const impatient = createStripeProvider({ ...settings, timeout: 100 });
    await expect(impatient.createCustomer(organization)).rejects.toThrow(PaymentError);
    stripe.faultOf = () => undefined;
    const calls = stripe.callsTo('POST', '/customers');
    expect(calls).toHaveLength(2);
    expect(calls[1]!.idempotencyKey).toBe(calls[0]!.idempotencyKey);
  });

  test('whose response is lost has one effect', async () => {
    let lost = 0;
    stripe.faultOf = () => (lost++ === 0 ? 'LOST' : undefined);
    const id = await provider.createCustomer(organization);
    stripe.faultOf = () => undefined;
    expect([lost, [...stripe.customers.keys()]]).toEqual([2, [id]]);
  });

  test('that is refused fails without the key in its message', async () => {
    const wrong = createStripeProvider({ ...settings, secretKey: 'sk_live_an0ther' });
    const error = await wrong.listSubscriptions('cus_1').catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(PaymentError);
    expect(JSON.stringify([String(error), error])).not.toMatch(/sk_(test|live)_\w/);
    await expect(provider.listSubscriptions('cus_unknown')).rejects.toThrow('resource_missing');
  });

  test('finds the price that the operator created for a version, and creates those of others', async () => {
    const customer = await provider.createCustomer(organization);
    const order = {
      organizationId: organization.id,
      plan: { code: 'PRO', version: 2, name: 'Pro', currency: 'USD', basePrice: '0' },
      seats: 3,
      successUrl: 'https://app.test/',
      cancelUrl: 'https://app.test/',
    };
    await provider.createCheckout(customer, order, 'first');
    const [price] = [...stripe.prices.values()];
    expect(price).toMatchObject({ lookup_key: 'polity_PRO_2', unit_amount: 0 });
    stripe.prices.set(price!.id, { ...price!, unit_amount: 500 });
    const url = await provider.createCheckout(customer, order, 'second');
    expect(stripe.prices.size).toBe(1);
    const subscription = stripe.pay(url);
    expect(await provider.listSubscriptions(customer)).toEqual([
      expect.objectContaining({
        id: subscription.id,
        plan: { code: 'PRO', version: 2 },
        seats: 3,
        status: 'ACTIVE',
      }),
    ]);
  });

  test('lists more subscriptions than one page has', async () => {
    const customer = await provider.createCustomer({ ...organization, name: 'Another' });
    const order = {
      organizationId: organization.id,
      plan: { code: 'PRO', version: 2, name: 'Pro', currency: 'USD', basePrice: '0' },
      seats: 1,
      successUrl: 'https://app.test/',
      cancelUrl: 'https://app.test/',
    };
    const url = await provider.createCheckout(customer, order, 'third');
    for (let i = 0; i < 25; i++) stripe.pay(url, 'canceled');
    expect(await provider.listSubscriptions(customer)).toHaveLength(25);
  });
});

describe('an event of Stripe', () => {
  const body = eventOf('customer.subscription.updated', { object: 'subscription', customer: 'cus_1' });
  const read = (signature: string | undefined, bytes = body) =>
    provider.readEvent(Buffer.from(bytes), signature);

  test('has a customer, whichever of the secrets signed it', () => {
    for (const secret of settings.webhookSecrets)
      expect(read(signatureOf(body, secret))).toEqual({ customerId: 'cus_1' });
    const own = eventOf('customer.updated', { object: 'customer', id: 'cus_2' });
    expect(read(signatureOf(own, 'whsec_new'), own)).toEqual({ customerId: 'cus_2' });
    const expanded = eventOf('invoice.paid', { object: 'invoice', customer: { id: 'cus_3' } });
    expect(read(signatureOf(expanded, 'whsec_new'), expanded)).toEqual({ customerId: 'cus_3' });
  });

  test.each(['not JSON', 'null', '[]', '{"data":null}', '{"data":{"object":null}}', '{"data":{"object":7}}'])(
    'that is signed but malformed (%s) has no customer, or is invalid',
    (text) => {
      const outcome = () => read(signatureOf(text, 'whsec_new'), text).customerId;
      let found: unknown;
      try {
        found = outcome();
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidEvent);
      }
      expect(found).toBeUndefined();
    },
  );
});

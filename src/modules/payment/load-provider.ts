import type { Config } from '../../config.ts';
import type { LoadProvider, PaymentProvider } from './provider.ts';

/**
 * Returns a function that loads the configured payment provider; undefined without one. To use another service than
 * Stripe, implement `PaymentProvider` and load it here.
 */
export function createLoader(settings: Config['payments']): LoadProvider | undefined {
  if (!settings) return undefined;
  let loaded: Promise<PaymentProvider> | undefined;
  return () =>
    (loaded ??= import('./stripe.ts').then(({ createStripeProvider }) => createStripeProvider(settings)));
}

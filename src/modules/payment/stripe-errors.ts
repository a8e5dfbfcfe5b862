import { PaymentError } from './provider.ts';

/**
 * Runs calls of Stripe's API.
 *
 * Security: an error of the library has the request's headers and parameters, which would be logged and kept with failed
 * jobs. Its message is rewritten, and keys in it are removed.
 * @throws {PaymentError}
 */
export async function callStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isStripeError(error)) throw error;
    const { type, code, statusCode, requestId, message } = error;
    const facts = [type, code, statusCode, requestId].filter((fact) => fact !== undefined).join(' ');
    throw new PaymentError(`Stripe: ${withoutKeys(message)} (${facts})`);
  }
}

interface StripeFailure {
  type: string;
  message: string;
  code?: string;
  statusCode?: number;
  requestId?: string;
}

/** By its form, so that this file does not load the library. */
const isStripeError = (error: unknown): error is StripeFailure =>
  error instanceof Error && 'type' in error && String(error.type).startsWith('Stripe');

/** Removes what begins like a key of Stripe. */
const withoutKeys = (text: string) => text.replace(/\b(sk|rk|pk|whsec)_[\w*]+/g, '$1_…');

import { PaymentError, UnknownCustomer } from './provider.ts';

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
    const text = `Stripe: ${withoutKeys(message)} (${facts})`;
    if (isMissing(error) && error.param === 'customer') throw new UnknownCustomer(text);
    throw new PaymentError(text, isRefusal(error));
  }
}

interface StripeFailure {
  type: string;
  message: string;
  code?: string;
  /** The faulty parameter. */
  param?: string;
  statusCode?: number;
  requestId?: string;
}

/** Whether Stripe does not have the object. */
export const isMissing = (error: unknown): error is StripeFailure =>
  isStripeError(error) && error.code === 'resource_missing';

/** Not keys, permissions, concurrent calls and limits: those pass, or concern every call. */
const isRefusal = ({ statusCode = 500 }: StripeFailure) =>
  statusCode >= 400 && statusCode < 500 && ![401, 403, 409, 429].includes(statusCode);

/** By its form, so that this file does not load the library. */
const isStripeError = (error: unknown): error is StripeFailure =>
  error instanceof Error && 'type' in error && String(error.type).startsWith('Stripe');

/** Removes what begins like a key of Stripe. */
const withoutKeys = (text: string) => text.replace(/\b(sk|rk|pk|whsec)_[\w*]+/g, '$1_…');

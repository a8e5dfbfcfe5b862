import type { Services } from '../../core/services.ts';
import { syncPaymentJob } from './jobs.ts';
import type { PaymentProvider } from './provider.ts';
import { requestSyncOfCustomer } from './system-queries.ts';

/**
 * Receives an event of the provider: adds the job that reads the present state of its customer. The event may be old,
 * repeated or out of order, so nothing else of it is used. Events of unknown customers have no effect.
 * @throws {InvalidEvent} if the provider did not sign the body
 */
export async function receiveEvent(
  services: Pick<Services, 'system'>,
  provider: PaymentProvider,
  body: Buffer,
  signature: string | undefined,
): Promise<void> {
  const { customerId } = provider.readEvent(body, signature);
  if (customerId) await requestSyncOfCustomer(services, syncPaymentJob, customerId);
}

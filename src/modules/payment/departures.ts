import type { Logger } from 'pino';
import type { SystemDb } from '../../database/system.ts';
import { departedTenant, recordDepartedInvoice } from '../billing/departed-queries.ts';
import { sendStatements } from './invoices.ts';
import { type PaymentError, type PaymentProvider, UnknownCustomer } from './provider.ts';
import { type Departure, forgetDeparture, listDepartures } from './system-queries.ts';

/** Charges what deleted organizations owe, and ends their subscriptions. One that fails does not affect others. */
export async function settleDepartures(
  systemDb: SystemDb,
  provider: PaymentProvider,
  logger: Logger,
): Promise<void> {
  for (const departure of await listDepartures(systemDb)) {
    const { customerId } = departure;
    try {
      const refusal = await settle(systemDb, provider, departure, logger);
      if (!refusal) await forgetDeparture(systemDb, customerId);
    } catch (error) {
      logger.warn({ err: error, customerId }, 'could not settle the payments of a deleted organization');
    }
  }
}

/** Returns the refusal of a statement. */
async function settle(
  systemDb: SystemDb,
  provider: PaymentProvider,
  { customerId, formerId, ...payer }: Departure,
  logger: Logger,
): Promise<PaymentError | undefined> {
  try {
    // A page that is still open would begin a subscription that nobody ends.
    await provider.expireCheckouts(customerId);
    const refusal =
      formerId === null
        ? undefined
        : await sendStatements(provider, {
            organizationId: formerId,
            logger,
            run: (work) => work(departedTenant(systemDb, formerId)),
            record: (month, invoiceId) => recordDepartedInvoice(systemDb, formerId, month, invoiceId),
            findPayer: async () => ({ customerId, ...payer }),
          });
    for (const { id, status } of await provider.listSubscriptions(customerId))
      if (status !== 'CANCELED') await provider.cancel(id, 'NOW');
    return refusal;
  } catch (error) {
    if (!(error instanceof UnknownCustomer)) throw error;
    logger.error({ customerId, formerId }, 'a deleted organization has no customer that could be charged');
    return undefined;
  }
}

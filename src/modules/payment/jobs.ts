import type { EventListener } from '../../events/announce.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { UserError } from '../../errors.ts';
import type { Background, BackgroundDependencies, BackgroundService } from '../../jobs/background.ts';
import {
  defineRemoteJob,
  defineScheduledJob,
  type Job,
  type ScheduledJobContext,
} from '../../jobs/define-job.ts';
import { enqueueJob } from '../../jobs/enqueue.ts';
import { createLoader } from './load-provider.ts';
import { paymentMailJob } from './mails.ts';
import { findPlanObstacle } from './obstacle.ts';
import type { LoadProvider } from './provider.ts';
import { requestSync } from './queries.ts';
import { syncPayment } from './sync.ts';
import { forgetDeparture, listDepartures, requestDueSyncs } from './system-queries.ts';

declare module '../../jobs/background.ts' {
  interface Background {
    /** The payment provider; `load` is undefined if none is configured. */
    payments: {
      load: LoadProvider | undefined;
      /** Returns why only the provider may cause a change to the plan, if so. */
      findPlanObstacle: (tenant: TenantDb, to: string) => Promise<UserError | undefined>;
    };
  }
}

/** Gives jobs the payment provider. */
export const startPayments = ({
  payments,
}: Pick<BackgroundDependencies, 'payments'>): Background['payments'] & BackgroundService => ({
  load: createLoader(payments),
  findPlanObstacle: payments ? findPlanObstacle : async () => undefined,
  stop: async () => undefined,
});

export const syncPaymentJob = defineRemoteJob({ name: 'sync-payment', run: syncPayment });

/** Lets the paid seats follow the members. */
export const followMembers: EventListener = async ({ tenant, db }, { happenings: events }) => {
  const moved = events.some(({ type }) => type === 'member.added' || type === 'member.removed');
  if (moved && (await requestSync(tenant))) await enqueueJob(db, syncPaymentJob, {});
};

/** Reads the states again that no event has confirmed for hours, and ends the subscriptions of deleted organizations. */
async function reconcilePayments({ systemDb, background, logger }: ScheduledJobContext): Promise<void> {
  const provider = await background.payments.load?.();
  if (!provider) return;
  await requestDueSyncs(systemDb, syncPaymentJob);
  for (const customerId of await listDepartures(systemDb)) {
    try {
      // A page that is still open would begin a subscription that nobody ends.
      await provider.expireCheckouts(customerId);
      for (const { id, status } of await provider.listSubscriptions(customerId))
        if (status !== 'CANCELED') await provider.cancel(id, 'NOW');
      await forgetDeparture(systemDb, customerId);
    } catch (error) {
      logger.warn({ err: error, customerId }, 'could not end the subscription of a deleted organization');
    }
  }
}

export const paymentJobs: Job[] = [
  syncPaymentJob,
  paymentMailJob,
  defineScheduledJob({ name: 'reconcile-payments', schedule: '*/10 * * * *', run: reconcilePayments }),
];

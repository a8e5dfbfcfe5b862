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
import { settleDepartures } from './departures.ts';
import { createLoader } from './load-provider.ts';
import { paymentMailJob } from './mails.ts';
import { findPlanObstacle } from './obstacle.ts';
import type { LoadProvider } from './provider.ts';
import { requestSync } from './queries.ts';
import { syncPayment } from './sync.ts';
import { requestDueSyncs } from './system-queries.ts';

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

/** While the provider is slow, many such jobs wait for it. Mails and other jobs come before them. */
export const syncPaymentJob = defineRemoteJob({ name: 'sync-payment', priority: 1, run: syncPayment });

/** Lets the paid seats follow the members. */
export const followMembers: EventListener = async ({ tenant, db }, { happenings: events }) => {
  const moved = events.some(({ type }) => type === 'member.added' || type === 'member.removed');
  if (moved && (await requestSync(tenant))) await enqueueJob(db, syncPaymentJob, {});
};

/** Reads the states again that no event has confirmed for hours, and settles the payments of deleted organizations. */
async function reconcilePayments({ systemDb, background, logger }: ScheduledJobContext): Promise<void> {
  const provider = await background.payments.load?.();
  if (!provider) return;
  await requestDueSyncs(systemDb, syncPaymentJob);
  await settleDepartures(systemDb, provider, logger);
}

export const paymentJobs: Job[] = [
  syncPaymentJob,
  paymentMailJob,
  defineScheduledJob({ name: 'reconcile-payments', schedule: '*/10 * * * *', run: reconcilePayments }),
];

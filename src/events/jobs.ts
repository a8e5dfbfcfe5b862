import { sql } from 'kysely';
import type { SystemDb } from '../database/system.ts';
import { defineScheduledJob, type Job } from '../jobs/define-job.ts';
import { announceJob, type EventListener } from './announce.ts';

/** Deletes live events older than 15 minutes. Processes read back at most 10 minutes. */
async function deleteOldLiveEvents(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('live_events')
    .where('created_at', '<', sql<string>`now() - interval '15 minutes'`)
    .execute();
}

/** Returns the jobs of this folder. The job `announce` calls the listeners in this order. */
export const eventJobs = (listeners: readonly EventListener[]): Job[] => [
  announceJob(listeners),
  defineScheduledJob({
    name: 'delete-old-live-events',
    schedule: '*/5 * * * *',
    run: ({ systemDb }) => deleteOldLiveEvents(systemDb),
  }),
];

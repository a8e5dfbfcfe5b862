import type { TenantDb } from '../database/tenant-db.ts';
import type { StartBackground } from './background.ts';
import type { Job } from './define-job.ts';

/** The jobs and background services of all modules. The code that starts a worker collects them. */
export interface Workload {
  jobs: readonly Job[];
  background: StartBackground;
  /** Writes the audit record for a dropped job of an archived organization, in the organization's transaction. */
  recordDroppedJob(tenant: TenantDb, jobName: string): Promise<void>;
}

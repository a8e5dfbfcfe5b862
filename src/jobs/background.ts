import type { TenantDb } from '../database/tenant-db.ts';
import type { OrganizationStatus } from '../generated/enums.ts';
import type { JobServices } from './services.ts';

/** A service that runs in every worker process in addition to the queue. */
export interface BackgroundService {
  /** Stops after running work has finished. */
  stop(): Promise<void>;
}

/**
 * The background services by name, for jobs that call them. A module declares its service here by declaration merging,
 * and registers a function that starts it.
 */
export interface Background {}

/** `asTenant` (run-as-tenant.ts) with the worker's services. */
export type RunAsTenant = <T>(
  organizationId: string,
  work: (tenant: TenantDb, status: OrganizationStatus | null) => Promise<T>,
) => Promise<T>;

export type BackgroundDependencies = JobServices & { runAsTenant: RunAsTenant };

export type StartBackground = {
  [Name in keyof Background]: (dependencies: BackgroundDependencies) => Background[Name] & BackgroundService;
};

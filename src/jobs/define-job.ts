import type { Logger } from 'pino';
import type { Retention } from '../config/retention.ts';
import type { SystemDb } from '../database/system.ts';
import type { TenantDb } from '../database/tenant-db.ts';
import type { LimitedMailer } from '../mail/mail-allowance.ts';
import type { Background, RunAsTenant } from './background.ts';
import { DEFAULT_ATTEMPTS, SCHEDULED_ATTEMPTS } from './retry-policy.ts';

/** Base URLs of the links in mails, without a slash at the end. */
interface Links {
  /** The front end. */
  appUrl: string;
  /** The pages that accept mailed tokens: those of the front end or of this server. */
  pagesUrl: string;
}

/** The context of a job of an organization: one transaction that sees only the organization's rows. */
export interface TenantJobContext extends Links {
  tenant: TenantDb;
  db: TenantDb['db'];
  scope: TenantDb['scope'];
  /** Sends mails after the commit, when no locks are held. If one fails, the whole job is retried. */
  mailer: LimitedMailer;
  /** The server's base URL for clients, without a slash at the end. */
  apiUrl: string;
  /** The background services of this process. */
  background: Background;
  /** Calls `work` after the commit. It must not throw. */
  afterCommit(work: () => void): void;
}

/** The context of a job about an account. An account belongs to no organization, so it uses the system login. */
export interface AccountJobContext extends Links {
  systemDb: SystemDb;
  mailer: LimitedMailer;
}

export interface ScheduledJobContext {
  systemDb: SystemDb;
  logger: Logger;
  retention: Retention;
  /** The background services of this process. */
  background: Background;
}

/** The context of a job that calls another service for an organization. It holds no transaction meanwhile. */
export interface RemoteJobContext {
  organizationId: string;
  /** Runs `work` in one short transaction that sees only the organization's rows. */
  transact: RunAsTenant;
  /** Runs `work` while no other process runs anything under the same name. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  background: Background;
  logger: Logger;
}

interface BaseJob<Run> {
  /** The name in the database. It must not change while jobs with this name may be in the queue. */
  name: string;
  /** Maximum number of attempts. Afterwards the job stays in the table until an operator retries or drops it. */
  attempts: number;
  /** Jobs with a lower number run first; 0 by default. */
  priority: number;
  run: Run;
}

export interface TenantJob<Payload = never> extends BaseJob<
  (context: TenantJobContext, payload: Payload) => Promise<void>
> {
  kind: 'TENANT';
}

/**
 * A job of an organization that calls another service. It runs whatever the organization's status is, and `transact`
 * says what that is.
 */
export interface RemoteJob<Payload = never> extends BaseJob<
  (context: RemoteJobContext, payload: Payload) => Promise<void>
> {
  kind: 'REMOTE';
}

export interface AccountJob<Payload = never> extends BaseJob<
  (context: AccountJobContext, payload: Payload) => Promise<void>
> {
  kind: 'ACCOUNT';
}

/** A job that runs on a schedule, for all organizations together. */
export interface ScheduledJob extends BaseJob<(context: ScheduledJobContext) => Promise<void>> {
  kind: 'SCHEDULED';
  /** A cron expression, in UTC. */
  schedule: string;
}

export type Job = TenantJob | RemoteJob | AccountJob | ScheduledJob;

type Definition<T extends BaseJob<unknown>> = Pick<T, 'name' | 'run'> &
  Partial<Pick<T, 'attempts' | 'priority'>>;

/** Defines a job of an organization. The parameter of `run` is the payload that `enqueueJob` takes. */
export const defineJob = <Payload>(job: Definition<TenantJob<Payload>>): TenantJob<Payload> => ({
  kind: 'TENANT',
  attempts: DEFAULT_ATTEMPTS,
  priority: 0,
  ...job,
});

/** Defines a job of an organization that calls another service. `enqueueJob` takes it like `defineJob`'s. */
export const defineRemoteJob = <Payload>(job: Definition<RemoteJob<Payload>>): RemoteJob<Payload> => ({
  kind: 'REMOTE',
  attempts: DEFAULT_ATTEMPTS,
  priority: 0,
  ...job,
});

/** Defines a job about an account. The parameter of `run` is the payload that `enqueueAccountJob` takes. */
export const defineAccountJob = <Payload>(job: Definition<AccountJob<Payload>>): AccountJob<Payload> => ({
  kind: 'ACCOUNT',
  attempts: DEFAULT_ATTEMPTS,
  priority: 0,
  ...job,
});

/** Defines a job that runs on a schedule, for all organizations together. */
export const defineScheduledJob = (
  job: Definition<ScheduledJob> & Pick<ScheduledJob, 'schedule'>,
): ScheduledJob => ({ kind: 'SCHEDULED', attempts: SCHEDULED_ATTEMPTS, priority: 0, ...job });

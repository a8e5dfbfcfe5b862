import type { Config } from '../config.ts';
import type { Services } from '../core/services.ts';
import type { SystemDb } from '../database/system.ts';
import type { LimitedMailer } from '../mail/mail-allowance.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Patience } from './rescue-dead-workers.ts';

/** The services of the process that a worker needs. */
export interface WorkerServices extends Pick<
  Services,
  'config' | 'logger' | 'servingPool' | 'scheduler' | 'system' | 'secrets'
> {
  mailer: Pick<Mailer, 'send'>;
  /** Intervals of the search for dead workers. */
  patience?: Patience;
}

/** The services for jobs and background services. Each kind of job gets only a part of them. */
export interface JobServices extends Pick<Services, 'logger' | 'servingPool' | 'scheduler' | 'secrets'> {
  systemDb: SystemDb;
  /** Enforces the mail limit of each recipient. */
  mailer: LimitedMailer;
  /** The settings of webhook delivery. */
  webhooks: Config['webhooks'];
  /** The settings of the payment provider; undefined without one. */
  payments: Config['payments'];
  /** How long rows are kept. */
  retention: Config['retention'];
  appUrl: string;
  /** Base URL of the pages that accept mailed tokens. */
  pagesUrl: string;
  /** Base URL of the server for clients. */
  apiUrl: string;
}

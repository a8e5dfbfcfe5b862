import type { Logger } from 'pino';
import { loadSigningKeys } from '../authentication/signing-keys.ts';
import { createTokens } from '../authentication/tokens.ts';
import type { Config } from '../config.ts';
import { ResponseMemory } from '../core/response-memory.ts';
import { Vitals } from '../core/vitals.ts';
import { loadSecretBox } from '../crypto/key-store.ts';
import { createPasswords } from '../crypto/passwords.ts';
import { createPools, type DatabaseAccess } from '../database/open.ts';
import { connectRedis } from '../database/redis.ts';
import { openReplicas } from '../database/replicas.ts';
import { createSystemHandle } from '../database/system.ts';
import { EventHub } from '../events/hub.ts';
import type { WorkerServices } from '../jobs/services.ts';
import { ValidatedResponses } from '../graphql/validated/cache.ts';
import { createMailer, type KeptMail, type Mailer } from '../mail/mailer.ts';
import { OperationRegistry } from '../modules/client/registry.ts';
import { refusePlanChange } from '../modules/payment/actions.ts';
import { createLoader } from '../modules/payment/load-provider.ts';
import { createFlags } from '../modules/flag/flags.ts';
import { hasFeature } from '../modules/plan/actions.ts';
import { createRequestLimits } from '../modules/plan/request-minute.ts';
import { unassignMember } from '../modules/task/actions.ts';
import { createRequestMeter } from '../modules/usage/request-meter.ts';
import { startTracing } from '../tracing/start.ts';
import { loadErrorReporter } from './error-reporter.ts';
import { createLogger } from './startup.ts';
import { type OnStop, startParts } from './start-parts.ts';
import type { Services } from '../core/services.ts';

/*
 * The composition root: the only file that constructs the services. A new service needs one entry in `Services` and one
 * in this file; the server, the worker, the commands and the tests then have it.
 *
 * Each kind of process gets no more than it uses. A command gets the database. A worker also gets the secrets and the
 * mailer. A server also gets the services of requests, which hash passwords, sign tokens, listen for events and count.
 * `stop()` stops the last started service first. When a service fails to start, those before it are stopped.
 */

type DatabaseUrls = Pick<DatabaseAccess, 'systemUrl' | 'servingUrl'>;

/** Replacements for services that are otherwise created from the settings. */
export interface Overrides extends Partial<Pick<Services, 'logger' | 'passwords' | 'secrets' | 'tokens'>> {
  /** Prints a line for each mail that stays in the outbox. */
  announceMail?: (mail: KeptMail) => void;
}

export type DatabaseServices = Pick<Services, 'config' | 'logger' | 'servingPool' | 'scheduler' | 'system'>;

/** The parts of a server: requests use the services; its inline worker and its outbox use the mailer. */
export interface ServerParts {
  services: Services;
  mailer: Mailer;
  stop(): Promise<void>;
}

/** Creates all services, for a process that serves requests. */
export function createServices(
  config: Config,
  database: DatabaseUrls,
  overrides: Overrides = {},
): Promise<ServerParts> {
  const { logger = createLogger(config) } = overrides;
  return startParts(logger, async (onStop) => {
    const { mailer, ...shared } = await createShared(config, database, { ...overrides, logger }, onStop);
    const { system } = shared;
    const passwords = overrides.passwords ?? (await createPasswords(config.bcryptCost));
    if (!overrides.passwords) onStop(() => passwords.close());
    const redis = config.redisUrl ? connectRedis(config.redisUrl, logger) : undefined;
    onStop(() => redis?.disconnect());
    const { replicaUrls, poolSize, queue } = config.database;
    const replicas = openReplicas(replicaUrls, { poolSize, queue }, logger);
    onStop(() => replicas?.close());
    const events = new EventHub(database.systemUrl, logger);
    onStop(() => events.close());
    const operations = new OperationRegistry(system, logger);
    onStop(() => operations.close());
    const requestMeter = createRequestMeter(system, logger);
    onStop(() => requestMeter.stop());
    const flags = await createFlags(shared, config.flagProvider);
    onStop(() => flags.close());
    const services: Services = {
      ...shared,
      events,
      flags,
      hasFeature,
      refusePlanChange,
      payments: createLoader(config.payments),
      unassignMember,
      operations,
      passwords,
      redis,
      replicas,
      requestLimits: createRequestLimits({ redis }),
      requestMeter,
      responseMemory: new ResponseMemory(config.responseLimits),
      tokens:
        overrides.tokens ?? (await createTokens({ ...config.tokens, keys: await loadSigningKeys(config) })),
      validatedResponses: new ValidatedResponses(),
      vitals: new Vitals(),
    };
    services.vitals.watch('events', () => events.isListening);
    for (const replica of replicas?.all ?? []) services.vitals.watch(replica.name, () => replica.isUp);
    return { services, mailer };
  });
}

/** Creates the services of a worker process. */
export function createWorkerServices(
  config: Config,
  database: DatabaseUrls,
  overrides: Overrides = {},
): Promise<{ services: WorkerServices & { mailer: Mailer }; stop(): Promise<void> }> {
  const { logger = createLogger(config) } = overrides;
  return startParts(logger, async (onStop) => ({
    services: await createShared(config, database, { ...overrides, logger }, onStop),
  }));
}

/** Creates the services of a process that only reads and writes the database. */
export function createDatabaseServices(
  config: Config,
  database: DatabaseUrls,
  logger: Logger = createLogger(config),
): Promise<{ services: DatabaseServices; stop(): Promise<void> }> {
  return startParts(logger, (onStop) => ({ services: openDatabase(config, database, logger, onStop) }));
}

async function createShared(
  config: Config,
  database: DatabaseUrls,
  { logger, secrets, announceMail }: Overrides & { logger: Logger },
  onStop: OnStop,
) {
  onStop(await startTracing(config.tracing));
  onStop(await loadErrorReporter(config.errorReporter));
  const opened = openDatabase(config, database, logger, onStop);
  const mailer = createMailer({ ...config.mail, ...(announceMail && { announce: announceMail }) }, logger);
  onStop(() => mailer.close());
  return { ...opened, mailer, secrets: secrets ?? (await loadSecretBox(config)) };
}

function openDatabase(
  config: Config,
  database: DatabaseUrls,
  logger: Logger,
  onStop: OnStop,
): DatabaseServices {
  const pools = createPools(database, config, logger);
  onStop(() => pools.end());
  return {
    config,
    logger,
    servingPool: pools.serving,
    scheduler: pools.scheduler,
    system: createSystemHandle(pools.system, config.database.queue),
  };
}

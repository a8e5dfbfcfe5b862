import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { localAddress } from './addresses.ts';
import type { Config } from './config.ts';
import type { Services } from './context.ts';
import { migrate } from './database/migrate.ts';
import { createPools, type DatabaseAccess, requireHarmlessLogin } from './database/open.ts';
import { requireReachable } from './database/reachable.ts';
import { createSystemHandle, processDb } from './database/system.ts';
import { loadSecretBox, loadSigningKeys } from './keys.ts';
import { createMailer, type KeptMail } from './mail.ts';
import { ResponseMemory } from './graphql/response-memory.ts';
import { OperationRegistry } from './modules/client/registry.ts';
import { startWorker } from './modules/job/worker.ts';
import { createRequestLimits } from './modules/plan/admission.ts';
import { createRequestMeter } from './modules/usage/request-meter.ts';
import { createPasswords } from './modules/session/passwords.ts';
import { createTokens } from './modules/session/tokens.ts';
import { addOutbox, mailLine } from './pages/outbox.ts';
import { onTermination, stopAll } from './process.ts';
import { connectRedis } from './redis.ts';
import { demoAccounts, demoPassword, seedDemo } from './seed/demo.ts';
import { createServer } from './server.ts';
import { EventHub } from './subscriptions/hub.ts';
import { Vitals } from './vitals.ts';

/**
 * Serves the API, and works the queue, until the process is asked to end.
 * @param onStarted called when the server from now on ends everything itself, the database included
 */
export async function serve(
  config: Config,
  database: DatabaseAccess,
  logger: Logger,
  onStarted: () => void,
): Promise<void> {
  const stops: (() => unknown)[] = [() => database.close()];
  let baseAddress = config.apiUrl;
  const stop = () => stopAll(stops, logger);
  try {
    if (database.embedded) await migrate(database.systemUrl, database.servingUrl, logger);
    const pools = createPools(database, config, logger);
    stops.push(() => pools.end());
    await requireReachable('DATABASE_APP_URL', database.servingUrl);
    await requireHarmlessLogin(pools.serving);
    const passwords = await createPasswords(config.bcryptCost);
    stops.push(() => passwords.close());
    const redis = config.redisUrl ? connectRedis(config.redisUrl, logger) : undefined;
    stops.push(() => redis?.disconnect());
    const vitals = new Vitals();
    const events = new EventHub(database.systemUrl, logger);
    vitals.watch('events', () => events.isListening);
    stops.push(() => events.close());
    const system = createSystemHandle(pools.system, config.database.queue);
    const operations = new OperationRegistry(system, logger);
    stops.push(() => operations.close());
    const keys = await loadSigningKeys(config);
    const requestMeter = createRequestMeter(system, logger);
    stops.push(() => requestMeter.stop());
    const secrets = await loadSecretBox(config);
    const services: Services = {
      config,
      logger,
      servingPool: pools.serving,
      scheduler: pools.scheduler,
      system,
      events,
      operations,
      passwords,
      redis,
      requestLimits: createRequestLimits({ redis }),
      requestMeter,
      responseMemory: new ResponseMemory(config.responseLimits),
      tokens: await createTokens({ ...config.tokens, keys }),
      secrets,
      vitals,
    };
    if (database.embedded) await seedDemo(processDb(services), await passwords.hash(demoPassword));
    // Only here: the page is this server's, not that of a worker by itself.
    const announceMail = (mail: KeptMail) => console.log(mailLine(baseAddress, mail));
    const mailer = createMailer(
      { ...config.mail, ...(config.development && { announce: announceMail }) },
      logger,
    );
    stops.push(() => mailer.close());
    if (config.inlineWorker) {
      const worker = await startWorker({
        systemPool: pools.system,
        systemDb: processDb(services),
        servingPool: pools.serving,
        scheduler: pools.scheduler,
        mailer,
        appUrl: config.appUrl,
        pagesUrl: config.pagesUrl,
        secrets,
        webhooks: config.webhooks,
        apiUrl: config.apiUrl,
        concurrency: config.jobConcurrency,
        logger,
      });
      stops.push(() => worker.stop());
      vitals.watch('worker', () => worker.isWorking);
      vitals.watch('mail', () => mailer.isWorking);
    }
    const app = await createServer(services);
    if (config.development) addOutbox(app, mailer.outbox);
    stops.push(() => app.close());
    onStarted();
    onTermination(stop, logger);
    await app.listen({ host: config.host, port: config.port });
    const address = (baseAddress = localAddress(config.host, (app.server.address() as AddressInfo).port));
    logger.info({ address }, 'listening');
    if (config.development) announce(config, address, database);
  } catch (error) {
    await stop();
    throw error;
  }
}

function announce(config: Config, address: string, { embedded }: DatabaseAccess): void {
  console.log(`\nPolity is ready.\n\n  API        ${address}/graphql`);
  if (config.explorer) {
    console.log(`  Sandbox    ${address}/`);
    console.log(`  Explorer   ${address}/explorer  (needs no network)`);
  }
  if (config.reference) console.log(`  Reference  ${address}/docs`);
  console.log(
    `  Database   ${embedded ? `embedded PostgreSQL, kept in ${config.dataDirectory}` : 'DATABASE_URL'}`,
  );
  if (embedded) {
    console.log(`\n  Sign in with the password ${demoPassword}:`);
    for (const { email, roles } of demoAccounts) console.log(`    ${email.padEnd(24)}${roles}`);
  }
  console.log('\n  Ctrl-C stops it; the data stays.\n');
}

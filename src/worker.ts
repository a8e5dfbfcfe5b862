import { createPools, locateDatabase } from './database/open.ts';
import { createSystemHandle, processDb } from './database/system.ts';
import { onInterruption } from './interruption.ts';
import { loadSecretBox } from './keys.ts';
import { createMailer } from './mail.ts';
import { startWorker } from './modules/job/worker.ts';
import { configure, createLogger, exitOnUnexpectedErrors, fail, onTermination, stopAll } from './process.ts';

const config = configure();
const logger = createLogger(config);
exitOnUnexpectedErrors(logger);

try {
  const located = locateDatabase(config);
  const release = onInterruption(async () => (await located).close());
  const database = await located;
  const pools = createPools(database, config, logger);
  const mailer = createMailer(config.mail, logger);
  const worker = await startWorker({
    systemPool: pools.system,
    systemDb: processDb({ system: createSystemHandle(pools.system) }),
    servingPool: pools.serving,
    scheduler: pools.scheduler,
    mailer,
    appUrl: config.appUrl,
    pagesUrl: config.pagesUrl,
    secrets: await loadSecretBox(config),
    webhooks: config.webhooks,
    apiUrl: config.apiUrl,
    concurrency: config.jobConcurrency,
    logger,
  });
  const stops = [() => database.close(), () => pools.end(), () => mailer.close(), () => worker.stop()];
  release();
  onTermination(() => stopAll(stops, logger), logger);
  if (config.development) console.log('The worker is ready.');
  else logger.info('The worker is ready.');
} catch (error) {
  fail(error);
}

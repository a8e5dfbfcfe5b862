import { locateDatabase } from './database/open.ts';
import { onInterruption } from './interruption.ts';
import { requireFreePort } from './listening.ts';
import { configure, createLogger, exitOnUnexpectedErrors, fail } from './process.ts';

const config = configure();
const logger = createLogger(config);
exitOnUnexpectedErrors(logger);

try {
  // Before anything is started: the database of the server that has the port must not be touched.
  await requireFreePort('PORT', config.host, config.port);
  if (config.metrics.port) await requireFreePort('METRICS_PORT', config.host, config.metrics.port);
  const located = locateDatabase(config);
  // Until the server ends by itself when it is asked to.
  const release = onInterruption(async () => (await located).close());
  const database = await located;
  // Imported only now: it takes seconds, and what is wrong with the port or the data folder is told at once.
  const { serve } = await import('./serve.ts');
  await serve(config, database, logger, release);
} catch (error) {
  fail(error);
}

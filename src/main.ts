import { locateDatabase } from './database/open.ts';
import { onInterruption } from './util/interruption.ts';
import { requireFreePort } from './http/listening.ts';
import { loadConfigOrExit, createLogger, exitOnUnexpectedErrors, fail } from './bootstrap/startup.ts';

const config = loadConfigOrExit();
const logger = createLogger(config);
exitOnUnexpectedErrors(logger);

try {
  // First, because a server that already uses the port may also use this database, which must then stay untouched.
  await requireFreePort('PORT', config.host, config.port);
  if (config.metrics.port) await requireFreePort('METRICS_PORT', config.host, config.metrics.port);
  const located = locateDatabase(config);
  // On a signal, closes the database until `serve` takes over the shutdown.
  const release = onInterruption(async () => (await located).close());
  const database = await located;
  // The import takes a second or more. Errors of the port and the data folder are reported before it.
  const { serve } = await import('./bootstrap/serve.ts');
  await serve(config, database, logger, release);
} catch (error) {
  fail(error);
}

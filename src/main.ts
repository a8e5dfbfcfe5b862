import { createServer as createSocket } from 'node:net';
import { locateDatabase } from './database/open.ts';
import { configure, createLogger, exitOnUnexpectedErrors, fail } from './process.ts';

const config = configure();
const logger = createLogger(config);
exitOnUnexpectedErrors(logger);

try {
  await requireFreePort('PORT', config.port);
  if (config.metrics.port) await requireFreePort('METRICS_PORT', config.metrics.port);
  const database = await locateDatabase(config);
  // Imported only now: it takes seconds, and what is wrong with the port or the data folder is told at once.
  const { serve } = await import('./serve.ts');
  await serve(config, database, logger);
} catch (error) {
  fail(error);
}

/** Before anything is started: the database of the server that has the port must not be touched. */
async function requireFreePort(setting: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = createSocket().once('error', reject).listen({ host: config.host, port }, resolve);
  try {
    await promise;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(
      `Port ${port} is in use. End what uses it, or choose another: ${setting}=${port + 1} npm start`,
      { cause: error },
    );
  } finally {
    socket.close();
  }
}

import { createWorkerServices } from './bootstrap/create-services.ts';
import { startParts } from './bootstrap/start-parts.ts';
import {
  loadConfigOrExit,
  createLogger,
  exitOnUnexpectedErrors,
  fail,
  onTermination,
} from './bootstrap/startup.ts';
import { locateDatabase } from './database/open.ts';
import { requireFreePort } from './http/listening.ts';
import { serveWorkerEndpoints } from './http/worker-endpoints.ts';
import { type JobWorker, startWorker } from './jobs/worker.ts';
import { workload } from './modules/workload.ts';
import { onInterruption } from './util/interruption.ts';

const config = loadConfigOrExit();
const logger = createLogger(config);
exitOnUnexpectedErrors(logger);

try {
  if (config.workerPort) await requireFreePort('WORKER_PORT', config.host, config.workerPort);
  const located = locateDatabase(config);
  const release = onInterruption(async () => (await located).close());
  const database = await located;
  const { stop } = await startParts(logger, async (onStop) => {
    onStop(() => database.close());
    const shared = await createWorkerServices(config, database, { logger });
    onStop(shared.stop);
    let worker: JobWorker | undefined;
    // It stops after the worker, so that the process looks alive while running jobs end.
    onStop(await serveWorkerEndpoints(shared.services, () => worker?.isWorking ?? false));
    worker = await startWorker(shared.services, workload);
    onStop(() => worker?.stop());
    return {};
  });
  release();
  onTermination(stop, logger);
  if (config.development) console.log('The worker is ready.');
  else logger.info('The worker is ready.');
} catch (error) {
  fail(error);
}

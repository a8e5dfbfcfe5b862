import { join } from 'node:path';
import { buildWeb, hasWebSources } from '../development/web-build.ts';
import { readWebFiles, type WebFiles } from '../http/web/files.ts';
import type { WebState } from '../http/web/routes.ts';
import { registerOwnOperations } from '../modules/client/own-operations.ts';
import type { Services } from '../core/services.ts';
import type { OnStop } from './start-parts.ts';

/** Where the Dockerfile, and `npm run web:build`, put the built files. */
const BUILT_FOLDER = join(import.meta.dirname, '../../dist/web');

/**
 * Prepares the front end and registers its operations. Returns a function for its state. In development, the files are
 * built while the server already serves requests; a failure is logged and shown at /app.
 * @throws in production, if there are no built files
 */
export async function startWeb(
  services: Services,
  onStop: OnStop,
  builtFolder = BUILT_FOLDER,
): Promise<() => WebState> {
  const { config, logger } = services;
  if (!config.development) {
    const files = await readBuilt(builtFolder);
    await registerOwnOperations(services, files.operations);
    return () => files;
  }
  const ended = new AbortController();
  let state: WebState;
  const prepare = async () => {
    const folder = hasWebSources() ? await buildWeb(config.dataDirectory, ended.signal) : undefined;
    const files = folder ? await readWebFiles(folder) : await readBuilt(builtFolder);
    await registerOwnOperations(services, files.operations);
    state = files;
  };
  const prepared = prepare().catch((error: Error) => {
    if (ended.signal.aborted) return;
    logger.warn({ err: error }, 'front end not built');
    state = { failure: error.message };
  });
  onStop(() => {
    ended.abort();
    return prepared;
  });
  return () => state;
}

async function readBuilt(folder: string): Promise<WebFiles> {
  try {
    return await readWebFiles(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(
      `WEB: is on, but ${folder} has no built front end. The Dockerfile makes it; without Docker run ` +
        '`npm ci && npm run web:build`. WEB=off serves the API alone.',
      { cause: error },
    );
  }
}

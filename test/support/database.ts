import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { prepareEmbeddedDatabase, startEmbeddedPostgres } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    superuserUrl: string;
    systemUrl: string;
    servingUrl: string;
  }
}

/** Starts a PostgreSQL for the whole run, with a migrated template that each test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'polity-test-'));
  await chmod(directory, 0o755);
  const server = await startEmbeddedPostgres(directory, {
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  });
  const urls = await prepareEmbeddedDatabase(server.superuserUrl, 'template');
  await migrate(urls.systemUrl, urls.servingUrl, pino({ level: 'silent' }));
  project.provide('superuserUrl', server.superuserUrl);
  project.provide('systemUrl', urls.systemUrl);
  project.provide('servingUrl', urls.servingUrl);
  return async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { prepareEmbeddedDatabase } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { scratchPostgres } from '../../src/database/scratch.ts';

declare module 'vitest' {
  interface ProvidedContext {
    superuserUrl: string;
    systemUrl: string;
    servingUrl: string;
  }
}

/** Starts a PostgreSQL for the whole run, with a migrated template that each test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Vitest ends a millisecond after a signal, which PostgreSQL and its folder would outlive.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal);
  const server = await scratchPostgres('test', {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
  });
  const urls = await prepareEmbeddedDatabase(server.superuserUrl, 'template');
  await migrate(urls.systemUrl, urls.servingUrl, pino({ level: 'silent' }));
  project.provide('superuserUrl', server.superuserUrl);
  project.provide('systemUrl', urls.systemUrl);
  project.provide('servingUrl', urls.servingUrl);
  return server.stop;
}

import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { prepareEmbeddedDatabase } from '../../src/database/embedded/postgres.ts';
import { migrate } from '../../src/database/migrate.ts';
import { scratchPostgres } from '../../tools/scratch-postgres.ts';

interface TestDatabase {
  superuserUrl: string;
  systemUrl: string;
  servingUrl: string;
}

declare module 'vitest' {
  interface ProvidedContext extends TestDatabase {}
}

/** Shared by all projects of the run, each of which loads this file anew. */
interface Shared {
  polityTests?: { starting: Promise<TestDatabase & { stop: () => Promise<void> }>; users: number };
}
const shared = globalThis as Shared;

/** A statement over a Unix socket takes two thirds of the processor's time of one over TCP. */
const hasUnixSockets = process.platform !== 'win32';

/** Starts one PostgreSQL for the whole run, with a migrated template that each test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Vitest ends a millisecond after a signal, which PostgreSQL and its folder would outlive.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal);
  shared.polityTests ??= { starting: start(), users: 0 };
  const running = shared.polityTests;
  running.users++;
  const { superuserUrl, systemUrl, servingUrl, stop } = await running.starting;
  project.provide('superuserUrl', superuserUrl);
  project.provide('systemUrl', systemUrl);
  project.provide('servingUrl', servingUrl);
  return async () => {
    if (--running.users === 0) await stop();
  };
}

async function start(): Promise<TestDatabase & { stop: () => Promise<void> }> {
  const server = await scratchPostgres('test', {
    // Relative to PostgreSQL's folder.
    ...(hasUnixSockets && { unix_socket_directories: '.' }),
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    // The databases are small and short-lived: cleaning up behind the tests costs more than it saves.
    autovacuum: 'off',
    max_connections: '300',
  });
  const superuserUrl = hasUnixSockets
    ? `${server.superuserUrl}?host=${server.folder}/postgres`
    : server.superuserUrl;
  const urls = await prepareEmbeddedDatabase(superuserUrl, 'template');
  await migrate(urls.systemUrl, urls.servingUrl, pino({ level: 'silent' }));
  return { superuserUrl, ...urls, stop: server.stop };
}

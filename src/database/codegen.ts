import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pino } from 'pino';
import { prepareEmbeddedDatabase } from './embedded.ts';
import { migrate } from './migrate.ts';
import { scratchPostgres } from './scratch.ts';

const generator = join(import.meta.dirname, '../../node_modules/.bin/kysely-codegen');

/** Generates the database types from a freshly migrated database. @throws with `check` when the present ones differ */
export async function checkOrGenerateTypes(check: boolean): Promise<void> {
  const server = await scratchPostgres('codegen', { fsync: 'off' });
  try {
    const { systemUrl, servingUrl } = await prepareEmbeddedDatabase(server.superuserUrl, 'codegen');
    await migrate(systemUrl, servingUrl, pino({ level: 'silent' }));
    const { status } = spawnSync(generator, check ? ['--verify'] : [], {
      stdio: 'inherit',
      env: { ...process.env, DATABASE_URL: systemUrl },
    });
    if (status !== 0) throw new Error('The database types are stale: run `npm run codegen`.');
  } finally {
    await server.stop();
  }
}

import pg from 'pg';
import { pino } from 'pino';
import { afterAll } from 'vitest';
import { prepareEmbeddedDatabase, startEmbeddedPostgres } from '../../src/database/embedded/postgres.ts';
import { migrate } from '../../src/database/migrate.ts';
import { scratchFolder, scratchPostgres } from '../../tools/scratch-postgres.ts';
import { copyCluster } from './copy-cluster.ts';

/** Sends one statement over its own connection. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** A migrated primary and its streaming standby, both removed after the file. */
export async function startWithStandby() {
  const primary = await scratchPostgres('primary', { fsync: 'off' });
  afterAll(() => primary.stop());
  const urls = await prepareEmbeddedDatabase(primary.superuserUrl, 'polity');
  await migrate(urls.systemUrl, urls.servingUrl, pino({ level: 'silent' }));
  const folder = await scratchFolder('standby');
  await copyCluster(primary, folder.path);
  const { hostname, port, password } = new URL(primary.superuserUrl);
  const standby = await startEmbeddedPostgres(folder.path, {
    settings: {
      fsync: 'off',
      hot_standby: 'on',
      // So that a conflict with replay is one.
      hot_standby_feedback: 'off',
      primary_conninfo: `host=${hostname} port=${port} user=postgres password=${password}`,
    },
  });
  afterAll(async () => {
    await standby.stop();
    await folder.remove();
  });
  const superuser = Object.assign(new URL(standby.superuserUrl), { pathname: '/polity' }).href;
  return {
    urls,
    primaryUrl: Object.assign(new URL(primary.superuserUrl), { pathname: '/polity' }).href,
    standbyUrl: superuser,
    /** The URL of the serving login. */
    servingUrl: Object.assign(new URL(urls.servingUrl), { port: String(standby.port) }).href,
    pause: () => query(superuser, 'select pg_wal_replay_pause()'),
    resume: () => query(superuser, 'select pg_wal_replay_resume()'),
  };
}

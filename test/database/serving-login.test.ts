import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { createDatabase } from '../support/server.ts';

const logger = pino({ level: 'silent' });

test('a transaction of a login that migrate has created does not stay idle; migrate changes nothing of an existing one', async () => {
  const { systemUrl, servingUrl } = await createDatabase();
  const login = `serving_${randomBytes(6).toString('hex')}`;
  const own = new URL(servingUrl);
  own.username = login;
  await migrate(systemUrl, own.href, logger);
  const client = new pg.Client({ connectionString: own.href });
  const system = new pg.Client({ connectionString: systemUrl });
  await Promise.all([client.connect(), system.connect()]);
  onTestFinished(async () => {
    await client.end();
    await system.query(`drop role ${login}`);
    await system.end();
  });
  const limit = async () => (await client.query('show idle_in_transaction_session_timeout')).rows;
  expect(await limit()).toEqual([{ idle_in_transaction_session_timeout: '1min' }]);
  const settings = async () => {
    const { rows } = await system.query('select rolconfig from pg_roles where rolname = $1', [login]);
    return rows[0].rolconfig;
  };
  await system.query(`alter role ${login} set idle_in_transaction_session_timeout = '5s'`);
  await migrate(systemUrl, own.href, logger);
  expect(await settings()).toEqual(['idle_in_transaction_session_timeout=5s']);
});

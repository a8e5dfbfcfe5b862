import { EventEmitter, once } from 'node:events';
import pg from 'pg';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { migrate, migrationNames, withMigrator } from '../src/database/migrate.ts';
import { createDatabase } from './support/server.ts';

/** A migration that locks the tasks. */
const LOCKING = '0031_untouched_positions';

test('a migration that waits for a long request holds up no other, and is applied when that is over', async () => {
  const { systemUrl, servingUrl } = await createDatabase();
  const names = await migrationNames();
  await withMigrator(systemUrl, async (migrator) => {
    for (const name of names.slice(names.indexOf(LOCKING)).toReversed())
      expect((await migrator.migrateDown()).results?.map((each) => each.migrationName)).toEqual([name]);
  });
  const pool = new pg.Pool({ connectionString: systemUrl, max: 2 });
  onTestFinished(() => pool.end());
  const long = await pool.connect();
  await long.query('begin; lock table tasks in access share mode');

  const log = new EventEmitter();
  const logger = pino({ level: 'warn' }, { write: (line: string) => void log.emit('line', line) });
  const migrating = migrate(systemUrl, servingUrl, logger);
  const [line] = await once(log, 'line');
  expect(JSON.parse(line)).toMatchObject({
    msg: 'the migration did not get a lock, and is tried again',
    attempt: 1,
  });
  // Behind a migration that goes on waiting this would not end.
  await pool.query('select count(*) from tasks');
  await long.query('commit');
  long.release();
  const applied = (await migrating).map(({ migrationName }) => migrationName);
  expect(applied).toEqual(names.slice(names.indexOf(LOCKING)));
});

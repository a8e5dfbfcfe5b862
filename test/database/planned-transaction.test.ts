import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, expect, inject, onTestFinished, test } from 'vitest';
import { createPool } from '../../src/database/client.ts';
import type { RowCounter } from '../../src/database/counted-query.ts';
import { ConnectionScheduler } from '../../src/database/scheduler.ts';
import { TenantTransaction } from '../../src/database/transaction.ts';
import { until } from '../support/mail.ts';
import { createDatabase } from '../support/server.ts';

const { servingUrl, systemUrl } = await createDatabase();
/** Only a superuser sees what others execute. */
const observer = new pg.Client({
  connectionString: Object.assign(new URL(inject('superuserUrl')), { pathname: new URL(systemUrl).pathname })
    .href,
});
await observer.connect();
await observer.query('create table notes (text text); grant select, insert on notes to polity_serving');
afterAll(() => observer.end());

/** Transactions that share one connection. */
function transactions() {
  const pool = createPool(servingUrl, 1, pino({ level: 'silent' }));
  onTestFinished(async () => {
    await observer.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = $1',
      [new URL(servingUrl).username],
    );
    await pool.end();
  });
  const scheduler = new ConnectionScheduler(1, { claims: 10, bytes: 1_000 });
  const begin = (organization: string, readOnly: boolean, rows?: RowCounter) =>
    new TenantTransaction<{ pid: number }>(
      pool,
      { readOnly, prepare: false, text: 'select pg_backend_pid() as pid', values: [] },
      {
        acquire: () =>
          scheduler.acquire({
            caller: organization,
            organization,
            requested: organization,
            weight: 1,
            light: true,
            bytes: 0,
            patient: true,
          }),
      },
      rows,
    );
  return { begin, scheduler };
}

const SLEEP = CompiledQuery.raw('select pg_sleep(600)');

/** Sends the query in one packet with the opening statement and the commit, and waits until PostgreSQL executes it. */
async function execute(transaction: TenantTransaction<{ pid: number }>, query: CompiledQuery): Promise<void> {
  transaction.planOnly(query);
  await transaction.opened();
  transaction.takePlanned()?.catch(() => undefined);
  await until(async () => {
    const text = `select from pg_stat_activity where query = $1 and state = 'active' and wait_event = 'PgSleep'`;
    return (await observer.query(text, [query.sql])).rowCount || undefined;
  });
}

/** Writes two rows with a pause between them, in which a stray ROLLBACK or cancel request would arrive. */
async function write(
  transaction: TenantTransaction<{ pid: number }>,
  note: string,
  seconds = 0.2,
): Promise<void> {
  const insert = () =>
    transaction.db.executeQuery(CompiledQuery.raw('insert into notes values ($1)', [note]));
  await insert();
  await transaction.db.executeQuery(CompiledQuery.raw(`select pg_sleep(${seconds})`));
  await insert();
  await transaction.commit();
}

const countOf = async (note: string): Promise<number | null> =>
  (await observer.query('select from notes where text = $1', [note])).rowCount;

const steps: [string, (transaction: TenantTransaction<{ pid: number }>) => Promise<unknown>][] = [
  ['begun again', (transaction) => transaction.beginAgain()],
  ['paused', (transaction) => transaction.pause()],
  ['started over', (transaction) => transaction.startOver()],
  ['reopened', (transaction) => transaction.reopen([])],
  ['rolled back', (transaction) => transaction.rollback()],
];

test.each(steps)(
  'a planned read that is cancelled and %s leaves the next transaction whole',
  async (name, step) => {
    const { begin, scheduler } = transactions();
    const read = begin('acme', true);
    await execute(read, SLEEP);
    const reason = new Error('the client went away');
    expect(read.cancel(reason)).toBe(true);
    if (name === 'rolled back') await step(read);
    else await expect(step(read)).rejects.toBe(reason);
    await write(begin('techstart', false), name);
    expect(await countOf(name)).toBe(2);
    expect(scheduler.counts.held).toEqual({ light: 0, heavy: 0 });
  },
);

test.each(steps)(
  'a planned read that is %s ends its statement, and leaves the next transaction whole',
  async (name, step) => {
    const { begin, scheduler } = transactions();
    const read = begin('acme', true);
    await execute(read, SLEEP);
    await step(read);
    if (name !== 'rolled back') {
      const { rows } = await read.db.executeQuery<{ one: number }>(CompiledQuery.raw('select 1 as one'));
      expect(rows).toEqual([{ one: 1 }]);
      await read.commit();
    }
    await write(begin('techstart', false), `${name} alone`);
    expect(await countOf(`${name} alone`)).toBe(2);
    expect(scheduler.counts.held).toEqual({ light: 0, heavy: 0 });
  },
);

test('a planned read that is begun again counts none of its rows, and tells no limit that they exceeded', async () => {
  const { begin } = transactions();
  let bytes = 0;
  const rows: RowCounter = {
    take: (length) => ((bytes += length) > 1_000 ? new Error('too large') : undefined),
    release: () => (bytes = 0),
  };
  for (const size of [900, 2_000, 100_000]) {
    const read = begin('acme', true, rows);
    read.planOnly(CompiledQuery.raw(`select repeat('x', ${size}) as text`));
    await read.opened();
    await read.takePlanned()?.catch(() => undefined);
    await read.beginAgain();
    expect(bytes).toBe(0);
    read.requireRoom();
    read.requireSound();
    const { rows: found } = await read.db.executeQuery<{ text: string }>(
      CompiledQuery.raw(`select repeat('y', 500) as text`),
    );
    expect(found[0]!.text).toHaveLength(500);
    await read.commit();
    expect(bytes).toBe(0);
  }
});

test.each([2_000, 100_000])(
  'a connection that is closed for a row of %i bytes serves no other transaction',
  async (size) => {
    const { begin, scheduler } = transactions();
    for (let times = 0; times < 20; times++) {
      const read = begin('acme', true, { take: () => new Error('too large'), release: () => undefined });
      read.planOnly(CompiledQuery.raw(`select repeat('x', ${size}) as text`));
      await read.opened();
      await expect(read.takePlanned()).rejects.toThrow('too large');
      await expect(read.commit()).rejects.toThrow('too large');
      await write(begin('techstart', false), `after ${size}`, 0);
    }
    expect(await countOf(`after ${size}`)).toBe(40);
    expect(scheduler.counts.held).toEqual({ light: 0, heavy: 0 });
  },
);

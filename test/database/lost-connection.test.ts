import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createPool } from '../../src/database/client.ts';
import { createDatabase } from '../support/server.ts';

const { systemUrl } = await createDatabase('template0');

test('the log line of a lost connection has the error, and nothing of the connection', async () => {
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(line) });
  const pool = createPool(systemUrl, 2, logger);
  const other = await pool.connect();
  const idle = await pool.connect();
  const { rows } = await idle.query('select pg_backend_pid() as pid');
  idle.release();
  await other.query('select pg_terminate_backend($1)', [rows[0].pid]);
  const lost = () => lines.filter((line) => line.includes('idle database connection lost'));
  await expect.poll(() => lost().length).toBe(1);
  other.release();
  await pool.end();
  const { err } = JSON.parse(lost()[0]!);
  expect(err.message).toContain('terminating connection');
  expect(lost()[0]).not.toMatch(/secretKey|processID|parsedStatements/);
  expect(lost()[0]!.length).toBeLessThan(2_000);
});

import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { readManifest } from '../../src/database/backup/manifest.ts';
import { restoreBackup } from '../../src/database/backup/restore.ts';
import { writeBackup } from '../../src/database/backup/write.ts';
import { dumpSchema } from '../../tools/schema-dump.ts';
import { Client } from '../support/client.ts';
import { createCast, createHouse } from '../support/isolation/cast.ts';
import { createIds } from '../support/isolation/ids.ts';
import { cellsOf } from '../support/isolation/judge.ts';
import { allRows } from '../support/isolation/rows.ts';
import { createDatabase, startTestServer } from '../support/server.ts';
import { startWriters } from '../support/writers.ts';

/** Each query is sent by a third of the callers, and each caller sends a third of the queries; in `test:long` all. */
const SHARE = Number(process.env['RESTORED_SHARE'] ?? 3);

const limits = { FEDERATION: 'on', COST_LIMIT: '1000000', COST_LIMIT_ANONYMOUS: '1000000' };
const server = await startTestServer(limits);
const folder = await mkdtemp(join(tmpdir(), 'polity-backup-'));
await chmod(folder, 0o755);
afterAll(() => rm(folder, { recursive: true, force: true }));

const { houses, cast } = await createCast(server);
const rows = allRows(await createIds(server, houses)).filter(({ writes }) => !writes);

// Its organization is none of the cast's, so that nothing of theirs changes after the snapshot.
const writers = startWriters(await createHouse(server), 4);
await writers.reach(10);
const before = writers.acknowledged();
const target = join(folder, 'busy');
await writeBackup(server.urls.systemUrl, server.services.secrets, target);
const after = await writers.stop();

const urls = await createDatabase('template0');
await restoreBackup(target, {
  ...urls,
  box: server.services.secrets,
  logger: pino({ level: 'silent' }),
  withOtherKeys: false,
});
const restored = await startTestServer(limits, undefined, { of: server, urls });

test('every query of the certificate has the same answer from the restored database', async () => {
  const different: string[] = [];
  let asked = 0;
  for (const [index, row] of rows.entries()) {
    const callers = cast.filter((_, number) => (number + index) % SHARE === 0);
    const cells = callers.flatMap((caller) => cellsOf(row, caller));
    await Promise.all(
      cells.map(async ({ caller, target }) => {
        const variables = (await row.variables(target, caller)) as Record<string, unknown>;
        const [first, second] = await Promise.all(
          [server.url, restored.url].map((url) =>
            new Client(url, caller.client.headers).send(row.operation, variables),
          ),
        );
        asked++;
        const [one, other] = [first!, second!].map(({ body }) => withoutCount(JSON.stringify(body)));
        if (one !== other) different.push(`${row.name}, ${caller.name}: ${one} but ${other}`);
      }),
    );
  }
  expect(different).toEqual([]);
  expect(asked).toBeGreaterThan(1000);
});

/** The requests of an API key count themselves, each a moment later, and the writers go on after the backup. */
const withoutCount = (body: string) =>
  body
    .replace(/("apiRequests":\{[^}]*"used":)\d+/, '$1')
    .replace(/("use":\{[^}]*"tasks":)\d+(,"apiRequests":)\d+/g, '$1$2')
    .replace(/("key":"apiRequestsPerMonth"[^}]*)"used":\d+,"remaining":\d+/, '$1');

test('the backup of a busy database has whole transactions, and all that were acknowledged before it', async () => {
  for (const [writer, count] of (await writers.written(restored.systemPool)).entries()) {
    expect(count).toBeGreaterThanOrEqual(before[writer]!);
    expect(count).toBeLessThanOrEqual(after[writer]!);
  }
  expect(after.some((count, writer) => count > before[writer]!)).toBe(true);
});

test('the restored database has the same schema, and its triggers and foreign keys are in force', async () => {
  const [one, other] = await Promise.all([server.urls, urls].map(({ systemUrl }) => dumpSchema(systemUrl)));
  expect(other).toEqual(one);
  const states = `select count(*) filter (where tgenabled <> 'O')::int as disabled, count(*)::int as all from pg_trigger`;
  const { rows: original } = await server.systemPool.query(states);
  const { rows: copy } = await restored.systemPool.query(states);
  expect(copy).toEqual(original);
  expect(copy[0].disabled).toBe(0);
});

test('only the owner can read the files, and the manifest has every table', async () => {
  const { tables } = await readManifest(target);
  expect(tables.map(({ name }) => name)).toContain('public.usage_events');
  expect((await stat(target)).mode & 0o777).toBe(0o700);
  for (const file of ['manifest.json', ...tables.map(({ name }) => `${name}.copy.gz`)])
    expect((await stat(join(target, file))).mode & 0o777).toBe(0o600);
});

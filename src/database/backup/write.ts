import { createHash, type Hash } from 'node:crypto';
import { open, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { SecretBox } from '../../crypto/secret-box.ts';
import { hasCode } from '../../util/has-code.ts';
import { onInterruption } from '../../util/interruption.ts';
import { type BackupTable, readMigrations, readSequences, readTables } from './catalog.ts';
import { inTransaction, withConnection } from './connect.ts';
import { partitionedTables } from '../partitions/make-partitions.ts';
import { instantOf } from '../partitions/month.ts';
import { type Manifest, manifestPath, sealMark, type TableEntry, tablePath } from './manifest.ts';

const OWNER_ONLY = { folder: 0o700, file: 0o600 };

/**
 * Writes all rows to a new folder, as they are at one moment. Servers continue to read and write; migrations wait until it
 * has finished. Memory does not grow with the database. An interrupted backup leaves no folder behind.
 * @throws if the folder exists, or the login does not see every row
 */
export async function writeBackup(systemUrl: string, box: SecretBox, target: string): Promise<Manifest> {
  const folder = resolve(target);
  if (await exists(folder)) throw new Error(`${folder} exists. Name a new folder.`);
  await mkdir(dirname(folder), { recursive: true });
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: OWNER_ONLY.folder });
  const remove = () => rm(unfinished, { recursive: true, force: true });
  const release = onInterruption(remove);
  try {
    const manifest = await withConnection(systemUrl, (client) => copyAll(client, box, unfinished));
    await rename(unfinished, folder);
    return manifest;
  } catch (error) {
    await remove();
    throw error;
  } finally {
    release();
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, 'ENOENT')) return false;
      throw error;
    },
  );
}

async function copyAll(client: pg.Client, box: SecretBox, folder: string): Promise<Manifest> {
  const known = await readTables(client);
  if (known.length === 0) throw new Error('The database has no tables. Run `npm run migrate` first.');
  requireEveryRow(known);
  return inTransaction(client, 'begin isolation level repeatable read read only', async () => {
    // The locks come before the snapshot: a table that a migration rewrites after the snapshot would look empty.
    await client.query(`lock table ${known.map(({ sql }) => sql).join(', ')} in access share mode`);
    const tables = await readTables(client);
    if (JSON.stringify(tables) !== JSON.stringify(known))
      throw new Error('A migration has changed the tables in the meantime. Run the backup again.');
    const { rows } = await client.query<{ version: string }>(
      `select current_setting('server_version') as version`,
    );
    const createdAt = new Date().toISOString();
    const migrations = await readMigrations(client);
    const entries: TableEntry[] = [];
    for (const table of tables) entries.push(await copyTable(client, table, folder));
    const manifest: Manifest = {
      format: 'polity-backup-1',
      createdAt,
      postgres: rows[0]!.version,
      migrations,
      sealedMark: sealMark(box),
      sequences: await readSequences(client),
      oldest: await readOldest(client),
      tables: entries,
    };
    await writeDurably(manifestPath(folder), [JSON.stringify(manifest, null, 2)]);
    return manifest;
  });
}

/** Row-level security leaves out rows without an error: a backup would be incomplete, and nobody would notice. */
function requireEveryRow(tables: BackupTable[]): void {
  const hidden = tables.filter(({ isSecured, seesAll }) => isSecured && !seesAll).map(({ name }) => name);
  if (hidden.length > 0)
    throw new Error(
      `DATABASE_URL: row-level security hides rows of ${hidden.join(', ')} from this login. Use the login that migrates.`,
    );
}

async function copyTable(client: pg.Client, table: BackupTable, folder: string): Promise<TableEntry> {
  const { name, sql, columns, list } = table;
  // The rows of a partitioned table can be copied from a query only.
  const rows = client.query(copyTo(`copy (select ${list} from ${sql}) to stdout`));
  const { hash, counter } = hashing();
  const file = await open(tablePath(folder, name), 'wx', OWNER_ONLY.file);
  await pipeline(rows, createGzip({ level: 4 }), counter, file.createWriteStream({ flush: true }));
  return { name, columns, rows: rows.rowCount, bytes: counter.bytes, sha256: hash.digest('hex') };
}

/** Passes bytes on, and hashes and counts them. */
export function hashing(): { hash: Hash; counter: Transform & { bytes: number } } {
  const hash = createHash('sha256');
  const counter = Object.assign(
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        counter.bytes += chunk.length;
        done(null, chunk);
      },
    }),
    { bytes: 0 },
  );
  return { hash, counter };
}

async function readOldest(client: pg.Client): Promise<Record<string, number>> {
  const oldest: Record<string, number> = {};
  for (const table of partitionedTables) {
    const { rows } = await client.query<{ id: string }>(`select id from ${table} order by id limit 1`);
    if (rows[0]) oldest[table] = instantOf(rows[0].id);
  }
  return oldest;
}

async function writeDurably(path: string, content: string[]): Promise<void> {
  const file = await open(path, 'wx', OWNER_ONLY.file);
  await pipeline(content, file.createWriteStream({ flush: true }));
}

import { stat } from 'node:fs/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { SecretBox } from '../../crypto/secret-box.ts';
import { migrate, migrationNames } from '../migrate.ts';
import { SHORT_LOCK_TIMEOUT_MS } from '../lock-timeout.ts';
import { type BackupTable, readMigrations, readTables } from './catalog.ts';
import { inTransaction, withConnection } from './connect.ts';
import { loadTables } from './load.ts';
import { type Manifest, opensMark, readManifest, tablePath } from './manifest.ts';
import { requireEmpty } from './require-empty.ts';

interface RestoreOptions {
  systemUrl: string;
  servingUrl: string;
  box: SecretBox;
  logger: Logger;
  /** Whether a database is restored although its encrypted secrets cannot be decrypted. */
  withOtherKeys: boolean;
}

/**
 * Restores a backup into an empty database, which is migrated if necessary: all rows, or none.
 *
 * The login needs no superuser. It owns the tables, because it has migrated them. So it can take row-level security off
 * itself, which COPY does not support, disable the triggers, and drop the foreign keys, in the transaction that puts them
 * back. Only PostgreSQL's own triggers of foreign keys need a superuser to be disabled, hence the keys are dropped. Added
 * again, each is checked with one join for all rows.
 * @throws if the database has data, the backup is of another release, or a file is damaged
 */
export async function restoreBackup(folder: string, options: RestoreOptions): Promise<Manifest> {
  const { systemUrl, servingUrl, box, logger, withOtherKeys } = options;
  const manifest = await readManifest(folder);
  if (!withOtherKeys && !opensMark(box, manifest.sealedMark))
    throw new Error(
      'SECRETS_KEY is not the key of the backup, so that second factors and webhooks would fail. Set the key, or add --with-other-keys.',
    );
  await requireSameRelease(manifest);
  await requireFiles(folder, manifest);
  await withConnection(systemUrl, async (client) => {
    await requireEmpty(client, await readTables(client));
  });
  await migrate(systemUrl, servingUrl, logger, manifest.oldest);
  await withConnection(systemUrl, async (client) => {
    const tables = await readTables(client);
    await requireSameTables(client, manifest, tables);
    await inTransaction(client, 'begin', async () => {
      await lockTables(client, tables);
      await requireEmpty(client, tables);
      await loadTables(client, folder, manifest, tables);
    });
    await client.query(`analyze ${tables.map(({ sql }) => sql).join(', ')}`);
  });
  return manifest;
}

/** The rows of another release have other columns, or another meaning. */
async function requireSameRelease({ migrations }: Manifest): Promise<void> {
  const present = await migrationNames();
  const faults = [
    ...migrations.own.filter((name) => !present.includes(name)).map((name) => `This release has no ${name}.`),
    ...present
      .filter((name) => !migrations.own.includes(name))
      .map((name) => `The backup was made before ${name}.`),
  ];
  if (faults.length > 0)
    throw new Error(
      ['The backup is of another release. Restore it with that release, then upgrade.', ...faults].join('\n'),
    );
}

async function requireFiles(folder: string, { tables }: Manifest): Promise<void> {
  for (const { name, bytes } of tables) {
    const size = await stat(tablePath(folder, name)).then(
      (file) => file.size,
      () => undefined,
    );
    if (size !== bytes)
      throw new Error(
        `The backup is damaged: ${tablePath(folder, name)} ${size === undefined ? 'is missing' : `has ${size} bytes instead of ${bytes}`}.`,
      );
  }
}

async function requireSameTables(
  client: pg.Client,
  manifest: Manifest,
  tables: BackupTable[],
): Promise<void> {
  const { queue } = await readMigrations(client);
  const described = (each: Pick<BackupTable, 'name' | 'columns'>[]) =>
    new Map(each.map(({ name, columns }) => [name, JSON.stringify(Object.entries(columns).toSorted())]));
  const [theirs, ours] = [described(manifest.tables), described(tables)];
  const differing = [...new Set([...theirs.keys(), ...ours.keys()])].filter(
    (name) => theirs.get(name) !== ours.get(name),
  );
  if (JSON.stringify(queue) !== JSON.stringify(manifest.migrations.queue))
    differing.push('the migrations of the job queue');
  if (differing.length > 0) throw new Error(`The database and the backup differ in ${differing.join(', ')}.`);
  const others = tables.filter(({ isOwned }) => !isOwned).map(({ name }) => name);
  if (others.length > 0)
    throw new Error(
      `DATABASE_URL: this login does not own ${others.join(', ')}. Use the login that migrates.`,
    );
}

/** Nobody reads or writes before all rows are there. */
async function lockTables(client: pg.Client, tables: BackupTable[]): Promise<void> {
  await client.query(`set local lock_timeout = ${4 * SHORT_LOCK_TIMEOUT_MS}`);
  try {
    await client.query(`lock table ${tables.map(({ sql }) => sql).join(', ')} in access exclusive mode`);
  } catch (error) {
    throw new Error('The database is in use. Stop its servers and workers first.', { cause: error });
  }
  await client.query('set local lock_timeout = 0');
}

import { execFile } from 'node:child_process';
import { chown, copyFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

/** Copies the files of a running server, as pg_basebackup does, which npm's PostgreSQL lacks. */
export async function copyCluster(
  primary: { superuserUrl: string; folder: string },
  folder: string,
): Promise<void> {
  const data = join(folder, 'postgres');
  const session = new pg.Client({ connectionString: primary.superuserUrl });
  await session.connect();
  await session.query(`select pg_backup_start('standby', true)`);
  await promisify(execFile)('cp', ['-a', join(primary.folder, 'postgres'), data]);
  const { rows } = await session.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
  await session.end();
  for (const name of ['postmaster.pid', 'postmaster.opts']) await rm(join(data, name), { force: true });
  // The standby streams the log from the start of the backup.
  for (const name of await readdir(join(data, 'pg_wal')))
    if (/^[0-9A-F]{24}/.test(name)) await rm(join(data, 'pg_wal', name));
  const { uid, gid } = await stat(data);
  for (const [name, text] of [
    ['backup_label', rows[0]!.labelfile],
    ['standby.signal', ''],
  ] as const) {
    await writeFile(join(data, name), text);
    await chown(join(data, name), uid, gid);
  }
  await copyFile(join(primary.folder, 'credentials.json'), join(folder, 'credentials.json'));
}

import { createLogger, loadConfigOrExit } from '../bootstrap/startup.ts';
import { loadSecretBox } from '../crypto/key-store.ts';
import type { Manifest } from '../database/backup/manifest.ts';
import { restoreBackup } from '../database/backup/restore.ts';
import { writeBackup } from '../database/backup/write.ts';
import { withDatabase } from './with-database.ts';

export function backUp(to: string): Promise<void> {
  return withDatabase(async ({ systemUrl }) => {
    const manifest = await writeBackup(systemUrl, await loadSecretBox(loadConfigOrExit()), to);
    console.log(`${to} has ${summarize(manifest)}.`);
  });
}

export function restore(from: string, withOtherKeys: boolean): Promise<void> {
  return withDatabase(async ({ systemUrl, servingUrl }) => {
    const config = loadConfigOrExit();
    const manifest = await restoreBackup(from, {
      systemUrl,
      servingUrl,
      box: await loadSecretBox(config),
      logger: createLogger(config),
      withOtherKeys,
    });
    console.log(`The database has ${summarize(manifest)}, as of ${manifest.createdAt}.`);
  });
}

function summarize({ tables }: Manifest): string {
  const sum = (key: 'rows' | 'bytes') => tables.reduce((total, table) => total + table[key], 0);
  const megabytes = (sum('bytes') / 1_000_000).toFixed(1);
  return `${sum('rows')} rows of ${tables.length} tables (${megabytes} MB compressed)`;
}

import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { exportOrganization } from '../../src/commands/transfer/export.ts';
import { createSecretBox } from '../../src/crypto/secret-box.ts';
import { createPool } from '../../src/database/client.ts';
import { makePartitions } from '../../src/database/partitions/make-partitions.ts';
import { createSystemHandle, processDb } from '../../src/database/system.ts';
import { deleteOrganization } from '../../src/modules/billing/delete-organizations.ts';
import { sealNextStatement } from '../../src/modules/billing/seal.ts';
import { verifyStatement } from '../../src/modules/billing/verify.ts';
import { foldUsage } from '../../src/modules/usage/rollup.ts';
import { month } from '../support/usage.ts';
import type { Times } from './times.ts';

const once = { runs: 0 };

/** Measures jobs and commands, in the largest organization and in that of median size. */
export async function timeJobs(
  times: Times,
  { systemUrl, key, folder, months }: { systemUrl: string; key: string; folder: string; months: number },
  [largest, middle, smallest]: [string, string, string],
): Promise<void> {
  const logger = pino({ level: 'silent' });
  const pool = createPool(systemUrl, 4, logger);
  const db = processDb({ system: createSystemHandle(pool) });
  try {
    await times.measure(
      'job fold-usage, of the events recorded above',
      () => foldUsage({ systemDb: db, logger }),
      once,
    );
    const before = `${month()}-01`;
    for (let sealed = 1; sealed < months; sealed++)
      await times.measure(
        `sealing month ${sealed} of the largest organization`,
        () => sealNextStatement(db, largest, before),
        once,
      );
    await times.measure(
      'verify-statement, of the largest organization',
      () => verifyStatement(db, largest, month(-1)),
      once,
    );
    await times.measure('job make-partitions, none missing', () => makePartitions(db, logger));
    const nextYear = new Date(Date.now() + 300 * 86_400_000);
    await times.measure(
      'making ten months of partitions',
      () => makePartitions(db, logger, { now: nextYear }),
      once,
    );
    await times.measure(
      'export-organization, of median size',
      () => exportTo(systemUrl, key, folder, middle),
      once,
    );
    await times.measure(
      'export-organization, the largest',
      () => exportTo(systemUrl, key, folder, largest),
      once,
    );
    const remove = (id: string) => () => db.transaction().execute((each) => deleteOrganization(each, id));
    await times.measure('deleting the smallest organization', remove(smallest), once);
    await times.measure('deleting the organization of median size', remove(middle), once);
    await times.measure('deleting the largest organization', remove(largest), once);
  } finally {
    await pool.end();
  }
}

async function exportTo(systemUrl: string, key: string, folder: string, id: string): Promise<string> {
  const path = join(folder, `${id}.jsonl`);
  const lines = await exportOrganization(systemUrl, createSecretBox([Buffer.from(key, 'base64')]), id, path);
  const { size } = await stat(path);
  await rm(path);
  return `${lines} rows, ${Math.round(size / 1_000_000)} MB`;
}

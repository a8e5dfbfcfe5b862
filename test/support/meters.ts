import { randomUUID } from 'node:crypto';
import type { MeterKind } from '../../src/generated/enums.ts';
import { declareMeter } from '../../src/modules/meter/declare.ts';
import type { SystemDb } from '../../src/database/system.ts';

/** Declares a meter of a new name, and returns the name. */
export async function newMeter(
  db: SystemDb,
  kind: MeterKind,
  {
    uniqueBy = kind === 'UNIQUE' ? 'user' : null,
    groupBy = [],
  }: { uniqueBy?: string | null; groupBy?: string[] } = {},
): Promise<string> {
  const code = `test.${kind.toLowerCase()}-${randomUUID()}`;
  await db
    .transaction()
    .execute((tx) => declareMeter(tx, { meter: code, name: 'A meter', kind, uniqueBy, groupBy }));
  return code;
}

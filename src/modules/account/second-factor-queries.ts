import { sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import { toCount } from '../../database/count.ts';
import type { SystemDb } from '../../database/system.ts';

export function updateTotp(
  db: SystemDb,
  userId: string,
  totp: { secret: string | null; enabled: boolean; lastStep?: number },
) {
  return db
    .updateTable('users')
    .set({
      totp_secret: totp.secret,
      totp_enabled_at: totp.enabled ? sql<string>`clock_timestamp()` : null,
      totp_last_step: totp.lastStep ?? null,
    })
    .where('id', '=', userId)
    .execute();
}

/** Accepts a code's time step once. Returns false when this step or a later one was accepted before. */
export async function useTotpStep(db: SystemDb, userId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('users')
    .set({ totp_last_step: step })
    .where('id', '=', userId)
    .where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', String(step))]))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Accepts a recovery code once. Returns false for an unknown or used code. */
export async function useRecoveryCode(db: SystemDb, userId: string, hash: Buffer): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('recovery_codes')
    .set({ used_at: sql<string>`clock_timestamp()` })
    .where('user_id', '=', userId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Replaces all recovery codes of the user. */
export async function replaceRecoveryCodes(db: SystemDb, userId: string, hashes: Buffer[]): Promise<void> {
  await db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  if (hashes.length === 0) return;
  await db
    .insertInto('recovery_codes')
    .values(hashes.map((hash) => ({ user_id: userId, code_hash: hash })))
    .execute();
}

/** Returns the number of unused codes by user id. Users without any are missing. */
export async function countRecoveryCodes(
  db: SystemDb,
  userIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('recovery_codes')
    .select((eb) => ['user_id as userId', eb.fn.countAll<string>().as('left')])
    .where('user_id', '=', anyOf(userIds))
    .where('used_at', 'is', null)
    .groupBy('user_id')
    .execute();
  return new Map(rows.map((row) => [row.userId, toCount(row.left)]));
}

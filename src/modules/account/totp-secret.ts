import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import type { SecretBox, Sealing } from '../../secrets.ts';

const PREFIX = 'sealed:';

/** Where a user's TOTP secret is kept: sealed for it, it opens nowhere else. */
const totpPlace = (userId: string) => `users.totp_secret ${userId}`;

/** A TOTP secret as the database keeps it, encrypted under the first key of SECRETS_KEY. */
export const sealTotpSecret = (box: SecretBox, userId: string, secret: string) =>
  `${PREFIX}${box.seal(Buffer.from(secret), totpPlace(userId)).toString('base64')}`;

/** Reads both forms: sealed, and in clear as earlier releases wrote it. @throws when no key opens it */
export const openTotpSecret = (box: SecretBox, userId: string, stored: string) =>
  stored.startsWith(PREFIX) ? box.open(sealedBytes(stored), totpPlace(userId)).toString() : stored;

const sealedBytes = (stored: string) => Buffer.from(stored.slice(PREFIX.length), 'base64');

const isCurrent = (box: SecretBox, userId: string, stored: string) =>
  stored.startsWith(PREFIX) && box.isCurrent(sealedBytes(stored), totpPlace(userId));

/** A new secret as it is to be written: in clear as long as servers of an earlier release may have to read it. */
export async function formOfNewSecret(
  db: SystemDb,
  box: SecretBox,
  userId: string,
  secret: string,
): Promise<string> {
  // The lock keeps `startSealing` waiting until this transaction has ended: it then finds what was written.
  const { seals_totp: seals } = await db
    .selectFrom('secret_sealing')
    .select('seals_totp')
    .forShare()
    .executeTakeFirstOrThrow();
  return seals ? sealTotpSecret(box, userId, secret) : secret;
}

/** From now on every server of this release seals new secrets. */
export async function startSealing(db: SystemDb): Promise<void> {
  await db.updateTable('secret_sealing').set({ seals_totp: true }).execute();
}

const BATCH = 100;

/**
 * Seals every TOTP secret under the first key: those in clear, and those under another key. Each batch is a transaction
 * with its rows locked, so servers may go on, and what was interrupted can be run again.
 */
export async function sealTotpSecrets(db: SystemDb, box: SecretBox): Promise<Sealing> {
  await startSealing(db);
  const result: Sealing = { sealed: 0, unreadable: [] };
  let after: string | undefined = '00000000-0000-0000-0000-000000000000';
  while (after) {
    const from: string = after;
    after = await db.transaction().execute(async (tx) => {
      const rows = await tx
        .selectFrom('users')
        .select(['id', 'totp_secret'])
        .where('totp_secret', 'is not', null)
        .where('id', '>', from)
        .orderBy('id')
        .limit(BATCH)
        .forNoKeyUpdate()
        .execute();
      const fresh = rows.flatMap(({ id, totp_secret: stored }) => {
        if (isCurrent(box, id, stored!)) return [];
        try {
          return [{ id, text: sealTotpSecret(box, id, openTotpSecret(box, id, stored!)) }];
        } catch {
          result.unreadable.push(id);
          return [];
        }
      });
      const ids = fresh.map(({ id }) => id);
      const texts = fresh.map(({ text }) => text);
      await sql`
        update users set totp_secret = fresh.secret
        from unnest(${ids}::uuid[], ${texts}::text[]) as fresh (id, secret) where users.id = fresh.id`.execute(
        tx,
      );
      result.sealed += fresh.length;
      return rows.at(-1)?.id;
    });
  }
  return result;
}

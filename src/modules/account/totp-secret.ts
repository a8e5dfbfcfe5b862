import { sql } from 'kysely';
import { NO_ID } from '../../database/ids.ts';
import type { SystemDb } from '../../database/system.ts';
import type { SecretBox, Sealing } from '../../crypto/secret-box.ts';

const PREFIX = 'sealed:';

/** The context (associated data) of a user's TOTP secret: the ciphertext decrypts for no other user. */
const totpContext = (userId: string) => `users.totp_secret ${userId}`;

/** Encrypts a TOTP secret under the first key of SECRETS_KEY. */
const sealTotpSecret = (box: SecretBox, userId: string, secret: string) =>
  `${PREFIX}${box.seal(Buffer.from(secret), totpContext(userId)).toString('base64')}`;

/** Reads encrypted secrets, and plain ones of earlier releases. @throws when no key decrypts it */
export const openTotpSecret = (box: SecretBox, userId: string, stored: string) =>
  stored.startsWith(PREFIX) ? box.open(sealedBytes(stored), totpContext(userId)).toString() : stored;

const sealedBytes = (stored: string) => Buffer.from(stored.slice(PREFIX.length), 'base64');

const isCurrent = (box: SecretBox, userId: string, stored: string) =>
  stored.startsWith(PREFIX) && box.isCurrent(sealedBytes(stored), totpContext(userId));

/** Returns a new secret in the form to store: plain while servers of an earlier release may have to read it. */
export async function encodeNewSecret(
  db: SystemDb,
  box: SecretBox,
  userId: string,
  secret: string,
): Promise<string> {
  // The lock makes `startSealing` wait until this transaction ends, so that it finds this secret.
  const { seals_totp: seals } = await db
    .selectFrom('secret_sealing')
    .select('seals_totp')
    .forShare()
    .executeTakeFirstOrThrow();
  return seals ? sealTotpSecret(box, userId, secret) : secret;
}

/** Makes every server of this release encrypt new secrets from now on. */
async function startSealing(db: SystemDb): Promise<void> {
  await db.updateTable('secret_sealing').set({ seals_totp: true }).execute();
}

const BATCH = 100;

/**
 * Encrypts every TOTP secret under the first key: plain ones, and those under another key. Each batch is a transaction
 * with its rows locked, so servers keep running, and an interrupted run can be repeated.
 */
export async function sealTotpSecrets(db: SystemDb, box: SecretBox): Promise<Sealing> {
  await startSealing(db);
  const result: Sealing = { sealed: 0, unreadable: [] };
  let after: string | undefined = NO_ID;
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

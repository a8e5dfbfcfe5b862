import { sql } from 'kysely';
import { isId } from '../../database/ids.ts';
import { toCount } from '../../database/count.ts';
import type { SystemDb } from '../../database/system.ts';
import { toMailbox } from '../../mailbox.ts';

export type AccountRow = NonNullable<Awaited<ReturnType<typeof findAccount>>>;

export type TokenPurpose = 'VERIFY_EMAIL' | 'RESET_PASSWORD';

/** What the account's own actions need to know of it; undefined for none. */
export function findAccount(db: SystemDb, userId: string) {
  return accounts(db).where('id', '=', userId).executeTakeFirst();
}

export function findAccounts(db: SystemDb, userIds: readonly string[]): Promise<AccountRow[]> {
  return accounts(db)
    .where('id', '=', (eb) => eb.fn.any(eb.val(userIds)))
    .execute();
}

/** The account, locked until the transaction ends; undefined for none. */
export function lockAccountIfAny(db: SystemDb, userId: string) {
  return accounts(db).where('id', '=', userId).forNoKeyUpdate().executeTakeFirst();
}

/** The account, locked until the transaction ends. */
export function lockAccount(db: SystemDb, userId: string) {
  return accounts(db).where('id', '=', userId).forNoKeyUpdate().executeTakeFirstOrThrow();
}

/** The accounts, locked so that no row can begin to refer to them until the transaction ends. */
export function lockAccountsExclusively(db: SystemDb, userIds: readonly string[]): Promise<AccountRow[]> {
  return accounts(db)
    .where('id', '=', (eb) => eb.fn.any(eb.val(userIds)))
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Whether this is a session of the user that has neither ended nor been revoked. */
export async function isLiveSession(db: SystemDb, userId: string, sessionId: string): Promise<boolean> {
  const found = await db
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .executeTakeFirst();
  return found !== undefined;
}

const accounts = (db: SystemDb) =>
  db
    .selectFrom('users')
    .select((eb) => [
      'id',
      sql<string>`coalesce(email, claimed_email)`.as('email'),
      sql<boolean>`email is not null`.as('holdsEmail'),
      'full_name as fullName',
      'password_hash as passwordHash',
      'platform_admin as platformAdmin',
      'email_verified_at as emailVerifiedAt',
      'password_changed_at as passwordChangedAt',
      'totp_secret as totpSecret',
      'totp_enabled_at as totpEnabledAt',
      'totp_last_step as totpLastStep',
      'status_reason as statusReason',
      'status_until as statusUntil',
      eb.fn<string>('app.effective_status', ['status', 'status_until']).as('status'),
    ]);

/** `signInTag` is kept while the address is not proven. */
export function updatePassword(db: SystemDb, userId: string, passwordHash: string, signInTag?: number) {
  return db
    .updateTable('users')
    .set({
      password_hash: passwordHash,
      password_changed_at: sql<string>`clock_timestamp()`,
      ...(signInTag !== undefined && {
        sign_in_tag: sql<number>`case when email_verified_at is null then ${signInTag}::integer end`,
      }),
    })
    .where('id', '=', userId)
    .execute();
}

export function insertAccountToken(
  db: SystemDb,
  token: { hash: Buffer; userId: string; purpose: TokenPurpose; expiresAt: string },
) {
  return db
    .insertInto('account_tokens')
    .values({
      token_hash: token.hash,
      user_id: token.userId,
      purpose: token.purpose,
      expires_at: token.expiresAt,
    })
    .execute();
}

/**
 * Uses a token up, and with it all others of its purpose. Of two who use it at once, one gets the row.
 *
 * Security: whoever could read an old mail must not undo what its owner did since. A token counts only while it is the
 * newest of its purpose and the account's address, password, second factor and status are those it was made for:
 * triggers keep `users.security_generation` and stamp each token with it. The account is locked before they are
 * compared, so that a change at the same time comes before or after, not between.
 */
export async function takeAccountToken(db: SystemDb, hash: Buffer, purpose: TokenPurpose) {
  const owner = await db
    .selectFrom('account_tokens as t')
    .innerJoin('users as u', 'u.id', 't.user_id')
    .select('u.security_generation as generation')
    .where('t.token_hash', '=', hash)
    .where('t.purpose', '=', purpose)
    .forNoKeyUpdate('u')
    .executeTakeFirst();
  if (!owner) return undefined;
  const token = await db
    .deleteFrom('account_tokens as t')
    .where('t.token_hash', '=', hash)
    .where('t.purpose', '=', purpose)
    .where('t.generation', '=', owner.generation)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('account_tokens as newer')
            .select('newer.user_id')
            .whereRef('newer.user_id', '=', 't.user_id')
            .whereRef('newer.purpose', '=', 't.purpose')
            .where(sql<boolean>`(newer.created_at, newer.token_hash) > (t.created_at, t.token_hash)`),
        ),
      ),
    )
    .returning(['t.user_id as userId', sql<boolean>`t.expires_at <= now()`.as('expired')])
    .executeTakeFirst();
  if (token) await deleteAccountTokens(db, token.userId, purpose);
  return token;
}

/** Whose token it is, before it is used up; undefined for an unknown one. */
export async function findTokenOwner(
  db: SystemDb,
  hash: Buffer,
  purpose: TokenPurpose,
): Promise<string | undefined> {
  const token = await db
    .selectFrom('account_tokens')
    .select('user_id as userId')
    .where('token_hash', '=', hash)
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  return token?.userId;
}

export const deleteAllAccountTokens = (db: SystemDb, userId: string) =>
  db.deleteFrom('account_tokens').where('user_id', '=', userId).execute();

export function deleteAccountTokens(db: SystemDb, userId: string, purpose: TokenPurpose) {
  return db
    .deleteFrom('account_tokens')
    .where('user_id', '=', userId)
    .where('purpose', '=', purpose)
    .execute();
}

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

/** Accepts a code's time step once: false when it, or a later one, was accepted before. */
export async function useTotpStep(db: SystemDb, userId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('users')
    .set({ totp_last_step: step })
    .where('id', '=', userId)
    .where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', String(step))]))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Accepts a recovery code once. */
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

/** Puts these codes in the place of all earlier ones. */
export async function replaceRecoveryCodes(db: SystemDb, userId: string, hashes: Buffer[]): Promise<void> {
  await db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  if (hashes.length === 0) return;
  await db
    .insertInto('recovery_codes')
    .values(hashes.map((hash) => ({ user_id: userId, code_hash: hash })))
    .execute();
}

/** How many unused codes each user has; those without any are left out. */
export async function countRecoveryCodes(
  db: SystemDb,
  userIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('recovery_codes')
    .select((eb) => ['user_id as userId', eb.fn.countAll<string>().as('left')])
    .where('user_id', '=', (eb) => eb.fn.any(eb.val(userIds)))
    .where('used_at', 'is', null)
    .groupBy('user_id')
    .execute();
  return new Map(rows.map((row) => [row.userId, toCount(row.left)]));
}

/**
 * Makes the account with this address or id a platform administrator, or takes that back.
 *
 * Security: whoever registers an operator's address before the operator does would be given the platform. An address
 * names an account only once it is proven; an id names one account whatever its address.
 */
export async function updatePlatformAdmin(
  db: SystemDb,
  person: string,
  admin: boolean,
): Promise<'CHANGED' | 'UNKNOWN' | 'UNPROVEN'> {
  const byId = isId(person);
  const account = await db
    .selectFrom('users')
    .select(['id', 'email_verified_at as emailVerifiedAt'])
    .where(
      byId ? 'id' : 'email',
      '=',
      byId ? person.toLowerCase() : (toMailbox(person) ?? person.trim().toLowerCase()),
    )
    .forUpdate()
    .executeTakeFirst();
  if (!account) return 'UNKNOWN';
  if (admin && !byId && !account.emailVerifiedAt) return 'UNPROVEN';
  await db.updateTable('users').set({ platform_admin: admin }).where('id', '=', account.id).execute();
  return 'CHANGED';
}

import { sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import { isId } from '../../database/ids.ts';
import type { SystemDb } from '../../database/system.ts';
import { toMailbox } from '../../util/mailbox.ts';
import type { UserAccountRow } from './rows.ts';

export function findAccount(db: SystemDb, userId: string): Promise<UserAccountRow | undefined> {
  return accounts(db).where('id', '=', userId).executeTakeFirst();
}

export function findAccounts(db: SystemDb, userIds: readonly string[]): Promise<UserAccountRow[]> {
  return accounts(db).where('id', '=', anyOf(userIds)).execute();
}

/** Returns the account that holds this address; undefined when there is none. */
export function findAccountByEmail(db: SystemDb, email: string) {
  return db
    .selectFrom('users')
    .select((eb) => [
      'id',
      'password_hash as passwordHash',
      'totp_enabled_at as totpEnabledAt',
      eb.fn<string>('app.effective_status', ['status', 'status_until']).as('status'),
    ])
    .where('email', '=', email)
    .executeTakeFirst();
}

/** Locks the account until the transaction ends. Returns undefined when there is none. */
export function lockAccountIfAny(db: SystemDb, userId: string): Promise<UserAccountRow | undefined> {
  return accounts(db).where('id', '=', userId).forNoKeyUpdate().executeTakeFirst();
}

/** Locks the account until the transaction ends. */
export function lockAccount(db: SystemDb, userId: string): Promise<UserAccountRow> {
  return accounts(db).where('id', '=', userId).forNoKeyUpdate().executeTakeFirstOrThrow();
}

/** Locks the accounts until the transaction ends, so that no new row can refer to them. */
export function lockAccountsExclusively(db: SystemDb, userIds: readonly string[]): Promise<UserAccountRow[]> {
  return accounts(db).where('id', '=', anyOf(userIds)).orderBy('id').forUpdate().execute();
}

/** Of people: a service account can do nothing that needs one. */
const accounts = (db: SystemDb) =>
  db
    .selectFrom('users')
    .where('kind', '=', 'PERSON')
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

/** Stores `signInTag` only while the address is unproven. */
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

/**
 * Makes the account with this address or id a platform administrator, or revokes that.
 *
 * Security: somebody could register an operator's address before the operator does and be made administrator. An
 * address identifies an account only once it is proven; an id always does.
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

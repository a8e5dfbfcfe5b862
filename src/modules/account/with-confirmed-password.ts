import type { Context } from '../../core/context.ts';
import { type SystemDb, systemDb, transact } from '../../database/system.ts';
import { UserErrors, unauthenticated, userError } from '../../errors.ts';
import { findAccount, lockAccount } from './queries.ts';
import { chargeOrRefuse, sessionKeys, uncharge } from './sign-in-limit.ts';
import type { UserAccountRow } from './rows.ts';
import { isLiveSession } from '../session/queries.ts';

interface Confirmation {
  password: string;
  /** The input field of the password. */
  field?: string;
  /** Slow work that runs before the transaction begins, such as hashing a new password. */
  prepare?: () => Promise<void>;
  /** Locks what must be locked before the account. */
  lockFirst?: (db: SystemDb) => Promise<void>;
}

/**
 * Checks the user's password, then runs `write` in one transaction with the account locked. A wrong code that `write`
 * rejects with INVALID_CREDENTIALS counts as a failure, too.
 *
 * Security: somebody at an unlocked screen could use the session. The password stops them. Failures count for the
 * session, so that strangers who cannot sign in cannot lock the owner out.
 * @throws INVALID_CREDENTIALS at `field`, RATE_LIMITED, UNAUTHENTICATED when the session ended in the meantime
 */
export async function withConfirmedPassword<T>(
  context: Context,
  { password, field = 'password', prepare, lockFirst }: Confirmation,
  write: (db: SystemDb, account: UserAccountRow) => Promise<T>,
): Promise<T> {
  const { services, viewer, sessionId } = context;
  const db = systemDb(context);
  const keys = sessionKeys(sessionId);
  const wrong = userError('INVALID_CREDENTIALS', 'The password is wrong.', field);
  const { charged } = await chargeOrRefuse(db, keys);
  try {
    const confirmedHash = await context.aside(async () => {
      const account = await findAccount(db, viewer.id);
      const matches = await services.passwords.verify(password, account?.passwordHash);
      if (!account || !matches) throw wrong;
      await prepare?.();
      return account.passwordHash;
    });
    const result = await transact(context, async (tx) => {
      await lockFirst?.(tx);
      const account = await lockAccount(tx, viewer.id);
      if (account.status !== 'ACTIVE' || !(await isLiveSession(tx, viewer.id, sessionId)))
        throw unauthenticated();
      if (account.passwordHash !== confirmedHash) throw wrong;
      return write(tx, account);
    });
    await uncharge(db, [], keys);
    return result;
  } catch (error) {
    if (!isWrongCredential(error)) await uncharge(db, charged);
    throw error;
  }
}

export const isWrongCredential = (error: unknown) =>
  error instanceof UserErrors && error.errors.some(({ code }) => code === 'INVALID_CREDENTIALS');

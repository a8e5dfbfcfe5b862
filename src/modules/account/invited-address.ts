import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { hashToken } from '../../crypto/one-time-tokens.ts';
import { isTaken, lockForProof, proveAddress } from './address-claims.ts';
import type { Origin } from './reclaim.ts';

/**
 * Makes an account that claims the address of a pending invitation the holder of that address. Only the mail to the
 * address contains the token, so the sender reads the mailbox: that is the registrant's own proof, as in `verifyEmail`.
 * Does nothing for an account that holds its address, or for another token. Returns `TAKEN` when another account has
 * proven the address.
 * @throws a unique violation when another account proves the address at the same time
 */
export async function holdInvitedAddress(
  db: SystemDb,
  userId: string,
  tokenHash: Buffer,
  request: Origin,
): Promise<'HELD' | 'TAKEN' | undefined> {
  const invited = await db
    .selectFrom('users as u')
    .innerJoin('invitations as i', 'i.email', 'u.claimed_email')
    .select('i.id')
    .where('u.id', '=', userId)
    .where('i.token_hash', '=', tokenHash)
    .where('i.status', '=', 'PENDING')
    .where('i.expires_at', '>', sql<string>`now()`)
    .executeTakeFirst();
  const proof = invited && (await lockForProof(db, userId));
  if (!proof || proof.account.holdsEmail) return undefined;
  if (proof.rival?.proven) return 'TAKEN';
  await proveAddress(db, proof, request);
  return 'HELD';
}

/**
 * Does the same for the viewer, in a transaction separate from the request's. Returns whether the viewer now holds the
 * address.
 */
export async function holdInvitedAddressOfViewer(context: Context, token: string): Promise<boolean> {
  const { viewer, request } = context;
  try {
    const outcome = await transact(context, (db) =>
      holdInvitedAddress(db, viewer.id, hashToken(token), request),
    );
    return outcome === 'HELD';
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

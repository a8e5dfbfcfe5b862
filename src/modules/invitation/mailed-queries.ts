import { sql } from 'kysely';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { SystemDb } from '../../database/system.ts';
import type { Role } from '../../generated/enums.ts';
import type { ReceivedInvitationOrder } from '../../generated/graphql.ts';
import type { ReceivedInvitationPage } from './rows.ts';

/** The fields of an invitation that the invited person sees. */
const invitationsWithNames = (db: SystemDb) =>
  db
    .selectFrom('invitations')
    .innerJoin('organizations', 'organizations.id', 'invitations.organization_id')
    .leftJoin('users as inviter', 'inviter.id', 'invitations.invited_by_id')
    .select((eb) => [
      eb.ref('invitations.role').$castTo<Role>().as('role'),
      'invitations.expires_at as expiresAt',
      'organizations.name as organizationName',
      'inviter.full_name as inviterName',
    ])
    .where('invitations.status', '=', 'PENDING')
    .where('invitations.expires_at', '>', sql<string>`now()`)
    .where('organizations.status', '!=', 'ARCHIVED')
    .where(
      sql<boolean>`not app.inviter_is_suspended(invitations.organization_id, invitations.invited_by_id, invitations.api_key_id)`,
    );

/** Returns the fields that the holder of a token sees; undefined unless the invitation can still be accepted. */
export const findInvitationByToken = (db: SystemDb, hash: Buffer) =>
  invitationsWithNames(db)
    .select('invitations.email')
    .where('invitations.token_hash', '=', hash)
    .executeTakeFirst();

const receivedInvitations = defineList<ReceivedInvitationOrder>({
  table: 'invitations',
  sorts: { CREATED_AT: 'timestamptz', EXPIRES_AT: 'timestamptz' },
});

/**
 * Returns a page of the pending invitations to the user's address.
 *
 * Security: somebody could register another person's address to learn which organizations invite that person. The list
 * is empty until the address is proven.
 */
export function listReceivedInvitations(
  db: SystemDb,
  userId: string,
  args: ListArgs<ReceivedInvitationOrder>,
): Promise<ReceivedInvitationPage> {
  const received = invitationsWithNames(db)
    .innerJoin('users as invited', 'invited.email', 'invitations.email')
    .select(['invitations.id', 'invitations.created_at as createdAt'])
    .where('invited.id', '=', userId)
    .where('invited.email_verified_at', 'is not', null);
  return receivedInvitations.page(received, args);
}

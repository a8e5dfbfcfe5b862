import { sql } from 'kysely';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, type Page } from '../../database/pagination.ts';
import type { SystemDb } from '../../database/system.ts';
import type { ReceivedInvitationOrder, ReceivedInvitationOrderField, Role } from '../../generated/graphql.ts';

/** What an invitation shows to the person whom it invites. */
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

/** What the holder of an invitation's token may see of it; undefined unless it can still be accepted. */
export const findInvitationByToken = (db: SystemDb, hash: Buffer) =>
  invitationsWithNames(db)
    .select('invitations.email')
    .where('invitations.token_hash', '=', hash)
    .executeTakeFirst();

export interface ReceivedInvitationRow {
  id: string;
  organizationName: string;
  inviterName: string | null;
  role: Role;
  expiresAt: string;
  createdAt: string;
}

export type ReceivedInvitationPage = Page<ReceivedInvitationRow>;

const sortKeys: SortKeys<ReceivedInvitationOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  EXPIRES_AT: { column: 'expires_at', type: 'timestamptz' },
};

/**
 * A page of the pending invitations to the user's address.
 * Security: whoever registers somebody else's address would learn which organizations invite that person. The list is
 * empty until the address is proven.
 */
export function listReceivedInvitations(
  db: SystemDb,
  userId: string,
  args: PageArgs & { orderBy?: ReceivedInvitationOrder | null },
): Promise<ReceivedInvitationPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'invitations');
  const matching = invitationsWithNames(db)
    .innerJoin('users as invited', 'invited.email', 'invitations.email')
    .select(['invitations.id', 'invitations.created_at as createdAt'])
    .where('invited.id', '=', userId)
    .where('invited.email_verified_at', 'is not', null);
  return fetchPage(matching, page, 'invitations');
}

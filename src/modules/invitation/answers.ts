import { type Kysely, sql } from 'kysely';
import type { Incoming } from '../../context.ts';
import type { DB } from '../../generated/database.ts';

type Origin = Pick<Incoming, 'ipAddress' | 'userAgent' | 'requestId'>;

/** What came of accepting, for the user whom `app.user_id` names. Locks the organization. */
export async function acceptInvitation(
  db: Kysely<DB>,
  tokenHash: Buffer,
  { ipAddress, userAgent, requestId }: Origin,
) {
  const { rows } = await sql<{
    outcome: 'ACCEPTED' | 'INVALID_TOKEN' | 'OTHER_ADDRESS' | 'EXPIRED' | 'SUSPENDED';
    organizationId: string;
    membershipId: string;
  }>`
    select outcome, organization_id as "organizationId", membership_id as "membershipId"
    from app.accept_invitation(${tokenHash}, ${ipAddress}, ${userAgent ?? null}, ${requestId})`.execute(db);
  return rows[0]!;
}

/** Whether the token is of an invitation that is declined now. */
export async function declineInvitation(
  db: Kysely<DB>,
  tokenHash: Buffer,
  { ipAddress, userAgent, requestId }: Origin,
): Promise<boolean> {
  const { rows } = await sql<{ declined: boolean }>`
    select app.decline_invitation(${tokenHash}, ${ipAddress}, ${userAgent ?? null}, ${requestId}) as declined`.execute(
    db,
  );
  return rows[0]!.declined;
}

import type { DB } from '../../generated/database.ts';
import type { ServingDb } from '../../database/tenant-db.ts';
import { type Kysely, sql } from 'kysely';
import type { RequestInfo } from '../../core/request.ts';

type Origin = Pick<RequestInfo, 'ipAddress' | 'userAgent' | 'requestId'>;

/** Accepts an invitation as the user of `app.user_id` and returns the outcome. Locks the organization. */
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

/** Declines the invitation of the token. Returns whether there was one to decline. */
export async function declineInvitation(
  db: ServingDb,
  tokenHash: Buffer,
  { ipAddress, userAgent, requestId }: Origin,
): Promise<boolean> {
  const { rows } = await sql<{ declined: boolean }>`
    select app.decline_invitation(${tokenHash}, ${ipAddress}, ${userAgent ?? null}, ${requestId}) as declined`.execute(
    db,
  );
  return rows[0]!.declined;
}

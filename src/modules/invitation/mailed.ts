import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

/** What the holder of an invitation's token may see of it; undefined unless it can still be accepted. */
export function findInvitationByToken(db: SystemDb, hash: Buffer) {
  return db
    .selectFrom('invitations')
    .innerJoin('organizations', 'organizations.id', 'invitations.organization_id')
    .leftJoin('users', 'users.id', 'invitations.invited_by_id')
    .select([
      'invitations.email',
      'invitations.role',
      'invitations.expires_at as expiresAt',
      'organizations.name as organization',
      'users.full_name as inviter',
    ])
    .where('invitations.token_hash', '=', hash)
    .where('invitations.status', '=', 'PENDING')
    .where('invitations.expires_at', '>', sql<string>`now()`)
    .where('organizations.status', '!=', 'ARCHIVED')
    .executeTakeFirst();
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { isId } from '../../database/ids.ts';
import type { SystemDb } from '../../database/system.ts';
import { narrowToTenant, type TenantDb } from '../../database/tenant-db.ts';
import { shownEmail } from '../user/queries.ts';
import { kinds, savePreferences } from './preferences.ts';

/** Returns a link that ends a member's mails without a sign-in. Only for jobs. */
export async function unsubscribeUrl(
  { db, scope }: TenantDb,
  userId: string,
  apiUrl: string,
): Promise<string> {
  const { rows } = await sql<{ secret: Buffer }>`
    select app.unsubscribe_secret(${userId}::uuid) as secret`.execute(db);
  const signature = sign(rows[0]!.secret, scope.id, userId).toString('base64url');
  return `${apiUrl}/unsubscribe?token=${scope.id}.${userId}.${signature}`;
}

/** Returns the member and organization whose mails a token ends; undefined for an invalid token. */
export async function findSubscription(db: SystemDb, token: string) {
  const [organizationId = '', userId = '', signature = ''] = token.split('.');
  if (!isId(organizationId) || !isId(userId)) return undefined;
  const found = await db
    .selectFrom('unsubscribe_secrets as s')
    .innerJoin('organizations', 'organizations.id', 's.organization_id')
    .innerJoin('users', 'users.id', 's.user_id')
    .select(['s.secret', shownEmail.as('email'), 'organizations.name as organization'])
    .where('s.organization_id', '=', organizationId)
    .where('s.user_id', '=', userId)
    .executeTakeFirst();
  if (!found) return undefined;
  const expected = sign(found.secret, organizationId, userId);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return { organizationId, userId, email: found.email, organization: found.organization };
}

/** Ends all notification mails of the token's organization to its member. Does nothing for an invalid token. */
export async function unsubscribe(db: SystemDb, token: string) {
  const found = await findSubscription(db, token);
  if (!found) return undefined;
  const changes = kinds.map((kind) => ({ kind, email: false }));
  await savePreferences(narrowToTenant(db, found.organizationId), found.userId, changes);
  return found;
}

const sign = (secret: Buffer, organizationId: string, userId: string) =>
  createHmac('sha256', secret).update(`unsubscribe ${organizationId} ${userId}`).digest();

import { sql } from 'kysely';
import { toCount } from '../../database/count.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { Role } from '../../generated/enums.ts';

interface NewRole {
  role: Role;
  roleId: string | null;
}

/** Counts the members who have the custom role, and the pending invitations that grant it. */
export async function countHolders(
  { db, scope }: TenantDb,
  roleId: string,
): Promise<{ members: number; invitations: number }> {
  const { members, invitations } = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('memberships')
        .select((count) => count.fn.countAll<string>().as('count'))
        .where('organization_id', '=', scope.id)
        .where('role_id', '=', roleId)
        .as('members'),
      eb
        .selectFrom('invitations')
        .select((count) => count.fn.countAll<string>().as('count'))
        .where('organization_id', '=', scope.id)
        .where('role_id', '=', roleId)
        .where('status', '=', 'PENDING')
        .as('invitations'),
    ])
    .executeTakeFirstOrThrow();
  return { members: toCount(members ?? 0), invitations: toCount(invitations ?? 0) };
}

/** Gives the members who have a custom role another one. Returns the changed memberships. */
export async function replaceInMemberships(
  { db, scope }: TenantDb,
  former: string,
  { role, roleId }: NewRole,
): Promise<{ membershipId: string; userId: string; before: Role }[]> {
  const { rows } = await sql<{ membershipId: string; userId: string; before: Role }>`
    update memberships m set role = ${role}, role_id = ${roleId}::uuid
    from organization_roles r
    where m.organization_id = ${scope.id} and m.role_id = ${former}
      and r.organization_id = m.organization_id and r.id = m.role_id
    returning m.id as "membershipId", m.user_id as "userId", r.based_on as before`.execute(db);
  return rows;
}

/** Lets the pending invitations that grant a custom role grant another one. */
export function replaceInInvitations({ db, scope }: TenantDb, former: string, { role, roleId }: NewRole) {
  return db
    .updateTable('invitations')
    .set({ role, role_id: roleId })
    .where('organization_id', '=', scope.id)
    .where('role_id', '=', former)
    .where('status', '=', 'PENDING')
    .execute();
}

/** Revokes the expired invitations that grant a custom role: sent again, they would grant the built-in one. */
export function revokeExpired({ db, scope }: TenantDb, roleId: string) {
  return db
    .updateTable('invitations')
    .set({ status: 'REVOKED' })
    .where('organization_id', '=', scope.id)
    .where('role_id', '=', roleId)
    .where('status', '=', 'EXPIRED')
    .execute();
}

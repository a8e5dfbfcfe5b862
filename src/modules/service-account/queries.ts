import { sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { Role } from '../../generated/enums.ts';

/** Creates a service account in the organization, and returns its user id. */
export async function insertServiceAccount(
  { db }: TenantDb,
  account: {
    name: string;
    description: string | null;
    role: Role;
    roleId: string | null;
    responsibleId: string;
  },
): Promise<string> {
  const { name, description, role, roleId, responsibleId } = account;
  const { rows } = await sql<{ userId: string }>`
    select app.create_service_account(${name}, ${description}, ${role}, ${roleId}::uuid,
      ${responsibleId}::uuid) as "userId"`.execute(db);
  return rows[0]!.userId;
}

export async function updateServiceAccountUser(
  { db }: TenantDb,
  userId: string,
  { name, description }: { name: string; description: string | null },
): Promise<void> {
  await sql`select app.update_service_account(${userId}::uuid, ${name}, ${description})`.execute(db);
}

export function updateResponsible({ db, scope }: TenantDb, userId: string, responsibleId: string) {
  return db
    .updateTable('memberships')
    .set({ responsible_id: responsibleId })
    .where('organization_id', '=', scope.id)
    .where('user_id', '=', userId)
    .execute();
}

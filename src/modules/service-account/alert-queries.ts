import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { Role } from '../../generated/enums.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';

/** A key of a service account that must be rolled, and whom to tell. */
export interface DueRoll {
  apiKeyId: string;
  apiKeyName: string;
  rollDueAt: string;
  userId: string;
  name: string;
  responsibleId: string | null;
  /** Null without a contact. */
  responsibleRole: Role | null;
}

/** Returns those of the keys that have not been rolled yet. */
export async function findDueRolls(
  { db, scope }: TenantDb,
  apiKeyIds: readonly string[],
): Promise<DueRoll[]> {
  const rows = await db
    .selectFrom('api_keys')
    .innerJoin('memberships', (join) =>
      join
        .on('memberships.organization_id', '=', scope.id)
        .onRef('memberships.user_id', '=', 'api_keys.owner_id'),
    )
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .leftJoin('memberships as contact', (join) =>
      join
        .on('contact.organization_id', '=', scope.id)
        .onRef('contact.user_id', '=', 'memberships.responsible_id'),
    )
    .select((eb) => [
      'api_keys.id as apiKeyId',
      'api_keys.name as apiKeyName',
      'api_keys.roll_due_at as rollDueAt',
      'users.id as userId',
      'users.full_name as name',
      'contact.user_id as responsibleId',
      eb.ref('contact.role').$castTo<Role | null>().as('responsibleRole'),
    ])
    .where('api_keys.organization_id', '=', scope.id)
    .where('api_keys.id', '=', anyOf(apiKeyIds))
    .where('api_keys.roll_due_at', 'is not', null)
    .where('api_keys.revoked_at', 'is', null)
    .orderBy('api_keys.id')
    .execute();
  return rows.map((row) => ({ ...row, rollDueAt: serializeDateTime(row.rollDueAt) }));
}

export function findServiceAccount(
  { db, scope }: TenantDb,
  userId: string,
): Promise<{ name: string; responsibleId: string | null } | undefined> {
  return db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.full_name as name', 'memberships.responsible_id as responsibleId'])
    .where('memberships.organization_id', '=', scope.id)
    .where('memberships.user_id', '=', userId)
    .where('memberships.kind', '=', 'SERVICE')
    .executeTakeFirst();
}

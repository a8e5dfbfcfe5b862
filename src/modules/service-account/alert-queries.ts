import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';

/** A key of a service account, and whom to tell. */
interface ServiceKey {
  apiKeyId: string;
  apiKeyName: string;
  userId: string;
  name: string;
  responsibleId: string | null;
}

/** Selects keys with their owners. */
const keysWithOwners = ({ db, scope }: TenantDb) =>
  db
    .selectFrom('api_keys')
    .innerJoin('memberships', (join) =>
      join
        .on('memberships.organization_id', '=', scope.id)
        .onRef('memberships.user_id', '=', 'api_keys.owner_id'),
    )
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select([
      'api_keys.id as apiKeyId',
      'api_keys.name as apiKeyName',
      'users.id as userId',
      'users.full_name as name',
      'memberships.responsible_id as responsibleId',
    ])
    .where('api_keys.organization_id', '=', scope.id);

/** Returns those of the keys that must be rolled and have not been yet. */
export async function findDueRolls(
  tenant: TenantDb,
  apiKeyIds: readonly string[],
): Promise<(ServiceKey & { rollDueAt: string })[]> {
  const rows = await keysWithOwners(tenant)
    .select('api_keys.roll_due_at as rollDueAt')
    .where('api_keys.id', '=', anyOf(apiKeyIds))
    .where('api_keys.roll_due_at', 'is not', null)
    .where('api_keys.revoked_at', 'is', null)
    .orderBy('api_keys.id')
    .execute();
  return rows.map((row) => ({ ...row, rollDueAt: serializeDateTime(row.rollDueAt) }));
}

/** Returns a key of a service account; undefined for one of a person. */
export const findServiceKey = (tenant: TenantDb, apiKeyId: string): Promise<ServiceKey | undefined> =>
  keysWithOwners(tenant)
    .where('api_keys.id', '=', apiKeyId)
    .where('memberships.kind', '=', 'SERVICE')
    .executeTakeFirst();

/** Returns those of the service accounts that have no contact, by their names. */
export function findWithoutContact(
  { db, scope }: TenantDb,
  userIds: readonly string[],
): Promise<{ userId: string; name: string }[]> {
  return db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.id as userId', 'users.full_name as name'])
    .where('memberships.organization_id', '=', scope.id)
    .where('memberships.user_id', '=', anyOf(userIds))
    .where('memberships.kind', '=', 'SERVICE')
    .where('memberships.responsible_id', 'is', null)
    .orderBy('users.full_name')
    .orderBy('users.id')
    .execute();
}

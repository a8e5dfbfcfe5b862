import { type ExpressionBuilder, sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import { hasOneOf, mentions } from '../../database/filter.ts';
import type { DB } from '../../generated/database.ts';
import type { ApiKeyScope, ApiKeyStatus, Role } from '../../generated/enums.ts';
import type { ApiKeyFilter, ApiKeyOrder } from '../../generated/graphql.ts';
import type { ApiKeyPage, ApiKeyRow } from './rows.ts';

const status = sql<ApiKeyStatus>`case when api_keys.revoked_at is not null then 'REVOKED'
  when api_keys.expires_at <= now() then 'EXPIRED' else 'ACTIVE' end`;

const columns = (eb: ExpressionBuilder<DB, 'api_keys'>) =>
  [
    'api_keys.id',
    'api_keys.name',
    'api_keys.prefix',
    eb.ref('api_keys.role').$castTo<Role>().as('role'),
    eb.ref('api_keys.scopes').$castTo<ApiKeyScope[]>().as('scopes'),
    'api_keys.permissions',
    'api_keys.requests_per_minute as requestsPerMinute',
    'api_keys.requests_per_month as requestsPerMonth',
    sql<string[] | null>`api_keys.networks::text[]`.as('networks'),
    'api_keys.project_ids as projectIds',
    status.as('status'),
    'api_keys.created_by_id as createdById',
    eb.ref('api_keys.owner_id').$notNull().as('ownerId'),
    'api_keys.roll_due_at as rollDueAt',
    'api_keys.departure_overlap_seconds as departureOverlapSeconds',
    'api_keys.expires_at as expiresAt',
    'api_keys.revoked_at as revokedAt',
    'api_keys.last_used_at as lastUsedAt',
    'api_keys.created_at as createdAt',
    'api_keys.updated_at as updatedAt',
  ] as const;

const ofTenant = ({ db, scope }: TenantDb) =>
  db.selectFrom('api_keys').select(columns).where('api_keys.organization_id', '=', scope.id);

const apiKeys = defineList<ApiKeyOrder, ApiKeyFilter>({
  table: 'api_keys',
  sorts: {
    CREATED_AT: 'timestamptz',
    UPDATED_AT: 'timestamptz',
    NAME: { column: 'name_key', type: 'text' },
  },
  filters: {
    name: { column: 'name', type: 'text', key: 'name_key' },
    prefix: 'text',
    role: 'text',
    scope: hasOneOf('api_keys.scopes'),
    status: { column: 'revoked_at', type: 'text', expression: status },
    createdById: 'uuid',
    ownerId: 'uuid',
    expiresAt: 'timestamptz',
    lastUsedAt: 'timestamptz',
    createdAt: 'timestamptz',
  },
});

/**
 * Returns a page of keys. Revoked ones are left out unless they are requested or the filter has a condition on the
 * status.
 */
export function listApiKeys(
  tenant: TenantDb,
  args: ListArgs<ApiKeyOrder, ApiKeyFilter> & { includeRevoked?: boolean | null },
): Promise<ApiKeyPage> {
  const liveOnly = !args.includeRevoked && !mentions(args.filter, 'status');
  const keys = ofTenant(tenant).$if(liveOnly, (query) => query.where('api_keys.revoked_at', 'is', null));
  return apiKeys.page(keys, args);
}

export function findApiKeysByIds(tenant: TenantDb, ids: readonly string[]): Promise<ApiKeyRow[]> {
  return ofTenant(tenant).where('api_keys.id', '=', anyOf(ids)).execute();
}

/** Returns the requests of the month (UTC) that were counted against the quotas of the keys. */
export async function findUsedThisMonth(
  { db, scope }: TenantDb,
  ids: readonly string[],
): Promise<{ id: string; used: string }[]> {
  return db
    .selectFrom('api_key_counts')
    .select(['api_key_id as id', 'used'])
    .where('organization_id', '=', scope.id)
    .where('api_key_id', '=', anyOf(ids))
    .where('month', '=', sql<string>`date_trunc('month', now() at time zone 'UTC')::date`)
    .execute();
}

/** Locks the key until the transaction ends. */
export function lockApiKey(tenant: TenantDb, id: string): Promise<ApiKeyRow | undefined> {
  return ofTenant(tenant).where('api_keys.id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** What limits a key, as far as it changes. */
export type KeyChanges = Partial<
  Pick<
    ApiKeyRow,
    | 'expiresAt'
    | 'permissions'
    | 'requestsPerMinute'
    | 'requestsPerMonth'
    | 'networks'
    | 'projectIds'
    | 'departureOverlapSeconds'
  >
>;

const toColumns = ({ networks, ...key }: KeyChanges) => ({
  expires_at: key.expiresAt,
  permissions: key.permissions,
  project_ids: key.projectIds,
  requests_per_minute: key.requestsPerMinute,
  requests_per_month: key.requestsPerMonth,
  departure_overlap_seconds: key.departureOverlapSeconds,
  ...(networks !== undefined && { networks: networks && sql<string[]>`${networks}::cidr[]` }),
});

export function insertApiKey(
  { db, scope }: TenantDb,
  key: Pick<ApiKeyRow, 'name' | 'prefix' | 'role' | 'scopes' | 'createdById' | 'ownerId'> & KeyChanges,
): Promise<ApiKeyRow> {
  return db
    .insertInto('api_keys')
    .values({
      organization_id: scope.id,
      name: key.name,
      prefix: key.prefix,
      role: key.role,
      scopes: key.scopes,
      created_by_id: key.createdById,
      owner_id: key.ownerId,
      ...toColumns(key),
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function insertSecret({ db, scope }: TenantDb, apiKeyId: string, hash: Buffer) {
  return db
    .insertInto('api_key_secrets')
    .values({ organization_id: scope.id, api_key_id: apiKeyId, hash })
    .execute();
}

/** Limits the key's existing secrets to `seconds` more, unless they expire before that. */
export function expireSecrets({ db, scope }: TenantDb, apiKeyId: string, seconds: number) {
  const end = sql<string>`now() + make_interval(secs => ${seconds})`;
  return db
    .updateTable('api_key_secrets')
    .set({ expires_at: sql<string>`least(expires_at, ${end})` })
    .where('organization_id', '=', scope.id)
    .where('api_key_id', '=', apiKeyId)
    .execute();
}

export function updateApiKey(
  { db, scope }: TenantDb,
  id: string,
  changes: KeyChanges & { name?: string; prefix?: string; revoked?: true; rollDueAt?: null },
): Promise<ApiKeyRow> {
  const { name, prefix, revoked, rollDueAt } = changes;
  return db
    .updateTable('api_keys')
    .set({
      name,
      prefix,
      roll_due_at: rollDueAt,
      ...(revoked && { revoked_at: sql<string>`clock_timestamp()` }),
      ...toColumns(changes),
    })
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

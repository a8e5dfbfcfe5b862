import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { filterCondition, type FilterColumns, hasOneOf, mentions } from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, type Page } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type {
  ApiKeyFilter,
  ApiKeyOrder,
  ApiKeyOrderField,
  ApiKeyScope,
  ApiKeyStatus,
  Role,
} from '../../generated/graphql.ts';

export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  role: Role;
  scopes: ApiKeyScope[];
  status: ApiKeyStatus;
  createdById: string;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type ApiKeyPage = Page<ApiKeyRow>;

const status = sql<ApiKeyStatus>`case when api_keys.revoked_at is not null then 'REVOKED'
  when api_keys.expires_at <= now() then 'EXPIRED' else 'ACTIVE' end`;

const ofTenant = (db: Kysely<DB>, scope: OrgScope) =>
  db
    .selectFrom('api_keys')
    .select((eb) => [
      'api_keys.id',
      'api_keys.name',
      'api_keys.prefix',
      eb.ref('api_keys.role').$castTo<Role>().as('role'),
      eb.ref('api_keys.scopes').$castTo<ApiKeyScope[]>().as('scopes'),
      status.as('status'),
      'api_keys.created_by_id as createdById',
      'api_keys.expires_at as expiresAt',
      'api_keys.revoked_at as revokedAt',
      'api_keys.last_used_at as lastUsedAt',
      'api_keys.created_at as createdAt',
      'api_keys.updated_at as updatedAt',
    ])
    .where('api_keys.organization_id', '=', scope.id);

const filterColumns: FilterColumns = {
  name: { column: 'name', type: 'text', key: 'name_key' },
  prefix: { column: 'prefix', type: 'text' },
  role: { column: 'role', type: 'text' },
  scope: hasOneOf('api_keys.scopes'),
  status: { column: 'revoked_at', type: 'text', expression: status },
  createdById: { column: 'created_by_id', type: 'uuid' },
  expiresAt: { column: 'expires_at', type: 'timestamptz' },
  lastUsedAt: { column: 'last_used_at', type: 'timestamptz' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
};

const sortKeys: SortKeys<ApiKeyOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
  NAME: { column: 'name_key', type: 'text' },
};

/** A page of keys; revoked ones only when they are asked for, or the filter speaks of status. */
export function listApiKeys(
  db: Kysely<DB>,
  scope: OrgScope,
  args: PageArgs & {
    includeRevoked?: boolean | null;
    filter?: ApiKeyFilter | null;
    orderBy?: ApiKeyOrder | null;
  },
): Promise<ApiKeyPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'api_keys');
  const keys = ofTenant(db, scope)
    .where(filterCondition(args.filter, filterColumns, 'api_keys'))
    .$if(!args.includeRevoked && !mentions(args.filter, 'status'), (query) =>
      query.where('api_keys.revoked_at', 'is', null),
    );
  return fetchPage(keys, page, 'api_keys');
}

export function findApiKeysByIds(
  db: Kysely<DB>,
  scope: OrgScope,
  ids: readonly string[],
): Promise<ApiKeyRow[]> {
  return ofTenant(db, scope)
    .where('api_keys.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

/** The key, locked until the transaction ends. */
export function lockApiKey(db: Kysely<DB>, scope: OrgScope, id: string): Promise<ApiKeyRow | undefined> {
  return ofTenant(db, scope).where('api_keys.id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

export async function insertApiKey(
  db: Kysely<DB>,
  scope: OrgScope,
  key: Pick<ApiKeyRow, 'name' | 'prefix' | 'role' | 'scopes' | 'createdById' | 'expiresAt'>,
): Promise<string> {
  const { id } = await db
    .insertInto('api_keys')
    .values({
      organization_id: scope.id,
      name: key.name,
      prefix: key.prefix,
      role: key.role,
      scopes: key.scopes,
      created_by_id: key.createdById,
      expires_at: key.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export function insertSecret(db: Kysely<DB>, scope: OrgScope, apiKeyId: string, hash: Buffer) {
  return db
    .insertInto('api_key_secrets')
    .values({ organization_id: scope.id, api_key_id: apiKeyId, hash })
    .execute();
}

/** Lets the key's secrets so far work for `seconds` more, unless they end before that. */
export function expireSecrets(db: Kysely<DB>, scope: OrgScope, apiKeyId: string, seconds: number) {
  const end = sql<string>`now() + make_interval(secs => ${seconds})`;
  return db
    .updateTable('api_key_secrets')
    .set({ expires_at: sql<string>`least(expires_at, ${end})` })
    .where('organization_id', '=', scope.id)
    .where('api_key_id', '=', apiKeyId)
    .execute();
}

export function updateApiKey(
  db: Kysely<DB>,
  scope: OrgScope,
  id: string,
  changes: { name?: string; prefix?: string; revoked?: true },
) {
  const { name, prefix, revoked } = changes;
  return db
    .updateTable('api_keys')
    .set({ name, prefix, ...(revoked && { revoked_at: sql<string>`clock_timestamp()` }) })
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}

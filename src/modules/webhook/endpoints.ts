import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { filterCondition, type FilterColumns, hasOneOf } from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, type Page } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type {
  WebhookDisabledReason,
  WebhookEndpointFilter,
  WebhookEndpointOrder,
  WebhookEndpointOrderField,
  WebhookPayloadKind,
} from '../../generated/graphql.ts';

export interface WebhookEndpointRow {
  id: string;
  url: string;
  description: string;
  events: string[];
  payload: WebhookPayloadKind;
  disabledAt: string | null;
  disabledReason: WebhookDisabledReason | null;
  failingSince: string | null;
  previousSecretExpiresAt: string | null;
  secretRotationAdvisedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type WebhookEndpointPage = Page<WebhookEndpointRow>;

/** When the last of the replaced secrets stops signing; null when none signs any more. */
const lastSecretEnds = (eb: ExpressionBuilder<DB, 'webhook_endpoints'>, scope: OrgScope) =>
  eb
    .selectFrom('webhook_retired_secrets')
    .select((inner) => inner.fn.max('webhook_retired_secrets.expires_at').as('ends'))
    .where('webhook_retired_secrets.organization_id', '=', scope.id)
    .whereRef('webhook_retired_secrets.endpoint_id', '=', 'webhook_endpoints.id')
    .where('webhook_retired_secrets.expires_at', '>', sql<string>`now()`);

/** Everything but the secrets. */
const ofTenant = (db: Kysely<DB>, scope: OrgScope) =>
  db
    .selectFrom('webhook_endpoints')
    .select((eb) => [
      'webhook_endpoints.id',
      'webhook_endpoints.url',
      'webhook_endpoints.description',
      'webhook_endpoints.events',
      eb.ref('webhook_endpoints.payload').$castTo<WebhookPayloadKind>().as('payload'),
      'webhook_endpoints.disabled_at as disabledAt',
      eb
        .ref('webhook_endpoints.disabled_reason')
        .$castTo<WebhookDisabledReason | null>()
        .as('disabledReason'),
      'webhook_endpoints.failing_since as failingSince',
      lastSecretEnds(eb, scope).as('previousSecretExpiresAt'),
      'webhook_endpoints.secret_rotation_advised_at as secretRotationAdvisedAt',
      'webhook_endpoints.created_at as createdAt',
      'webhook_endpoints.updated_at as updatedAt',
    ])
    .where('webhook_endpoints.organization_id', '=', scope.id);

const filterColumns: FilterColumns = {
  url: { column: 'url', type: 'text' },
  description: { column: 'description', type: 'text' },
  event: hasOneOf('webhook_endpoints.events', '*'),
  enabled: {
    compare: (value) => [sql<boolean>`(webhook_endpoints.disabled_at is null) = ${value}::boolean`],
  },
  disabledReason: { column: 'disabled_reason', type: 'text' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
};

const sortKeys: SortKeys<WebhookEndpointOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
};

export function listEndpoints(
  db: Kysely<DB>,
  scope: OrgScope,
  args: PageArgs & { filter?: WebhookEndpointFilter | null; orderBy?: WebhookEndpointOrder | null },
): Promise<WebhookEndpointPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'webhook_endpoints');
  const matching = ofTenant(db, scope).where(
    filterCondition(args.filter, filterColumns, 'webhook_endpoints'),
  );
  return fetchPage(matching, page, 'webhook_endpoints');
}

export function findEndpointsByIds(
  db: Kysely<DB>,
  scope: OrgScope,
  ids: readonly string[],
): Promise<WebhookEndpointRow[]> {
  return ofTenant(db, scope)
    .where('webhook_endpoints.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

/** The endpoint, locked until the transaction ends. */
export function lockEndpoint(
  db: Kysely<DB>,
  scope: OrgScope,
  id: string,
): Promise<WebhookEndpointRow | undefined> {
  return ofTenant(db, scope).where('webhook_endpoints.id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

export async function insertEndpoint(
  db: Kysely<DB>,
  scope: OrgScope,
  endpoint: Pick<WebhookEndpointRow, 'url' | 'events' | 'description' | 'payload'>,
  sealedSecret: Buffer,
): Promise<WebhookEndpointRow> {
  const { id } = await db
    .insertInto('webhook_endpoints')
    .values({ organization_id: scope.id, ...endpoint, secret: sealedSecret })
    .returning('id')
    .executeTakeFirstOrThrow();
  const [row] = await findEndpointsByIds(db, scope, [id]);
  return row!;
}

type Changes = Partial<Pick<WebhookEndpointRow, 'url' | 'events' | 'description' | 'payload'>>;

/** `reason` disables the endpoint, null enables it, undefined leaves it as it is. Something must change. */
export async function updateEndpoint(
  db: Kysely<DB>,
  scope: OrgScope,
  id: string,
  changes: Changes & { reason?: WebhookDisabledReason | null },
): Promise<void> {
  const { reason, ...others } = changes;
  await db
    .updateTable('webhook_endpoints')
    .set({
      ...others,
      ...(reason !== undefined && {
        disabled_reason: reason,
        disabled_at: reason && sql<string>`clock_timestamp()`,
      }),
      ...(reason === null && {
        failing_since: null,
        listening_since: sql<string>`clock_timestamp()`,
      }),
    })
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}

/** How many replaced secrets still sign. */
export async function countRetiredSecrets(
  db: Kysely<DB>,
  scope: OrgScope,
  endpointId: string,
): Promise<number> {
  const { signing } = await db
    .selectFrom('webhook_retired_secrets')
    .select((eb) => eb.fn.countAll<string>().as('signing'))
    .where('organization_id', '=', scope.id)
    .where('endpoint_id', '=', endpointId)
    .where('expires_at', '>', sql<string>`now()`)
    .executeTakeFirstOrThrow();
  return Number(signing);
}

/**
 * Gives the endpoint a new secret. The one that it had goes on signing for `overlapHours`, and those before it until
 * their own ends; with 0 hours all of them end. A trigger keeps them, and notes who is shown the new one.
 */
export async function replaceSecret(
  db: Kysely<DB>,
  scope: OrgScope,
  id: string,
  sealedSecret: Buffer,
  overlapHours: number,
): Promise<void> {
  await db
    .updateTable('webhook_endpoints')
    .set((eb) => ({
      secret: sealedSecret,
      previous_secret: eb.ref('secret'),
      previous_secret_expires_at: sql<string>`clock_timestamp() + ${overlapHours} * interval '1 hour'`,
    }))
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}

export function deleteEndpoint(db: Kysely<DB>, scope: OrgScope, id: string) {
  return db
    .deleteFrom('webhook_endpoints')
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}

/** The endpoints that are told of what happened then: none while the plan does not include webhooks. */
export function findListening(
  db: Kysely<DB>,
  scope: OrgScope,
  occurredAt: string,
): Promise<{ id: string; events: string[] }[]> {
  return db
    .selectFrom('webhook_endpoints')
    .innerJoin('organizations', 'organizations.id', 'webhook_endpoints.organization_id')
    .select(['webhook_endpoints.id', 'webhook_endpoints.events'])
    .where('webhook_endpoints.organization_id', '=', scope.id)
    .where('organizations.id', '=', scope.id)
    .where('webhook_endpoints.disabled_at', 'is', null)
    .where('webhook_endpoints.listening_since', '<=', occurredAt)
    .where(
      sql<boolean>`'WEBHOOKS' = any((select features from app.effective_limits(organizations.id, organizations.plan_code))::text[])`,
    )
    .execute();
}

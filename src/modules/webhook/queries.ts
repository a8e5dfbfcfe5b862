import { type ExpressionBuilder, sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { OrgScope, TenantDb } from '../../database/tenant-db.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import { hasOneOf } from '../../database/filter.ts';
import type { DB } from '../../generated/database.ts';
import type { WebhookDisabledReason, WebhookPayloadKind } from '../../generated/enums.ts';
import type { WebhookEndpointFilter, WebhookEndpointOrder } from '../../generated/graphql.ts';
import type { WebhookEndpointPage, WebhookEndpointRow } from './rows.ts';

/** When the last retired secret stops signing; null when none signs. */
const lastSecretEnds = (eb: ExpressionBuilder<DB, 'webhook_endpoints'>, scope: OrgScope) =>
  eb
    .selectFrom('webhook_retired_secrets')
    .select((inner) => inner.fn.max('webhook_retired_secrets.expires_at').as('ends'))
    .where('webhook_retired_secrets.organization_id', '=', scope.id)
    .whereRef('webhook_retired_secrets.endpoint_id', '=', 'webhook_endpoints.id')
    .where('webhook_retired_secrets.expires_at', '>', sql<string>`now()`);

/** All columns except the secrets. */
const columnsFor = (scope: OrgScope) => (eb: ExpressionBuilder<DB, 'webhook_endpoints'>) =>
  [
    'webhook_endpoints.id',
    'webhook_endpoints.url',
    'webhook_endpoints.description',
    'webhook_endpoints.events',
    eb.ref('webhook_endpoints.payload').$castTo<WebhookPayloadKind>().as('payload'),
    'webhook_endpoints.project_ids as projectIds',
    'webhook_endpoints.disabled_at as disabledAt',
    eb.ref('webhook_endpoints.disabled_reason').$castTo<WebhookDisabledReason | null>().as('disabledReason'),
    'webhook_endpoints.failing_since as failingSince',
    lastSecretEnds(eb, scope).as('previousSecretExpiresAt'),
    'webhook_endpoints.secret_rotation_advised_at as secretRotationAdvisedAt',
    'webhook_endpoints.created_at as createdAt',
    'webhook_endpoints.updated_at as updatedAt',
  ] as const;

const ofTenant = ({ db, scope }: TenantDb) =>
  db
    .selectFrom('webhook_endpoints')
    .select(columnsFor(scope))
    .where('webhook_endpoints.organization_id', '=', scope.id);

const endpoints = defineList<WebhookEndpointOrder, WebhookEndpointFilter>({
  table: 'webhook_endpoints',
  sorts: { CREATED_AT: 'timestamptz', UPDATED_AT: 'timestamptz' },
  filters: {
    url: 'text',
    description: 'text',
    event: hasOneOf('webhook_endpoints.events', '*'),
    enabled: {
      compare: (value) => [sql<boolean>`(webhook_endpoints.disabled_at is null) = ${value}::boolean`],
    },
    disabledReason: 'text',
    createdAt: 'timestamptz',
  },
});

export const listEndpoints = (
  tenant: TenantDb,
  args: ListArgs<WebhookEndpointOrder, WebhookEndpointFilter>,
): Promise<WebhookEndpointPage> => endpoints.page(ofTenant(tenant), args);

export function findEndpointsByIds(tenant: TenantDb, ids: readonly string[]): Promise<WebhookEndpointRow[]> {
  return ofTenant(tenant).where('webhook_endpoints.id', '=', anyOf(ids)).execute();
}

/** Locks the endpoint until the transaction ends. */
export function lockEndpoint(tenant: TenantDb, id: string): Promise<WebhookEndpointRow | undefined> {
  return ofTenant(tenant).where('webhook_endpoints.id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

export function insertEndpoint(
  { db, scope }: TenantDb,
  { projectIds, confirms, ...endpoint }: Required<Changes> & { confirms: boolean | undefined },
  sealedSecret: Buffer,
): Promise<WebhookEndpointRow> {
  return db
    .insertInto('webhook_endpoints')
    .values({
      organization_id: scope.id,
      ...endpoint,
      project_ids: projectIds,
      confirmed_by_id: confirms ? memberWhoActs : null,
      secret: sealedSecret,
    })
    .returning(columnsFor(scope))
    .executeTakeFirstOrThrow();
}

type Changes = Partial<Pick<WebhookEndpointRow, 'url' | 'events' | 'description' | 'payload' | 'projectIds'>>;

/** For an API key, its owner. */
const memberWhoActs = sql<string>`app.member_id()`;

/**
 * Updates an endpoint. `reason` disables it, null enables it, undefined keeps its state. `confirms` says whether the member
 * who acts vouches for its private projects, or nobody does; undefined keeps who did. At least one field must be given.
 */
export function updateEndpoint(
  { db, scope }: TenantDb,
  id: string,
  changes: Changes & { reason?: WebhookDisabledReason | null; confirms?: boolean | undefined },
): Promise<WebhookEndpointRow> {
  const { reason, confirms, projectIds, ...others } = changes;
  return db
    .updateTable('webhook_endpoints')
    .set({
      ...others,
      project_ids: projectIds,
      ...(confirms !== undefined && { confirmed_by_id: confirms ? memberWhoActs : null }),
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
    .returning(columnsFor(scope))
    .executeTakeFirstOrThrow();
}

/** Returns the number of retired secrets that still sign. */
export async function countRetiredSecrets({ db, scope }: TenantDb, endpointId: string): Promise<number> {
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
 * Gives the endpoint a new secret. The current one continues to sign for `overlapHours`, and retired ones until their
 * own end; with 0 hours all of them end. A trigger stores them and records who saw the new one.
 */
export async function replaceSecret(
  { db, scope }: TenantDb,
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

export function deleteEndpoint({ db, scope }: TenantDb, id: string) {
  return db
    .deleteFrom('webhook_endpoints')
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}

/** Returns the endpoints that subscribe to an event; none while the plan does not include webhooks. */
export function findListening(
  { db, scope }: TenantDb,
  occurredAt: string,
): Promise<{ id: string; events: string[]; projectIds: string[] | null }[]> {
  return db
    .selectFrom('webhook_endpoints')
    .innerJoin('organizations', 'organizations.id', 'webhook_endpoints.organization_id')
    .select([
      'webhook_endpoints.id',
      'webhook_endpoints.events',
      'webhook_endpoints.project_ids as projectIds',
    ])
    .where('webhook_endpoints.organization_id', '=', scope.id)
    .where('organizations.id', '=', scope.id)
    .where('webhook_endpoints.disabled_at', 'is', null)
    .where('webhook_endpoints.listening_since', '<=', occurredAt)
    .where(
      // The tenant as a parameter: PostgreSQL inlines the function, and so reads its tables with this condition.
      sql<boolean>`app.has_feature(${scope.id}, organizations.plan_code, organizations.plan_version, 'WEBHOOKS')`,
    )
    .execute();
}

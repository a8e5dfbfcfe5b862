import { type Kysely, sql } from 'kysely';
import type { z } from 'zod';
import type { OrgScope } from '../../authorization/scope.ts';
import type { Context } from '../../context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import type { DB } from '../../generated/database.ts';
import type { OrganizationOverrides, PlanFeature } from '../../generated/graphql.ts';
import type { clearOverridesInput, setOverridesInput } from './input.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { limitColumns, limitsOf } from './queries.ts';

const findRow = (db: Kysely<DB>, scope: Pick<OrgScope, 'id'>) =>
  db
    .selectFrom('organization_overrides')
    .select([...limitColumns, 'added_features', 'reason', 'expires_at'])
    .where('organization_id', '=', scope.id)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', eb.fn<string>('now'))]))
    .executeTakeFirst();

/** What counts in the place of the organization's plan at present; undefined for nothing. */
export async function findOverrides(
  db: Kysely<DB>,
  scope: Pick<OrgScope, 'id'>,
): Promise<OrganizationOverrides | undefined> {
  const row = await findRow(db, scope);
  return (
    row && {
      ...limitsOf(row),
      addedFeatures: row.added_features as PlanFeature[],
      reason: row.reason,
      expiresAt: row.expires_at,
    }
  );
}

/** Gives an organization other limits than its plan's, as a platform administrator. */
export async function setOverrides(context: Context, input: z.output<typeof setOverridesInput>) {
  const { organizationId, expiresAt } = input;
  const values = {
    member_limit: input.members ?? null,
    project_limit: input.projects ?? null,
    api_key_limit: input.apiKeys ?? null,
    webhook_limit: input.webhookEndpoints ?? null,
    requests_per_minute: input.apiRequestsPerMinute ?? null,
    requests_per_month: input.apiRequestsPerMonth ?? null,
    subscription_limit: input.subscriptions ?? null,
    caller_subscription_limit: input.subscriptionsPerCaller ?? null,
    added_features: [...new Set(input.addedFeatures)],
    reason: input.reason,
    expires_at: expiresAt ?? null,
  };
  return transact(context, async (db) => {
    await lockAnyOrganization(db, organizationId);
    const before = await findRow(db, { id: organizationId });
    if (before && !changedValues({ ...before, expires_at: instantOf(before.expires_at) }, values))
      return { overrides: await findOverrides(db, { id: organizationId }) };
    await db
      .insertInto('organization_overrides')
      .values({ organization_id: organizationId, ...values })
      .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
      .execute();
    const overrides = await findOverrides(db, { id: organizationId });
    await recordOverrides(context, db, organizationId, overrides ?? null);
    return { overrides };
  });
}

/** Gives an organization its plan's limits again, as a platform administrator. */
export async function clearOverrides(
  context: Context,
  { organizationId }: z.output<typeof clearOverridesInput>,
) {
  await transact(context, async (db) => {
    await lockAnyOrganization(db, organizationId);
    const { numDeletedRows } = await db
      .deleteFrom('organization_overrides')
      .where('organization_id', '=', organizationId)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return;
    await recordOverrides(context, db, organizationId, null);
  });
  return { organizationId, clearedId: organizationId };
}

const instantOf = (value: string | null) => value && serializeDateTime(value);

/** Locks the organization, as everything does that counts against its limits. */
async function lockAnyOrganization(db: SystemDb, id: string): Promise<void> {
  const { rows } = await sql`select from organizations where id = ${id} for no key update`.execute(db);
  if (rows.length === 0) throw userError('NOT_FOUND', 'No such organization.', 'organizationId');
}

function recordOverrides(
  { viewer, request }: Context,
  db: SystemDb,
  organizationId: string,
  overrides: OrganizationOverrides | null,
) {
  return db
    .insertInto('audit_events')
    .values({
      organization_id: organizationId,
      actor_id: viewer.id,
      action: overrides ? 'organization.overrides_set' : 'organization.overrides_cleared',
      target_type: 'Organization',
      target_id: organizationId,
      after: overrides && JSON.stringify(overrides),
      ip_address: request.ipAddress,
      user_agent: request.userAgent,
      request_id: request.requestId,
    })
    .execute();
}

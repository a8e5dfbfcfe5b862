import type { z } from 'zod';
import { narrowToTenant, type TenantDb } from '../../database/tenant-db.ts';
import type { Context } from '../../core/context.ts';
import { anyOf } from '../../database/any-of.ts';
import { changedValues } from '../../database/changed-values.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { UserErrors, userError } from '../../errors.ts';
import { insertAuditEvent } from '../audit/record.ts';
import { lockPlan } from '../organization/queries.ts';
import type { OrganizationOverrides } from '../../generated/graphql.ts';
import type { clearOverridesInput, setOverridesInput } from './input.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { limitColumns, limitsOf } from './queries.ts';

const findRow = ({ db, scope }: TenantDb) =>
  db
    .selectFrom('organization_overrides')
    .select([...limitColumns, 'added_features', 'reason', 'expires_at'])
    .where('organization_id', '=', scope.id)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', eb.fn<string>('now'))]))
    .executeTakeFirst();

/** Returns the overrides of the organization's plan that are in force; undefined when there are none. */
export async function findOverrides(tenant: TenantDb): Promise<OrganizationOverrides | undefined> {
  const row = await findRow(tenant);
  return (
    row && {
      ...limitsOf(row),
      addedFeatures: row.added_features,
      reason: row.reason,
      expiresAt: row.expires_at,
    }
  );
}

/** Sets limits that replace the plan's, as a platform administrator. */
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
    const tenant = await lockAnyOrganization(db, organizationId);
    await requireSwitches(db, values.added_features);
    const before = await findRow(tenant);
    if (before && !changedValues({ ...before, expires_at: instantOf(before.expires_at) }, values))
      return { overrides: await findOverrides(tenant) };
    await db
      .insertInto('organization_overrides')
      .values({ organization_id: organizationId, ...values })
      .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
      .execute();
    const overrides = await findOverrides(tenant);
    await recordOverrides(context, db, organizationId, overrides ?? null);
    return { overrides };
  });
}

/** Removes the overrides of an organization, as a platform administrator. */
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

/** @throws NOT_FOUND or INVALID for a key that names no feature which is on or off */
async function requireSwitches(db: SystemDb, keys: string[]): Promise<void> {
  const found = await db
    .selectFrom('features')
    .select(['key', 'kind'])
    .where('key', '=', anyOf(keys))
    .execute();
  const kinds = new Map(found.map(({ key, kind }) => [key, kind]));
  const faults = keys.filter((key) => kinds.get(key) !== 'BOOLEAN');
  if (faults.length === 0) return;
  throw new UserErrors(
    faults.map((key) => ({
      code: kinds.has(key) ? ('INVALID' as const) : ('NOT_FOUND' as const),
      message: kinds.has(key) ? `The feature ${key} has a value.` : `There is no feature ${key}.`,
      field: ['addedFeatures'],
    })),
  );
}

const instantOf = (value: string | null) => value && serializeDateTime(value);

/** Locks the organization, like all code that counts against its limits. @throws NOT_FOUND */
export async function lockAnyOrganization(db: SystemDb, id: string): Promise<TenantDb> {
  const tenant = narrowToTenant(db, id);
  if (!(await lockPlan(tenant))) throw userError('NOT_FOUND', 'No such organization.', 'organizationId');
  return tenant;
}

const recordOverrides = (
  { viewer, request }: Context,
  db: SystemDb,
  organizationId: string,
  overrides: OrganizationOverrides | null,
) =>
  insertAuditEvent(
    db,
    organizationId,
    {
      action: overrides ? 'organization.overrides_set' : 'organization.overrides_cleared',
      targetType: 'Organization',
      targetId: organizationId,
      after: overrides && { ...overrides },
    },
    { actorId: viewer.id, request },
  );

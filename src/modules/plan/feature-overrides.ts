import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { narrowToTenant, type TenantDb } from '../../database/tenant-db.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { insertAuditEvent } from '../audit/record.ts';
import { requireKind } from './features.ts';
import type { clearFeatureOverrideInput, setFeatureOverrideInput } from './catalogue-input.ts';
import { lockAnyOrganization } from './overrides.ts';
import type { FeatureOverrideRow } from './rows.ts';

/** Returns the overridden features of the organization whose overrides have not expired. */
export function listFeatureOverrides({ db, scope }: TenantDb): Promise<FeatureOverrideRow[]> {
  return db
    .selectFrom('organization_features')
    .select(['feature', 'value', 'reason', 'expires_at as expiresAt'])
    .where('organization_id', '=', scope.id)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', eb.fn<string>('now'))]))
    .orderBy('feature')
    .execute();
}

const isSame = (a: FeatureOverrideRow, b: FeatureOverrideRow) =>
  a.value === b.value && a.reason === b.reason && instantOf(a.expiresAt) === instantOf(b.expiresAt);

const instantOf = (value: string | null) => value && serializeDateTime(value);

/** Sets the value of a feature that replaces the plan's, as a platform administrator. */
export const setFeatureOverride = (context: Context, input: z.output<typeof setFeatureOverrideInput>) =>
  transact(context, async (db) => {
    const { organizationId, feature, value, reason, expiresAt } = input;
    await lockAnyOrganization(db, organizationId);
    await requireKind(db, feature, value);
    const find = async () =>
      (await listFeatureOverrides(narrowToTenant(db, organizationId))).find(
        (each) => each.feature === feature,
      );
    const before = await find();
    if (before && isSame(before, { feature, value, reason, expiresAt: expiresAt ?? null }))
      return { override: before };
    const values = { value: JSON.stringify(value), reason, expires_at: expiresAt ?? null };
    await db
      .insertInto('organization_features')
      .values({ organization_id: organizationId, feature, ...values })
      .onConflict((conflict) =>
        conflict
          .columns(['organization_id', 'feature'])
          .doUpdateSet({ ...values, updated_at: sql<string>`clock_timestamp()` }),
      )
      .execute();
    const override = await find();
    await record(context, db, organizationId, 'set', { ...override, feature });
    return { override };
  });

/** Removes an organization's value of a feature, as a platform administrator. */
export const clearFeatureOverride = (
  context: Context,
  { organizationId, feature }: z.output<typeof clearFeatureOverrideInput>,
) =>
  transact(context, async (db) => {
    await lockAnyOrganization(db, organizationId);
    const { numDeletedRows } = await db
      .deleteFrom('organization_features')
      .where('organization_id', '=', organizationId)
      .where('feature', '=', feature)
      .executeTakeFirstOrThrow();
    if (numDeletedRows > 0n) await record(context, db, organizationId, 'cleared', { feature });
    return { affectedCount: Number(numDeletedRows) };
  });

const record = (
  { viewer, request }: Context,
  db: SystemDb,
  organizationId: string,
  what: 'set' | 'cleared',
  after: Record<string, unknown>,
) =>
  insertAuditEvent(
    db,
    organizationId,
    {
      action: `organization.feature_override_${what}`,
      targetType: 'Organization',
      targetId: organizationId,
      after,
    },
    { actorId: viewer.id, request },
  );

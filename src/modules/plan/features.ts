import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { anyOf } from '../../database/any-of.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { type UserError, UserErrors, userError } from '../../errors.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import type { declareFeatureInput, PlanTerms } from './catalogue-input.ts';
import type { FeatureRow } from './rows.ts';

/** Declares a feature, as a platform administrator. */
export const declareFeature = (context: Context, input: z.output<typeof declareFeatureInput>) =>
  transact(context, async (db) => {
    const { feature, changed } = await upsertFeature(db, input);
    if (changed) await recordInCatalogue(context, db, 'feature.declared', { ...feature });
    return { feature };
  });

/** @throws INVALID if the feature has another kind */
export async function upsertFeature(
  db: SystemDb,
  { key, kind, name, meter = null }: z.output<typeof declareFeatureInput>,
): Promise<{ feature: FeatureRow; changed: boolean }> {
  const columns = ['key', 'kind', 'name', 'meter'] as const;
  const find = () =>
    db.selectFrom('features').select(columns).where('key', '=', key).forUpdate().executeTakeFirst();
  const inserted = await db
    .insertInto('features')
    .values({ key, kind, name, meter })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning(columns)
    .executeTakeFirst();
  const feature = { key, kind, name, meter };
  if (inserted) return { feature, changed: true };
  const present = (await find())!;
  if (present.kind !== kind) throw userError('INVALID', `The kind of ${key} is ${present.kind}.`, 'kind');
  if (isDeepStrictEqual(present, feature)) return { feature, changed: false };
  await db.updateTable('features').set({ name, meter }).where('key', '=', key).execute();
  return { feature, changed: true };
}

const kindOf = (value: boolean | number | string) =>
  typeof value === 'boolean' ? 'BOOLEAN' : typeof value === 'number' ? 'NUMBER' : 'TEXT';

/** Declares features that are new. @throws INVALID for values of another kind than the feature's */
export async function declareValues(db: SystemDb, { features }: PlanTerms): Promise<void> {
  if (features.length === 0) return;
  await db
    .insertInto('features')
    .values(features.map(({ feature, value }) => ({ key: feature, kind: kindOf(value), name: feature })))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const kinds = await findKinds(
    db,
    features.map(({ feature }) => feature),
  );
  const faults = features.flatMap(({ feature, value }, index): UserError[] =>
    kinds.get(feature) === kindOf(value)
      ? []
      : [
          {
            code: 'INVALID',
            message: `The kind of ${feature} is ${kinds.get(feature)}.`,
            field: ['terms', 'features', String(index), 'value'],
          },
        ],
  );
  if (faults.length > 0) throw new UserErrors(faults);
}

/** @throws NOT_FOUND; INVALID if the value is of another kind than the feature's */
export async function requireKind(
  db: SystemDb,
  feature: string,
  value: boolean | number | string,
): Promise<void> {
  const kind = (await findKinds(db, [feature])).get(feature);
  if (!kind) throw userError('NOT_FOUND', 'No such feature.', 'feature');
  if (kind !== kindOf(value)) throw userError('INVALID', `The kind of ${feature} is ${kind}.`, 'value');
}

async function findKinds(db: SystemDb, keys: string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('features')
    .select(['key', 'kind'])
    .where('key', '=', anyOf(keys))
    .execute();
  return new Map(rows.map(({ key, kind }) => [key, kind]));
}

/** Plans belong to no organization, so that the administrator's own log has the event. */
export const recordInCatalogue = (
  { viewer, request }: Context,
  db: SystemDb,
  action: string,
  details: object,
) => insertAccountEvent(db, { userId: viewer.id, action, details }, request);

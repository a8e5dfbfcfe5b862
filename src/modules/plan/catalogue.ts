import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import type {
  archivePlanInput,
  createPlanInput,
  PlanTerms,
  publishPlanVersionInput,
} from './catalogue-input.ts';
import { findLatestVersion, findPlansAt } from './catalogue-queries.ts';
import { declareValues, recordInCatalogue } from './features.ts';
import { limitColumns, limitNames } from './queries.ts';
import { FREE, type PlanRow, type PlanVersionRow } from './rows.ts';

type Price = PlanTerms['prices'][number];

/** Creates a plan with its first version, as a platform administrator. */
export const createPlan = (context: Context, input: z.output<typeof createPlanInput>) =>
  transact(context, async (db) => {
    const plan = await insertPlan(db, input);
    await recordInCatalogue(context, db, 'plan.created', { plan: plan.code, version: 1 });
    return { plan };
  });

/**
 * Inserts a plan behind the others, with its first version. `db` is a transaction.
 * @throws TAKEN
 */
export async function insertPlan(
  db: SystemDb,
  { plan: code, name, isPublic, terms }: z.output<typeof createPlanInput>,
  effectiveFrom?: string,
): Promise<PlanRow> {
  // Two plans that are created at once get different positions.
  await sql`lock table plans in share row exclusive mode`.execute(db);
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('plans')
    .values((eb) => ({
      code,
      name,
      is_public: isPublic,
      currency: terms.currency,
      position: eb.selectFrom('plans').select(sql<number>`coalesce(max(position), 0) + 1`.as('position')),
    }))
    .onConflict((conflict) => conflict.column('code').doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw userError('TAKEN', `There is a plan ${code} already.`, 'plan');
  await publishVersion(db, code, terms, effectiveFrom);
  return (await findPlansAt(db, [{ planCode: code, planVersion: 1 }]))[0]!;
}

/** Publishes a version of a plan, as a platform administrator. */
export const publishPlanVersion = (
  context: Context,
  { plan, effectiveFrom, terms }: z.output<typeof publishPlanVersionInput>,
) =>
  transact(context, async (db) => {
    const planVersion = await publishVersion(db, plan, terms, effectiveFrom ?? undefined);
    await recordInCatalogue(context, db, 'plan.version_published', { plan, version: planVersion.version });
    return { planVersion };
  });

/**
 * Publishes the next version of a plan. `db` is a transaction; two that publish at once wait for each other.
 * @throws NOT_FOUND; INVALID for another currency than before, an earlier date, or a value of another kind
 */
export async function publishVersion(
  db: SystemDb,
  plan: string,
  terms: PlanTerms,
  effectiveFrom?: string,
): Promise<PlanVersionRow> {
  await requirePlan(db, plan);
  const latest = await findLatestVersion(db, plan);
  if (latest && latest.currency !== terms.currency)
    throw userError('INVALID', `The plan has prices in ${latest.currency}.`, 'terms', 'currency');
  if (latest && Date.parse(latest.effectiveFrom) > (effectiveFrom ? Date.parse(effectiveFrom) : Date.now()))
    throw userError(
      'INVALID',
      `Version ${latest.version} only begins at ${latest.effectiveFrom}.`,
      'effectiveFrom',
    );
  if (terms.planAfterTrial !== null && terms.planAfterTrial !== plan)
    await requireNext(db, terms.planAfterTrial);
  await declareValues(db, terms);
  const key = { plan_code: plan, version: (latest?.version ?? 0) + 1 };
  await db
    .insertInto('plan_versions')
    .values({
      ...key,
      effective_from: effectiveFrom ?? sql<string>`now()`,
      base_price: terms.basePrice,
      currency: terms.currency,
      trial_days: terms.trialDays,
      plan_after_trial: terms.planAfterTrial,
      ...Object.fromEntries(limitColumns.map((column, index) => [column, terms.limits[limitNames[index]!]])),
    })
    .execute();
  if (terms.features.length > 0)
    await db
      .insertInto('plan_version_features')
      .values(terms.features.map(({ feature, value }) => ({ ...key, feature, value: JSON.stringify(value) })))
      .execute();
  if (terms.prices.length > 0)
    await db
      .insertInto('plan_version_prices')
      .values(
        terms.prices.map(({ meter, included, unitPrice, ...price }) => ({
          ...key,
          meter,
          included,
          unit_price: unitPrice,
          pricing: toPricing(price),
        })),
      )
      .execute();
  return (await findLatestVersion(db, plan))!;
}

/** @throws NOT_FOUND for a plan after the trial that does not exist */
async function requireNext(db: SystemDb, code: string): Promise<void> {
  const found = await db.selectFrom('plans').select('code').where('code', '=', code).executeTakeFirst();
  if (!found) throw userError('NOT_FOUND', 'No such plan.', 'terms', 'planAfterTrial');
}

function toPricing({ priceModel, packageSize, tiers }: Pick<Price, 'priceModel' | 'packageSize' | 'tiers'>) {
  if (priceModel === 'PER_UNIT') return null;
  return JSON.stringify(
    priceModel === 'PACKAGE' ? { model: priceModel, packageSize } : { model: priceModel, tiers },
  );
}

/** Archives a plan, as a platform administrator. */
export const archivePlan = (context: Context, { plan: code }: z.output<typeof archivePlanInput>) =>
  transact(context, async (db) => {
    await requirePlan(db, code);
    if (code === FREE)
      throw userError('INVALID', `New organizations begin on ${FREE}, so it cannot be archived.`, 'plan');
    const { numUpdatedRows } = await db
      .updateTable('plans')
      .set({ archived_at: sql<string>`now()` })
      .where('code', '=', code)
      .where('archived_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 1n) await recordInCatalogue(context, db, 'plan.archived', { plan: code });
    const { version } = (await findLatestVersion(db, code))!;
    return { plan: (await findPlansAt(db, [{ planCode: code, planVersion: version }]))[0]! };
  });

/** Locks a plan. @throws NOT_FOUND */
async function requirePlan(db: SystemDb, code: string): Promise<void> {
  const plan = await db
    .selectFrom('plans')
    .select('code')
    .where('code', '=', code)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!plan) throw userError('NOT_FOUND', 'No such plan.', 'plan');
}

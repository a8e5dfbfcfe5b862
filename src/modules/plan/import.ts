import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SystemDb } from '../../database/system.ts';
import { UserErrors } from '../../errors.ts';
import { toUserErrors } from '../../graphql/input.ts';
import { declareMeter } from '../meter/declare.ts';
import { declareMeterInput } from '../meter/input.ts';
import { insertPlan, publishVersion } from './catalogue.ts';
import { upsertFeature } from './features.ts';
import { createPlanInput, declareFeatureInput } from './catalogue-input.ts';
import { findLatestVersion, findPlanNames } from './catalogue-queries.ts';
import { comparable, ofVersion, type PlanFile, planFile, toTerms } from './plan-file.ts';

class DryRun extends Error {}

/**
 * Brings the catalogue to the state of a file, in one transaction: declares features, creates plans, and publishes a
 * version of each plan whose terms differ from its latest one. An import of the same file changes nothing. Returns a line
 * for each change.
 * @throws the errors, one per line
 */
export async function importPlans(
  systemDb: SystemDb,
  text: string,
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<string[]> {
  const { data: file, error } = planFile.safeParse(parse(text));
  if (!file) throw new Error(z.prettifyError(error));
  const lines: string[] = [];
  try {
    await systemDb.transaction().execute(async (db) => {
      await applyFile(db, file, lines);
      if (dryRun) throw new DryRun();
    });
  } catch (problem) {
    if (!(problem instanceof DryRun)) throw problem;
  }
  return lines;
}

async function applyFile(
  db: SystemDb,
  { meters, features, plans }: PlanFile,
  lines: string[],
): Promise<void> {
  for (const [code, meter] of Object.entries(meters)) {
    const place = `meters.${code}`;
    const input = check(declareMeterInput, { meter: code, ...meter }, place);
    const { changed } = await withPlace(place, () => declareMeter(db, input));
    if (changed) lines.push(`The meter ${code} is declared.`);
  }
  for (const [key, feature] of Object.entries(features)) {
    const place = `features.${key}`;
    const input = check(declareFeatureInput, { key, ...feature }, place);
    const { changed } = await withPlace(place, () => upsertFeature(db, input));
    if (changed) lines.push(`The feature ${key} is declared.`);
  }
  const present = new Map((await findPlanNames(db)).map((plan) => [plan.code, plan]));
  for (const { code, name, isPublic, effectiveFrom, ...terms } of plans) {
    const place = `plans.${code}`;
    const input = check(createPlanInput, { plan: code, name, isPublic, terms: toTerms(terms) }, place);
    const plan = present.get(code);
    present.delete(code);
    await withPlace(place, async () => {
      if (!plan) {
        await insertPlan(db, input, effectiveFrom?.toISOString());
        lines.push(`The plan ${code} is created.`);
        return;
      }
      if (plan.name !== input.name || plan.isPublic !== isPublic) {
        await db
          .updateTable('plans')
          .set({ name: input.name, is_public: isPublic })
          .where('code', '=', code)
          .execute();
        lines.push(`The plan ${code} is changed.`);
      }
      const latest = await findLatestVersion(db, code);
      if (latest && isDeepStrictEqual(comparable(ofVersion(latest)), comparable(input.terms))) return;
      const { version } = await publishVersion(db, code, input.terms, effectiveFrom?.toISOString());
      lines.push(`Version ${version} of ${code} is published.`);
    });
  }
  for (const code of present.keys()) lines.push(`${code} is not in the file, and remains as it is.`);
}

function check<Schema extends z.ZodType>(schema: Schema, input: unknown, place: string): z.output<Schema> {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  throw new Error(
    toUserErrors(error)
      .map((each) => `${place}: ${each.message}`)
      .join('\n'),
  );
}

async function withPlace<Result>(place: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    throw new Error(error.errors.map(({ message }) => `${place}: ${message}`).join('\n'), { cause: error });
  }
}

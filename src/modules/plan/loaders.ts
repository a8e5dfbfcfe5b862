import DataLoader from 'dataloader';
import type { PlanCode } from '../../generated/graphql.ts';
import type { Context } from '../../context.ts';
import { byKey } from '../../database/loader.ts';
import { findAllowance, listPlans, type PlanRow } from './queries.ts';

export const planLoaders = (context: Context) => ({
  planByCode: new DataLoader<string, PlanRow | undefined>(async (codes) =>
    byKey<string, PlanRow>(codes, await listPlans(context.db), (plan) => plan.code),
  ),
  /** What the selected organization may use on a plan. */
  allowanceOnPlan: new DataLoader<PlanCode, Awaited<ReturnType<typeof findAllowance>>>((codes) =>
    Promise.all(codes.map((code) => findAllowance(context.db, context.scope, code))),
  ),
});

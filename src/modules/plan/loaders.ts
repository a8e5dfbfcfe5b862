import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byKey } from '../../database/loader.ts';
import { listPlans, type PlanRow } from './queries.ts';

export const planLoaders = (context: Context) => ({
  planByCode: new DataLoader<string, PlanRow | undefined>(async (codes) =>
    byKey<string, PlanRow>(codes, await listPlans(context.db), (plan) => plan.code),
  ),
});

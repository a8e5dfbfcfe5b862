import type { PlanCode } from '../../generated/enums.ts';
import { defineLoader } from '../../core/define-loader.ts';
import { byKey } from '../../database/loader.ts';
import { findAllowance, listPlans } from './queries.ts';
import type { PlanRow } from './rows.ts';

export const planByCode = defineLoader(async (context, codes) =>
  byKey<string, PlanRow>(codes, await listPlans(context.db), (plan) => plan.code),
);

/** The limits and features of the selected organization on a plan. */
export const allowanceOnPlan = defineLoader((context, codes: readonly PlanCode[]) =>
  Promise.all(codes.map((code) => findAllowance(context.tenant, code))),
);

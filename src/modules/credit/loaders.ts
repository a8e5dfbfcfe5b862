import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import { findCreditGrantsByIds, findCreditSpendsByIds } from './queries.ts';

/** Loads from the selected organization. */
export const creditGrantById = defineLoader(async (context, ids) =>
  byId(ids, await findCreditGrantsByIds(context.tenant, ids)),
);

/** Loads from the selected organization, by the row's id. */
export const creditSpendById = defineLoader(async (context, ids) =>
  byId(ids, await findCreditSpendsByIds(context.tenant, ids)),
);

import { defineLoader } from '../../core/define-loader.ts';
import { toCount } from '../../database/count.ts';
import { byId } from '../../database/loader.ts';
import { findApiKeysByIds, findUsedThisMonth } from './queries.ts';

/** Loads from the selected organization. */
export const apiKeyById = defineLoader(async (context, ids) =>
  byId(ids, await findApiKeysByIds(context.tenant, ids)),
);

/** The requests of this month that were counted for keys with a quota. */
export const usedThisMonth = defineLoader(async ({ tenant }, ids) => {
  const counts = byId(ids, await findUsedThisMonth(tenant, ids));
  return counts.map((count) => toCount(count?.used ?? 0));
});

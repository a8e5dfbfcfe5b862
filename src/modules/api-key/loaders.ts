import { hasPermission } from '../../authorization/permission-checks.ts';
import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import { findApiKeysByIds } from './queries.ts';

/** Loads from the selected organization. Callers who may not see keys get none. */
export const apiKeyById = defineLoader(async (context, ids) =>
  byId(ids, hasPermission(context, 'apiKey.see') ? await findApiKeysByIds(context.tenant, ids) : []),
);

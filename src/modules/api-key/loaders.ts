import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId } from '../../database/loader.ts';
import { type ApiKeyRow, findApiKeysByIds } from './queries.ts';

export const apiKeyLoaders = (context: Context) => ({
  /** In the selected organization; none for those who may not see keys. */
  apiKeyById: new DataLoader<string, ApiKeyRow | undefined>(async (ids) =>
    byId(ids, context.can('apiKey.see') ? await findApiKeysByIds(context.db, context.scope, ids) : []),
  ),
});

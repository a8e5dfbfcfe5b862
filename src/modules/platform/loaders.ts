import { defineLoader } from '../../core/define-loader.ts';
import { systemDb } from '../../database/system.ts';
import { countUse } from './queries.ts';

/** The caller must have checked that the viewer is a platform administrator. */
export const useOfOrganization = defineLoader(async (context, ids) => {
  const found = await countUse(systemDb(context), ids);
  return ids.map((id) => found.get(id)!);
});

import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import { systemDb } from '../../database/system.ts';
import { findSessionsByIds } from './lists.ts';

/** The viewer's open sessions; none for an API key. */
export const sessionById = defineLoader(async (context, ids) => {
  const { viewer } = await context.access();
  return byId(ids, viewer ? await findSessionsByIds(systemDb(context), viewer.id, ids) : []);
});

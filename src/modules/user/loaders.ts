import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import { systemDb } from '../../database/system.ts';
import { findUsersByIds } from './admin-queries.ts';
import { findFellowMembers } from './queries.ts';

/** The viewer, or a member of the selected organization. */
export const userById = defineLoader(async (context, ids) => {
  const { viewer } = await context.access();
  const others = ids.filter((id) => id !== viewer?.id);
  const found = context.hasScope && others.length > 0 ? await findFellowMembers(context.tenant, others) : [];
  return byId(ids, viewer ? [viewer, ...found] : found);
});

/** The caller must have checked that the viewer is a platform administrator. */
export const anyUserById = defineLoader(async (context, ids) =>
  byId(ids, await findUsersByIds(systemDb(context), ids)),
);

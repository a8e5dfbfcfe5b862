import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId, loaderByArgs } from '../../database/loader.ts';
import type { PageArgs } from '../../database/page-request.ts';
import { systemDb } from '../../database/system.ts';
import { findUsersByIds, listStatusChanges, type StatusChangePage } from './directory.ts';
import { findFellowMembers, type UserRow } from './queries.ts';

export const userLoaders = (context: Context) => ({
  /** Oneself or a fellow member of the selected organization. */
  userById: new DataLoader<string, UserRow | undefined>(async (ids) => {
    const { viewer } = await context.access();
    const others = ids.filter((id) => id !== viewer?.id);
    const found =
      context.hasScope && others.length > 0 ? await findFellowMembers(context.db, context.scope, others) : [];
    return byId(ids, viewer ? [viewer, ...found] : found);
  }),
  /** For platform administrators: whoever loads has checked that. */
  anyUserById: new DataLoader<string, UserRow | undefined>(async (ids) =>
    byId(ids, await findUsersByIds(systemDb(context), ids)),
  ),
  /** For oneself and for platform administrators: whoever loads has checked that. */
  statusChangesOfUser: loaderByArgs<PageArgs, StatusChangePage>((ids, args) =>
    listStatusChanges(systemDb(context), ids, args),
  ),
});

import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId } from '../../database/loader.ts';
import { findFellowMembers, type UserRow } from './queries.ts';

export const userLoaders = (context: Context) => ({
  /** Oneself or a fellow member of the selected organization. */
  userById: new DataLoader<string, UserRow | undefined>(async (ids) => {
    const { viewer } = context;
    const others = ids.filter((id) => id !== viewer.id);
    const found =
      context.hasScope && others.length > 0 ? await findFellowMembers(context.db, context.scope, others) : [];
    return byId(ids, [viewer, ...found]);
  }),
});

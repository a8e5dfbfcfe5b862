import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId } from '../../database/loader.ts';
import { findProjectsByIds, type ProjectRow } from './queries.ts';

export const projectLoaders = (context: Context) => ({
  /** In the selected organization. */
  projectById: new DataLoader<string, ProjectRow | undefined>(async (ids) =>
    byId(ids, await findProjectsByIds(context.db, context.scope, ids)),
  ),
});

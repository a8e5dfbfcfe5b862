import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId } from '../../database/loader.ts';
import { findOrganizationsByIds, type OrganizationRow } from './queries.ts';

export const organizationLoaders = (context: Context) => ({
  /** The selected organization or one of the viewer's own. */
  organizationById: new DataLoader<string, OrganizationRow | undefined>(async (ids) =>
    byId(ids, await findOrganizationsByIds(context.db, ids)),
  ),
});

import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import { findOrganizationsByIds } from './queries.ts';

/** The selected organization, or one of the viewer's own. */
export const organizationById = defineLoader(async (context, ids) =>
  byId(ids, await findOrganizationsByIds(context.db, ids)),
);

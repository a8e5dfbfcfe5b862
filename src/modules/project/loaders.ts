import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import { findProjectsByIds } from './queries.ts';

/** Loads from the selected organization. */
export const projectById = defineLoader(async (context, ids) =>
  byId(ids, await findProjectsByIds(context.tenant, ids)),
);

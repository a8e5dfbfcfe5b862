import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import { findInvitationsByIds } from './queries.ts';

/** Loads from the selected organization. */
export const invitationById = defineLoader(async (context, ids) =>
  byId(ids, await findInvitationsByIds(context.tenant, ids)),
);

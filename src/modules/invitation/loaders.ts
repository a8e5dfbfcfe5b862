import { defineLoader } from '../../core/define-loader.ts';
import { byId, groupByKey } from '../../database/loader.ts';
import { findInvitationsByIds, findVisibleInvitedProjects } from './queries.ts';

/** Loads from the selected organization. */
export const invitationById = defineLoader(async (context, ids) =>
  byId(ids, await findInvitationsByIds(context.tenant, ids)),
);

/** Loads the projects of invitations that the viewer sees. */
export const projectsOfInvitation = defineLoader(async (context, ids) =>
  groupByKey(ids, await findVisibleInvitedProjects(context.tenant, ids), (row) => row.invitationId),
);

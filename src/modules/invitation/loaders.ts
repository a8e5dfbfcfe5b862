import { hasPermission } from '../../authorization/permission-checks.ts';
import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import { findInvitationsByIds } from './queries.ts';

/** Loads from the selected organization. Callers who may not see invitations get none. */
export const invitationById = defineLoader(async (context, ids) =>
  byId(ids, hasPermission(context, 'invitation.see') ? await findInvitationsByIds(context.tenant, ids) : []),
);

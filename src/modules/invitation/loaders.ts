import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId } from '../../database/loader.ts';
import { findInvitationsByIds, type InvitationRow } from './queries.ts';

export const invitationLoaders = (context: Context) => ({
  /** In the selected organization; none for those who may not see invitations. */
  invitationById: new DataLoader<string, InvitationRow | undefined>(async (ids) =>
    byId(
      ids,
      context.can('invitation.see') ? await findInvitationsByIds(context.db, context.scope, ids) : [],
    ),
  ),
});

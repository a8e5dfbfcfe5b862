import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import type { PageArgs } from '../../database/page-request.ts';
import { systemDb } from '../../database/system.ts';
import { findAccounts } from './queries.ts';
import { countRecoveryCodes } from './second-factor-queries.ts';
import { listStatusChanges } from './status-change-queries.ts';

/** The caller must have checked that the viewer is the user or a platform administrator. */
export const accountById = defineLoader(async (context, ids) =>
  byId(ids, await findAccounts(systemDb(context), ids)),
);

export const recoveryCodesLeft = defineLoader(async (context, userIds) => {
  const counts = await countRecoveryCodes(systemDb(context), userIds);
  return userIds.map((id) => counts.get(id) ?? 0);
});

export const statusChangesOfUser = defineLoader((context, ids, args: PageArgs) =>
  listStatusChanges(systemDb(context), ids, args),
);

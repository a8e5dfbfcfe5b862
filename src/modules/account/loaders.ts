import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId } from '../../database/loader.ts';
import { systemDb } from '../../database/system.ts';
import { type AccountRow, countRecoveryCodes, findAccounts } from './queries.ts';

/** For oneself and for platform administrators: whoever loads has checked that. */
export const accountLoaders = (context: Context) => ({
  accountById: new DataLoader<string, AccountRow | undefined>(async (ids) =>
    byId(ids, await findAccounts(systemDb(context), ids)),
  ),
  recoveryCodesLeft: new DataLoader<string, number>(async (userIds) => {
    const counts = await countRecoveryCodes(systemDb(context), userIds);
    return userIds.map((id) => counts.get(id) ?? 0);
  }),
});

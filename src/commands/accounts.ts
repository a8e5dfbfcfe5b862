import { updatePlatformAdmin } from '../modules/account/queries.ts';
import { withSystemDb } from './with-database.ts';

/** @throws when no account has that name, or it is an address that nobody verified */
export function setPlatformAdmin(account: string, admin: boolean): Promise<void> {
  return withSystemDb(async (db) => {
    const outcome = await updatePlatformAdmin(db, account, admin);
    if (outcome === 'UNKNOWN') throw new Error(`No account has the address or id ${account}.`);
    if (outcome === 'UNPROVEN')
      throw new Error(
        `Nobody has proven to own ${account}, so its account may be anybody's. Verify the address first, or name the account by its id.`,
      );
    console.log(`${account} is ${admin ? 'now a' : 'no longer a'} platform administrator.`);
  });
}

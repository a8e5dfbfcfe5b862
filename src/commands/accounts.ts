import { updatePlatformAdmin } from '../modules/account/queries.ts';
import { withSystemDb } from './with-database.ts';

/** Throws when no account has this address or id, or when the address is not verified. */
export function setPlatformAdmin(account: string, admin: boolean): Promise<void> {
  return withSystemDb(async (db) => {
    const outcome = await updatePlatformAdmin(db, account, admin);
    if (outcome === 'UNKNOWN') throw new Error(`No account has the address or id ${account}.`);
    if (outcome === 'UNPROVEN')
      throw new Error(
        `The address ${account} is not verified, so its account may belong to anybody. Verify the address first, or give the account's id.`,
      );
    console.log(`${account} is ${admin ? 'now a' : 'no longer a'} platform administrator.`);
  });
}

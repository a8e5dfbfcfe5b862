import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import type { SecretBox } from '../../secrets.ts';

/**
 * A short tag of address and password, under each key of SECRETS_KEY, the first one's first. Accounts whose address is
 * not proven have one: of all that claim an address, it finds the one whose password to compare.
 *
 * Security: if sign-in compared every claim of an address, its time would tell how many there are, and anybody could
 * make it slow. The tag has 16 bits under a key, so that a backup of the database alone tells nothing of the password,
 * and the key with it saves no more than 16 bits of the search.
 */
export const signInTags = (box: SecretBox, email: string, password: string): number[] =>
  box
    .authenticationCodes(JSON.stringify([email, password.normalize('NFKC')]), 'sign-in tag')
    .map((code) => code.readUInt16BE());

/** Keeps the tag of an account whose address is not proven, whose password is known at this moment. */
export const keepSignInTag = (db: SystemDb, userId: string, tag: number) =>
  sql`
    update users set sign_in_tag = ${tag}
    where id = ${userId} and email_verified_at is null and sign_in_tag is distinct from ${tag}`.execute(db);

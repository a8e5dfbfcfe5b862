import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import type { SecretBox } from '../../crypto/secret-box.ts';

/**
 * Computes short tags of address and password, one under each key of SECRETS_KEY, the current key first. Only accounts
 * with an unproven address store a tag. Among all accounts that claim an address, it finds the one to compare the
 * password with.
 *
 * Security: if sign-in compared every claim of an address, its time would reveal their number, and anybody could make
 * it slow. The tag is 16 bits of a keyed hash: a backup of the database alone reveals nothing of the password, and with
 * the key it shortens a search by at most 16 bits.
 */
export const signInTags = (box: SecretBox, email: string, password: string): number[] =>
  box
    .authenticationCodes(JSON.stringify([email, password.normalize('NFKC')]), 'sign-in tag')
    .map((code) => code.readUInt16BE());

/** Stores the tag of an account with an unproven address, whose password is known at this moment. */
export const keepSignInTag = (db: SystemDb, userId: string, tag: number) =>
  sql`
    update users set sign_in_tag = ${tag}
    where id = ${userId} and email_verified_at is null and sign_in_tag is distinct from ${tag}`.execute(db);

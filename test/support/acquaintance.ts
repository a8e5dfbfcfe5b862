import { randomUUID } from 'node:crypto';
import type { SystemDb } from '../../src/database/system.ts';
import type { Account } from './client.ts';

const databases = new Map<string, SystemDb>();

/** Lets fixtures reach the database behind this address, for what no API call can bring about. */
export const rememberDatabase = (url: string, db: SystemDb): void => void databases.set(url, db);

/** @throws for a server that this process did not start */
export function databaseOf({ client }: Account): SystemDb {
  const db = databases.get(client.url);
  if (!db) throw new Error(`No database is known for the server at ${client.url}.`);
  return db;
}

/** Marks the account's address as proven, without the mail. */
export async function verify<Person extends Account>(account: Person): Promise<Person> {
  await databaseOf(account)
    .updateTable('users')
    .set({ email_verified_at: new Date().toISOString() })
    .where('id', '=', account.userId)
    .execute();
  return account;
}

/**
 * Runs `work` while the caller may add the others as members at once: their addresses are proven, and all are members
 * of an organization that exists only meanwhile.
 */
export async function whileAcquainted<T>(
  caller: Account,
  others: Account | Account[],
  work: () => Promise<T>,
): Promise<T> {
  const db = databaseOf(caller);
  const people = [others].flat();
  await Promise.all(people.map(verify));
  const { id } = await db
    .insertInto('organizations')
    .values({ name: 'Acquaintances', slug: `acquaintances-${randomUUID()}` })
    .returning('id')
    .executeTakeFirstOrThrow();
  const members = [caller, ...people].map(({ userId }) => ({ user_id: userId, role: 'MEMBER' }));
  await db
    .insertInto('memberships')
    .values(members.map((member) => ({ ...member, organization_id: id })))
    .execute();
  try {
    return await work();
  } finally {
    await db.deleteFrom('organizations').where('id', '=', id).execute();
  }
}

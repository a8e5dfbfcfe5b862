import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import type { SecretBox } from '../../crypto/secret-box.ts';
import { setLockTimeout } from '../../database/lock-timeout.ts';
import { makePartitions, partitionedTables } from '../../database/partitions/make-partitions.ts';
import type { SystemDb } from '../../database/system.ts';
import { foldBatch } from '../../modules/usage/rollup.ts';
import { localHosts, organizations, people, platformAdmin } from './demo-content.ts';
import { addOrganization, finishOrganization } from './demo-organization.ts';
import { createIds, DAY, timestamps } from './demo-time.ts';
import { declareMeters } from './demo-usage.ts';
import { createRandom } from './random.ts';

export const demoPassword = 'polity-demo-1';

/** The accounts that sign in with `demoPassword`, with their roles for display. */
export const demoAccounts: { email: string; roles: string }[] = [
  ...people.map(({ email }) => ({
    email,
    roles: organizations
      .flatMap(({ slug, members }) =>
        members.filter((member) => member.email === email).map(({ role }) => `${role} of ${slug}`),
      )
      .join(', '),
  })),
  { email: platformAdmin.email, roles: 'administrator of the platform' },
];

/**
 * Whether the demonstration data has a platform administrator.
 * Security: the password is public. So only where the server listens to its own machine, and never in production.
 */
export const hasAdministrator = ({ development, host }: Pick<Config, 'development' | 'host'>): boolean =>
  development && localHosts.includes(host);

/** The accounts of the demonstration data. */
export const demoAccountsIn = (config: Pick<Config, 'development' | 'host'>): typeof demoAccounts =>
  hasAdministrator(config) ? demoAccounts : demoAccounts.filter(({ email }) => email !== platformAdmin.email);

export interface DemoOptions {
  passwordHash: string;
  /** Encrypts the secrets of webhook endpoints. */
  secrets: SecretBox;
  logger: Logger;
  /** Whether to add the platform administrator. */
  administrator: boolean;
  /** The end of the history. */
  now?: number;
}

const oldestAge = Math.max(...organizations.map(({ age }) => age)) * DAY;

/**
 * Fills an empty database with the demonstration data, in one transaction. The same `now` gives the same data, apart from
 * secrets; another one gives the same people and tasks with other dates. Returns false, and does nothing, if any user exists.
 */
export async function seedDemo(
  db: SystemDb,
  { now = Date.now(), ...options }: DemoOptions,
): Promise<boolean> {
  if (await hasUsers(db)) return false;
  // Rows of the past months belong to partitions that the product would have made at the time.
  const oldest = Object.fromEntries(partitionedTables.map((table) => [table, now - oldestAge]));
  await makePartitions(db, options.logger, { now: new Date(now), oldest });
  return db.transaction().execute(async (transaction) => {
    // Another process may be filling the database, however long that takes.
    await setLockTimeout(transaction, 0);
    await sql`select pg_advisory_xact_lock(hashtext('polity.demo'))`.execute(transaction);
    if (await hasUsers(transaction)) return false;
    await insertDemo(transaction, { ...options, now });
    return true;
  });
}

const hasUsers = async (db: SystemDb): Promise<boolean> =>
  (await db.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined;

async function insertDemo(
  db: SystemDb,
  { passwordHash, secrets, administrator, now }: DemoOptions & { now: number },
): Promise<void> {
  const idAt = createIds(createRandom(2));
  const registered = now - oldestAge;
  const accounts = [
    ...people.map((person) => ({ ...person, platform_admin: false })),
    ...(administrator ? [{ ...platformAdmin, platform_admin: true }] : []),
  ].map(({ email, fullName, platform_admin }) => ({
    id: idAt(registered),
    email,
    full_name: fullName,
    password_hash: passwordHash,
    platform_admin,
    email_verified_at: timestamps(registered).created_at,
    ...timestamps(registered),
  }));
  await db.insertInto('users').values(accounts).execute();
  await declareMeters(db);
  const told = [];
  const random = createRandom(1);
  for (const organization of organizations)
    told.push(await addOrganization({ db, secrets, now, random, idAt, accounts }, organization));
  // Thresholds are announced once: those of the past are written already.
  await foldBatch(db);
  for (const story of told) await finishOrganization(story);
}

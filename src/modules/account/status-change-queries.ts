import { sql } from 'kysely';
import { defineList } from '../../database/define-list.ts';
import type { PageArgs } from '../../database/page-request.ts';
import type { SystemDb } from '../../database/system.ts';
import type { UserStatus } from '../../generated/enums.ts';
import type { UserStatusChangePage } from './rows.ts';

const statusChanges = defineList<{ field: 'CREATED_AT' }>({
  table: 'c',
  sorts: { CREATED_AT: 'timestamptz' },
});

/** Returns the same page of each account's status changes, newest first, in one statement. */
export function listStatusChanges(
  db: SystemDb,
  userIds: readonly string[],
  args: PageArgs,
): Promise<UserStatusChangePage[]> {
  const changes = db
    .selectFrom('user_status_changes as c')
    .select((eb) => [
      'c.id',
      eb.ref('c.status').$castTo<UserStatus>().as('status'),
      'c.reason',
      'c.until',
      'c.created_at as createdAt',
    ]);
  return statusChanges.pages(db, changes, 'c.user_id', userIds, args);
}

/** The columns of an account's status. */
export interface StatusColumns {
  status: UserStatus;
  status_reason: string | null;
  status_until: string | null;
}

/** Locks the account. */
export function lockStatus(db: SystemDb, id: string): Promise<StatusColumns | undefined> {
  return db
    .selectFrom('users')
    .select((eb) => [eb.ref('status').$castTo<UserStatus>().as('status'), 'status_reason', 'status_until'])
    .where('id', '=', id)
    .where('kind', '=', 'PERSON')
    .forUpdate()
    .executeTakeFirst();
}

/** Changes the status, with its history. */
export async function updateStatus(
  db: SystemDb,
  id: string,
  state: StatusColumns,
  changedById: string,
): Promise<void> {
  const { status, status_reason: why, status_until: until } = state;
  await db.updateTable('users').set(state).where('id', '=', id).execute();
  await db
    .insertInto('user_status_changes')
    .values({ user_id: id, status, reason: why, until, changed_by_id: changedById })
    .execute();
}

/** Ends the suspensions of accounts whose time has passed. */
export async function endUserSuspensions(db: SystemDb): Promise<void> {
  await db
    .updateTable('users')
    .set({ status: 'ACTIVE', status_reason: null, status_until: null })
    .where('status', '=', 'SUSPENDED')
    .where('status_until', '<=', sql<string>`now()`)
    .execute();
}

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

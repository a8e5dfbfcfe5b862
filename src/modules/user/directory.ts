import { sql } from 'kysely';
import {
  filterCondition,
  type FilterColumns,
  foldedText,
  mentions,
  searchIn,
} from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, fetchPages, type Page } from '../../database/pagination.ts';
import type { SystemDb } from '../../database/system.ts';
import type { UserFilter, UserOrder, UserOrderField, UserStatus } from '../../generated/graphql.ts';
import { shownEmail, userColumns, type UserRow } from './queries.ts';

/** Every user there is, as platform administrators and sign-in see them. */

export type UserPage = Page<UserRow>;

const filterColumns: FilterColumns = {
  id: { column: 'id', type: 'uuid' },
  email: { column: 'email', type: 'text', expression: shownEmail },
  fullName: { column: 'full_name', type: 'text' },
  status: {
    column: 'status',
    type: 'text',
    expression: sql`app.effective_status(users.status, users.status_until)`,
  },
  createdAt: { column: 'created_at', type: 'timestamptz' },
  search: searchIn(shownEmail, sql.ref('users.full_name')),
};

const sortKeys: SortKeys<UserOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
  EMAIL: { column: 'email', type: 'text', expression: shownEmail },
  NAME: { column: 'full_name', type: 'text', expression: foldedText(sql.ref('users.full_name')) },
};

export function findUsersByIds(db: SystemDb, ids: readonly string[]): Promise<UserRow[]> {
  return db
    .selectFrom('users')
    .select((eb) => userColumns(eb))
    .where('users.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

/** A page of all users; archived ones only when the filter speaks of status. */
export function listUsers(
  db: SystemDb,
  args: PageArgs & { filter?: UserFilter | null; orderBy?: UserOrder | null },
): Promise<UserPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'users');
  const matching = db
    .selectFrom('users')
    .select((eb) => userColumns(eb))
    .where(filterCondition(args.filter, filterColumns, 'users'))
    .$if(!mentions(args.filter, 'status'), (query) => query.where('users.status', '<>', 'ARCHIVED'));
  return fetchPage(matching, page, 'users');
}

export interface StatusChangeRow {
  id: string;
  status: UserStatus;
  reason: string | null;
  until: string | null;
  createdAt: string;
}

export type StatusChangePage = Page<StatusChangeRow>;

/** The same page of what became of each account, newest first, in one statement. */
export function listStatusChanges(
  db: SystemDb,
  userIds: readonly string[],
  args: PageArgs,
): Promise<StatusChangePage[]> {
  const page = pageRequest({ CREATED_AT: sortKeys.CREATED_AT }, undefined, args, 'c');
  const changes = db
    .selectFrom('user_status_changes as c')
    .select((eb) => [
      'c.id',
      eb.ref('c.status').$castTo<UserStatus>().as('status'),
      'c.reason',
      'c.until',
      'c.created_at as createdAt',
    ]);
  return fetchPages(db, changes, 'c.user_id', userIds, page, 'c');
}

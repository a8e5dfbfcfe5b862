import { sql } from 'kysely';
import { containsText, filterCondition, type FilterColumns, mentions } from '../../database/filter.ts';
import {
  fetchPage,
  fetchPages,
  type Page,
  type PageArgs,
  pageRequest,
  type SortKeys,
} from '../../database/pagination.ts';
import type { SystemDb } from '../../database/system.ts';
import { badUserInput } from '../../errors.ts';
import type { UserFilter, UserOrder, UserOrderField, UserStatus } from '../../generated/graphql.ts';
import { isStorable } from '../../graphql/input.ts';
import { userColumns, type UserRow } from './queries.ts';

/** Every user there is, as platform administrators and sign-in see them. */

export type UserPage = Page<UserRow>;

const filterColumns: FilterColumns = {
  id: { column: 'id', type: 'uuid' },
  email: { column: 'email', type: 'text' },
  fullName: { column: 'full_name', type: 'text' },
  status: { column: 'status', type: 'text' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
};

const sortKeys: SortKeys<UserOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
  EMAIL: { column: 'email', type: 'text' },
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
  const { search, ...filter } = args.filter ?? {};
  const matching = db
    .selectFrom('users')
    .select((eb) => userColumns(eb))
    .where(filterCondition(filter, filterColumns, 'users'))
    .$if(!mentions(filter, 'status'), (query) => query.where('users.status', '<>', 'ARCHIVED'))
    .$if(Boolean(search), (query) => query.where(containing(search!)));
  return fetchPage(matching, page, 'users');
}

function containing(search: string) {
  if (!isStorable(search) || search.length > 254)
    throw badUserInput('`search` takes at most 254 characters.');
  const found = ['users.email', 'users.full_name'].map((name) => containsText(sql.ref(name), search.trim()));
  return sql<boolean>`(${sql.join(found, sql` or `)})`;
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

import { expressionBuilder, sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import { foldedText, searchIn } from '../../database/filter.ts';
import type { SystemDb } from '../../database/system.ts';
import type { DB } from '../../generated/database.ts';
import type { UserFilter, UserOrder } from '../../generated/graphql.ts';
import { shownEmail, userColumns } from './queries.ts';
import type { UserPage, UserRow } from './rows.ts';

/** Queries over all users, for platform administrators and sign-in. */

const users = defineList<UserOrder, UserFilter>({
  table: 'users',
  sorts: {
    CREATED_AT: 'timestamptz',
    UPDATED_AT: 'timestamptz',
    EMAIL: { column: 'email', type: 'text', expression: shownEmail },
    NAME: { column: 'full_name', type: 'text', expression: foldedText(sql.ref('users.full_name')) },
  },
  filters: {
    id: 'uuid',
    email: { column: 'email', type: 'text', expression: shownEmail },
    fullName: 'text',
    status: {
      column: 'status',
      type: 'text',
      expression: sql`app.effective_status(users.status, users.status_until)`,
    },
    createdAt: 'timestamptz',
    search: searchIn(shownEmail, sql.ref('users.full_name')),
  },
  defaults: { status: expressionBuilder<DB, 'users'>()('users.status', '<>', 'ARCHIVED') },
});

const anyUser = (db: SystemDb) => db.selectFrom('users').select((eb) => userColumns(eb));

export function findUsersByIds(db: SystemDb, ids: readonly string[]): Promise<UserRow[]> {
  return anyUser(db).where('users.id', '=', anyOf(ids)).execute();
}

/** Returns a page of all people. */
export const listUsers = (db: SystemDb, args: ListArgs<UserOrder, UserFilter>): Promise<UserPage> =>
  users.page(anyUser(db).where('users.kind', '=', 'PERSON'), args);

import { type Kysely, sql } from 'kysely';

/**
 * Locks the users of new memberships when the transaction is committed, and not when it inserts the rows: another root
 * field of the request may change the user in a transaction of its own, which would wait for the request itself.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ${rowsChanged(sql``)};

    create function app.lock_new_member() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      perform from users u where u.id = new.user_id for share;
      return null;
    end $$;
    revoke execute on function app.lock_new_member() from public;
    comment on function app.lock_new_member() is
      'Trigger: lets the commit of a new membership and a transaction that changes the user wait for each other. Otherwise the latter would not see the membership, nor raise the version of its organization.';

    create constraint trigger memberships_lock_user after insert on memberships
      deferrable initially deferred for each row execute function app.lock_new_member();
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger memberships_lock_user on memberships;
    drop function app.lock_new_member();

    ${rowsChanged(sql`
        if tg_table_name = 'memberships' and tg_op = 'INSERT' then
          -- A transaction that changes the user at the same time would not see this membership, nor raise the version of
          -- this organization. So one waits for the other. All code locks organizations before people.
          perform from users u where u.id in (select changed.user_id from changed) order by u.id for share;
        end if;`)};
  `.execute(db);
}

const rowsChanged = (locking: ReturnType<typeof sql>) => sql`
    create or replace function app.rows_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      if tg_table_name = 'users' then
        -- Others see a user in each of the user's organizations.
        perform app.raise_versions(array(select distinct m.organization_id
          from changed join memberships m on m.user_id = changed.id));
      elsif tg_table_name = 'organizations' then
        perform app.raise_versions(array(select changed.id from changed));
      elsif tg_op = 'UPDATE' then
        perform app.raise_versions(array(
          select before.organization_id from before union select changed.organization_id from changed));
      else${locking}
        perform app.raise_versions(array(select distinct changed.organization_id from changed));
      end if;
      return null;
    end $$`;

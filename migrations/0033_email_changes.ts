import { sql, type Kysely } from 'kysely';

/** Changes of address, which the earlier address can undo, and an index for deleting old account events. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table email_changes (
      id uuid not null default uuidv7() primary key,
      user_id uuid not null references users on delete cascade,
      session_id uuid not null,
      old_email text not null,
      new_email text not null,
      generation bigint not null default 0,
      confirm_hash bytea constraint email_changes_confirm_key unique,
      undo_hash bytea constraint email_changes_undo_key unique,
      requested_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz not null,
      confirmed_at timestamptz,
      undo_expires_at timestamptz,
      undone_at timestamptz
    );
    comment on column email_changes.session_id is 'The session that asked for the change: it stays when others end.';
    comment on column email_changes.generation is
      'The security_generation of the user when the change was requested: it cannot be confirmed after another one.';
    comment on column email_changes.undo_expires_at is
      'Until when the link in the mail to the earlier address undoes the change; null when that address was not proven.';
    create index email_changes_user_id on email_changes (user_id, requested_at);
    create index email_changes_old_email on email_changes (old_email) where undo_expires_at is not null;
    create trigger email_changes_generation before insert on email_changes
      for each row execute function app.stamp_account_token();

    create function app.require_free_address() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      if exists (select from email_changes c where c.old_email = new.email and c.user_id <> new.id
          and c.confirmed_at is not null and c.undone_at is null and c.undo_expires_at > now()) then
        raise unique_violation using constraint = 'users_email_key',
          message = 'the address is kept for the account that it may return to';
      end if;
      return null;
    end $$;
    comment on function app.require_free_address is
      'Keeps an earlier address for its account as long as the change can be undone. After the unique index, which makes whoever takes the address wait for the change.';
    create trigger users_free_address after insert or update of email on users
      for each row execute function app.require_free_address();
    revoke execute on function app.require_free_address from public;

    create index account_events_created_at on account_events (created_at);
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop index account_events_created_at;
    drop trigger users_free_address on users;
    drop function app.require_free_address;
    drop table email_changes;
  `.execute(db);
}

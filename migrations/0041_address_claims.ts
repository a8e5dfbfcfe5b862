import { type Kysely, sql } from 'kysely';

/** Accounts that only claim an address, because another account holds it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table users
      alter column email drop not null,
      add column claimed_email text,
      add column sign_in_tag integer,
      add constraint users_one_address check ((email is null) <> (claimed_email is null)),
      add constraint users_claim_unproven check (claimed_email is null or email_verified_at is null),
      add constraint users_claim_canonical check (claimed_email is nfkc normalized
        and substring(claimed_email from '[^@]*$') !~ '[^\\x01-\\x7f]'
        and claimed_email = lower(btrim(claimed_email)) and char_length(claimed_email) <= 254);
    comment on column users.email is 'The address that the account holds. Null while it only claims one.';
    comment on column users.claimed_email is
      'The address that the account was registered with while another account held it. Nobody is found by it but who signs in.';
    comment on column users.sign_in_tag is
      '16 bits of an HMAC of address and password, until the address is proven: finds the one of many claims whose password to compare.';

    create index users_claimed_email on users (claimed_email, sign_in_tag, id) where claimed_email is not null;
    create index users_shown_email on users ((coalesce(email, claimed_email)), id);
    grant select (claimed_email) on users to polity_serving;

    create function app.drop_sign_in_tag() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
      new.sign_in_tag := null;
      return new;
    end $$;
    comment on function app.drop_sign_in_tag is 'Removes what only sign-ins to accounts with unproven addresses need.';
    revoke execute on function app.drop_sign_in_tag from public;
    create trigger users_drop_sign_in_tag before update of email_verified_at on users
      for each row when (new.email_verified_at is not null) execute function app.drop_sign_in_tag();
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger users_drop_sign_in_tag on users;
    drop function app.drop_sign_in_tag;
    drop index users_shown_email, users_claimed_email;
    alter table users drop column claimed_email, drop column sign_in_tag, alter column email set not null;
    comment on column users.email is null;
  `.execute(db);
}

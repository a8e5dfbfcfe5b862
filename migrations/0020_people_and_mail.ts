import { domainToASCII } from 'node:url';
import { sql, type Kysely } from 'kysely';

/** One form for addresses and for the names that are compared, and what a mailbox may still be sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table mail_allowances (
      recipient bytea not null,
      kind text not null,
      full_at timestamptz not null,
      primary key (recipient, kind)
    );
    create index mail_allowances_full_at on mail_allowances (full_at);
    comment on table mail_allowances is
      'What mailboxes, by the hash of their address, may be sent of each kind: nothing is missing any more at full_at.';

    -- What does not show: the default ignorable characters of Unicode, and the Braille pattern without dots.
    create function app.name_key(name text) returns text
    language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp as $$
      select normalize(casefold(btrim(regexp_replace(regexp_replace(normalize(name, NFKC),
        '[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff]',
        '', 'g'), '\\s+', ' ', 'g')) collate pg_unicode_fast), NFKC) $$;
    comment on function app.name_key is
      'A name as people see it: normal form, case, white space and invisible characters make no difference.';
    revoke execute on function app.name_key from public;
    grant execute on function app.name_key to polity_serving;

    -- Of labels that look the same, the oldest keeps its name.
    do $$
    declare twin record; suffix integer;
    begin
      for twin in
        select organization_id, id, name from (
          select *, row_number() over (partition by organization_id, app.name_key(name) order by created_at, id) as place
          from labels) as placed where place > 1
      loop
        suffix := 2;
        while exists (select from labels where organization_id = twin.organization_id
          and app.name_key(name) = app.name_key(left(twin.name, 40) || ' (' || suffix || ')')) loop
          suffix := suffix + 1;
        end loop;
        update labels set name = left(twin.name, 40) || ' (' || suffix || ')'
        where organization_id = twin.organization_id and id = twin.id;
      end loop;
    end $$;
    alter table labels alter column name_key set expression as (app.name_key(name));`.execute(db);
  await useOneForm(db);
  await sql`
    create function app.require_canonical_address() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
      if new.email is not nfkc normalized or substring(new.email from '[^@]*$') ~ '[^\\x01-\\x7f]' then
        raise check_violation using message = 'an e-mail address is not in its canonical form';
      end if;
      return new;
    end $$;
    create trigger users_canonical_address before insert or update of email on users
      for each row execute function app.require_canonical_address();
    create trigger invitations_canonical_address before insert or update of email on invitations
      for each row execute function app.require_canonical_address();
    revoke execute on function app.require_canonical_address from public`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger invitations_canonical_address on invitations;
    drop trigger users_canonical_address on users;
    drop function app.require_canonical_address;
    alter table labels alter column name_key set expression as (lower(name));
    drop function app.name_key;
    drop table mail_allowances`.execute(db);
}

function canonical(email: string): string {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at).normalize('NFKC').toLowerCase().normalize('NFKC');
  return `${local}@${domainToASCII(email.slice(at + 1)) || email.slice(at + 1)}`;
}

/**
 * Brings addresses beyond ASCII into their canonical form. Where two accounts had spellings of one address, the proven
 * one gets it, else the older; the other keeps its spelling, and its holder signs in with that.
 */
async function useOneForm(db: Kysely<unknown>): Promise<void> {
  const { rows: users } = await sql<{ id: string; email: string }>`
    select id, email from users where email ~ '[^\\x01-\\x7f]'
    order by email_verified_at is null, created_at, id`.execute(db);
  for (const { id, email } of users) {
    const address = canonical(email);
    await sql`
      update users set email = ${address} where id = ${id} and email <> ${address}
        and not exists (select from users other where other.email = ${address})`.execute(db);
  }
  const { rows: invitations } = await sql<{ organizationId: string; id: string; email: string }>`
    select organization_id as "organizationId", id, email from invitations where email ~ '[^\\x01-\\x7f]'
    order by created_at desc, id`.execute(db);
  for (const { organizationId, id, email } of invitations) {
    const address = canonical(email);
    await sql`
      update invitations i set email = ${address}, status = case when i.status = 'PENDING' and exists (
          select from invitations other where other.organization_id = i.organization_id and other.id <> i.id
            and other.email = ${address} and other.status = 'PENDING') then 'REVOKED' else i.status end
      where organization_id = ${organizationId} and id = ${id} and email <> ${address}`.execute(db);
  }
}

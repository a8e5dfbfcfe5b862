import { sql, type Kysely } from 'kysely';

/** Mailed tokens that die with what they were mailed for, networks that an account signed in from, sealed secrets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table users add column security_generation bigint not null default 0;
    comment on column users.security_generation is
      'Counts the changes of address, password, second factor and status: a token that was mailed before one is dead.';

    create function app.count_security_change() returns trigger language plpgsql as $$
    begin
      if (new.email, new.password_hash, new.totp_enabled_at, app.effective_status(new.status, new.status_until))
        is distinct from (old.email, old.password_hash, old.totp_enabled_at, app.effective_status(old.status, old.status_until))
      then new.security_generation := old.security_generation + 1;
      end if;
      return new;
    end $$;
    create trigger users_security_generation before update on users
      for each row execute function app.count_security_change();

    alter table account_tokens add column generation bigint not null default 0;
    comment on column account_tokens.generation is 'The security_generation of the user when the token was made.';
    create function app.stamp_account_token() returns trigger language plpgsql as $$
    begin
      select security_generation into new.generation from users where id = new.user_id;
      return new;
    end $$;
    create trigger account_tokens_generation before insert on account_tokens
      for each row execute function app.stamp_account_token();

    create table sign_in_networks (
      user_id uuid not null references users on delete cascade,
      network text not null check (char_length(network) <= 64),
      last_used_at timestamptz not null default clock_timestamp(),
      primary key (user_id, network)
    );
    comment on table sign_in_networks is
      'The networks that an account was signed in from, the latest twenty: strangers elsewhere cannot lock these out.';
    create index sign_in_networks_network on sign_in_networks (network);
    create index sign_in_networks_last_used_at on sign_in_networks (last_used_at);

    insert into sign_in_networks (user_id, network, last_used_at)
    select user_id, network, last_used_at from (
      select user_id, network, max(last_used_at) as last_used_at,
        row_number() over (partition by user_id order by max(last_used_at) desc) as place
      from (
        select user_id, last_used_at, case
            when family(ip) = 4 then host(ip)
            when ip <<= '::ffff:0:0/96' then host('0.0.0.0'::inet + (ip - '::ffff:0:0'::inet))
            else (select string_agg(coalesce(nullif(ltrim(substr(bits, 1 + 4 * n, 4), '0'), ''), '0'), ':' order by n)
              from generate_series(0, 3) n) || '::/64'
          end as network
        from sessions
          cross join lateral (select ip_address::inet as ip where pg_input_is_valid(ip_address, 'inet')) address
          cross join lateral (select substr(encode(inet_send(ip), 'hex'), 9, 16) as bits) octets
      ) each
      group by user_id, network
    ) ranked
    where place <= 20;

    create table secret_sealing (
      only_row boolean not null default true primary key check (only_row),
      seals_totp boolean not null
    );
    comment on table secret_sealing is
      'Whether new TOTP secrets are sealed under SECRETS_KEY. Off in a database that servers which cannot read sealed ones may still use.';
    insert into secret_sealing (seals_totp) select not exists (select from users);

    revoke execute on function app.count_security_change, app.stamp_account_token from public;
  `.execute(db);
}

/** @throws when TOTP secrets are sealed: nothing before could read them */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$ begin
      if exists (select from users where totp_secret like 'sealed:%') then
        raise exception 'TOTP secrets are sealed, and no earlier server could read them';
      end if;
    end $$;
    drop table secret_sealing, sign_in_networks;
    drop trigger account_tokens_generation on account_tokens;
    drop function app.stamp_account_token;
    alter table account_tokens drop column generation;
    drop trigger users_security_generation on users;
    drop function app.count_security_change;
    alter table users drop column security_generation;
  `.execute(db);
}

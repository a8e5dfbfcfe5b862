import { sql, type Kysely } from 'kysely';

/** The schema of our functions, the settings that row-level security reads, and the tables of accounts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create schema app;
    grant usage on schema app to polity_serving;
    grant usage on schema public to polity_serving;

    create function app.user_id() returns uuid language sql stable parallel safe as
      $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;
    create function app.organization_id() returns uuid language sql stable parallel safe as
      $$ select nullif(current_setting('app.organization_id', true), '')::uuid $$;

    create function app.touch() returns trigger language plpgsql as
      $$ begin new.updated_at := clock_timestamp(); return new; end $$;

    revoke execute on all functions in schema app from public;
    grant execute on all functions in schema app to polity_serving, polity_system;

    create table users (
      id uuid not null default uuidv7() primary key,
      email text not null constraint users_email_key unique,
      password_hash text not null,
      full_name text not null,
      status text not null default 'ACTIVE' check (status in ('ACTIVE', 'SUSPENDED', 'DEACTIVATED', 'ARCHIVED')),
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      check (email = lower(btrim(email)) and char_length(email) <= 254),
      check (char_length(full_name) between 1 and 100)
    );
    create trigger users_touch before update on users for each row execute function app.touch();

    create table sessions (
      id uuid not null default uuidv7() primary key,
      user_id uuid not null references users on delete cascade,
      organization_id uuid,
      user_agent text,
      ip_address text,
      created_at timestamptz not null default clock_timestamp(),
      last_used_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz not null,
      revoked_at timestamptz
    );
    create index sessions_user_id on sessions (user_id);
    create index sessions_expires_at on sessions (expires_at);

    create table refresh_tokens (
      token_hash bytea not null primary key,
      session_id uuid not null references sessions on delete cascade,
      created_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz not null,
      used_at timestamptz,
      successor bytea
    );
    comment on column refresh_tokens.successor is
      'The next refresh token, encrypted under this one, for a client that lost the answer.';
    create index refresh_tokens_session_id on refresh_tokens (session_id);

    create table account_events (
      id uuid not null default uuidv7() primary key,
      user_id uuid not null references users on delete cascade,
      session_id uuid,
      action text not null,
      ip_address text,
      user_agent text,
      request_id text,
      created_at timestamptz not null default clock_timestamp()
    );
    create index account_events_user_id on account_events (user_id, created_at);
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table account_events, refresh_tokens, sessions, users;
    revoke usage on schema public from polity_serving;
    drop schema app cascade;
  `.execute(db);
}

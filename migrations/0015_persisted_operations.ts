import { sql, type Kysely } from 'kysely';

/** The versions of client programs, and the operations that each was released with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table client_versions (
      id uuid not null default uuidv7() primary key,
      client_name text not null check (char_length(client_name) between 1 and 100),
      client_version text not null check (char_length(client_version) between 1 and 100),
      status text not null default 'PENDING' check (status in ('PENDING', 'ACTIVE', 'RETIRED')),
      registered_by_id uuid references users on delete set null,
      activated_at timestamptz,
      retired_at timestamptz,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      constraint client_versions_key unique (client_name, client_version)
    );
    comment on column client_versions.registered_by_id is 'Null for what the command line registered.';
    create index client_versions_created_at on client_versions (created_at, id);
    create trigger client_versions_touch before update on client_versions for each row execute function app.touch();

    create table registered_operations (
      id uuid not null default uuidv7() primary key,
      client_version_id uuid not null references client_versions on delete cascade,
      document_id text not null check (char_length(document_id) between 1 and 200),
      name text not null,
      type text not null check (type in ('QUERY', 'MUTATION', 'SUBSCRIPTION')),
      body text not null,
      cost integer not null,
      use_count bigint not null default 0,
      last_used_at timestamptz,
      created_at timestamptz not null default clock_timestamp(),
      constraint registered_operations_key unique (client_version_id, document_id)
    );
    comment on column registered_operations.document_id is 'What the client sends in place of the body.';
    comment on column registered_operations.cost is 'With the default page size where a variable decides.';
    comment on column registered_operations.use_count is 'Counted in memory and written now and then.';
    create index registered_operations_created_at on registered_operations (client_version_id, created_at, id);
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table registered_operations;
    drop table client_versions;
  `.execute(db);
}

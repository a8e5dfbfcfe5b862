import { sql, type Kysely } from 'kysely';

const tenantTables = ['webhook_endpoints', 'webhook_messages', 'webhook_deliveries'];

/** Webhook endpoints, what is sent to them, and how they are told of what happens. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook_endpoints (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      url text not null check (char_length(url) between 1 and 2000),
      description text not null default '' check (char_length(description) <= 500),
      events text[] not null check (cardinality(events) > 0),
      payload text not null default 'FULL' check (payload in ('FULL', 'THIN')),
      secret bytea not null,
      previous_secret bytea,
      previous_secret_expires_at timestamptz,
      disabled_at timestamptz,
      disabled_reason text check (disabled_reason in ('MANUAL', 'GONE', 'FAILING')),
      failing_since timestamptz,
      listening_since timestamptz not null default clock_timestamp(),
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      check ((disabled_at is null) = (disabled_reason is null)),
      check ((previous_secret is null) = (previous_secret_expires_at is null))
    );
    comment on column webhook_endpoints.events is 'Types of events, or an asterisk alone for all of them.';
    comment on column webhook_endpoints.secret is 'Sealed under SECRETS_KEY and bound to the endpoint.';
    comment on column webhook_endpoints.listening_since is
      'When it was made or last enabled: what happened before is not for it.';
    comment on column webhook_endpoints.failing_since is 'The first failure after the last success.';
    create index webhook_endpoints_created_at on webhook_endpoints (organization_id, created_at, id);
    create index webhook_endpoints_updated_at on webhook_endpoints (organization_id, updated_at, id);
    create trigger webhook_endpoints_touch before update on webhook_endpoints
      for each row execute function app.touch();

    create table webhook_messages (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      announcement_id uuid not null,
      sequence bigint not null,
      event_type text not null,
      payload json not null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint webhook_messages_announcement_key unique (organization_id, announcement_id, sequence)
    );
    comment on table webhook_messages is 'What is sent, once for all endpoints that listen to it; kept for 30 days.';
    comment on column webhook_messages.announcement_id is 'The job that told of it: one that runs twice tells once.';
    create index webhook_messages_created_at on webhook_messages (organization_id, created_at);

    create table webhook_deliveries (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      message_id uuid not null,
      endpoint_id uuid not null,
      event_type text not null,
      state text not null default 'PENDING' check (state in ('PENDING', 'SUCCEEDED', 'FAILED')),
      tries smallint not null default 0,
      attempt_count integer not null default 0,
      attempts jsonb not null default '[]',
      next_attempt_at timestamptz default clock_timestamp(),
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      foreign key (organization_id, message_id) references webhook_messages (organization_id, id) on delete cascade,
      foreign key (organization_id, endpoint_id) references webhook_endpoints (organization_id, id) on delete cascade,
      check ((state = 'PENDING') = (next_attempt_at is not null))
    );
    comment on column webhook_deliveries.tries is 'Attempts since the delivery began or was last replayed: they decide when the next one is.';
    comment on column webhook_deliveries.attempt_count is 'All attempts there ever were.';
    comment on column webhook_deliveries.attempts is 'The last 20 attempts, the oldest first.';
    comment on column webhook_deliveries.next_attempt_at is
      'While an attempt runs, when another worker may take the delivery over.';
    create index webhook_deliveries_created_at on webhook_deliveries (organization_id, created_at, id);
    create index webhook_deliveries_updated_at on webhook_deliveries (organization_id, updated_at, id);
    create index webhook_deliveries_endpoint on webhook_deliveries (organization_id, endpoint_id, created_at, id);
    create index webhook_deliveries_message on webhook_deliveries (organization_id, message_id);
    create index webhook_deliveries_due on webhook_deliveries (organization_id, endpoint_id, next_attempt_at)
      where state = 'PENDING';
    create trigger webhook_deliveries_touch before update on webhook_deliveries
      for each row execute function app.touch();
  `.execute(db);
  for (const table of tenantTables) {
    await sql`
      alter table ${sql.table(table)} enable row level security;
      alter table ${sql.table(table)} force row level security;
      create policy system on ${sql.table(table)} to polity_system using (true);
      create policy tenant on ${sql.table(table)} to polity_serving
        using (organization_id = (select app.organization_id()));
    `.execute(db);
  }
  await sql`
    grant select, insert, update, delete on webhook_endpoints to polity_serving;
    grant select, insert on webhook_messages to polity_serving;
    grant select, insert on webhook_deliveries to polity_serving;
    grant update (state, tries, attempt_count, attempts, next_attempt_at) on webhook_deliveries to polity_serving;

    create function app.add_announcement(organization uuid, happenings jsonb, actor uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      -- The clock grows with every write to one thing, whose row is locked, and counts for no other tenant.
      sequence bigint := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
    begin
      perform graphile_worker.add_job('announce', json_build_object(
        'organizationId', organization,
        'id', uuidv7(),
        'actorId', actor,
        'occurredAt', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'happenings', (
          select jsonb_agg(happening || jsonb_build_object('sequence', sequence + number - 1) order by number)
          from jsonb_array_elements(happenings) with ordinality as listed (happening, number))),
        flags => array[organization::text]);
    end $$;
    comment on function app.add_announcement is
      'Tells of what happened in an organization through a job. Each happening gets a number: of two that befell one thing, the later has the greater.';

    create function app.announce(happenings jsonb, actor uuid) returns void
    language sql security definer set search_path = pg_catalog, public, pg_temp as $$
      select app.add_announcement(app.organization_id(), happenings, actor) where app.organization_id() is not null $$;
    comment on function app.announce is 'Tells of what happened in the present organization.';

    create function app.announce_joining(organization uuid) returns void
    language sql security definer set search_path = pg_catalog, public, pg_temp as $$
      select app.add_announcement(m.organization_id, jsonb_build_array(jsonb_build_object(
          'type', 'member.added', 'data', jsonb_build_object('userId', m.user_id, 'role', m.role))), m.user_id)
        from memberships m
        where m.organization_id = organization and m.user_id = app.user_id() and m.created_at >= now() $$;
    comment on function app.announce_joining is
      'Tells that the request''s user became a member in the present transaction; nothing if they were one before.';

    revoke execute on function app.add_announcement, app.announce, app.announce_joining from public;
    grant execute on function app.announce, app.announce_joining to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function app.announce_joining;
    drop function app.announce;
    drop function app.add_announcement;
    drop table webhook_deliveries, webhook_messages, webhook_endpoints;
  `.execute(db);
}

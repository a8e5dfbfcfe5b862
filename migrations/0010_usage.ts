import { sql, type Kysely } from 'kysely';

/** Metered usage, its roll-ups, what it costs, and the statements that are sealed once a month is over. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table plans
      add column base_price bigint not null default 0 check (base_price >= 0),
      add column currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$');
    comment on column plans.base_price is 'For a month, in the smallest unit of the currency.';
    update plans set base_price = 2900 where code = 'PRO';

    create table plan_prices (
      plan_code text not null references plans on delete cascade,
      meter text not null,
      included bigint not null check (included >= 0),
      unit_price numeric(24, 12) not null check (unit_price >= 0),
      primary key (plan_code, meter)
    );
    comment on column plan_prices.unit_price is
      'For each unit beyond those included, in the smallest unit of the plan''s currency.';
    grant select on plan_prices to polity_serving;
    insert into plan_prices values
      ('FREE', 'events.processed', 10000, 0),
      ('FREE', 'storage.gigabyte_hours', 1000, 0),
      ('PRO', 'events.processed', 1000000, 0.002),
      ('PRO', 'storage.gigabyte_hours', 100000, 0.015);

    create table usage_events (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      event_id text collate "C" not null check (char_length(event_id) between 1 and 200),
      content_hash bytea not null,
      meter text collate "C" not null,
      quantity bigint not null check (quantity >= 0),
      subject text collate "C",
      properties jsonb,
      occurred_at timestamptz not null,
      statement_month date not null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint usage_events_event_key unique (organization_id, event_id)
    );
    comment on column usage_events.statement_month is
      'The one statement that bills the event: its own month''s, or the first that was open when it was recorded.';
    create index usage_events_created_at on usage_events (organization_id, created_at, id);
    create index usage_events_occurred_at on usage_events (organization_id, occurred_at, id);
    create index usage_events_statement on usage_events (organization_id, statement_month);

    create table usage_pending (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      meter text collate "C" not null,
      hour timestamptz not null,
      statement_month date not null,
      keys jsonb not null default '{}',
      quantity numeric not null,
      primary key (organization_id, id)
    );
    comment on table usage_pending is
      'What was metered and is not in the roll-ups yet. Appended only, so that nobody waits for a row that everybody adds to.';

    create table usage_rollups (
      organization_id uuid not null references organizations on delete cascade,
      meter text collate "C" not null,
      dimension text not null
        check (dimension in ('TOTAL', 'SUBJECT', 'OPERATION', 'CLIENT', 'STATUS', 'API_KEY')),
      granularity text not null check (granularity in ('HOUR', 'DAY')),
      starts_at timestamptz not null,
      key text collate "C" not null,
      quantity numeric not null,
      primary key (organization_id, meter, dimension, granularity, starts_at, key)
    ) with (fillfactor = 90);

    create table usage_months (
      organization_id uuid not null references organizations on delete cascade,
      statement_month date not null,
      usage_month date not null,
      meter text collate "C" not null,
      quantity numeric not null,
      primary key (organization_id, statement_month, usage_month, meter)
    ) with (fillfactor = 90);

    create table usage_alerts (
      organization_id uuid not null references organizations on delete cascade,
      period date not null,
      what text not null,
      threshold smallint not null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, period, what, threshold)
    );
    comment on column usage_alerts.threshold is 'In percent of the limit.';

    create table api_requests (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null,
      api_key_id uuid not null,
      operation text,
      client text,
      status text not null,
      duration_ms integer not null,
      occurred_at timestamptz not null,
      primary key (organization_id, id)
    );
    create index api_requests_occurred_at on api_requests (organization_id, occurred_at, id);

    create table billing_periods (
      organization_id uuid not null references organizations on delete cascade,
      open_month date not null check (extract(day from open_month) = 1),
      primary key (organization_id)
    );
    comment on column billing_periods.open_month is
      'The first month whose statement still takes events. Changed by whoever holds the organization''s billing lock alone.';

    create table billing_statements (
      organization_id uuid not null references organizations on delete cascade,
      month date not null check (extract(day from month) = 1),
      plan_code text not null references plans on delete restrict,
      currency text not null,
      total numeric not null,
      checksum text not null,
      sealed_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, month)
    );

    create table billing_line_items (
      organization_id uuid not null references organizations on delete cascade,
      month date not null,
      position integer not null,
      kind text not null check (kind in ('BASE', 'USAGE', 'ADJUSTMENT')),
      meter text collate "C",
      usage_month date not null,
      quantity numeric not null,
      included numeric not null,
      overage numeric not null,
      unit_price numeric(24, 12) not null,
      amount numeric not null,
      primary key (organization_id, month, position),
      foreign key (organization_id, month) references billing_statements on delete cascade
    );

    create function app.refuse_change() returns trigger language plpgsql as
      $$ begin raise restrict_violation using message = 'a sealed statement does not change'; end $$;
    revoke execute on function app.refuse_change from public;
    create trigger billing_statements_sealed before update on billing_statements
      for each row execute function app.refuse_change();
    create trigger billing_line_items_sealed before update on billing_line_items
      for each row execute function app.refuse_change();

    grant select, insert on usage_events, usage_pending to polity_serving;
    grant select on usage_rollups, usage_months, usage_alerts, api_requests, billing_periods, billing_statements,
      billing_line_items to polity_serving;
  `.execute(db);
  for (const table of tables.map((name) => sql.table(name))) {
    await sql`
      alter table ${table} enable row level security;
      alter table ${table} force row level security;
      create policy system on ${table} to polity_system using (true);
      create policy tenant on ${table} to polity_serving
        using (organization_id = (select app.organization_id()));
    `.execute(db);
  }
}

const tables = [
  'usage_events',
  'usage_pending',
  'usage_rollups',
  'usage_months',
  'usage_alerts',
  'api_requests',
  'billing_periods',
  'billing_statements',
  'billing_line_items',
];

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table billing_line_items, billing_statements, billing_periods, api_requests, usage_alerts, usage_months, usage_rollups,
      usage_pending, usage_events, plan_prices;
    drop function app.refuse_change;
    alter table plans drop column base_price, drop column currency;
  `.execute(db);
}

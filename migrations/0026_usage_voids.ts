import { sql, type Kysely } from 'kysely';

/** Corrections of recorded usage: an event is never changed, its void is an entry against it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table usage_voids (
      organization_id uuid not null references organizations on delete cascade,
      event_id uuid not null,
      reason text not null check (char_length(reason) between 1 and 500),
      voided_by_id uuid references users on delete set null,
      meter text collate "C" not null,
      quantity bigint not null check (quantity >= 0),
      usage_month date not null,
      statement_month date not null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, event_id),
      foreign key (organization_id, event_id) references usage_events (organization_id, id) on delete cascade
    );
    comment on table usage_voids is 'Events that count no more, once each: the key keeps a second void out.';
    comment on column usage_voids.quantity is 'The event''s, which the statement takes back.';
    comment on column usage_voids.statement_month is
      'The one statement that takes the quantity back: the event''s, or the first that was open when it was voided.';
    create index usage_voids_statement on usage_voids (organization_id, statement_month);
    alter table usage_voids enable row level security;
    alter table usage_voids force row level security;
    create policy system on usage_voids to polity_system using (true);
    create policy tenant on usage_voids to polity_serving
      using (organization_id = (select app.organization_id()));
    grant select, insert on usage_voids to polity_serving;
  `.execute(db);
}

/** What was voided counts again: the queue of usage gets it back. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into usage_pending (organization_id, meter, hour, statement_month, keys, quantity)
      select v.organization_id, v.meter, date_trunc('hour', e.occurred_at, 'UTC'), v.statement_month,
        jsonb_strip_nulls(jsonb_build_object('SUBJECT', e.subject)), v.quantity
      from usage_voids v join usage_events e on e.organization_id = v.organization_id and e.id = v.event_id;
    drop table usage_voids;
  `.execute(db);
}

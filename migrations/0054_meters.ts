import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';

/** Meters of several kinds: what each counts, and the rollups of those that do not add quantities up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table meters (
      code text collate "C" not null primary key check (char_length(code) between 1 and 100),
      name text not null check (char_length(name) between 1 and 100),
      kind text not null check (kind in ('SUM', 'COUNT', 'MAX', 'UNIQUE', 'LAST')),
      unique_property text,
      group_by text[] not null default '{}' check (cardinality(group_by) <= 3),
      declared_by_id uuid references users on delete set null,
      created_at timestamptz not null default clock_timestamp(),
      constraint meters_unique_property_check check ((kind = 'UNIQUE') = (unique_property is not null))
    );
    comment on table meters is 'The declared meters, of all organizations. A meter that is not declared is a SUM.';
    comment on column meters.unique_property is 'For UNIQUE, the property of events whose distinct values count.';
    comment on column meters.group_by is 'The properties of events by which usage can be grouped, in the order of rollup keys.';
    comment on column meters.declared_by_id is 'Null for what the command line declared.';
    create function app.refuse_meter_change() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as
      $$ begin raise restrict_violation using message = 'what a meter measures does not change'; end $$;
    revoke execute on function app.refuse_meter_change() from public;
    comment on function app.refuse_meter_change() is
      'Trigger: refuses to change what a meter measures, because rollups and sealed statements depend on it.';
    create trigger meters_unchanged before update of code, kind, unique_property, group_by on meters
      for each row when ((old.code, old.kind, old.unique_property, old.group_by)
        is distinct from (new.code, new.kind, new.unique_property, new.group_by))
      execute function app.refuse_meter_change();
    create trigger meters_remain before delete on meters for each row execute function app.refuse_meter_change();

    create table meter_policy (
      id boolean not null default true primary key check (id),
      refuse_undeclared boolean not null default false
    );
    comment on table meter_policy is 'One row.';
    insert into meter_policy default values;
    grant select on meters, meter_policy to polity_serving;

    alter table usage_events
      add column kind text check (kind in ('COUNT', 'MAX', 'UNIQUE', 'LAST')),
      add column property_key text collate "C",
      add column unique_value text collate "C";
    comment on column usage_events.kind is 'The meter''s kind when the event was recorded; null for SUM.';
    comment on column usage_events.property_key is
      'The values of the properties that the meter is grouped by, as a JSON array; null if it is not.';
    comment on column usage_events.unique_value is 'For UNIQUE, the value that counts.';
    alter table usage_voids add column kind text check (kind in ('COUNT', 'MAX', 'UNIQUE', 'LAST'));
    comment on column usage_voids.quantity is
      'What the statement takes back: the event''s quantity, or 1 for COUNT. Other kinds are measured anew.';

    alter table billing_line_items add column meter_kind text check (meter_kind in ('COUNT', 'MAX', 'UNIQUE', 'LAST'));
    comment on column billing_line_items.meter_kind is 'Null for SUM and for the base price.';

    alter table usage_rollups drop constraint usage_rollups_dimension_check,
      add constraint usage_rollups_dimension_check check (dimension in
        ('TOTAL', 'SUBJECT', 'PROPERTIES', 'OPERATION', 'CLIENT', 'STATUS', 'API_KEY', 'LATE'));

    create table usage_pending_values (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      meter text collate "C" not null,
      hour timestamptz not null,
      statement_month date not null,
      subject text collate "C",
      property_key text collate "C",
      value text collate "C",
      events bigint not null,
      primary key (organization_id, id)
    );
    comment on table usage_pending_values is
      'Like usage_pending, for meters of the kinds MAX, UNIQUE and LAST: what changed and is not in the rollups yet.';
    comment on column usage_pending_values.value is 'For UNIQUE. The rows of MAX and LAST only name the hour to compute anew.';
    comment on column usage_pending_values.events is 'Negative for voided events, which leave the statement month of the event.';

    create table usage_levels (
      organization_id uuid not null references organizations on delete cascade,
      meter text collate "C" not null,
      dimension text not null check (dimension in ('TOTAL', 'SUBJECT', 'PROPERTIES')),
      granularity text not null check (granularity in ('HOUR', 'DAY')),
      starts_at timestamptz not null,
      statement_month date not null,
      key text collate "C" not null,
      quantity bigint not null,
      occurred_at timestamptz not null,
      event_id uuid not null,
      primary key (organization_id, meter, dimension, granularity, starts_at, statement_month, key)
    );
    comment on table usage_levels is
      'For MAX and LAST: the greatest or last event of each hour and day that is not voided.';
    comment on column usage_levels.key is 'Empty for usage without a subject.';

    create table usage_unique_values (
      organization_id uuid not null references organizations on delete cascade,
      meter text collate "C" not null,
      dimension text not null check (dimension in ('TOTAL', 'SUBJECT', 'PROPERTIES')),
      granularity text not null check (granularity in ('HOUR', 'DAY', 'MONTH')),
      starts_at timestamptz not null,
      statement_month date not null,
      key text collate "C" not null,
      value text collate "C" not null,
      events bigint not null,
      primary key (organization_id, meter, dimension, granularity, starts_at, statement_month, key, value)
    ) with (fillfactor = 90);
    comment on table usage_unique_values is
      'For UNIQUE: how many events that are not voided have each value. A value counts while it has events.';
  `.execute(db);
  await protectTenantTable(db, 'usage_pending_values', { grants: ['select', 'insert'] });
  await protectTenantTable(db, 'usage_levels', { grants: ['select'] });
  await protectTenantTable(db, 'usage_unique_values', { grants: ['select'] });
  // Most events are of a SUM or COUNT, which are never read by meter, and do not pay for this index.
  await sql`create index usage_events_measured on usage_events (organization_id, meter, occurred_at, id)
    where kind <> 'COUNT'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table usage_unique_values, usage_levels, usage_pending_values;
    drop index usage_events_measured;
    update usage_pending set keys = keys - 'PROPERTIES' where keys ? 'PROPERTIES';
    delete from usage_rollups where dimension = 'PROPERTIES';
    alter table usage_rollups drop constraint usage_rollups_dimension_check,
      add constraint usage_rollups_dimension_check
        check (dimension in ('TOTAL', 'SUBJECT', 'OPERATION', 'CLIENT', 'STATUS', 'API_KEY', 'LATE'));
    comment on column usage_voids.quantity is 'The event''s, which the statement takes back.';
    alter table billing_line_items drop column meter_kind;
    alter table usage_voids drop column kind;
    alter table usage_events drop column kind, drop column property_key, drop column unique_value;
    drop table meter_policy;
    drop table meters;
    drop function app.refuse_meter_change();
  `.execute(db);
}

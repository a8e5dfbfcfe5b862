import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';

/** Counts of distinct values that add up, so that reports and statements need not read the values of a month. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.unique_member(meter text, dimension text, key text, value text) returns uuid
    language sql stable parallel safe as $$
      select encode(substring(sha256(convert_to(
        meter || ' ' || dimension || ' ' || octet_length(key) || ' ' || key || value, 'UTF8')) for 16), 'hex')::uuid $$;
    revoke execute on function app.unique_member(text, text, text, text) from public;
    grant execute on function app.unique_member(text, text, text, text) to polity_serving;
    comment on function app.unique_member(text, text, text, text) is
      'The hash of a value of a UNIQUE meter in one of its groups. Lengths keep keys and values apart.';

    create table usage_unique_hours (
      organization_id uuid not null references organizations on delete cascade,
      member uuid not null,
      hour timestamptz not null,
      events bigint not null,
      statement_month date not null,
      late_meter text collate "C",
      primary key (organization_id, member, hour, statement_month)
    ) with (fillfactor = 90);
    comment on table usage_unique_hours is
      'For UNIQUE: how many events that are not voided have a value in an hour. It occurs in the hour while there are any.';
    comment on column usage_unique_hours.member is
      'app.unique_member of the meter, the dimension (as in usage_unique_counts), the key and the value.';
    comment on column usage_unique_hours.late_meter is
      'The meter, of rows of the dimension TOTAL whose events are billed later than their own month.';
    create index usage_unique_hours_late on usage_unique_hours (organization_id, late_meter, hour)
      where late_meter is not null;

    create table usage_unique_counts (
      organization_id uuid not null references organizations on delete cascade,
      meter text collate "C" not null,
      dimension text not null check (dimension in ('TOTAL', 'SUBJECT', 'PROPERTIES')),
      granularity text not null check (granularity in ('HOUR', 'DAY')),
      starts_at timestamptz not null,
      key text collate "C" not null,
      previous timestamptz not null,
      quantity bigint not null,
      primary key (organization_id, meter, dimension, granularity, starts_at, key, previous)
    ) with (fillfactor = 90);
    comment on table usage_unique_counts is
      'For UNIQUE: the number of values that occur in an hour or day. In a time of whole days, the number of distinct values is
the sum for its days where the previous one is before the time.';
    comment on column usage_unique_counts.key is 'Empty for usage without a subject.';
    comment on column usage_unique_counts.previous is
      'The day before on which the values last occurred; -infinity if there is none, and for hours.';

    insert into usage_unique_hours (organization_id, member, hour, events, statement_month, late_meter)
    select organization_id, app.unique_member(meter, dimension, key, value), starts_at, events, statement_month,
      case when dimension = 'TOTAL' and statement_month > (starts_at at time zone 'UTC')::date then meter end
    from usage_unique_values where granularity = 'HOUR' and events <> 0;
    insert into usage_unique_counts (organization_id, meter, dimension, granularity, starts_at, key, previous, quantity)
    with live as (
      select organization_id, meter, dimension, granularity, starts_at, key, value from usage_unique_values
      where granularity in ('HOUR', 'DAY')
      group by 1, 2, 3, 4, 5, 6, 7 having sum(events) > 0
    ), steps as (
      select organization_id, meter, dimension, granularity, starts_at, key,
        case granularity when 'DAY' then lag(starts_at) over (
          partition by organization_id, meter, dimension, granularity, key, value order by starts_at) end as previous
      from live
    )
    select organization_id, meter, dimension, granularity, starts_at, key, coalesce(previous, '-infinity'), count(*)
    from steps group by 1, 2, 3, 4, 5, 6, 7;
    drop table usage_unique_values;
  `.execute(db);
  await protectTenantTable(db, 'usage_unique_hours', { grants: ['select'] });
  await protectTenantTable(db, 'usage_unique_counts', { grants: ['select'] });
}

/** The texts of the values are those of the events. What is pending is not in the rollups. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
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
    insert into usage_unique_values
      (organization_id, meter, dimension, granularity, starts_at, statement_month, key, value, events)
    select organization_id, meter, part.dimension, granularity, date_trunc(lower(granularity), occurred_at, 'UTC'),
      statement_month, part.key, value, sum(events)
    from (
        select e.organization_id, e.meter, e.occurred_at, e.statement_month, e.subject, e.property_key,
          e.unique_value as value, 1 as events
        from usage_events e
        where e.kind = 'UNIQUE' and not exists (
          select from usage_voids v where v.organization_id = e.organization_id and v.event_id = e.id)
        union all
        select organization_id, meter, hour, statement_month, subject, property_key, value, -events
        from usage_pending_values where value is not null
      ) entry
      cross join lateral (values ('TOTAL', ''), ('SUBJECT', coalesce(subject, '')), ('PROPERTIES', property_key))
        part (dimension, key)
      cross join (values ('HOUR'), ('DAY'), ('MONTH')) granularities (granularity)
    where part.key is not null and (granularity <> 'MONTH' or part.dimension = 'TOTAL')
    group by 1, 2, 3, 4, 5, 6, 7, 8
    having sum(events) <> 0;
    drop table usage_unique_counts, usage_unique_hours;
    drop function app.unique_member(text, text, text, text);
  `.execute(db);
  await protectTenantTable(db, 'usage_unique_values', { grants: ['select'] });
}

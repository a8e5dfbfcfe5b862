import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';
import { raiseVersions } from '../src/database/raise-versions.ts';

/** Which plan each organization had from when, so that a statement charges what was in force at the time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table plan_segments (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      plan_code text not null references plans on delete restrict,
      starts_at timestamptz check (starts_at = date_trunc('milliseconds', starts_at)),
      created_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint plan_segments_starts_at_key unique nulls not distinct (organization_id, starts_at)
    );
    comment on table plan_segments is
      'The plans that an organization had. A segment ends where the next one starts, so that no two overlap and none is missing.';
    comment on column plan_segments.starts_at is
      'Null for the first segment, which reaches back as far as the organization.';
  `.execute(db);
  await protectTenantTable(db, 'plan_segments', { grants: ['select'] });
  await sql`insert into plan_segments (organization_id, plan_code, created_at)
    select id, plan_code, created_at from organizations`.execute(db);
  await raiseVersions(db, 'plan_segments');
  await sql`
    create function app.add_plan_segment() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      latest uuid;
      latest_start timestamptz;
      latest_created timestamptz;
      upgraded boolean;
    begin
      -- The organization's row is locked: of two concurrent changes the second one sees the first one's segment.
      select s.id, s.starts_at, s.created_at into latest, latest_start, latest_created
        from plan_segments s where s.organization_id = new.id order by s.starts_at desc nulls last limit 1;
      if latest is null then
        insert into plan_segments (organization_id, plan_code) values (new.id, new.plan_code);
        return null;
      end if;
      select following.base_price > previous.base_price into upgraded
        from plans previous, plans following where previous.code = old.plan_code and following.code = new.plan_code;
      -- The creator of an organization chooses its plan within the first hour. A downgrade would make that time free.
      if upgraded and latest_start is null and latest_created >= clock_timestamp() - interval '1 hour' then
        update plan_segments s set plan_code = new.plan_code where s.organization_id = new.id and s.id = latest;
      else
        insert into plan_segments (organization_id, plan_code, starts_at) values (new.id, new.plan_code,
          greatest(date_trunc('milliseconds', clock_timestamp()), latest_start + interval '1 millisecond'));
      end if;
      return null;
    end $$;
    revoke execute on function app.add_plan_segment() from public;
    comment on function app.add_plan_segment() is
      'Trigger: adds the segment of an organization''s new plan. An upgrade within an hour of the first segment changes that one''s plan instead.';
    create trigger organizations_first_plan after insert on organizations
      for each row execute function app.add_plan_segment();
    create trigger organizations_plan after update of plan_code on organizations
      for each row when (old.plan_code is distinct from new.plan_code) execute function app.add_plan_segment();

    create function app.refuse_segment_change() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as
      $$ begin raise restrict_violation using message = 'a plan segment does not change'; end $$;
    revoke execute on function app.refuse_segment_change() from public;
    comment on function app.refuse_segment_change() is 'Trigger: refuses every change of a plan segment.';
    -- Other triggers may: app.add_plan_segment, and the one that deletes the rows of a deleted organization.
    create trigger plan_segments_unchanged before update or delete on plan_segments
      for each row when (pg_trigger_depth() = 0) execute function app.refuse_segment_change();

    alter table usage_rollups drop constraint usage_rollups_dimension_check,
      add constraint usage_rollups_dimension_check
        check (dimension in ('TOTAL', 'SUBJECT', 'OPERATION', 'CLIENT', 'STATUS', 'API_KEY', 'LATE'));
    comment on column usage_rollups.dimension is
      'LATE has the usage of earlier months, by the month of the statement that bills it.';
    create function app.mark_late_usage() returns trigger
    language plpgsql set search_path = pg_catalog, public, pg_temp as $$
    begin
      new.keys := new.keys || jsonb_build_object('LATE', new.statement_month::text);
      return new;
    end $$;
    revoke execute on function app.mark_late_usage() from public;
    comment on function app.mark_late_usage() is
      'Trigger: rolls up usage of an earlier month by its statement as well, so that each segment of that month can be adjusted.';
    create trigger usage_pending_late before insert on usage_pending for each row
      when (new.statement_month > (date_trunc('month', new.hour, 'UTC') at time zone 'UTC')::date)
      execute function app.mark_late_usage();

    alter table api_requests add column statement_month date;
    comment on column api_requests.statement_month is
      'The one statement that bills the request; null for its own month''s, as in earlier rows.';

    alter table billing_line_items
      add column segment_plan_code text references plans on delete restrict,
      add column segment_from timestamptz,
      add column segment_to timestamptz;
    comment on column billing_line_items.segment_plan_code is
      'The plan whose terms apply. Null, as the other two, in statements that were sealed before there were segments.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table billing_line_items drop column segment_plan_code, drop column segment_from, drop column segment_to;
    alter table api_requests drop column statement_month;
    drop trigger usage_pending_late on usage_pending;
    drop function app.mark_late_usage();
    update usage_pending set keys = keys - 'LATE' where keys ? 'LATE';
    delete from usage_rollups where dimension = 'LATE';
    alter table usage_rollups drop constraint usage_rollups_dimension_check,
      add constraint usage_rollups_dimension_check
        check (dimension in ('TOTAL', 'SUBJECT', 'OPERATION', 'CLIENT', 'STATUS', 'API_KEY'));
    comment on column usage_rollups.dimension is null;
    drop trigger organizations_plan on organizations;
    drop trigger organizations_first_plan on organizations;
    drop function app.add_plan_segment();
    drop table plan_segments;
    drop function app.refuse_segment_change();
  `.execute(db);
}

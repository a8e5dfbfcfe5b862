import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';

/** Trials of plans, and changes of the plan that take effect at the end of a trial or month. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table plan_versions
      add column trial_days integer check (trial_days between 1 and 365),
      add column plan_after_trial text references plans on delete restrict,
      add constraint plan_versions_trial_check check (trial_days is not null or plan_after_trial is null);
    comment on column plan_versions.trial_days is 'How long a trial of the plan lasts; null if there is none.';
    comment on column plan_versions.plan_after_trial is 'The plan that follows a trial unless an owner chooses another; null for FREE.';
    alter table organizations add column plan_trial_ends_at timestamptz;
    comment on column organizations.plan_trial_ends_at is
      'Set while the present plan is in its trial. A change to another plan ends it.';
    grant update (plan_trial_ends_at) on organizations to polity_serving;
    alter table plan_segments add column is_trial boolean not null default false;
    comment on column plan_segments.is_trial is 'Whether no base price is charged.';

    create table planned_plan_changes (
      organization_id uuid primary key references organizations on delete cascade,
      kind text not null check (kind in ('CHANGE', 'CANCELLATION', 'TRIAL_END')),
      from_plan_code text not null references plans on delete restrict,
      plan_code text not null references plans on delete restrict,
      at timestamptz not null check (at = date_trunc('milliseconds', at)),
      remind_at timestamptz check (remind_at is null or kind = 'TRIAL_END'),
      refused_at timestamptz check (refused_at >= at),
      due_at timestamptz not null
    );
    comment on table planned_plan_changes is
      'The next change of an organization''s plan. Void if the organization is no longer on from_plan_code.';
    comment on column planned_plan_changes.remind_at is
      'When owners are told of the end of the trial; null once they are, and for a short trial.';
    comment on column planned_plan_changes.refused_at is
      'When the organization first used more than the plan allows. It is tried again each day, and then begins when it succeeds.';
    comment on column planned_plan_changes.due_at is 'When a job looks at the change next.';
    create index planned_plan_changes_due on planned_plan_changes (due_at);
  `.execute(db);
  await protectTenantTable(db, 'planned_plan_changes', { grants: ['select', 'insert', 'update', 'delete'] });
  await sql`
    create function app.begin_planned_plan(plan text) returns integer
    language sql security definer set search_path = pg_catalog, public, pg_temp as $$
      update organizations o
      set plan_code = plan, plan_version = app.current_plan_version(plan), plan_trial_ends_at = null,
        plan_since = date_trunc('milliseconds', case when c.refused_at is null then c.at else clock_timestamp() end)
      from planned_plan_changes c
      where o.id = app.organization_id() and c.organization_id = o.id and c.from_plan_code = o.plan_code and c.at <= now()
      returning o.plan_version $$;
    revoke execute on function app.begin_planned_plan(text) from public;
    grant execute on function app.begin_planned_plan(text) to polity_serving, polity_system;
    comment on function app.begin_planned_plan(text) is
      'Puts the present organization on a plan from the instant of its planned change on. Returns the version; null if no change is due.';
  `.execute(db);
  await replaceTriggers(db, {
    endTrial: `
      if tg_op = 'UPDATE' and new.plan_code <> old.plan_code
          and new.plan_trial_ends_at is not distinct from old.plan_trial_ends_at then
        new.plan_trial_ends_at := null;
      end if;`,
    latest: { columns: ', s.is_trial', into: ', latest_trial', declare: '\n      latest_trial boolean;' },
    permanent: ' and not latest_trial and new.plan_trial_ends_at is null',
    columns: ', is_trial',
    values: ', new.plan_trial_ends_at is not null',
    fires: ', plan_trial_ends_at',
    old: ', old.plan_trial_ends_at is null',
    new: ', new.plan_trial_ends_at is null',
  });
  await sql`
    -- Not validated, as that reads the whole table: what the former check allowed is allowed.
    alter table notifications drop constraint notifications_kind_check;
    alter table notifications add constraint notifications_kind_check check (kind in ('TASK_ASSIGNED', 'TASK_COMMENTED',
      'MENTIONED', 'TASK_STATUS_CHANGED', 'TASK_CREATED', 'MEMBER_ADDED', 'ROLE_UPDATED', 'USAGE_ALERT', 'CREDIT_ALERT',
      'PLAN_ALERT', 'SECRET_ROTATION_ADVISED')) not valid;
  `.execute(db);
}

/** @throws if an organization had a trial, which would be charged without these columns */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$ begin
      if exists (select from plan_segments where is_trial) then raise 'Organizations had trials of plans.'; end if;
    end $$`.execute(db);
  await replaceTriggers(db, {
    endTrial: '',
    latest: { columns: '', into: '', declare: '' },
    permanent: '',
    columns: '',
    values: '',
    fires: '',
    old: '',
    new: '',
  });
  await sql`
    delete from notifications where kind = 'PLAN_ALERT';
    delete from notification_preferences where kind = 'PLAN_ALERT';
    alter table notifications drop constraint notifications_kind_check;
    alter table notifications add constraint notifications_kind_check check (kind in ('TASK_ASSIGNED', 'TASK_COMMENTED',
      'MENTIONED', 'TASK_STATUS_CHANGED', 'TASK_CREATED', 'MEMBER_ADDED', 'ROLE_UPDATED', 'USAGE_ALERT', 'CREDIT_ALERT',
      'SECRET_ROTATION_ADVISED')) not valid;
    drop function app.begin_planned_plan(text);
    drop table planned_plan_changes;
    alter table plan_segments drop column is_trial;
    alter table organizations drop column plan_trial_ends_at;
    alter table plan_versions drop constraint plan_versions_trial_check, drop column trial_days, drop column plan_after_trial;
  `.execute(db);
}

interface Parts {
  endTrial: string;
  latest: Record<'columns' | 'into' | 'declare', string>;
  permanent: string;
  columns: string;
  values: string;
  fires: string;
  old: string;
  new: string;
}

const replaceTriggers = (db: Kysely<unknown>, to: Parts) =>
  sql
    .raw(
      `
    create or replace function app.choose_plan_version() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      if tg_op = 'INSERT' then
        if new.plan_version = 0 then new.plan_version := app.current_plan_version(new.plan_code); end if;
      elsif new.plan_since is not distinct from old.plan_since then
        -- The previous release, and everyone else who sets only the plan, gets its current version.
        if new.plan_code <> old.plan_code then new.plan_version := app.current_plan_version(new.plan_code); end if;
        new.plan_since := date_trunc('milliseconds', clock_timestamp());
      end if;${to.endTrial}
      if new.plan_version is null then
        raise check_violation using message = format('no version of the plan %s is in force', new.plan_code);
      end if;
      return new;
    end $$;
    create or replace function app.add_plan_segment() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      latest uuid;
      latest_start timestamptz;
      latest_created timestamptz;${to.latest.declare}
      upgraded boolean;
    begin
      -- The organization's row is locked: of two concurrent changes the second one sees the first one's segment.
      select s.id, s.starts_at, s.created_at${to.latest.columns} into latest, latest_start, latest_created${to.latest.into}
        from plan_segments s where s.organization_id = new.id order by s.starts_at desc nulls last limit 1;
      if latest is null then
        insert into plan_segments (organization_id, plan_code, plan_version) values (new.id, new.plan_code, new.plan_version);
        return null;
      end if;
      select new.plan_code <> old.plan_code and following.base_price > previous.base_price into upgraded
        from plan_versions previous, plan_versions following
        where previous.plan_code = old.plan_code and previous.version = old.plan_version
          and following.plan_code = new.plan_code and following.version = new.plan_version;
      -- The creator of an organization chooses its plan within the first hour. A downgrade would make that time free.
      if upgraded and latest_start is null and latest_created >= clock_timestamp() - interval '1 hour'${to.permanent} then
        update plan_segments s set plan_code = new.plan_code, plan_version = new.plan_version where s.organization_id = new.id and s.id = latest;
      else
        insert into plan_segments (organization_id, plan_code, plan_version${to.columns}, starts_at) values (new.id, new.plan_code, new.plan_version${to.values},
          greatest(coalesce(new.plan_since, date_trunc('milliseconds', clock_timestamp())), latest_start + interval '1 millisecond'));
      end if;
      return null;
    end $$;
    drop trigger organizations_choose_version on organizations;
    create trigger organizations_choose_version before update of plan_code, plan_version${to.fires} on organizations
      for each row when ((old.plan_code, old.plan_version${to.old}) is distinct from (new.plan_code, new.plan_version${to.new}))
      execute function app.choose_plan_version();
    drop trigger organizations_plan on organizations;
    create trigger organizations_plan after update of plan_code, plan_version${to.fires} on organizations
      for each row when ((old.plan_code, old.plan_version${to.old}) is distinct from (new.plan_code, new.plan_version${to.new}))
      execute function app.add_plan_segment();
  `,
    )
    .execute(db);

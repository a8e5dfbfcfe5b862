import { sql, type Kysely } from 'kysely';

/** Members watch projects and tasks. A watch goes with the membership, the project or the task. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table watches (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      user_id uuid not null,
      project_id uuid,
      task_id uuid,
      created_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint watches_one_thing_check check (num_nonnulls(project_id, task_id) = 1),
      constraint watches_project_key unique (organization_id, project_id, user_id),
      constraint watches_task_key unique (organization_id, task_id, user_id),
      constraint watches_member_fkey foreign key (organization_id, user_id)
        references memberships (organization_id, user_id) on delete cascade,
      constraint watches_project_fkey foreign key (organization_id, project_id)
        references projects (organization_id, id) on delete cascade,
      constraint watches_task_fkey foreign key (organization_id, task_id)
        references tasks (organization_id, id) on delete cascade
    );
    comment on table watches is 'The projects and tasks that members watch, to be notified of what happens there.';
    create index watches_member on watches (organization_id, user_id);
    alter table watches enable row level security;
    alter table watches force row level security;
    create policy system on watches to polity_system using (true);
    create policy watcher on watches to polity_serving
      using (organization_id = (select app.organization_id()) and user_id = (select app.user_id()));
    grant select, delete on watches to polity_serving;

    create function app.add_watch(project uuid, task uuid, max_watches integer, max_watchers integer) returns text
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      if app.organization_id() is null or app.user_id() is null then
        raise insufficient_privilege using message = 'only members watch';
      end if;
      -- Two at once are counted one after the other; and whoever is removed or suspended meanwhile watches nothing.
      perform from organizations o where o.id = app.organization_id() for no key update;
      if not exists (select from memberships m where m.organization_id = app.organization_id()
        and m.user_id = app.user_id() and app.membership_holds(m.member_suspended_at, m.member_suspended_until)) then
        return 'NOT_A_MEMBER';
      end if;
      if exists (select from watches w where w.organization_id = app.organization_id() and w.user_id = app.user_id()
        and (w.project_id = project or w.task_id = task)) then
        return null;
      end if;
      if (select count(*) from watches w
        where w.organization_id = app.organization_id() and w.user_id = app.user_id()) >= max_watches then
        return 'WATCHES';
      end if;
      if (select count(*) from watches w
        where w.organization_id = app.organization_id() and (w.project_id = project or w.task_id = task)) >= max_watchers then
        return 'WATCHERS';
      end if;
      insert into watches (organization_id, user_id, project_id, task_id)
        values (app.organization_id(), app.user_id(), project, task);
      return null;
    end $$;
    comment on function app.add_watch is
      'Lets the request''s user watch a project or a task. Returns what refuses it, NOT_A_MEMBER, WATCHES or WATCHERS; null when they watch it.';

    create function app.find_watchers(projects uuid[], tasks uuid[])
    returns table (project_id uuid, task_id uuid, user_id uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    #variable_conflict use_column
    begin
      if app.organization_id() is null or app.user_id() is not null then
        raise insufficient_privilege using message = 'only jobs find watchers';
      end if;
      return query
        select w.project_id, w.task_id, w.user_id from watches w
          where w.organization_id = app.organization_id() and w.project_id = any(projects)
        union all
        select w.project_id, w.task_id, w.user_id from watches w
          where w.organization_id = app.organization_id() and w.task_id = any(tasks);
    end $$;
    comment on function app.find_watchers is 'Who watches any of these projects and tasks. For jobs alone.';

    revoke execute on function app.add_watch, app.find_watchers from public;
    grant execute on function app.add_watch, app.find_watchers to polity_serving, polity_system;

    -- Not validated, as that reads the whole table: what the former check allowed is allowed.
    alter table notifications drop constraint notifications_kind_check;
    alter table notifications add constraint notifications_kind_check check (kind in ('TASK_ASSIGNED', 'TASK_COMMENTED',
      'MENTIONED', 'TASK_STATUS_CHANGED', 'TASK_CREATED', 'MEMBER_ADDED', 'ROLE_UPDATED', 'USAGE_ALERT',
      'SECRET_ROTATION_ADVISED')) not valid;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    delete from notifications where kind = 'TASK_CREATED';
    delete from notification_preferences where kind = 'TASK_CREATED';
    alter table notifications drop constraint notifications_kind_check;
    alter table notifications add constraint notifications_kind_check check (kind in ('TASK_ASSIGNED', 'TASK_COMMENTED',
      'MENTIONED', 'TASK_STATUS_CHANGED', 'MEMBER_ADDED', 'ROLE_UPDATED', 'USAGE_ALERT', 'SECRET_ROTATION_ADVISED'));
    drop function app.find_watchers, app.add_watch;
    drop table watches;
  `.execute(db);
}

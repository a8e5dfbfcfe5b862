import { sql, type Kysely } from 'kysely';

/** What members are told of, how they want to be told, and jobs that know whose they are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table notifications (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      user_id uuid not null,
      kind text not null check (kind in ('TASK_ASSIGNED', 'TASK_COMMENTED', 'MENTIONED', 'TASK_STATUS_CHANGED',
        'MEMBER_ADDED', 'ROLE_UPDATED', 'USAGE_ALERT')),
      happening text not null,
      actor_id uuid references users on delete set null,
      task_id uuid,
      comment_id uuid,
      details jsonb,
      in_app boolean not null,
      by_email boolean not null,
      read_at timestamptz,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint notifications_happening_key unique (organization_id, user_id, happening),
      foreign key (organization_id, user_id) references memberships (organization_id, user_id) on delete cascade,
      foreign key (organization_id, task_id) references tasks (organization_id, id) on delete cascade,
      foreign key (organization_id, comment_id) references comments (organization_id, id) on delete cascade
    );
    comment on column notifications.happening is 'What it tells of: nobody is told twice, however often the job runs.';
    comment on column notifications.in_app is 'Whether the recipient sees it; else it stands for its mail alone.';
    create index notifications_created_at on notifications (organization_id, user_id, created_at, id) where in_app;
    create index notifications_updated_at on notifications (organization_id, user_id, updated_at, id) where in_app;
    create index notifications_unread on notifications (organization_id, user_id, created_at, id)
      where in_app and read_at is null;
    create index notifications_task on notifications (organization_id, task_id) where task_id is not null;
    create index notifications_comment on notifications (organization_id, comment_id) where comment_id is not null;
    create trigger notifications_touch before update on notifications
      for each row execute function app.touch();
    alter table notifications enable row level security;
    alter table notifications force row level security;
    create policy system on notifications to polity_system using (true);
    create policy recipient on notifications to polity_serving
      using (organization_id = (select app.organization_id()) and user_id = (select app.user_id()) and in_app);
    grant select, update (read_at) on notifications to polity_serving;

    create table notification_preferences (
      organization_id uuid not null references organizations on delete cascade,
      user_id uuid not null,
      kind text not null,
      in_app boolean,
      by_email boolean,
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, user_id, kind),
      foreign key (organization_id, user_id) references memberships (organization_id, user_id) on delete cascade
    );
    comment on table notification_preferences is 'Where a member wants otherwise than the kind''s default; null is the default.';
    create trigger notification_preferences_touch before update on notification_preferences
      for each row execute function app.touch();
    alter table notification_preferences enable row level security;
    alter table notification_preferences force row level security;
    create policy system on notification_preferences to polity_system using (true);
    create policy recipient on notification_preferences to polity_serving
      using (organization_id = (select app.organization_id()) and user_id = (select app.user_id()));
    grant select, insert, update (in_app, by_email) on notification_preferences to polity_serving;

    create table unsubscribe_secrets (
      organization_id uuid not null references organizations on delete cascade,
      user_id uuid not null,
      secret bytea not null default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
      primary key (organization_id, user_id),
      foreign key (organization_id, user_id) references memberships (organization_id, user_id) on delete cascade
    );
    comment on table unsubscribe_secrets is 'Signs the links that end a member''s mails; no request reads it.';
    alter table unsubscribe_secrets enable row level security;
    alter table unsubscribe_secrets force row level security;
    create policy system on unsubscribe_secrets to polity_system using (true);

    create function app.notify(organization uuid, wanted jsonb)
    returns table (id uuid, user_id uuid, happening text, in_app boolean, by_email boolean)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    #variable_conflict use_column
    begin
      if organization is distinct from app.organization_id() or organization is null or app.user_id() is not null then
        raise insufficient_privilege using message = 'only jobs notify';
      end if;
      return query
        insert into notifications as n
            (organization_id, user_id, kind, happening, actor_id, task_id, comment_id, details, in_app, by_email)
          select organization, m.user_id, w.kind, w.happening, a.id, w.task_id, w.comment_id, w.details,
            coalesce(p.in_app, w.in_app), coalesce(p.by_email, w.by_email)
          from jsonb_to_recordset(wanted) as w (user_id uuid, kind text, happening text, actor_id uuid, task_id uuid,
            comment_id uuid, details jsonb, in_app boolean, by_email boolean)
          join memberships m on m.organization_id = organization and m.user_id = w.user_id
          join users u on u.id = m.user_id and app.effective_status(u.status, u.status_until) = 'ACTIVE'
          left join users a on a.id = w.actor_id
          left join notification_preferences p
            on p.organization_id = organization and p.user_id = m.user_id and p.kind = w.kind
          where (coalesce(p.in_app, w.in_app) or coalesce(p.by_email, w.by_email))
            and (w.task_id is null
              or exists (select from tasks t where t.organization_id = organization and t.id = w.task_id))
            and (w.comment_id is null
              or exists (select from comments c where c.organization_id = organization and c.id = w.comment_id))
          on conflict on constraint notifications_happening_key do nothing
          returning n.id, n.user_id, n.happening, n.in_app, n.by_email;
    end $$;
    comment on function app.notify is
      'Tells those of the recipients who are members with an active account, each once of a happening, as far as they want to hear; answers what is new. For jobs alone.';

    create function app.unsubscribe_secret(member uuid) returns bytea
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      if app.organization_id() is null or app.user_id() is not null then
        raise insufficient_privilege using message = 'only jobs sign';
      end if;
      insert into unsubscribe_secrets (organization_id, user_id) values (app.organization_id(), member)
        on conflict do nothing;
      return (select secret from unsubscribe_secrets where organization_id = app.organization_id() and user_id = member);
    end $$;
    comment on function app.unsubscribe_secret is 'What signs the links in mails to a member, made when first asked for. For jobs alone.';

    create table job_counts (
      task text not null primary key,
      done bigint not null default 0,
      failed bigint not null default 0
    );
    comment on table job_counts is 'How often jobs ended well, and how often an attempt failed, since the beginning.';

    drop function app.enqueue_job;
    create function app.enqueue_job(identifier text, payload jsonb, most_attempts integer default null) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      perform graphile_worker.add_job(identifier,
        (payload || jsonb_build_object('organizationId', app.organization_id()))::json,
        max_attempts => most_attempts, flags => array[app.organization_id()::text]);
    end $$;
    comment on function app.enqueue_job is
      'Adds a job to the queue within the present transaction, stamped and flagged with the present organization.';

    create function app.resume_jobs() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      update graphile_worker._private_jobs set run_at = now(), flags = flags - 'suspended'
        where flags ?& array[new.id::text, 'suspended'];
      if found then perform pg_notify('jobs:insert', '{"count":10}'); end if;
      return null;
    end $$;
    comment on function app.resume_jobs is 'Lets the jobs of an organization that is no longer suspended run at once.';
    create trigger organizations_resume_jobs after update on organizations for each row
      when (old.status = 'SUSPENDED' and app.effective_status(new.status, new.suspended_until) = 'ACTIVE')
      execute function app.resume_jobs();

    revoke execute on function app.notify, app.unsubscribe_secret, app.enqueue_job, app.resume_jobs from public;
    grant execute on function app.notify, app.unsubscribe_secret, app.enqueue_job to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger organizations_resume_jobs on organizations;
    drop function app.resume_jobs;
    drop function app.enqueue_job;
    create function app.enqueue_job(identifier text, payload jsonb) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      perform graphile_worker.add_job(identifier,
        (payload || jsonb_build_object('organizationId', app.organization_id()))::json);
    end $$;
    comment on function app.enqueue_job is
      'Adds a job to the queue within the present transaction, stamped with the present organization.';
    revoke execute on function app.enqueue_job from public;
    grant execute on function app.enqueue_job to polity_serving, polity_system;
    drop table job_counts;
    drop function app.unsubscribe_secret;
    drop function app.notify;
    drop table unsubscribe_secrets, notification_preferences, notifications;
  `.execute(db);
}

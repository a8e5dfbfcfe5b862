import { sql, type Kysely } from 'kysely';

/** How many subscriptions a plan allows, and how many organizations a person has created today. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table plans
      add column subscription_limit integer check (subscription_limit >= 0),
      add column caller_subscription_limit integer check (caller_subscription_limit >= 0);
    comment on column plans.subscription_limit is 'Open subscriptions of the organization at one time.';
    comment on column plans.caller_subscription_limit is 'Those of one user or API key.';
    update plans set subscription_limit = 60, caller_subscription_limit = 20 where code = 'FREE';
    update plans set subscription_limit = 5000, caller_subscription_limit = 200 where code = 'PRO';
    alter table organization_overrides
      add column subscription_limit integer check (subscription_limit >= 0),
      add column caller_subscription_limit integer check (caller_subscription_limit >= 0);

    create function app.effective_subscription_limits(organization uuid, plan text)
    returns table (subscription_limit integer, caller_subscription_limit integer)
    language sql stable set search_path = pg_catalog, public, pg_temp as $$
      select coalesce(v.subscription_limit, p.subscription_limit),
        coalesce(v.caller_subscription_limit, p.caller_subscription_limit)
      from plans p
        left join organization_overrides v on v.organization_id = organization
          and coalesce(v.expires_at > now(), true)
      where p.code = plan $$;
    comment on function app.effective_subscription_limits is
      'How many subscriptions an organization may have on a plan, as app.effective_limits for the other limits.';

    create table organization_creations (
      user_id uuid not null references users on delete cascade,
      day date not null,
      created integer not null,
      primary key (user_id, day)
    );
    comment on table organization_creations is
      'How many organizations a person created on a day (UTC), also those that are gone since. Earlier days are deleted when the person creates another one.';
    alter table organization_creations enable row level security;
    alter table organization_creations force row level security;
    create policy system on organization_creations to polity_system using (true);

    create function app.reserve_organization(most_owned integer, most_a_day integer) returns text
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      today date := (now() at time zone 'UTC')::date;
      taken integer;
    begin
      if app.user_id() is null then raise insufficient_privilege using message = 'no user'; end if;
      -- Not the user's row: another root field of the request may change that in a transaction of its own.
      perform pg_advisory_xact_lock(hashtextextended('organizations of ' || app.user_id(), 0));
      if (select count(*) from memberships where user_id = app.user_id() and role = 'OWNER') >= most_owned then
        return 'OWNED';
      end if;
      delete from organization_creations where user_id = app.user_id() and day < today;
      insert into organization_creations as c (user_id, day, created)
        select app.user_id(), today, 1 where most_a_day > 0
        on conflict (user_id, day) do update set created = c.created + 1 where c.created < most_a_day
        returning created into taken;
      return case when taken is null then 'DAY' end;
    end $$;
    comment on function app.reserve_organization is
      'Counts one more organization for the request''s user. Answers the limit that refuses it, OWNED or DAY; null when there is room. Others that ask for the same user wait until the transaction ends.';

    revoke execute on function app.effective_subscription_limits, app.reserve_organization from public;
    grant execute on function app.effective_subscription_limits, app.reserve_organization to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function app.reserve_organization;
    drop table organization_creations;
    drop function app.effective_subscription_limits;
    alter table organization_overrides drop column subscription_limit, drop column caller_subscription_limit;
    alter table plans drop column subscription_limit, drop column caller_subscription_limit;
  `.execute(db);
}

import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';

/**
 * Plans are data: each has versions with limits, features and prices, which never change once published. An
 * organization keeps its version until it is moved. The columns of `plans` and the table `plan_prices` that the previous
 * release reads remain until it is gone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table plans
      add column is_public boolean not null default true,
      add column archived_at timestamptz,
      add constraint plans_code_check check (code ~ '^[A-Z][A-Z0-9_]{0,49}$'),
      add constraint plans_name_check check (char_length(name) between 1 and 100);
    comment on column plans.is_public is
      'Whether everybody sees the plan and owners can change to it. Only platform administrators move organizations to others.';
    comment on column plans.archived_at is 'Since when no organization can change to the plan. Those that have it keep it.';

    create table features (
      key text collate "C" primary key check (key ~ '^[A-Za-z][A-Za-z0-9_.-]{0,99}$'),
      position integer not null generated always as identity,
      kind text not null check (kind in ('BOOLEAN', 'NUMBER', 'TEXT')),
      name text not null check (char_length(name) between 1 and 100),
      meter text collate "C" check (meter is null or kind = 'NUMBER')
    );
    comment on column features.meter is 'The meter whose usage in the month (UTC) counts against the number.';
    insert into features (key, kind, name) values ('WEBHOOKS', 'BOOLEAN', 'Webhook endpoints'),
      ('AUDIT_EXPORT', 'BOOLEAN', 'Export of the audit log'), ('CUSTOM_LABELS', 'BOOLEAN', 'Custom labels');

    create table plan_versions (
      plan_code text not null references plans on delete restrict,
      version integer not null check (version > 0),
      effective_from timestamptz not null,
      published_at timestamptz not null default now(),
      base_price bigint not null check (base_price >= 0),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      member_limit integer check (member_limit > 0),
      project_limit integer check (project_limit > 0),
      api_key_limit integer check (api_key_limit >= 0),
      webhook_limit integer check (webhook_limit >= 0),
      requests_per_minute integer check (requests_per_minute > 0),
      requests_per_month integer check (requests_per_month > 0),
      subscription_limit integer check (subscription_limit >= 0),
      caller_subscription_limit integer check (caller_subscription_limit >= 0),
      primary key (plan_code, version)
    );
    comment on table plan_versions is 'A null limit is unlimited. A published version never changes.';
    comment on column plan_versions.effective_from is 'From when organizations that change to the plan get this version.';
    comment on column plan_versions.base_price is 'For a month, in the smallest unit of the currency.';
    create table plan_version_features (
      plan_code text not null,
      version integer not null,
      feature text collate "C" not null references features on delete restrict,
      value jsonb not null check (jsonb_typeof(value) in ('boolean', 'number', 'string')),
      primary key (plan_code, version, feature),
      foreign key (plan_code, version) references plan_versions on delete restrict
    );
    create table plan_version_prices (
      plan_code text not null,
      version integer not null,
      meter text not null,
      included bigint not null check (included >= 0),
      unit_price numeric(24, 12) not null check (unit_price >= 0),
      primary key (plan_code, version, meter),
      foreign key (plan_code, version) references plan_versions on delete restrict
    );
    comment on column plan_version_prices.unit_price is
      'For each unit beyond those included, in the smallest unit of the version''s currency.';
    grant select on features, plan_versions, plan_version_features, plan_version_prices to polity_serving;
    insert into plan_versions (plan_code, version, effective_from, base_price, currency, member_limit, project_limit,
        api_key_limit, webhook_limit, requests_per_minute, requests_per_month, subscription_limit, caller_subscription_limit)
      select code, 1, now(), base_price, currency, member_limit, project_limit, api_key_limit, webhook_limit,
        requests_per_minute, requests_per_month, subscription_limit, caller_subscription_limit from plans;
    insert into features (key, kind, name)
      select distinct key, 'BOOLEAN', key from plans, unnest(features) key on conflict do nothing;
    insert into plan_version_features (plan_code, version, feature, value)
      select code, 1, key, 'true' from plans, unnest(features) key;
    insert into plan_version_prices (plan_code, version, meter, included, unit_price)
      select plan_code, 1, meter, included, unit_price from plan_prices;

    create function app.refuse_version_change() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
    begin
      -- The terms of a version are inserted in the transaction that publishes it.
      if tg_op = 'INSERT' and exists (select from plan_versions v
        where v.plan_code = new.plan_code and v.version = new.version and v.published_at = now()) then return new; end if;
      raise restrict_violation using message = 'a published plan version does not change';
    end $$;
    revoke execute on function app.refuse_version_change() from public;
    comment on function app.refuse_version_change() is 'Trigger: refuses every change of a published plan version.';
    create trigger plan_versions_unchanged before update or delete on plan_versions
      for each row execute function app.refuse_version_change();
    create trigger plan_version_features_unchanged before insert or update or delete on plan_version_features
      for each row execute function app.refuse_version_change();
    create trigger plan_version_prices_unchanged before insert or update or delete on plan_version_prices
      for each row execute function app.refuse_version_change();

    create function app.current_plan_version(plan text) returns integer language sql stable as $$
      select v.version from public.plan_versions v where v.plan_code = plan and v.effective_from <= now()
      order by v.version desc limit 1 $$;
    comment on function app.current_plan_version(text) is
      'The version that an organization gets which changes to the plan now; null if none is in force yet.';

    create table organization_features (
      organization_id uuid not null references organizations on delete cascade,
      feature text collate "C" not null references features on delete restrict,
      value jsonb not null check (jsonb_typeof(value) in ('boolean', 'number', 'string')),
      reason text not null check (char_length(reason) between 1 and 500),
      expires_at timestamptz,
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, feature)
    );
    comment on table organization_features is 'The values of features that override those of an organization''s plan.';
    create table plan_moves (
      organization_id uuid primary key references organizations on delete cascade,
      from_plan_code text not null references plans on delete restrict,
      plan_code text not null,
      plan_version integer not null,
      at timestamptz not null check (at = date_trunc('milliseconds', at)),
      reason text not null check (char_length(reason) between 1 and 500),
      requested_by_id uuid references users on delete set null,
      requested_at timestamptz not null default clock_timestamp(),
      foreign key (plan_code, plan_version) references plan_versions on delete restrict
    );
    comment on table plan_moves is
      'The next move of an organization to a version of a plan. Dropped if the organization is no longer on from_plan_code.';
    create index plan_moves_due on plan_moves (at);
  `.execute(db);
  await protectTenantTable(db, 'organization_features', { grants: ['select'] });
  await protectTenantTable(db, 'plan_moves', { grants: ['select'] });
  await sql`
    alter table organizations
      add column plan_version integer not null default 1,
      add column plan_since timestamptz,
      add constraint organizations_plan_version_fkey
        foreign key (plan_code, plan_version) references plan_versions on delete restrict;
    alter table organizations alter column plan_version set default 0;
    comment on column organizations.plan_version is 'A new row with 0 gets the plan''s current version.';
    comment on column organizations.plan_since is
      'When the present version of the plan began. If a statement does not set it, a change begins now.';
    alter table plan_segments
      add column plan_version integer not null default 1,
      add constraint plan_segments_plan_version_fkey
        foreign key (plan_code, plan_version) references plan_versions on delete restrict;
    alter table billing_line_items
      add column segment_plan_version integer,
      add constraint billing_line_items_segment_plan_version_fkey
        foreign key (segment_plan_code, segment_plan_version) references plan_versions on delete restrict;

    create function app.choose_plan_version() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      if tg_op = 'INSERT' then
        if new.plan_version = 0 then new.plan_version := app.current_plan_version(new.plan_code); end if;
      elsif new.plan_since is not distinct from old.plan_since then
        -- The previous release, and everyone else who sets only the plan, gets its current version.
        if new.plan_code <> old.plan_code then new.plan_version := app.current_plan_version(new.plan_code); end if;
        new.plan_since := date_trunc('milliseconds', clock_timestamp());
      end if;
      if new.plan_version is null then
        raise check_violation using message = format('no version of the plan %s is in force', new.plan_code);
      end if;
      return new;
    end $$;
    revoke execute on function app.choose_plan_version() from public;
    comment on function app.choose_plan_version() is
      'Trigger: completes a change of an organization''s plan that does not say which version, and from when.';
    create trigger organizations_choose_plan before insert on organizations
      for each row execute function app.choose_plan_version();
    create trigger organizations_choose_version before update of plan_code, plan_version on organizations
      for each row when ((old.plan_code, old.plan_version) is distinct from (new.plan_code, new.plan_version))
      execute function app.choose_plan_version();
  `.execute(db);
  await createLimits(db);
  await createSegments(db, {
    columns: ', plan_version',
    values: ', new.plan_version',
    upgraded: `select new.plan_code <> old.plan_code and following.base_price > previous.base_price into upgraded
        from plan_versions previous, plan_versions following
        where previous.plan_code = old.plan_code and previous.version = old.plan_version
          and following.plan_code = new.plan_code and following.version = new.plan_version;`,
    replace: 'plan_code = new.plan_code, plan_version = new.plan_version',
    start: "coalesce(new.plan_since, date_trunc('milliseconds', clock_timestamp()))",
    fires: 'plan_code, plan_version',
    changed: '(old.plan_code, old.plan_version) is distinct from (new.plan_code, new.plan_version)',
    shown: '"plan_code": "plan", "plan_version": "plan"',
  });
}

/** @throws if an organization had another version than the first one of its plan */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$ begin
      if exists (select from plan_segments where plan_version <> 1) or exists (select from plans where archived_at is not null)
        then raise 'Organizations have later versions of plans, or a plan is archived.'; end if;
    end $$`.execute(db);
  await createSegments(db, {
    columns: '',
    values: '',
    upgraded: `select following.base_price > previous.base_price into upgraded
        from plans previous, plans following where previous.code = old.plan_code and following.code = new.plan_code;`,
    replace: 'plan_code = new.plan_code',
    start: "date_trunc('milliseconds', clock_timestamp())",
    fires: 'plan_code',
    changed: 'old.plan_code is distinct from new.plan_code',
    shown: '"plan_code": "plan"',
  });
  await sql`
    drop function app.effective_limits(uuid, text, integer), app.effective_subscription_limits(uuid, text, integer),
      app.has_feature(uuid, text, integer, text), app.includes(jsonb), app.effective_features(uuid, text, integer);
    drop trigger organizations_choose_plan on organizations;
    drop trigger organizations_choose_version on organizations;
    drop function app.choose_plan_version();
    alter table billing_line_items drop column segment_plan_version;
    alter table plan_segments drop column plan_version;
    alter table organizations drop column plan_version, drop column plan_since;
    drop table plan_moves, organization_features, plan_version_prices, plan_version_features, plan_versions, features;
    drop function app.current_plan_version(text);
    drop function app.refuse_version_change();
    alter table plans drop constraint plans_code_check, drop constraint plans_name_check,
      drop column is_public, drop column archived_at;
  `.execute(db);
}

/** Limits and features of a version. */
const createLimits = (db: Kysely<unknown>) =>
  sql`
    create function app.effective_limits(organization uuid, plan text, plan_version integer)
      returns table (member_limit integer, project_limit integer, api_key_limit integer, webhook_limit integer,
        requests_per_minute integer, requests_per_month integer)
      language sql stable as $$
      select coalesce(v.member_limit, p.member_limit), coalesce(v.project_limit, p.project_limit),
        coalesce(v.api_key_limit, p.api_key_limit), coalesce(v.webhook_limit, p.webhook_limit),
        coalesce(v.requests_per_minute, p.requests_per_minute), coalesce(v.requests_per_month, p.requests_per_month)
      from public.plan_versions p
        left join public.organization_overrides v on v.organization_id = organization
          and coalesce(v.expires_at > now(), true)
      where p.plan_code = plan and p.version = plan_version $$;
    comment on function app.effective_limits(uuid, text, integer) is
      'What an organization may use on a version of a plan: its overrides before the version''s own limits.';
    create function app.effective_subscription_limits(organization uuid, plan text, plan_version integer)
      returns table (subscription_limit integer, caller_subscription_limit integer)
      language sql stable as $$
      select coalesce(v.subscription_limit, p.subscription_limit),
        coalesce(v.caller_subscription_limit, p.caller_subscription_limit)
      from public.plan_versions p
        left join public.organization_overrides v on v.organization_id = organization
          and coalesce(v.expires_at > now(), true)
      where p.plan_code = plan and p.version = plan_version $$;
    comment on function app.effective_subscription_limits(uuid, text, integer) is
      'How many subscriptions an organization may have on a version of a plan.';
    create function app.effective_features(organization uuid, plan text, plan_version integer)
      returns table (key text, kind text, value jsonb, meter text)
      language sql stable as $$
      select f.key, f.kind, coalesce(o.value, case when a.organization_id is not null then 'true'::jsonb end, p.value), f.meter
      from public.features f
        left join public.plan_version_features p
          on p.plan_code = plan and p.version = plan_version and p.feature = f.key
        left join public.organization_overrides a on a.organization_id = organization
          and coalesce(a.expires_at > now(), true) and f.key = any(a.added_features)
        left join public.organization_features o on o.organization_id = organization and o.feature = f.key
          and coalesce(o.expires_at > now(), true)
      order by f.position $$;
    comment on function app.effective_features(uuid, text, integer) is
      'The value of each feature for an organization on a version of a plan: its overrides before the version''s own. Null if neither has one.';
    create function app.includes(value jsonb) returns boolean language sql immutable as $$
      select coalesce(value not in ('false', '0', '""'), false) $$;
    comment on function app.includes(jsonb) is
      'Whether the value of a feature gives access to it: it is not missing, false, zero or empty.';
    create function app.has_feature(organization uuid, plan text, plan_version integer, feature text) returns boolean
      language sql stable as $$
      select coalesce((select app.includes(f.value) from app.effective_features(organization, plan, plan_version) f
        where f.key = feature), false) $$;
    comment on function app.has_feature(uuid, text, integer, text) is
      'Whether an organization on a version of a plan has access to a feature.';
    revoke execute on function app.effective_limits(uuid, text, integer),
      app.effective_subscription_limits(uuid, text, integer), app.effective_features(uuid, text, integer),
      app.has_feature(uuid, text, integer, text), app.includes(jsonb), app.current_plan_version(text) from public;
    grant execute on function app.effective_limits(uuid, text, integer),
      app.effective_subscription_limits(uuid, text, integer), app.effective_features(uuid, text, integer),
      app.has_feature(uuid, text, integer, text), app.includes(jsonb), app.current_plan_version(text) to polity_serving, polity_system;
  `.execute(db);

const createSegments = (
  db: Kysely<unknown>,
  to: Record<'columns' | 'values' | 'upgraded' | 'replace' | 'start' | 'fires' | 'changed' | 'shown', string>,
) =>
  sql
    .raw(
      `
    create or replace function app.add_plan_segment() returns trigger
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
        insert into plan_segments (organization_id, plan_code${to.columns}) values (new.id, new.plan_code${to.values});
        return null;
      end if;
      ${to.upgraded}
      -- The creator of an organization chooses its plan within the first hour. A downgrade would make that time free.
      if upgraded and latest_start is null and latest_created >= clock_timestamp() - interval '1 hour' then
        update plan_segments s set ${to.replace} where s.organization_id = new.id and s.id = latest;
      else
        insert into plan_segments (organization_id, plan_code${to.columns}, starts_at) values (new.id, new.plan_code${to.values},
          greatest(${to.start}, latest_start + interval '1 millisecond'));
      end if;
      return null;
    end $$;
    drop trigger organizations_plan on organizations;
    create trigger organizations_plan after update of ${to.fires} on organizations
      for each row when (${to.changed}) execute function app.add_plan_segment();
    drop trigger organizations_tell_subscribers on organizations;
    create trigger organizations_tell_subscribers after update of name, slug, ${to.fires}, status, suspended_at,
      suspended_by, suspension_reason, suspended_until, archive_reason, deletes_at on organizations
      for each row execute function app.tell_subscribers('organization', '{"name": "name", "slug": "slug",
        ${to.shown}, "status": "status", "suspended_at": "suspension", "suspended_by": "suspension",
        "suspension_reason": "suspension", "suspended_until": "suspension", "archive_reason": "archiveReason",
        "deletes_at": "deletesAt"}');
  `,
    )
    .execute(db);

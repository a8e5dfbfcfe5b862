import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';

/** Prepaid credits: grants, what is spent of them, and the ledger of both. Only functions write them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table credit_accounts (
      organization_id uuid primary key references organizations on delete cascade,
      balance bigint not null default 0,
      alert_threshold bigint,
      last_entry_at timestamptz,
      constraint credit_accounts_balance_check check (balance between 0 and 9007199254740991),
      constraint credit_accounts_threshold_check check (alert_threshold between 1 and 9007199254740991)
    );
    comment on table credit_accounts is
      'The prepaid credits of an organization. Whoever writes a grant, a spend or an entry locks this row first.';
    comment on column credit_accounts.balance is
      'The sum of the ledger, and of the rests of all grants. It contains credits that have expired but are not in the ledger yet.';
    comment on column credit_accounts.last_entry_at is 'The time of the latest entry. The next one is later.';

    create table credit_grants (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      grant_key text,
      amount bigint not null check (amount > 0),
      remaining bigint not null,
      priority smallint not null check (priority between 0 and 100),
      reason text not null check (char_length(reason) between 1 and 500),
      expires_at timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      ended_at timestamptz,
      ended_as text check (ended_as in ('USED_UP', 'EXPIRED', 'VOIDED')),
      void_reason text check (char_length(void_reason) between 1 and 500),
      primary key (organization_id, id),
      constraint credit_grants_key unique (organization_id, grant_key),
      constraint credit_grants_remaining_check check (remaining between 0 and amount),
      constraint credit_grants_expiry_check check (expires_at > created_at),
      constraint credit_grants_end_check
        check ((remaining = 0) = (ended_at is not null) and (ended_at is null) = (ended_as is null)),
      constraint credit_grants_void_check check ((void_reason is not null) = (ended_as is not distinct from 'VOIDED'))
    );
    comment on table credit_grants is 'Prepaid credits that an organization got at once, and what remains of them.';
    comment on column credit_grants.grant_key is
      'The caller''s id of the grant, for example of a payment, so that a retry grants nothing.';
    -- The end, not the rest, is in the condition: a spend that leaves a rest changes no indexed column.
    create index credit_grants_live on credit_grants (organization_id, priority, expires_at, created_at)
      where ended_at is null;
    create index credit_grants_expiring on credit_grants (expires_at) where ended_at is null and expires_at is not null;
    create index credit_grants_created on credit_grants (organization_id, created_at, id);

    create table credit_spends (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      spend_key text collate "C" not null check (char_length(spend_key) between 1 and 200),
      amount bigint not null check (amount > 0),
      description text check (char_length(description) <= 500),
      balance_after bigint not null check (balance_after >= 0),
      spent_by_id uuid references users on delete set null,
      api_key_id uuid,
      created_at timestamptz not null,
      primary key (organization_id, id),
      constraint credit_spends_key unique (organization_id, spend_key)
    );
    comment on table credit_spends is 'What was spent, by the ids of its callers: a repeated one is found here.';
    comment on column credit_spends.api_key_id is 'The key that spent; kept when the key is gone.';
    create index credit_spends_of_person on credit_spends (spent_by_id) where spent_by_id is not null;

    create table credit_entries (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      kind text not null,
      amount bigint not null,
      balance_after bigint not null check (balance_after >= 0),
      grant_id uuid not null,
      spend_id uuid,
      created_at timestamptz not null,
      primary key (organization_id, id),
      constraint credit_entries_kind_check check (case kind when 'GRANTED' then amount > 0
        when 'SPENT' then amount < 0 when 'EXPIRED' then amount < 0 when 'VOIDED' then amount < 0 else false end),
      constraint credit_entries_spend_check check ((spend_id is not null) = (kind = 'SPENT')),
      constraint credit_entries_grant_fkey foreign key (organization_id, grant_id)
        references credit_grants (organization_id, id) on delete cascade,
      constraint credit_entries_spend_fkey foreign key (organization_id, spend_id)
        references credit_spends (organization_id, id) on delete cascade
    );
    comment on table credit_entries is
      'The ledger: each change of a grant''s rest. By created_at and id, each balance_after is the one before plus the amount.';
    comment on column credit_entries.id is
      'Of an expiry, the id of its grant, so that readers can name it before it is written.';
    create index credit_entries_created on credit_entries (organization_id, created_at, id);
    create index credit_entries_of_grant on credit_entries (organization_id, grant_id, created_at);
    create index credit_entries_of_spend on credit_entries (organization_id, spend_id) where spend_id is not null;
  `.execute(db);
  await protectTenantTable(db, 'credit_accounts', {
    grants: ['select', 'insert (organization_id)', 'update (alert_threshold)'],
  });
  for (const name of ['credit_grants', 'credit_spends', 'credit_entries'])
    await protectTenantTable(db, name, { grants: ['select'] });
  await protectLedger(db);
  await addFunctions(db);
  await addScope(db);
  await sql`
    -- Not validated, as that reads the whole table: what the former check allowed is allowed.
    alter table notifications drop constraint notifications_kind_check;
    alter table notifications add constraint notifications_kind_check check (kind in ('TASK_ASSIGNED', 'TASK_COMMENTED',
      'MENTIONED', 'TASK_STATUS_CHANGED', 'TASK_CREATED', 'MEMBER_ADDED', 'ROLE_UPDATED', 'USAGE_ALERT', 'CREDIT_ALERT',
      'SECRET_ROTATION_ADVISED')) not valid;
  `.execute(db);
}

/** Entries and spends never change, nor do the terms of a grant. */
async function protectLedger(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.refuse_credit_change() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as
      $$ begin raise restrict_violation using message = 'the ledger of credits only grows'; end $$;
    revoke execute on function app.refuse_credit_change() from public;
    comment on function app.refuse_credit_change() is 'Trigger: refuses every change of what is in the ledger of credits.';
    -- Other triggers may: those of references, when an organization or the account of a person is deleted.
    create trigger credit_entries_unchanged before update or delete on credit_entries
      for each row when (pg_trigger_depth() = 0) execute function app.refuse_credit_change();
    create trigger credit_entries_kept before truncate on credit_entries
      for each statement execute function app.refuse_credit_change();
    create trigger credit_spends_unchanged before update or delete on credit_spends
      for each row when (pg_trigger_depth() = 0) execute function app.refuse_credit_change();
    create trigger credit_grants_kept before delete on credit_grants
      for each row when (pg_trigger_depth() = 0) execute function app.refuse_credit_change();
    create trigger credit_grants_terms
      before update of organization_id, id, grant_key, amount, priority, reason, expires_at, created_at on credit_grants
      for each row execute function app.refuse_credit_change();
  `.execute(db);
}

async function addFunctions(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.tell_credit_crossings(organization uuid, before bigint, after bigint, threshold bigint)
    returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      details jsonb := jsonb_build_object('balance', after, 'threshold', threshold);
      happenings jsonb := '[]';
    begin
      if before > threshold and after <= threshold then
        happenings := happenings || jsonb_build_object('type', 'credits.low', 'data', details);
      end if;
      if before > 0 and after = 0 then
        happenings := happenings || jsonb_build_object('type', 'credits.exhausted', 'data', details);
      end if;
      if happenings <> '[]' then perform app.add_announcement(organization, happenings, null); end if;
    end $$;
    comment on function app.tell_credit_crossings is
      'Announces that a balance has fallen to the organization''s threshold, or to 0.';

    create function app.settle_credits(organization uuid, at timestamptz) returns bigint
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      before bigint;
      after bigint;
      threshold bigint;
      latest timestamptz;
    begin
      select a.balance, a.alert_threshold into before, threshold
        from credit_accounts a where a.organization_id = organization;
      with due as (
        select g.id, g.remaining, g.expires_at, before - sum(g.remaining) over (order by g.expires_at, g.id) as rest
        from credit_grants g
        where g.organization_id = organization and g.ended_at is null and g.expires_at <= at
      ), ended as (
        update credit_grants g set remaining = 0, ended_at = due.expires_at, ended_as = 'EXPIRED', updated_at = due.expires_at
        from due where g.organization_id = organization and g.id = due.id
      ), written as (
        insert into credit_entries (organization_id, id, kind, amount, balance_after, grant_id, created_at)
        select organization, due.id, 'EXPIRED', -due.remaining, due.rest, due.id, due.expires_at from due
        returning balance_after, created_at
      )
      select min(written.balance_after), max(written.created_at) into after, latest from written;
      if after is null then return before; end if;
      update credit_accounts a set balance = after, last_entry_at = latest where a.organization_id = organization;
      perform app.tell_credit_crossings(organization, before, after, threshold);
      return after;
    end $$;
    comment on function app.settle_credits is
      'Writes the expiry of all grants whose end has passed, each at its end. Returns the balance. The account is locked.';

    create function app.lock_credits(organization uuid, out at timestamptz, out balance bigint, out threshold bigint)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare latest timestamptz;
    begin
      -- Whoever deletes the organization locks it before the account.
      perform from organizations o where o.id = organization for key share;
      select a.last_entry_at, a.alert_threshold into latest, threshold
        from credit_accounts a where a.organization_id = organization for no key update;
      if not found then return; end if;
      -- Read after the wait. The clock can be set back, the ledger cannot.
      at := greatest(clock_timestamp(), latest + interval '1 microsecond');
      balance := app.settle_credits(organization, at);
    end $$;
    comment on function app.lock_credits is
      'Locks an organization''s credits and settles what has expired. Returns the time of the next entry, the balance and the threshold; nulls without an account.';

    create function app.grant_credits(organization uuid, key text, credits bigint, rank integer, until timestamptz, why text,
      max_grants integer, max_balance bigint, out outcome text, out grant_id uuid)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      at timestamptz;
      before bigint;
      known bigint;
    begin
      perform from organizations o where o.id = organization for key share;
      if not found then outcome := 'NO_ORGANIZATION'; return; end if;
      insert into credit_accounts (organization_id) values (organization) on conflict do nothing;
      select locked.at, locked.balance into at, before from app.lock_credits(organization) as locked;
      select g.id, g.amount into grant_id, known
        from credit_grants g where g.organization_id = organization and g.grant_key = key;
      if known is not null then
        outcome := case when known = credits then 'REPEATED' else 'CONFLICT' end;
      elsif until <= at then
        outcome := 'EXPIRED';
      elsif credits > max_balance - before then
        outcome := 'TOO_MUCH';
      elsif (select count(*) from credit_grants g where g.organization_id = organization and g.ended_at is null) >= max_grants then
        outcome := 'TOO_MANY';
      else
        outcome := 'GRANTED';
        insert into credit_grants (organization_id, grant_key, amount, remaining, priority, reason, expires_at, created_at, updated_at)
          values (organization, key, credits, credits, rank, why, until, at, at) returning id into grant_id;
        insert into credit_entries (organization_id, kind, amount, balance_after, grant_id, created_at)
          values (organization, 'GRANTED', credits, before + credits, grant_id, at);
        update credit_accounts a set balance = before + credits, last_entry_at = at where a.organization_id = organization;
      end if;
    end $$;
    comment on function app.grant_credits is
      'Grants credits to an organization. A repeated key grants nothing and returns the first grant. For the system login.';

    create function app.spend_credits(key text, credits bigint, note text,
      out outcome text, out spend_id uuid, out available bigint)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      organization uuid := app.organization_id();
      at timestamptz;
      threshold bigint;
      known bigint;
    begin
      if organization is null then
        raise insufficient_privilege using message = 'credits are spent in an organization';
      end if;
      select locked.at, coalesce(locked.balance, 0), locked.threshold into at, available, threshold
        from app.lock_credits(organization) as locked;
      select s.id, s.amount into spend_id, known
        from credit_spends s where s.organization_id = organization and s.spend_key = key;
      if known is not null then
        outcome := case when known = credits then 'REPEATED' else 'CONFLICT' end;
        return;
      end if;
      if credits > available then outcome := 'INSUFFICIENT'; return; end if;
      outcome := 'SPENT';
      insert into credit_spends (organization_id, spend_key, amount, description, balance_after, spent_by_id, api_key_id, created_at)
        values (organization, key, credits, note, available - credits, app.user_id(), app.api_key_id(), at)
        returning id into spend_id;
      with live as (
        select g.id, g.remaining, row_number() over drawn as number, sum(g.remaining) over drawn - g.remaining as before
        from credit_grants g where g.organization_id = organization and g.ended_at is null
        window drawn as (order by g.priority, g.expires_at nulls last, g.created_at, g.id rows unbounded preceding)
      ), parts as (
        select live.id, live.number, live.before, least(live.remaining, credits - live.before) as part
        from live where live.before < credits
      ), drawn as (
        update credit_grants g set remaining = g.remaining - parts.part, updated_at = at,
          ended_at = case when parts.part = g.remaining then at end,
          ended_as = case when parts.part = g.remaining then 'USED_UP' end
        from parts where g.organization_id = organization and g.id = parts.id
      )
      insert into credit_entries (organization_id, kind, amount, balance_after, grant_id, spend_id, created_at)
        select organization, 'SPENT', -parts.part, available - parts.before - parts.part, parts.id, spend_credits.spend_id, at
        from parts order by parts.number;
      update credit_accounts a set balance = available - credits, last_entry_at = at where a.organization_id = organization;
      perform app.tell_credit_crossings(organization, available, available - credits, threshold);
      available := available - credits;
    end $$;
    comment on function app.spend_credits is
      'Spends credits of the request''s organization: by priority, then the soonest expiry, then the oldest. A repeated key spends nothing and returns the first spend.';

    create function app.void_credit_grant(organization uuid, voided uuid, why text, out outcome text, out rest bigint)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      at timestamptz;
      before bigint;
      threshold bigint;
    begin
      select locked.at, locked.balance, locked.threshold into at, before, threshold
        from app.lock_credits(organization) as locked;
      select g.remaining into rest from credit_grants g where g.organization_id = organization and g.id = voided;
      outcome := case when rest is null then 'NO_GRANT' when rest = 0 then 'ENDED' else 'VOIDED' end;
      if outcome <> 'VOIDED' then return; end if;
      update credit_grants g
        set remaining = 0, ended_at = at, ended_as = 'VOIDED', void_reason = why, updated_at = at
        where g.organization_id = organization and g.id = voided;
      insert into credit_entries (organization_id, kind, amount, balance_after, grant_id, created_at)
        values (organization, 'VOIDED', -rest, before - rest, voided, at);
      update credit_accounts a set balance = before - rest, last_entry_at = at where a.organization_id = organization;
      perform app.tell_credit_crossings(organization, before, before - rest, threshold);
    end $$;
    comment on function app.void_credit_grant is 'Takes back what remains of a grant. For the system login.';

    revoke execute on function app.tell_credit_crossings, app.settle_credits, app.lock_credits, app.grant_credits,
      app.spend_credits, app.void_credit_grant from public;
    grant execute on function app.spend_credits to polity_serving, polity_system;
    grant execute on function app.lock_credits, app.grant_credits, app.void_credit_grant to polity_system;
  `.execute(db);
}

/** A demoted administrator's keys that spend credits end, like those that record usage. */
async function addScope(db: Kysely<unknown>): Promise<void> {
  await replaceScopes(db, '{MEMBERS_WRITE,USAGE_WRITE}', '{MEMBERS_WRITE,USAGE_WRITE,CREDITS_WRITE}');
}

const replaceScopes = (db: Kysely<unknown>, before: string, after: string) =>
  sql`do ${sql.raw(`$do$ begin
    execute replace(pg_get_functiondef('app.end_authority'::regproc), '${before}', '${after}');
  end $do$`)}`.execute(db);

export async function down(db: Kysely<unknown>): Promise<void> {
  await replaceScopes(db, '{MEMBERS_WRITE,USAGE_WRITE,CREDITS_WRITE}', '{MEMBERS_WRITE,USAGE_WRITE}');
  await sql`
    update api_keys set revoked_at = coalesce(revoked_at, clock_timestamp()), scopes = '{READ}'
      where scopes = '{CREDITS_WRITE}';
    update api_keys set scopes = array_remove(scopes, 'CREDITS_WRITE') where 'CREDITS_WRITE' = any(scopes);
    delete from notifications where kind = 'CREDIT_ALERT';
    delete from notification_preferences where kind = 'CREDIT_ALERT';
    alter table notifications drop constraint notifications_kind_check;
    alter table notifications add constraint notifications_kind_check check (kind in ('TASK_ASSIGNED', 'TASK_COMMENTED',
      'MENTIONED', 'TASK_STATUS_CHANGED', 'TASK_CREATED', 'MEMBER_ADDED', 'ROLE_UPDATED', 'USAGE_ALERT',
      'SECRET_ROTATION_ADVISED')) not valid;
    drop function app.void_credit_grant, app.spend_credits, app.grant_credits, app.lock_credits, app.settle_credits,
      app.tell_credit_crossings;
    drop table credit_entries, credit_spends, credit_grants, credit_accounts;
    drop function app.refuse_credit_change;
  `.execute(db);
}

import { type Kysely, sql } from 'kysely';

/**
 * What remains of a deleted organization that owes something; plans that an operator gave beside a subscription; paused
 * collection; customers that the payment provider no longer knows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table departed_organizations (
      id uuid primary key,
      name text not null,
      email text,
      deleted_at timestamptz not null default now()
    );
    comment on table departed_organizations is
      'Deleted organizations of which statements remain. Everything else of them is gone.';
    comment on column departed_organizations.email is
      'The address of the longest-standing owner, to whom the operator sends the bill; null if the payment provider has the customer.';
    create table departed_statements (
      former_id uuid not null references departed_organizations on delete cascade,
      month date not null,
      plan_code text not null references plans on delete restrict,
      currency text not null,
      total bigint not null,
      checksum text not null,
      sealed_at timestamptz not null,
      invoice_id text,
      invoiced_at timestamptz,
      primary key (former_id, month)
    );
    comment on table departed_statements is
      'The statements of deleted organizations that charge something, as they were in billing_statements.';
    create table departed_line_items (
      former_id uuid not null,
      month date not null,
      position integer not null,
      kind text not null,
      meter text,
      meter_kind text,
      usage_month date not null,
      segment_plan_code text,
      segment_plan_version integer,
      segment_from timestamptz,
      segment_to timestamptz,
      quantity bigint not null,
      included bigint not null,
      overage bigint not null,
      unit_price numeric not null,
      pricing jsonb,
      amount bigint not null,
      primary key (former_id, month, position),
      foreign key (former_id, month) references departed_statements on delete cascade
    );
    comment on table departed_line_items is 'Their line items, as they were in billing_line_items.';

    create function app.keep_statements() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      if not exists (select from billing_line_items where organization_id = old.id and amount <> 0) then return old; end if;
      insert into departed_organizations (id, name, email) values (old.id, old.name,
        case when not exists (select from payment_customers c where c.organization_id = old.id and c.customer_id is not null) then (
          select u.email from memberships m join users u on u.id = m.user_id
          where m.organization_id = old.id and m.role = 'OWNER' order by m.created_at, m.id limit 1) end)
        -- It was deleted before, and imported again. What it had to pay then is not charged a second time.
        on conflict (id) do update set name = excluded.name, email = excluded.email, deleted_at = excluded.deleted_at;
      with kept as (
      insert into departed_statements (former_id, month, plan_code, currency, total, checksum, sealed_at, invoice_id, invoiced_at)
        select s.organization_id, s.month, s.plan_code, s.currency, s.total, s.checksum, s.sealed_at, i.invoice_id, i.sent_at
        from billing_statements s left join payment_invoices i on i.organization_id = s.organization_id and i.month = s.month
        where s.organization_id = old.id and exists (select from billing_line_items item
          where item.organization_id = s.organization_id and item.month = s.month and item.amount <> 0)
        on conflict do nothing returning former_id, month)
      insert into departed_line_items (former_id, month, position, kind, meter, meter_kind, usage_month, segment_plan_code,
          segment_plan_version, segment_from, segment_to, quantity, included, overage, unit_price, pricing, amount)
        select item.organization_id, item.month, item.position, item.kind, item.meter, item.meter_kind, item.usage_month,
          item.segment_plan_code, item.segment_plan_version, item.segment_from, item.segment_to, item.quantity, item.included,
          item.overage, item.unit_price, item.pricing, item.amount
        from billing_line_items item join kept on kept.former_id = item.organization_id and kept.month = item.month;
      return old;
    end $$;
    revoke execute on function app.keep_statements() from public;
    comment on function app.keep_statements() is
      'Trigger: keeps the statements of a deleted organization that charge something.';
    create trigger organizations_statements before delete on organizations
      for each row execute function app.keep_statements();

    alter table payment_departures
      add column former_id uuid,
      add column payment_method_id text,
      add column billed_from date;
    comment on table payment_departures is
      'Customers whose organization was deleted, and whose subscriptions and statements are not settled yet.';
    comment on column payment_departures.billed_from is 'As in payment_customers.';
    create or replace function app.note_payment_departure() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      insert into payment_departures (customer_id, former_id, payment_method_id, billed_from)
        select old.customer_id, old.organization_id, old.payment_method_id, old.billed_from
        where old.customer_id is not null
        on conflict do nothing;
      return null;
    end $$;

    alter table payment_customers
      alter column customer_id drop not null,
      add column lost_customers integer not null default 0,
      add column collection_paused boolean not null default false,
      add column has_unknown_price boolean not null default false,
      add column has_refused_statement boolean not null default false;
    comment on column payment_customers.customer_id is
      'Null after the provider has deleted the customer, until the next checkout.';
    comment on column payment_customers.lost_customers is 'The number of former customers that the provider has deleted.';
    comment on column payment_customers.collection_paused is
      'Whether nothing is collected, because the platform has suspended the organization.';
    comment on column payment_customers.has_unknown_price is
      'Whether a subscription in force has no price with a key of ours. The plan is left as it is then.';
    comment on column payment_customers.has_refused_statement is 'Whether the provider refuses to invoice a statement.';
    create index payment_customers_faulty on payment_customers (organization_id)
      where has_unknown_price or has_refused_statement;

    alter table organizations add column plan_given_at timestamptz;
    comment on column organizations.plan_given_at is
      'Since when an operator decides about the plan; null if owners and the payment provider do.';
    grant update (plan_given_at) on organizations to polity_serving;

    create function app.begin_bought_plan(plan text, number integer) returns integer
    language sql security definer set search_path = pg_catalog, public, pg_temp as $$
      update organizations o
      set plan_code = plan, plan_version = number, plan_trial_ends_at = null, plan_given_at = null,
        plan_since = greatest(date_trunc('milliseconds', clock_timestamp()), o.plan_since + interval '1 millisecond')
      where o.id = app.organization_id()
        and exists (select from plan_versions v where v.plan_code = plan and v.version = number)
      returning o.plan_version $$;
    revoke execute on function app.begin_bought_plan(text, integer) from public;
    grant execute on function app.begin_bought_plan(text, integer) to polity_serving, polity_system;
    comment on function app.begin_bought_plan(text, integer) is
      'Puts the present organization on the version of a plan that its subscription is for. Returns null if there is no such version.';

    create function app.enqueue_job(identifier text, payload jsonb, most_attempts integer, rank integer)
    returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      perform graphile_worker.add_job(identifier,
        (payload || jsonb_build_object('organizationId', app.organization_id()))::json,
        max_attempts => most_attempts, priority => rank, flags => array[app.organization_id()::text]);
    end $$;
    revoke execute on function app.enqueue_job(text, jsonb, integer, integer) from public;
    grant execute on function app.enqueue_job(text, jsonb, integer, integer) to polity_serving, polity_system;
    comment on function app.enqueue_job(text, jsonb, integer, integer) is
      'Adds a job to the queue within the present transaction, stamped and flagged with the present organization. Those with a lower rank run first.';
  `.execute(db);
}

/** @throws if statements of deleted organizations would be lost, or a customer is without an id */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$ begin
      if exists (select from departed_organizations) then raise 'There are statements of deleted organizations.'; end if;
      if exists (select from payment_customers where customer_id is null) then
        raise 'There are organizations whose customer the payment provider has deleted.';
      end if;
    end $$;
    drop function app.enqueue_job(text, jsonb, integer, integer);
    drop function app.begin_bought_plan(text, integer);
    alter table organizations drop column plan_given_at;
    alter table payment_customers
      alter column customer_id set not null, drop column lost_customers, drop column collection_paused,
      drop column has_unknown_price, drop column has_refused_statement;
    comment on column payment_customers.customer_id is null;
    create or replace function app.note_payment_departure() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      insert into payment_departures (customer_id) values (old.customer_id) on conflict do nothing;
      return null;
    end $$;
    alter table payment_departures drop column former_id, drop column payment_method_id, drop column billed_from;
    comment on table payment_departures is
      'Customers whose organization was deleted, and whose subscriptions have not been canceled yet.';
    drop trigger organizations_statements on organizations;
    drop function app.keep_statements();
    drop table departed_line_items;
    drop table departed_statements;
    drop table departed_organizations;
  `.execute(db);
}

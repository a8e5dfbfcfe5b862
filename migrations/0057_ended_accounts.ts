import { type Kysely, sql } from 'kysely';

/**
 * What remains of a deleted organization that owes something; plans that an operator gave beside a subscription; paused
 * collection; customers that the payment provider no longer knows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table billing_statements drop constraint billing_statements_organization_id_fkey;
    alter table billing_line_items drop constraint billing_line_items_organization_id_fkey;
    alter table payment_invoices drop constraint payment_invoices_organization_id_fkey;
    comment on table billing_statements is
      'Sealed statements. Those that charge something remain after their organization (departed_organizations).';

    create table departed_organizations (
      organization_id uuid primary key,
      name text not null,
      email text,
      deleted_at timestamptz not null default now()
    );
    comment on table departed_organizations is
      'Deleted organizations of which statements remain. Everything else of them is gone.';
    comment on column departed_organizations.email is
      'The address of the longest-standing owner, to whom the operator sends the bill; null if the payment provider has the customer.';

    create function app.keep_statements() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      delete from billing_statements s where s.organization_id = old.id and not exists (select from billing_line_items i
        where i.organization_id = old.id and i.month = s.month and i.amount <> 0);
      if exists (select from billing_statements where organization_id = old.id) then
        insert into departed_organizations (organization_id, name, email) values (old.id, old.name,
          case when not exists (select from payment_customers c where c.organization_id = old.id and c.customer_id is not null) then (
            select u.email from memberships m join users u on u.id = m.user_id
            where m.organization_id = old.id and m.role = 'OWNER' order by m.created_at, m.id limit 1) end);
      end if;
      return old;
    end $$;
    revoke execute on function app.keep_statements() from public;
    comment on function app.keep_statements() is
      'Trigger: keeps the statements of a deleted organization that charge something, and deletes the others.';
    create trigger organizations_statements before delete on organizations
      for each row execute function app.keep_statements();

    alter table payment_departures
      add column organization_id uuid,
      add column payment_method_id text,
      add column billed_from date;
    comment on table payment_departures is
      'Customers whose organization was deleted, and whose subscriptions and statements are not settled yet.';
    comment on column payment_departures.billed_from is 'As in payment_customers.';
    create or replace function app.note_payment_departure() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      insert into payment_departures (customer_id, organization_id, payment_method_id, billed_from)
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
    alter table payment_departures drop column organization_id, drop column payment_method_id, drop column billed_from;
    comment on table payment_departures is
      'Customers whose organization was deleted, and whose subscriptions have not been canceled yet.';
    drop trigger organizations_statements on organizations;
    drop function app.keep_statements();
    drop table departed_organizations;
    comment on table billing_statements is null;
    alter table billing_statements add foreign key (organization_id) references organizations on delete cascade;
    alter table billing_line_items add foreign key (organization_id) references organizations on delete cascade;
    alter table payment_invoices add foreign key (organization_id) references organizations on delete cascade;
  `.execute(db);
}

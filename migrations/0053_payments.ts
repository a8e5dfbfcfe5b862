import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';

/** What is known of each organization's subscription with the payment provider, and which statements were invoiced. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table payment_customers (
      organization_id uuid primary key references organizations on delete cascade,
      customer_id text not null constraint payment_customers_customer_key unique
        check (length(customer_id) between 1 and 255),
      subscription_id text,
      status text not null default 'NONE' check (status in
        ('NONE', 'INCOMPLETE', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'UNPAID', 'PAUSED', 'CANCELED')),
      plan_code text references plans on delete restrict,
      seats integer check (seats >= 0),
      current_period_end timestamptz,
      ends_at timestamptz,
      plan_ends_at timestamptz,
      payment_method_id text,
      billed_from date check (billed_from = date_trunc('month', billed_from)),
      requested bigint not null default 1,
      synced bigint not null default 0 check (synced <= requested),
      reconcile_at timestamptz not null default now() + interval '6 hours',
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    comment on table payment_customers is
      'The organizations that are customers of the payment provider, with the last known state of their subscriptions.';
    comment on column payment_customers.plan_code is
      'The plan that the subscription gives to the organization; null if it gives none.';
    comment on column payment_customers.ends_at is 'When the subscription ends; null if it is renewed.';
    comment on column payment_customers.plan_ends_at is
      'When the plan of an ended subscription ends at the latest, if the organization uses more than the free plan allows.';
    comment on column payment_customers.billed_from is
      'The first month whose statement is invoiced; null before the first subscription.';
    comment on column payment_customers.requested is
      'Counts the requests to read the present state, such as events of the provider.';
    comment on column payment_customers.synced is 'The last request whose state was read.';
    comment on column payment_customers.reconcile_at is 'When the state is read again, even without an event.';
    create index payment_customers_reconcile_at on payment_customers (reconcile_at);
    create trigger payment_customers_touch before update on payment_customers
      for each row execute function app.touch();

    create table payment_invoices (
      organization_id uuid not null references organizations on delete cascade,
      month date not null,
      invoice_id text,
      sent_at timestamptz not null default now(),
      primary key (organization_id, month),
      constraint payment_invoices_statement_fkey foreign key (organization_id, month)
        references billing_statements (organization_id, month) on delete cascade
    );
    comment on table payment_invoices is 'The sealed statements that the payment provider has invoiced.';
    comment on column payment_invoices.invoice_id is 'Null if the statement charges nothing.';
  `.execute(db);
  await protectTenantTable(db, 'payment_customers', { grants: ['select', 'insert', 'update'] });
  await protectTenantTable(db, 'payment_invoices', { grants: ['select', 'insert'] });
  await sql`
    create table payment_departures (
      customer_id text primary key,
      created_at timestamptz not null default now()
    );
    comment on table payment_departures is
      'Customers whose organization was deleted, and whose subscriptions have not been canceled yet.';
    create function app.note_payment_departure() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      insert into payment_departures (customer_id) values (old.customer_id) on conflict do nothing;
      return null;
    end $$;
    revoke execute on function app.note_payment_departure() from public;
    comment on function app.note_payment_departure() is
      'Trigger: remembers the customer of a deleted organization, so that its subscriptions are canceled.';
    create trigger payment_customers_departure after delete on payment_customers
      for each row execute function app.note_payment_departure();
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table payment_invoices;
    drop table payment_customers;
    drop table payment_departures;
    drop function app.note_payment_departure();
  `.execute(db);
}

import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';

/** What narrows API keys, and the counts of their own limits. The next migration's functions read them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table api_keys
      add column permissions text[],
      add column requests_per_minute integer,
      add column requests_per_month integer,
      add column networks cidr[],
      add column address_refused_at timestamptz;
    alter table api_keys
      add constraint api_keys_permissions_check check (cardinality(permissions) between 1 and 200),
      add constraint api_keys_per_minute_check check (requests_per_minute > 0),
      add constraint api_keys_per_month_check check (requests_per_month > 0),
      add constraint api_keys_networks_check check (cardinality(networks) between 1 and 50);
    comment on column api_keys.permissions is
      'Beside the scopes, the only permissions that the key has; null for all that its scopes, its role and its owner have.';
    comment on column api_keys.requests_per_minute is 'In addition to the plan''s limit.';
    comment on column api_keys.requests_per_month is 'In addition to the plan''s limit.';
    comment on column api_keys.networks is 'From which alone the key works; null for all.';
    comment on column api_keys.address_refused_at is 'When a refusal of an address was last recorded in the audit log.';
    create or replace trigger api_keys_touch
      before update of name, prefix, expires_at, revoked_at, permissions, requests_per_minute, requests_per_month,
        networks, departure_overlap_seconds, roll_due_at on api_keys
      for each row execute function app.touch();

    create table api_key_counts (
      organization_id uuid not null references organizations on delete cascade,
      api_key_id uuid not null,
      month date not null,
      used bigint not null default 0,
      minute timestamptz not null default '-infinity',
      minute_used bigint not null default 0,
      primary key (organization_id, api_key_id),
      foreign key (organization_id, api_key_id) references api_keys (organization_id, id) on delete cascade
    );
    comment on table api_key_counts is 'What was counted against the own limits of API keys.';
    comment on column api_key_counts.used is 'Requests and verifications in the month (UTC), while the key has a quota.';
    comment on column api_key_counts.minute_used is 'Verifications in the minute.';

    alter table api_requests add column units integer not null default 1;
    -- Not validated, as that reads the whole table: all rows have the default.
    alter table api_requests add constraint api_requests_units_check check (units > 0) not valid;
    comment on column api_requests.units is 'For how many requests it counts: the cost of a verification.';
  `.execute(db);
  await protectTenantTable(db, 'api_key_counts', { grants: ['select'] });
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table api_requests drop column units;
    drop table api_key_counts;
    create or replace trigger api_keys_touch before update of name, prefix, expires_at, revoked_at on api_keys
      for each row execute function app.touch();
    alter table api_keys drop column permissions, drop column requests_per_minute, drop column requests_per_month,
      drop column networks, drop column address_refused_at;
  `.execute(db);
}

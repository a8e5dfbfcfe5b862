import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';

/** Flags that roll features out: to a percentage of the organizations, and to named ones. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table flags (
      key text collate "C" primary key check (key ~ '^[A-Za-z][A-Za-z0-9_.-]{0,99}$'),
      description text not null check (char_length(description) between 1 and 500),
      percentage smallint not null check (percentage between 0 and 100),
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp()
    );
    comment on column flags.percentage is 'The share of organizations for which the flag is on, besides the named ones.';
    create table flag_organizations (
      organization_id uuid not null references organizations on delete cascade,
      flag text collate "C" not null references flags on delete cascade,
      primary key (organization_id, flag)
    );
    comment on table flag_organizations is 'The organizations for which a flag is on, whatever its percentage.';
    create index flag_organizations_of_flag on flag_organizations (flag);
    create trigger organization_features_tell_subscribers after insert or update or delete on organization_features
      for each row execute function app.tell_overrides();
  `.execute(db);
  await protectTenantTable(db, 'flag_organizations', { grants: ['select'] });
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger organization_features_tell_subscribers on organization_features;
    drop table flag_organizations, flags;
  `.execute(db);
}

import { type Kysely, sql } from 'kysely';

/**
 * How long audit logs are kept becomes a feature of plans. FREE and PRO have it from the start in a new installation. In
 * one with organizations no published version changes: without a value, what AUDIT_RETENTION_DAYS says holds.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into features (key, kind, name) values ('audit.retentionDays', 'NUMBER', 'Days of the audit log')
      on conflict do nothing;
    alter table plan_version_features disable trigger plan_version_features_unchanged;
    insert into plan_version_features (plan_code, version, feature, value)
      select plan_code, version, 'audit.retentionDays', case plan_code when 'FREE' then '90'::jsonb else '730'::jsonb end
      from plan_versions where plan_code in ('FREE', 'PRO') and not exists (select from organizations)
      on conflict do nothing;
    alter table plan_version_features enable trigger plan_version_features_unchanged;

    create table kept_since (
      table_name text primary key,
      since timestamptz not null
    );
    comment on table kept_since is 'Since when a partitioned table has all its rows: older partitions were dropped.';
    grant select on kept_since to polity_serving;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table kept_since;
    alter table plan_version_features disable trigger plan_version_features_unchanged;
    delete from plan_version_features where feature = 'audit.retentionDays';
    alter table plan_version_features enable trigger plan_version_features_unchanged;
    delete from organization_features where feature = 'audit.retentionDays';
    delete from features where key = 'audit.retentionDays';
  `.execute(db);
}
